import json

import pytest

from floorwalker.ui.events.payload.decoded import LONGEST, MOST_INSIDE, decoded
from floorwalker.ui.events.payload.facts import Fact, flat
from tests.session.made import CATALOG, payload


def facts(sent: bytes) -> dict[str, Fact]:
    return {fact.name: fact for group in decoded(sent, CATALOG) for fact in group.facts}


def test_that_numbers_are_named() -> None:
    found = facts(payload(0, ActivityCode=34))
    assert found["Category"] == Fact("Category", "1", "Agent")
    assert found["Code"] == Fact("Code", "3", "StatusChanged")
    assert found["ActivityCode"] == Fact("ActivityCode", "34", "BusyOnBreak · On break")


def test_that_an_assumed_number_is_said_to_be_assumed() -> None:
    assert facts(payload(0, ActivityCode=33))["ActivityCode"].odd == "number assumed, not documented"


def test_that_a_reason_is_part_of_the_status() -> None:
    found = facts(payload(0, ActivityCode=36, ActivityName="Training"))
    assert found["ActivityCode"].meaning == "BusyOther · Other · Training"


def test_that_the_time_is_told_in_utc() -> None:
    fact = facts(payload(3))["CreationDateUtc"]
    assert fact.value == "20261122120003"
    assert fact.meaning.startswith("2026-11-22 12:00:03 UTC")
    assert fact.odd == ""


@pytest.mark.parametrize(
    ("name", "changed", "odd"),
    [
        ("Id", {"Id": "17"}, "not a GUID"),
        ("CreationDateUtc", {"CreationDateUtc": "2026-11-22T12:00:00Z"}, "not yyyyMMddHHmmss"),
        ("Category", {"Category": "1"}, "number sent as text"),
        ("Category", {"Category": 9}, "not in the catalog"),
        ("Code", {"Code": "77"}, "number sent as text, not in the catalog"),
        ("ActivityCode", {"ActivityCode": "16"}, "number sent as text"),
        ("ActivityCode", {"ActivityCode": 41}, "not in the catalog"),
        ("Mood", {"Mood": "fine"}, "not documented for this event"),
    ],
)
def test_that_what_is_odd_is_said_where_it_is(name: str, changed: dict[str, object], odd: str) -> None:
    assert facts(payload(0, **changed))[name].odd == odd


def test_that_fields_are_found_whichever_shape_they_lie_in() -> None:
    event = {"Id": "1", "CreationDateUtc": "20261122120000", "category": 1, "CODE": 3}
    listed = {**event, "AdditionalFields": [{"Name": "Username", "Value": "c.diaz"}]}
    held = {**event, "AdditionalFields": {"Username": "c.diaz"}}
    for sent in (listed, held, {**event, "Username": "c.diaz"}):
        assert facts(json.dumps(sent).encode())["Username"].value == "c.diaz"


def test_that_values_that_are_no_text_are_shown_as_json_and_long_ones_cut() -> None:
    found = facts(payload(0, A={"é": [1, None]}, B="", C="x" * (LONGEST + 5)))
    assert found["A"].value == '{"é": [1, null]}'
    assert found["B"].value == '""'
    assert found["C"].value.endswith("… 5 more characters")


def test_that_what_is_no_event_is_told() -> None:
    with pytest.raises(ValueError, match="Category"):
        decoded(b'{"Id": "1"}', CATALOG)


def test_that_objects_and_lists_have_their_values_inside() -> None:
    queue = facts(payload(0, Queue={"Name": "Sales", "Wait": [1, 2]}))["Queue"]
    assert [(path, fact.value) for path, fact in flat(queue.inside)] == [
        ("Name", "Sales"),
        ("Wait", "[1, 2]"),
        ("Wait/[0]", "1"),
        ("Wait/[1]", "2"),
    ]


def test_that_of_very_many_values_only_some_are_listed_and_the_rest_is_counted() -> None:
    many = facts(payload(0, Many=list(range(5_000))))["Many"]
    assert len(many.inside) == MOST_INSIDE + 1
    assert many.inside[-1].value == f"{5_000 - MOST_INSIDE:,} more; the page Raw has them"
    assert many.sent is not None
    assert many.sent.value == list(range(5_000))


def test_that_a_large_value_deep_inside_is_written_once_only() -> None:
    deep: object = ["x" * 100] * 20_000
    for _ in range(150):
        deep = [deep]
    inside = [fact for _, fact in flat(facts(payload(0, Deep=deep))["Deep"].inside)]
    assert sum(len(fact.sent.text) for fact in inside if fact.sent is not None) < 100_000
