"""Which span is painted in which pixel."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.event.statuses import Statuses
from floorwalker.ui.floor.timeline.strips import AFTER, BEFORE, Sight, Strips, strips_of
from tests.event.statuses.rows import ANN, AVAILABLE, BEN, ON_BREAK, ON_CALL, SIGNED_OUT, UNKNOWN, Day

T = 1_790_000_000
NEVER = float("inf")


def statuses_of(day: Day) -> Statuses:
    statuses = Statuses()
    statuses.append(day.rows)
    return statuses


def strips(day: Day, sight: Sight, agents: tuple[int, ...] = (ANN,), stale: float = NEVER) -> Strips:
    return strips_of(statuses_of(day), agents, [stale] * len(agents), sight)


def activities(strips: Strips, row: int = 0) -> list[int]:
    """What is painted in each column of a row."""
    return [int(strips.activity[cell]) if cell >= 0 else int(cell) for cell in strips.cells[row]]


def test_that_each_column_shows_the_status_at_its_time() -> None:
    day = Day()
    day.add(T, AVAILABLE)
    day.add(T + 30, ON_CALL)
    assert activities(strips(day, Sight(T, 10, 6, T + 60))) == [AVAILABLE] * 3 + [ON_CALL] * 3


def test_that_the_time_before_the_first_span_and_after_now_is_told_apart() -> None:
    day = Day()
    day.add(T + 20, AVAILABLE)
    assert activities(strips(day, Sight(T, 10, 6, T + 40))) == [BEFORE, BEFORE, AVAILABLE, AVAILABLE, AVAILABLE, AFTER]


def test_that_a_span_that_began_before_is_seen_from_the_first_column_on() -> None:
    day = Day()
    day.add(T - 5000, AVAILABLE)
    day.add(T - 1000, ON_CALL)
    assert activities(strips(day, Sight(T, 10, 3, T + 60))) == [ON_CALL] * 3


def test_that_a_span_shorter_than_a_column_does_not_vanish() -> None:
    day = Day()
    day.add(T, AVAILABLE)
    day.add(T + 20, ON_BREAK)
    day.add(T + 21, ON_CALL)
    assert activities(strips(day, Sight(T, 10, 5, T + 60))) == [AVAILABLE, AVAILABLE, ON_BREAK, ON_CALL, ON_CALL]


def test_that_short_spans_shift_later_ones_by_no_more_than_two_columns() -> None:
    day = Day()
    for second in range(0, 40, 2):
        day.add(T + second, ON_BREAK if second % 4 else AVAILABLE)
    day.add(T + 40, ON_CALL)
    shown = activities(strips(day, Sight(T, 10, 10, T + 100)))
    assert shown.index(ON_CALL) in {4, 5, 6}


def test_that_a_span_that_has_just_begun_is_seen_at_now() -> None:
    day = Day()
    day.add(T, AVAILABLE)
    day.add(T + 29, ON_CALL)
    assert activities(strips(day, Sight(T, 10, 4, T + 29.5))) == [AVAILABLE, AVAILABLE, ON_CALL, AFTER]


def test_that_a_status_begun_by_a_clock_ahead_of_ours_is_not_shown_yet() -> None:
    day = Day()
    day.add(T, AVAILABLE)
    day.add(T + 30, ON_CALL)
    assert activities(strips(day, Sight(T, 10, 4, T + 15))) == [AVAILABLE, AVAILABLE, AFTER, AFTER]


def test_that_a_stale_status_is_unknown_from_then_on() -> None:
    day = Day()
    day.add(T, AVAILABLE)
    shown = strips(day, Sight(T, 10, 4, T + 40), stale=T + 20)
    assert activities(shown) == [AVAILABLE, AVAILABLE, UNKNOWN, UNKNOWN]
    assert shown.number[shown.cells[0, 3]] == 1


def test_that_signed_out_never_becomes_stale() -> None:
    day = Day()
    day.add(T, SIGNED_OUT)
    assert activities(strips(day, Sight(T, 10, 4, T + 40), stale=T + 20)) == [SIGNED_OUT] * 4


def test_that_rows_do_not_mix() -> None:
    day = Day()
    day.add(T + 10, AVAILABLE, agent=ANN)
    day.add(T, ON_CALL, agent=BEN)
    shown = strips(day, Sight(T, 10, 3, T + 30), (BEN, ANN))
    assert activities(shown, 0) == [ON_CALL] * 3
    assert activities(shown, 1) == [BEFORE, AVAILABLE, AVAILABLE]


def test_that_the_future_holds_nothing() -> None:
    day = Day()
    day.add(T, AVAILABLE)
    assert activities(strips(day, Sight(T + 1000, 10, 3, T + 30))) == [AFTER] * 3


def test_that_no_agents_have_no_strips() -> None:
    assert strips_of(Statuses(), (), (), Sight(T, 1, 5, T)).cells.shape == (0, 5)


@given(
    starts=st.lists(st.integers(0, 2000), min_size=1, max_size=60),
    scale=st.sampled_from([0.5, 1.0, 7.0, 40.0]),
    begin=st.integers(-300, 1500),
)
def test_that_every_column_shows_the_status_of_a_time_at_most_three_columns_away(
    starts: list[int], scale: float, begin: int
) -> None:
    day = Day()
    for number, start in enumerate(sorted(starts)):
        day.add(T + start, (AVAILABLE, ON_CALL, ON_BREAK)[number % 3])
    sight = Sight(T + begin, scale, 50, T + 2100)
    statuses, shown = statuses_of(day), strips(day, sight)
    spans = statuses.spans(ANN)
    for column, cell in enumerate(shown.cells[0].tolist()):
        times = T + begin + scale * np.arange(column - 3, column + 1.999)
        near = np.searchsorted(spans.starts, times, "right") - 1
        number = int(shown.number[cell]) if cell >= 0 else cell
        assert near.min() <= number <= near.max() or number in {BEFORE, AFTER}


@pytest.mark.parametrize("columns", [1, 3, 200])
def test_that_a_span_ends_where_the_next_begins_or_at_now(columns: int) -> None:
    day = Day()
    day.add(T, AVAILABLE, agent=ANN)
    day.add(T + 30, ON_CALL, agent=ANN)
    day.add(T, ON_BREAK, agent=BEN)
    shown = strips(day, Sight(T, 1, columns, T + 60), (ANN, BEN))
    for span in range(len(shown.activity)):
        painted = np.flatnonzero(shown.cells[shown.row[span]] == span)
        assert painted.tolist() == list(range(shown.first[span], min(shown.end[span], columns)))
