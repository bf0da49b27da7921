"""What is pasted finds the event that it is from."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.session.filter import parse_filter
from floorwalker.session.filter.pasted import as_search
from floorwalker.session.filter.payload import Payload
from floorwalker.session.filter.together import together
from tests.session import made
from tests.session.filter.world import CATALOG, World

EVENT = made.payload(7, Username="c.diaz", ActivityName='on "hold"', Status="x")


def finds(expression: str, payload: bytes) -> bool:
    scope = World([]).scope
    return parse_filter(expression, CATALOG).holds({}, Payload(payload), scope)


@pytest.mark.parametrize(
    "pasted",
    [
        '"Username": "c.diaz"',
        '"Username":"c.diaz"',
        '"Username": "c.diaz", "PhoneNo": "100",',
        'me": "c.diaz", "Pho',
        '"ActivityName": "on \\"hold\\"',
        "{" + made.guid(7) + "}",
        made.guid(7).upper(),
        EVENT.decode(),
        EVENT.decode() + "\n",
        json.dumps(json.loads(EVENT), indent=4),
        '    "Username": "c.diaz",\n    "ActivityCode": 16,\n    "Status": "x",\n',
        'on "hold"',
        json.dumps(json.loads(EVENT) | {"Long": "y" * 50_000}),
    ],
)
def test_that_a_pasted_piece_of_a_payload_finds_its_event_alone(pasted: str) -> None:
    expression = as_search(pasted, "", "", CATALOG) or pasted
    assert finds(expression, EVENT)
    assert not finds(expression, made.payload(8))


@pytest.mark.parametrize(
    "pasted",
    ["agent:c.diaz", "hold music", 'QueueName:~"^[a-z]" -is:late', "c.diaz", "  ", '"Queue name":"x y"', "code"],
)
def test_that_an_expression_stays_as_it_is(pasted: str) -> None:
    assert as_search(pasted, "", "", CATALOG) is None


@given(st.data(), st.dictionaries(st.text(min_size=1, max_size=8), st.text(max_size=20) | st.integers(), max_size=4))
def test_that_any_piece_of_any_payload_finds_it(data: st.DataObject, fields: dict[str, object]) -> None:
    payload = made.payload(3, **fields)
    raw = payload.decode()
    start = data.draw(st.integers(0, len(raw) - 1))
    pasted = raw[start : data.draw(st.integers(start + 1, len(raw)))]
    expression = as_search(pasted, "", "", CATALOG)
    if expression is not None:
        assert finds(expression, payload)


def test_that_a_value_is_pasted_into_its_term() -> None:
    assert as_search("c.diaz", "agent:", " code:3", CATALOG) is None
    assert as_search("{}", 'agent:"', '"', CATALOG) is None


def test_that_a_search_is_kept_apart_from_its_neighbours() -> None:
    assert as_search("a(b", "code:3", "code:5", CATALOG) == ' "a(b" '
    assert as_search("a(b", "code:3 -(", ")", CATALOG) == '"a(b"'


@pytest.mark.parametrize(
    ("expressions", "whole"),
    [
        (["code:3", " "], "code:3"),
        (["code:3 ", "-agent:x"], "code:3 -agent:x"),
        (["code:3 OR code:5", "agent:x", "a or b"], "(code:3 OR code:5) agent:x (a or b)"),
        (["", "code:3 OR code:5"], "code:3 OR code:5"),
        ([], ""),
    ],
)
def test_that_several_expressions_make_one_that_means_all_of_them(expressions: list[str], whole: str) -> None:
    assert together(expressions, CATALOG) == whole
    parse_filter(whole, CATALOG)
