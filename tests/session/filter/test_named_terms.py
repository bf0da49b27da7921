"""The facets' terms of names, and the strip's of time, written into an expression and read out of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.session.filter import (
    ANY,
    Named,
    NameSelection,
    names_of,
    parse_filter,
    received_in,
    with_created,
    with_names,
    with_received,
)
from tests.session.filter.expressions_made import expressions
from tests.session.filter.oracle import Said
from tests.session.filter.world import CATALOG

NINE = 1_795_338_000_000_000
"""2026-11-22T09:00Z."""
_names = st.frozensets(st.text(min_size=1, max_size=6) | st.just(ANY), max_size=3)
_selections = st.builds(NameSelection, _names, _names)


def chosen(*included: str, without: tuple[str, ...] = ()) -> NameSelection:
    return NameSelection(frozenset(included), frozenset(without))


def agents(expression: str) -> NameSelection | None:
    return names_of(expression, Named.AGENT, CATALOG)


def test_that_names_are_written_in_quotes_only_where_they_would_mean_something_else() -> None:
    wanted = chosen("c.diaz", "j smith", "a..b")
    assert with_names("hold", Named.AGENT, wanted, CATALOG) == 'hold agent:"a..b",c.diaz,"j smith"'


def test_that_an_asterisk_in_a_name_is_itself_and_alone_is_any_name() -> None:
    assert with_names("", Named.AGENT, chosen("bot*"), CATALOG) == 'agent:"bot*"'
    assert agents('agent:"bot*"') == chosen("bot*")
    assert with_names("", Named.AGENT, chosen(without=(ANY,)), CATALOG) == "-agent:*"
    assert agents("-agent:*") == chosen(without=(ANY,))


def test_that_a_selection_replaces_the_one_before_and_leaves_the_rest_as_typed() -> None:
    expression = '"hold  music"  agent:x NOT agent:y   is:late'
    assert with_names(expression, Named.AGENT, chosen("z"), CATALOG) == '"hold  music" is:late agent:z'
    assert with_names(expression, Named.NOTE, chosen(), CATALOG) == '"hold  music"  agent:x NOT agent:y'


def test_that_what_has_no_name_is_shown_unless_names_are_included() -> None:
    assert chosen().shows("")
    assert chosen(without=(ANY,)).shows("")
    assert not chosen("x").shows("")
    assert not chosen(ANY).shows("")


def test_that_any_note_is_written_as_noted_and_marks_are_no_notes() -> None:
    assert with_names("is:marked", Named.NOTE, chosen(without=(ANY,)), CATALOG) == "is:marked -is:noted"
    assert names_of("is:marked -is:noted", Named.NOTE, CATALOG) == chosen(without=(ANY,))
    assert names_of("is:late,marked", Named.NOTE, CATALOG) is None


def test_that_names_are_compared_without_regard_to_case() -> None:
    assert chosen("C.Diaz").shows("c.diaz")
    assert not chosen(ANY, without=("C.Diaz",)).shows("c.diaz")
    assert not chosen(without=(ANY,)).shows("c.diaz")


@pytest.mark.parametrize("expression", ["a OR agent:x", "agent:bot*", 'agent:~"^x"', "agent:x agent:y", "-(x agent:y)"])
def test_that_what_boxes_cannot_show_is_told(expression: str) -> None:
    assert agents(expression) is None


def test_that_feeds_are_chosen_by_number_or_address() -> None:
    assert names_of("feed:2,ws://x/y", Named.FEED, CATALOG) == chosen("2", "ws://x/y")
    assert with_names("", Named.FEED, chosen("http://127.0.0.1:8787/events"), CATALOG).startswith("feed:http")


@given(expressions, _selections)
def test_that_what_is_written_is_read_again(said: Said, selection: NameSelection) -> None:
    written = with_names(said.text, Named.AGENT, selection, CATALOG)
    if agents(with_names(said.text, Named.AGENT, chosen(), CATALOG)) == chosen():
        assert agents(written) == selection
    again = with_names(with_names(written, Named.AGENT, chosen("x"), CATALOG), Named.AGENT, selection, CATALOG)
    assert parse_filter(again, CATALOG) == parse_filter(written, CATALOG)


def test_that_a_time_is_written_as_short_as_it_can_be() -> None:
    hour = 3_600_000_000
    assert with_received("x", (NINE, NINE + hour), CATALOG) == "x received:2026-11-22T09:00..2026-11-22T10:00"
    odd = with_received("", (NINE + 5_000_000, NINE + 5_250_000), CATALOG)
    assert odd == "received:2026-11-22T09:00:05..2026-11-22T09:00:05.250000"


def test_that_a_created_time_is_whole_seconds_and_leaves_a_received_one() -> None:
    nine = NINE // 1_000_000
    assert with_created("x", (nine, nine + 59), CATALOG) == "x created:2026-11-22T09:00..2026-11-22T09:00:59"
    replaced = with_created("created:>-15m received:>-15m", (nine, nine + 60), CATALOG)
    assert replaced == "received:>-15m created:2026-11-22T09:00..2026-11-22T09:01"


def test_that_a_time_replaces_the_one_before() -> None:
    assert with_received("received:>-15m  x", None, CATALOG) == "x"
    assert with_received("x -received:2026 is:late".replace("2026", "2026-01-01"), None, CATALOG) == "x is:late"


@given(st.integers(0, 4_000_000_000_000_000), st.integers(0, 10**12))
def test_that_a_time_is_read_as_it_was_written(start: int, length: int) -> None:
    period = received_in(with_received("x", (start, start + length), CATALOG), CATALOG)
    assert period is not None
    span = period.span(now=0)
    assert (span.low, span.high) == (start, start + length)


@pytest.mark.parametrize(
    "expression", ["", "x", "-received:>-15m", "received:>-15m received:<-5m", "x OR received:>-15m"]
)
def test_that_more_or_less_than_one_time_is_none(expression: str) -> None:
    assert received_in(expression, CATALOG) is None
