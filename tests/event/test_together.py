"""Many events judged at once say what each says alone."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from floorwalker.event.body import Accepted, Columns, Item, Items, Refused, Unreadable, read_body, read_objects
from floorwalker.event.items import judged
from floorwalker.event.jsontext import quick_objects
from floorwalker.event.together import judged_together
from tests.event.made import CATALOG, GUID, STATUS_FIELDS, TIME, json_values, sent

OTHER_GUID = "5D2C1B2E-8F9B-4DD0-A4FD-0F3BD6F0E001"
IDS = st.one_of(
    st.uuids().map(str),
    st.sampled_from([OTHER_GUID, f"{{{GUID}}}", GUID.replace("-", ""), f"{GUID[:-1]}g", f"{GUID[:9]} 1{GUID[11:]}"]),
    st.sampled_from(["", " ", "no GUID", 17, None, True, f"-{GUID[:8]}{GUID[9:]}", GUID[:-1] + "\u0661"]),
)
TIMES = st.sampled_from(
    [TIME, TIME, TIME, "20261122091404", "20261345000000", "2026-11-22T09:14:03Z", int(TIME), "", 1.5]
)
NUMBERS = st.sampled_from([1, 1, 1, 3, 3, 3, 4, 9, 2**31, -(2**31), "1", 1.0, 1.5, True, None])
VALUES = st.sampled_from(
    [*STATUS_FIELDS.values(), "", " x ", 16, 35, -1, 2**31 - 1, 2**31, "36", "Training", 2.0, None, []]
)
FIELDS = st.one_of(
    st.just(STATUS_FIELDS),
    st.fixed_dictionaries({name: st.one_of(st.just(value), VALUES) for name, value in STATUS_FIELDS.items()}),
    st.dictionaries(st.sampled_from([*STATUS_FIELDS, "username", "Status", "AdditionalFields", "WorkItemId"]), VALUES),
)


@st.composite
def events(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Nearly all as documented, so that the columns are used."""
    count = draw(st.integers(0, 12))
    made = [sent(**STATUS_FIELDS, Id=draw(st.uuids().map(str))) for _ in range(count)]
    for at in draw(st.lists(st.integers(0, max(count - 1, 0)), max_size=4)) if count else ():
        properties = {"Id": IDS, "CreationDateUtc": TIMES, "Category": NUMBERS, "Code": NUMBERS}
        changed = {name: draw(properties[name]) for name in draw(st.sets(st.sampled_from(sorted(properties))))}
        made[at] = sent(**draw(FIELDS), **changed)
    return made


def listed(items: Items) -> list[Item]:
    return list(items.events()) if isinstance(items, Columns) else list(items)


@given(events())
def test_that_many_bodies_say_what_each_says_alone(made: list[dict[str, Any]]) -> None:
    bodies = [json.dumps(one).encode() for one in made]
    together = read_objects(bodies, CATALOG)
    assert listed(together or []) == [read_body(body, CATALOG)[0] for body in bodies]


@given(events(), st.integers(0, 3))
def test_that_many_elements_say_what_each_says_alone(made: list[dict[str, Any]], notes: int) -> None:
    payloads = [json.dumps(one).encode() for one in made]
    each = zip(made, payloads, strict=True)
    alone = [judged(value, payload, CATALOG, notes, (index,)) for index, (value, payload) in enumerate(each, 5)]
    assert judged_together(made, payloads, CATALOG, notes, 5) == alone


@given(st.lists(st.one_of(json_values, st.just(sent(**STATUS_FIELDS))), max_size=8))
def test_that_what_is_no_object_makes_all_be_read_with_patience(values: list[Any]) -> None:
    items = read_objects([json.dumps(value).encode() for value in values], CATALOG)
    if all(isinstance(value, dict) for value in values) and values:
        assert items is not None
        assert listed(items) == [read_body(json.dumps(value).encode(), CATALOG)[0] for value in values]
    else:
        assert items is None


@given(st.lists(st.one_of(st.just(json.dumps(sent()).encode()), st.binary(max_size=30)), min_size=1, max_size=8))
@example([b'{"a":[1', b"2]}", b'{"x":1},{"y":2}'])
@example([b" \n" + json.dumps(sent()).encode() + b"\r\n"] * 5)
@example([b"\xef\xbb\xbf" + json.dumps(sent()).encode()] * 5)
@example([b"{}", b'{"Id":"\\ud800"}'])
def test_that_any_bytes_together_are_what_they_are_alone_or_left_to_patience(bodies: list[bytes]) -> None:
    together = read_objects(bodies, CATALOG)
    if together is not None:
        assert [[item] for item in listed(together)] == [read_body(body, CATALOG) for body in bodies]
    elif all(body.strip().startswith(b"{") for body in bodies):
        assert any(not _is_quick(body) for body in bodies)


def _is_quick(body: bytes) -> bool:
    return quick_objects([body.strip()]) is not None


def test_that_deep_nesting_is_left_to_patience() -> None:
    deep = b'{"a":' + b"[" * 300 + b"]" * 300 + b"}"
    assert read_objects([b"{}", deep], CATALOG) is None
    with pytest.raises(Unreadable):
        read_body(deep, CATALOG)


def test_that_one_odd_event_leaves_the_others_as_they_are() -> None:
    bodies = [json.dumps(sent(**STATUS_FIELDS, Id=f"{GUID[:-1]}{number}")).encode() for number in range(9)]
    bodies[4] = b'{"Id":""}'
    items = read_objects(bodies, CATALOG)
    assert items is not None
    assert [type(item) for item in listed(items)] == [Accepted] * 4 + [Refused] + [Accepted] * 4


def test_that_events_of_several_kinds_and_names_are_columns_in_the_order_in_which_they_came() -> None:
    kinds = [sent(**STATUS_FIELDS), sent(**STATUS_FIELDS, Code=1), sent(Username="x", Code=8), sent(Category=9)]
    bodies = [json.dumps({**kinds[at * at % 4 - at % 3], "Id": f"{GUID[:-2]}{at:02}"}).encode() for at in range(40)]
    columns = read_objects(bodies, CATALOG)
    assert isinstance(columns, Columns)
    assert columns.events() == [read_body(body, CATALOG)[0] for body in bodies]
