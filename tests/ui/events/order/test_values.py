"""What is kept of payloads to sort by, against comparing the values themselves."""

import json
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.session.reader import Reader
from floorwalker.ui.events.order.sort import SortBy
from floorwalker.ui.events.order.values import Values, reading
from floorwalker.ui.events.table.columns import Column
from tests.session import made

Value = str | float | None


def order_of(path: Path, by: SortBy, count: int) -> list[int]:
    """The numbers of the events, sorted."""
    seqs, values = np.arange(1, count + 1), Values(reading(by, made.CATALOG))
    with Reader.open(path) as reader:
        assert values.read(seqs, 1, reader, lambda *_: True)
    ranks = values.ranks(seqs, descending=by.descending)
    order: list[int] = np.argsort(ranks, kind="stable").tolist()
    return order


def session_with(path: Path, values: list[Value]) -> Path:
    return made.session_of(path, [made.payload(number, Weight=value) for number, value in enumerate(values)])


def test_that_numbers_come_before_texts_and_what_is_missing_is_last(tmp_path: Path) -> None:
    path = session_with(tmp_path / "weights.fw", ["beta", 10, None, "9", "Alpha", -2.5, "", 10**400, "-1e3"])
    assert order_of(path, SortBy("weight"), 9) == [8, 5, 3, 1, 7, 4, 0, 2, 6]
    assert order_of(path, SortBy("WEIGHT", descending=True), 9) == [0, 4, 7, 1, 3, 5, 8, 2, 6]


def test_that_what_events_say_can_be_sorted_by(tmp_path: Path) -> None:
    payloads = [made.payload(0, Code=5, WorkItemId="7"), made.payload(1), made.payload(2, Code=5, WorkItemId="4")]
    path = made.session_of(tmp_path / "said.fw", payloads)
    assert order_of(path, SortBy(Column.SAYS), 3) == [2, 0, 1]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53)))
def test_that_numbers_are_in_the_order_of_numbers(numbers: list[float]) -> None:
    key = reading(SortBy("Weight"), made.CATALOG)
    kept = [key(json.dumps({"Weight": number}).encode()) for number in numbers]
    assert sorted(kept) == [kept[at] for at in sorted(range(len(numbers)), key=lambda at: numbers[at])]
    assert np.array(kept, "S40").argsort(kind="stable").tolist() == sorted(
        range(len(numbers)), key=lambda at: numbers[at]
    )


def test_that_reading_ends_when_it_is_told_to_and_goes_on_where_it_was(tmp_path: Path) -> None:
    path = session_with(tmp_path / "weights.fw", [3, 1, 2])
    values, seqs = Values(reading(SortBy("Weight"), made.CATALOG)), np.array([1, 2, 3])
    told: list[tuple[int, int]] = []
    with Reader.open(path) as reader:
        assert not values.read(seqs, 1, reader, lambda *_: False)
        assert values.read(seqs[:2], 1, reader, lambda *_: True)
        assert values.read(seqs, 1, reader, lambda read, total: not told.append((read, total)))  # type: ignore[func-returns-value]
    assert told == [(0, 1)]
    assert values.ranks(seqs, descending=False).tolist() == [2, 0, 1]
