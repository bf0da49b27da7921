import json

from floorwalker.ui.events.payload.comparing.pairs import Change, Pair, pairs
from floorwalker.ui.events.payload.decoded import decoded
from tests.session import made


def compared(left: bytes, right: bytes) -> dict[str, Pair]:
    return {pair.path: pair for pair in pairs(decoded(left, made.CATALOG), decoded(right, made.CATALOG))}


def test_that_each_field_is_told_to_be_the_same_changed_added_or_removed() -> None:
    found = compared(made.payload(0, Old=1, ActivityCode=33), made.payload(0, New=2, ActivityCode=34))
    changes = {path: pair.change for path, pair in found.items() if pair.change is not Change.SAME}
    assert changes == {"ActivityCode": Change.CHANGED, "Old": Change.REMOVED, "New": Change.ADDED}


def test_that_a_changed_number_is_told_with_what_both_mean() -> None:
    found = compared(made.payload(0, ActivityCode=16), made.payload(0, ActivityCode=34))
    assert found["ActivityCode"].line() == "ActivityCode: 16 (Available) → 34 (BusyOnBreak · On break)"


def test_that_a_number_sent_as_text_is_another_value() -> None:
    assert compared(made.payload(0, ActivityCode=16), made.payload(0, ActivityCode="16"))["ActivityCode"].change is (
        Change.CHANGED
    )


def test_that_long_values_that_differ_at_their_end_are_not_the_same() -> None:
    found = compared(made.payload(0, Note="x" * 5_000 + "a"), made.payload(0, Note="x" * 5_000 + "b"))
    assert found["Note"].change is Change.CHANGED


def test_that_objects_and_lists_are_compared_value_by_value() -> None:
    left = made.payload(0, Queue={"Name": "Sales", "Wait": 1}, Skills=["de", "fr"])
    right = made.payload(0, Queue={"Name": "Sales", "Wait": 2}, Skills=["de"])
    found = compared(left, right)
    assert found["Queue/Wait"].change is Change.CHANGED
    assert found["Queue/Name"].change is Change.SAME
    assert found["Skills/[1]"].change is Change.REMOVED
    assert "Queue" not in found


def test_that_a_field_that_only_the_right_event_has_stands_where_it_stands_there() -> None:
    event = {"Id": "1", "CreationDateUtc": "20261122120000", "Category": 2, "Code": 3}
    left, right = ({**event, "A": 1, "C": 1}, {**event, "A": 1, "B": 1})
    paths = list(compared(json.dumps(left).encode(), json.dumps(right).encode()))
    assert paths == ["Id", "CreationDateUtc", "Category", "Code", "A", "B", "C"]


def test_that_a_difference_behind_what_is_listed_is_told_all_the_same() -> None:
    found = compared(made.payload(0, Many=[1] * 1_000 + [2]), made.payload(0, Many=[1] * 1_000 + [3]))
    assert found["Many"].change is Change.CHANGED
    assert "Many/[0]" in found
