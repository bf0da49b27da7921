import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.ui.events.indices import Indices

BATCHES = st.lists(st.lists(st.integers(1, 5), max_size=40), max_size=20)


def test_that_a_row_is_found_by_its_number_and_others_are_not() -> None:
    indices = Indices(np.array([2, 5, 9]))
    assert [indices.position_of(row) for row in (2, 5, 9)] == [0, 1, 2]
    assert [indices.position_of(row) for row in (0, 3, 10)] == [None, None, None]


def test_that_a_hidden_row_has_a_place_between_the_others() -> None:
    indices = Indices(np.array([2, 5, 9]))
    assert [indices.position_before(row) for row in (0, 2, 3, 9, 10)] == [0, 0, 1, 2, 3]


@given(BATCHES, st.integers(0, 300))
def test_that_batches_are_one_after_another_however_it_grows(batches: list[list[int]], room: int) -> None:
    indices, expected = Indices(room=room), list[int]()
    for steps in batches:
        last = expected[-1] if expected else -1
        rows = (last + np.cumsum(steps, dtype=np.int64)).tolist()
        indices.append(np.array(rows, np.int64))
        expected += rows
    assert indices.rows.tolist() == expected
    assert [indices.row(position) for position in range(len(indices))] == expected


def test_that_a_view_stays_as_it_was() -> None:
    indices = Indices(np.arange(3))
    before = indices.rows
    indices.append(np.arange(3, 5000))
    assert before.tolist() == [0, 1, 2]
