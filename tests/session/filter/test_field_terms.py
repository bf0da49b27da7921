"""The term for a payload field's value, held to what it says for any name and any value."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import JsonValue

from floorwalker.session.columns import Names
from floorwalker.session.filter import Filter, Scope, any_value_term, field_term, parse_filter
from floorwalker.session.filter.payload import Payload
from tests.session.filter.events_made import FIELDS, VALUES
from tests.session.filter.world import CATALOG

SCOPE = Scope(names=Names(), now=0)

_names = st.text(max_size=20) | st.sampled_from([*FIELDS, "field.x", "or", "NOT", "Id", "seq", "_", "", "ſeq", "a:b"])
_texts = st.text(max_size=40) | st.text(st.sampled_from('"\\*~<>=(),.: -\n'), max_size=8) | st.sampled_from(["//", "-"])
_values: st.SearchStrategy[JsonValue] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | _texts
    | st.sampled_from(VALUES),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_texts, inner, max_size=3),
    max_leaves=6,
)


def holds(wanted: Filter, body: bytes) -> bool:
    return wanted.holds({}, Payload(body), SCOPE)


@given(_names, _values, st.booleans())
@example("Note", "x" * 30_000, True)
@example("Note", ["é" * 30_000], False)
@example('"' * 30_000, "x", False)
@example("Big", 10**4_299, True)
@example("Huge", 1e308, True)
def test_that_the_term_finds_the_event_that_has_the_value_and_its_opposite_does_not(
    name: str, value: JsonValue, ascii_only: bool
) -> None:
    body = json.dumps({"Id": "1", name: value}, ensure_ascii=ascii_only).encode("utf-8", "replace")
    for found, of_it in Payload(body).fields.items():
        for one in of_it:
            assert holds(parse_filter(any_value_term(found), CATALOG), body)
            term = field_term(found, one)
            assert holds(parse_filter(term, CATALOG), body)
            assert not holds(parse_filter(f"-{term}", CATALOG), body)
            assert not holds(parse_filter(f"hold (-{term} OR -{term})", CATALOG), body)


@given(_names.filter(bool), _values)
def test_that_a_field_in_a_list_of_pairs_is_found_by_its_name_as_sent(name: str, value: JsonValue) -> None:
    body = json.dumps({"AdditionalFields": [{"Name": name, "Value": value}]}).encode()
    [[of_it]] = Payload(body).fields.values()
    assert holds(parse_filter(field_term(name, of_it), CATALOG), body)


@pytest.mark.parametrize(
    ("name", "value", "term"),
    [
        ("ActivityCode", 36, "ActivityCode:36"),
        ("QueueName", "Sales north", 'QueueName:"Sales north"'),
        ("Status", "open", "field.Status:open"),
        ("Exit Code", -1.5, '"Exit Code":-1.5'),
        ("Note", "", 'Note:""'),
        ("Note", None, "Note:null"),
        ("IsInternal", False, "IsInternal:false"),
        ("Skills", ["a", 1], r'Skills:"[\"a\",1]"'),
        ("Note", "bot*", 'Note:"bot*"'),
        ("Url", "http://x/y?a=1", 'Url:"http://x/y?a=1"'),
    ],
)
def test_that_a_value_is_written_as_somebody_would_type_it(name: str, value: JsonValue, term: str) -> None:
    assert field_term(name, value) == term


def test_that_another_value_is_not_found() -> None:
    body = json.dumps({"Note": "hold music"}).encode()
    others: list[JsonValue] = ["hold", "music", "hold*", "", None, ["hold music"]]
    for other in others:
        assert not holds(parse_filter(field_term("Note", other), CATALOG), body)


def test_that_of_a_long_value_the_beginning_decides() -> None:
    term = field_term("Note", "ab" * 5_000)
    assert len(term) < 1_100
    assert holds(parse_filter(term, CATALOG), json.dumps({"Note": "AB" * 5_000}).encode())
    assert not holds(parse_filter(term, CATALOG), json.dumps({"Note": "ab" * 400}).encode())
