"""The facets' terms, written into an expression and read out of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.session.filter import EventSelection, FilterError, also, events_of, parse_filter, with_events
from tests.session.filter.expressions_made import expressions
from tests.session.filter.oracle import Said
from tests.session.filter.world import CATALOG

AGENT_3 = frozenset({(1, 3)})
_codes = st.none() | st.integers(0, 20)
_kinds = st.frozensets(st.tuples(st.integers(0, 12), _codes), max_size=4)
_selections = st.builds(EventSelection, _kinds, _kinds)


def selected(expression: str) -> EventSelection | None:
    return events_of(expression, CATALOG)


def test_that_the_facets_write_names_and_numbers_behind_what_is_there() -> None:
    selection = EventSelection(frozenset({(1, 3), (3, None), (9, 7)}))
    assert with_events("hold  music", selection, CATALOG) == "hold  music event:agent/3,email/*,9/7"
    assert with_events("", selection, CATALOG) == "event:agent/3,email/*,9/7"


def test_that_exclusion_is_a_term_of_its_own() -> None:
    selection = EventSelection(frozenset({(1, None)}), frozenset({(1, 1)}))
    assert with_events("hold", selection, CATALOG) == "hold event:agent/* -event:agent/1"
    assert selected("hold event:agent/* -event:agent/1") == selection
    assert selection.shows(1, 3)
    assert not selection.shows(1, 1)
    assert not selection.shows(2, 1)
    assert EventSelection(excluded=AGENT_3).shows(2, 1)


def test_that_a_selection_replaces_the_one_before_and_leaves_the_rest_as_typed() -> None:
    selection = EventSelection(frozenset({(2, 12)}))
    expression = 'agent:"j. x"  event:agent/3 NOT event:agent/1   "hold  music"'
    assert with_events(expression, selection, CATALOG) == 'agent:"j. x" "hold  music" event:ivr/12'


def test_that_no_selection_takes_the_terms_away() -> None:
    for nothing in (None, EventSelection()):
        assert with_events("hold AND event:agent/3", nothing, CATALOG) == "hold"
        assert with_events("-event:agent/3", nothing, CATALOG) == ""
        assert with_events("(event:agent/3) -(event:agent/1) x", nothing, CATALOG) == "x"


def test_that_an_expression_of_alternatives_is_grouped() -> None:
    assert with_events("a OR b", EventSelection(AGENT_3), CATALOG) == "(a OR b) event:agent/3"


@pytest.mark.parametrize(
    "expression",
    ["a OR event:agent/3", "event:*/3", "event:agent/*item", "event:agent/3 event:agent/1", "-(x event:agent/3)"],
)
def test_that_what_ticks_cannot_show_is_told(expression: str) -> None:
    assert selected(expression) is None


def test_that_names_and_numbers_select_the_same() -> None:
    assert selected("event:agent/StatusChanged") == selected("event:1/3") == EventSelection(AGENT_3)
    assert selected("event:voice/*") == EventSelection(frozenset({(4, None)}))
    assert selected("code:3") == EventSelection()


@given(expressions, _selections)
def test_that_what_is_written_is_read_again_and_the_rest_stays(said: Said, selection: EventSelection) -> None:
    written = with_events(said.text, selection, CATALOG)
    if selected(with_events(said.text, None, CATALOG)) == EventSelection():
        assert selected(written) == selection
    again = with_events(with_events(written, EventSelection(AGENT_3), CATALOG), selection, CATALOG)
    assert parse_filter(again, CATALOG) == parse_filter(written, CATALOG)


def test_that_a_term_is_added_once() -> None:
    assert also("hold", "agent:x", CATALOG) == "hold agent:x"
    assert also("hold agent:x", "agent:x", CATALOG) == "hold agent:x"
    assert also("a OR b", "agent:x", CATALOG) == "(a OR b) agent:x"
    assert also("", "agent:x", CATALOG) == "agent:x"
    assert also("hold", "a OR b", CATALOG) == "hold (a OR b)"


def test_that_a_term_takes_the_place_of_its_opposite() -> None:
    assert also("hold agent:x  is:late", "-agent:x", CATALOG) == "hold is:late -agent:x"
    assert also("NOT agent:x", "agent:x", CATALOG) == "agent:x"


def test_that_a_wrong_expression_is_told_and_not_written_over() -> None:
    with pytest.raises(FilterError):
        with_events("hold (", EventSelection(AGENT_3), CATALOG)
