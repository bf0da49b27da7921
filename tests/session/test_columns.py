import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.session import columns as columns_module
from floorwalker.session.columns import AGENT, FIELDS, REASON, Columns, Names, Rows


def rows_of(*seqs: int) -> Rows:
    """One row a seq, in which every field differs from every other."""
    return np.array([[seq] + [seq * 100 + field for field in range(1, len(FIELDS))] for seq in seqs], np.int64)


@given(st.lists(st.integers(min_value=0, max_value=5000), max_size=8))
def test_that_columns_hold_what_was_appended_in_batches_of_any_size(sizes: list[int]) -> None:
    columns = Columns()
    every = rows_of(*range(1, sum(sizes) + 1)).reshape(-1, len(FIELDS))
    for size in sizes:
        first = len(columns)
        assert columns.append(every[first : first + size]) == slice(first, first + size)
    assert len(columns) == len(every)
    for position, name in enumerate(FIELDS):
        assert np.array_equal(getattr(columns, name), every[:, position])
    assert np.array_equal(columns.take(slice(None)), every)


def test_that_seq_and_times_are_wide_and_the_rest_is_as_narrow_as_its_numbers() -> None:
    columns = Columns()
    columns.append(np.full((1, len(FIELDS)), 127, np.int64))
    widths = {name: getattr(columns, name).dtype.itemsize for name in FIELDS}
    assert {name for name, width in widths.items() if width == 8} == {"seq", "received", "created"}
    assert {name for name, width in widths.items() if width == 4} == {"activity", "notes"}
    assert {name for name, width in widths.items() if width == 1} == columns_module._WIDENED


NUMBERS = st.integers(-(2**31), 2**31 - 1) | st.integers(-(2**15) - 1, 2**15) | st.integers(-129, 128)


@given(st.lists(st.lists(NUMBERS, min_size=1, max_size=5), max_size=9), st.integers(0, 12), st.integers(0, 3))
def test_that_numbers_stay_what_they_are_however_wide_those_are_that_come_later(
    batches: list[list[int]], room: int, gone: int
) -> None:
    columns, expected = Columns(), list[int]()
    columns.reserve(room)
    for batch in batches:
        rows = np.repeat(np.array(batch, np.int64)[:, None], len(FIELDS), axis=1)
        rows[:, 0] = np.arange(columns._end, columns._end + len(batch)) + 1
        before = columns.code, columns.code.tolist(), columns.as_now()
        columns.append(rows)
        columns.forget(gone)
        expected = (expected + batch)[gone:]
        assert columns.code.tolist() == columns.agent.tolist() == expected
        assert before[0].tolist() == before[2].code.tolist() == before[1]


def test_that_nothing_is_moved_for_events_for_which_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = Columns()
    columns.reserve(100_000)
    columns.append(rows_of(1))
    places = {name: getattr(columns, name).ctypes.data for name in FIELDS}
    monkeypatch.setattr(columns_module.Columns, "_move_piece", lambda *_: pytest.fail("moved"))
    for first in range(2, 100_001, 20_000):
        columns.append(rows_of(*range(first, min(first + 20_000, 100_001))))
    is_same = {name: getattr(columns, name).ctypes.data == place for name, place in places.items()}
    assert all(is_same[name] for name in FIELDS if name not in columns_module._WIDENED)
    assert np.array_equal(columns.take(slice(None)), rows_of(*range(1, 100_001)))


def test_that_a_view_cannot_be_written_to() -> None:
    columns = Columns()
    columns.append(rows_of(1))
    with pytest.raises(ValueError, match="read-only"):
        columns.category[0] = 2


def test_that_a_view_stays_what_it_was_while_columns_grow() -> None:
    columns = Columns()
    columns.append(rows_of(1, 2))
    before = columns.received
    kept = before.copy()
    columns.append(rows_of(*range(3, 50_000)))
    assert np.array_equal(before, kept)


def test_that_the_smallest_number_of_32_bits_is_kept() -> None:
    columns = Columns()
    rows = rows_of(1)
    rows[0, FIELDS.index("activity")] = -(2**31)
    columns.append(rows)
    assert columns.activity.tolist() == [-(2**31)]


@pytest.mark.parametrize("late", [(5, 4), (5, 5), (3, 9), (2,)])
def test_that_events_out_of_order_are_refused_and_change_nothing(late: tuple[int, ...]) -> None:
    columns = Columns()
    columns.append(rows_of(1, 3))
    with pytest.raises(ValueError, match="ascending"):
        columns.append(rows_of(*late))
    assert columns.seq.tolist() == [1, 3]


def test_that_an_event_is_found_by_its_seq() -> None:
    columns = Columns()
    assert columns.row_of(1) is None
    columns.append(rows_of(4, 5, 9))
    assert [columns.row_of(seq) for seq in (3, 4, 5, 6, 9, 10)] == [None, 0, 1, None, 2, None]


def test_that_rows_are_taken_by_their_indices_in_the_order_asked_for() -> None:
    columns = Columns()
    columns.append(rows_of(4, 5, 9))
    assert np.array_equal(columns.take(np.array([2, 0])), rows_of(9, 4))


def test_that_names_are_told_by_id_and_by_kind() -> None:
    names = Names()
    assert (names.text(1), names.last_id) == ("", 0)
    names.add([(1, AGENT, "j.smith"), (2, REASON, "Training")])
    names.add([(3, AGENT, "a.jones")])
    assert [names.text(number) for number in (0, 1, 2, 3, 4)] == ["", "j.smith", "Training", "a.jones", ""]
    assert names.of_kind(AGENT) == ((1, "j.smith"), (3, "a.jones"))
    assert names.last_id == 3
    assert len(names) == 3


def test_that_columns_let_the_oldest_go_and_views_stay_what_they_were() -> None:
    columns = Columns()
    for first in range(1, 50_001, 1000):
        columns.append(np.stack([np.arange(first, first + 1000)] * len(FIELDS), axis=1))
    before, then = columns.agent, columns.as_now()
    for _ in range(49):
        columns.forget(1000)
        assert columns.seq[0] == 50_001 - len(columns)
    assert len(columns) == 1000
    assert columns.seq.tolist() == list(range(49_001, 50_001))
    assert columns.append(np.full((1, len(FIELDS)), 50_001)) == slice(1000, 1001)
    assert columns.take([0])[0, 0] == 49_001
    assert columns.row_of(50_001) == 1000
    assert columns.row_of(1) is None
    assert before.tolist() == list(range(1, 50_001))
    assert len(then) == 50_000
    assert len(columns._columns["seq"].numbers) < 6000
    columns.forget(5000)
    assert len(columns) == 0


def test_that_no_call_moves_more_than_a_piece_while_as_many_events_go_as_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns_module, "_PIECE", 1000)
    columns, largest, moved = Columns(), 0, 0
    columns.append(rows_of(*range(1, 100_001)))
    move_piece = columns_module.Columns._move_piece

    def move(self: Columns, moving: tuple[str, columns_module._Column], most: int) -> int:
        nonlocal moved
        moved += (piece := move_piece(self, moving, most))
        return piece

    monkeypatch.setattr(columns_module.Columns, "_move_piece", move)
    for first in range(100_001, 200_001, 50):
        moved = 0
        columns.append(rows_of(*range(first, first + 50)))
        columns.forget(50)
        largest = max(largest, moved)
        assert columns.seq[[0, -1]].tolist() == [first - 99_950, first + 49]
    assert 0 < largest <= 11_000
    assert all(len(column.numbers) < 130_000 for column in columns._columns.values())
    assert np.array_equal(columns.take(slice(None)), rows_of(*range(100_001, 200_001)))


@given(st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 9000)), max_size=8))
def test_that_columns_hold_what_has_come_and_not_gone(steps: list[tuple[int, int]]) -> None:
    columns, first, end = Columns(), 1, 1
    for come, gone in steps:
        columns.append(rows_of(*range(end, end + come)).reshape(-1, len(FIELDS)))
        columns.forget(gone)
        end += come
        first = min(first + gone, end)
    assert np.array_equal(columns.take(slice(None)), rows_of(*range(first, end)).reshape(-1, len(FIELDS)))
