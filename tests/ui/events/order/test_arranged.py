"""Rows in an order of their own, against the plain way to sort them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from floorwalker.ui.events.order.arranged import Arranged, arrange

Values = st.lists(st.integers(-3, 3), max_size=40)


def rows_of(numbers: list[int]) -> NDArray[np.int32]:
    return np.array(numbers, np.int32)


@given(Values, st.data())
def test_that_what_comes_later_finds_its_place_as_if_all_had_been_sorted_at_once(
    values: list[int], data: st.DataObject
) -> None:
    ranks, total = np.array(values, np.int64), len(values)
    seen = data.draw(st.sets(st.integers(0, total - 1)) if total else st.just(set[int]()))
    first = arrange(rows_of([]), rows_of(sorted(seen)), lambda rows: ranks[rows], total)
    whole = arrange(first.rows, rows_of(list(range(total))), lambda rows: ranks[rows], total)
    assert whole.rows.tolist() == sorted(range(total), key=lambda row: values[row])


@given(st.lists(st.integers(0, 30), unique=True), st.sets(st.integers(0, 30)), st.integers(0, 31))
def test_that_rows_are_found_whatever_leaves(order: list[int], wanted: set[int], gone: int) -> None:
    arranged = Arranged(rows_of(order), 31)
    some = arranged.among(rows_of(sorted(wanted)), 31)
    assert some.rows.tolist() == [row for row in order if row in wanted]
    rest = some.without(gone)
    assert rest.rows.tolist() == [row - gone for row in order if row in wanted and row >= gone]
    assert [rest.position_of(row) for row in rest.rows.tolist()] == list(range(len(rest)))
    positions = arranged.positions_of(rows_of(sorted(wanted)))
    assert positions.tolist() == [position for position, row in enumerate(order) if row in wanted]


def test_that_a_row_that_has_gone_is_near_what_came_next_after_it() -> None:
    former = Arranged(rows_of([4, 0, 3, 1, 2]), 5)
    now = former.among(rows_of([2, 4]), 5)
    assert now.near(3, former) == 1
    assert now.near(4, former) == 0
    assert now.near(3, None) == 0
