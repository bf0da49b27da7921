"""Which span is painted in which pixel."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.event.statuses import STALE_AFTER, Statuses
from floorwalker.ui.floor.timeline.spans import ShownSpans
from floorwalker.ui.floor.timeline.strips import AFTER, BEFORE, Sight, Strips, strips_of
from tests.event.statuses.rows import ANN, AVAILABLE, BEN, NONE, ON_BREAK, ON_CALL, SIGNED_OUT, UNKNOWN, Day

T = 1_790_000_000


def statuses_of(day: Day) -> Statuses:
    statuses = Statuses()
    statuses.append(day.rows)
    return statuses


def shown(day: Day, sight: Sight, agents: tuple[int, ...] = (ANN,)) -> tuple[ShownSpans, Strips]:
    spans = ShownSpans.of(statuses_of(day), agents, sight.now)
    return spans, strips_of(spans, sight)


def activities(shown: tuple[ShownSpans, Strips], row: int = 0) -> list[int]:
    """What is painted in each column of a row; of which `Strips.at` tells the same."""
    spans, strips = shown
    values = spans.activity[strips.place].astype(np.uint32)
    painted = strips.painted(values, BEFORE % (1 << 32), AFTER % (1 << 32))[row].astype(np.int32).tolist()
    pointed_at = [strips.at(row, column) for column in range(strips.sight.columns)]
    assert painted == [int(spans.activity[place]) if place >= 0 else place for place in pointed_at]
    return [int(activity) for activity in painted]


def test_that_each_column_shows_the_status_at_its_time() -> None:
    day = Day()
    day.add(T, AVAILABLE)
    day.add(T + 30, ON_CALL)
    assert activities(shown(day, Sight(T, 10, 6, T + 60))) == [AVAILABLE] * 3 + [ON_CALL] * 3


def test_that_the_time_before_the_first_span_and_after_now_is_told_apart() -> None:
    day = Day()
    day.add(T + 20, AVAILABLE)
    assert activities(shown(day, Sight(T, 10, 6, T + 40))) == [BEFORE, BEFORE, AVAILABLE, AVAILABLE, AVAILABLE, AFTER]


def test_that_a_span_that_began_before_is_seen_from_the_first_column_on() -> None:
    day = Day()
    day.add(T - 5000, AVAILABLE)
    day.add(T - 1000, ON_CALL)
    assert activities(shown(day, Sight(T, 10, 3, T + 60))) == [ON_CALL] * 3


def test_that_a_span_shorter_than_a_column_does_not_vanish() -> None:
    day = Day()
    day.add(T, AVAILABLE)
    day.add(T + 20, ON_BREAK)
    day.add(T + 21, ON_CALL)
    assert activities(shown(day, Sight(T, 10, 5, T + 60))) == [AVAILABLE, AVAILABLE, ON_BREAK, ON_CALL, ON_CALL]


def test_that_short_spans_shift_later_ones_by_no_more_than_two_columns() -> None:
    day = Day()
    for second in range(0, 40, 2):
        day.add(T + second, ON_BREAK if second % 4 else AVAILABLE)
    day.add(T + 40, ON_CALL)
    found = activities(shown(day, Sight(T, 10, 10, T + 100)))
    assert found.index(ON_CALL) in {4, 5, 6}


def test_that_a_span_that_has_just_begun_is_seen_at_now() -> None:
    day = Day()
    day.add(T, AVAILABLE)
    day.add(T + 29, ON_CALL)
    assert activities(shown(day, Sight(T, 10, 4, T + 29.5))) == [AVAILABLE, AVAILABLE, ON_CALL, AFTER]


def test_that_a_status_begun_by_a_clock_ahead_of_ours_is_not_shown_yet() -> None:
    day = Day()
    day.add(T, AVAILABLE)
    day.add(T + 30, ON_CALL)
    assert activities(shown(day, Sight(T, 10, 4, T + 15))) == [AVAILABLE, AVAILABLE, AFTER, AFTER]


def test_that_a_stale_status_is_unknown_from_then_on() -> None:
    day, hour = Day(), 3600
    day.add(T, AVAILABLE)
    spans, strips = shown(day, Sight(T, 4 * hour, 4, T + 16 * hour))
    assert activities((spans, strips)) == [AVAILABLE] * 3 + [UNKNOWN]
    assert spans.told(0, strips.at(0, 3)) == (AVAILABLE, 0, T, None, 1, True)


def test_that_a_status_that_went_stale_in_mid_row_is_unknown_until_the_next_event() -> None:
    day, hour = Day(), 3600
    day.add(T, AVAILABLE)
    day.add(T + STALE_AFTER + 3 * hour, ON_CALL)
    found = shown(day, Sight(T, hour, 18, T + 18 * hour))
    assert activities(found) == [AVAILABLE] * 12 + [UNKNOWN] * 3 + [ON_CALL] * 3
    assert found[0].told(0, 1) == (AVAILABLE, 0, T, T + STALE_AFTER + 3 * hour, 1, True)


def test_that_an_event_that_tells_no_status_ends_a_silence_too() -> None:
    day, hour = Day(), 3600
    day.add(T, AVAILABLE)
    day.add(T + STALE_AFTER + 2 * hour, NONE)
    day.add(T + STALE_AFTER + 4 * hour, ON_CALL)
    found = shown(day, Sight(T, hour, 18, T + 18 * hour))
    assert activities(found) == [AVAILABLE] * 12 + [UNKNOWN] * 2 + [AVAILABLE] * 2 + [ON_CALL] * 2


def test_that_one_who_worked_on_in_the_same_status_for_a_day_was_never_silent() -> None:
    day, hour = Day(), 3600
    day.add(T, AVAILABLE)
    for each in range(1, 24):
        day.add(T + each * hour, NONE)
    assert activities(shown(day, Sight(T, hour, 24, T + 24 * hour))) == [AVAILABLE] * 24


def test_that_a_silence_is_known_at_a_moment_inside_of_it_and_what_ended_it_is_not() -> None:
    day, hour = Day(), 3600
    day.add(T, AVAILABLE)
    day.add(T + STALE_AFTER + 6 * hour, ON_CALL)
    found = shown(day, Sight(T, hour, 18, T + 14 * hour))
    assert activities(found) == [AVAILABLE] * 12 + [UNKNOWN] * 3 + [AFTER] * 3
    assert len(found[0]) == 2


def test_that_signed_out_never_becomes_stale() -> None:
    day, hour = Day(), 3600
    day.add(T, SIGNED_OUT)
    assert activities(shown(day, Sight(T, 4 * hour, 4, T + 16 * hour))) == [SIGNED_OUT] * 4


def test_that_nothing_is_in_a_row_that_is_nobodys() -> None:
    day = Day()
    day.add(T, AVAILABLE)
    assert activities(shown(day, Sight(T, 10, 3, T + 60), (-1, ANN)), 0) == [AFTER] * 3
    assert activities(shown(day, Sight(T, 10, 3, T + 60), (-1, ANN)), 1) == [AVAILABLE] * 3


def test_that_rows_do_not_mix() -> None:
    day = Day()
    day.add(T + 10, AVAILABLE, agent=ANN)
    day.add(T, ON_CALL, agent=BEN)
    found = shown(day, Sight(T, 10, 3, T + 30), (BEN, ANN))
    assert activities(found, 0) == [ON_CALL] * 3
    assert activities(found, 1) == [BEFORE, AVAILABLE, AVAILABLE]


def test_that_the_future_holds_nothing() -> None:
    day = Day()
    day.add(T, AVAILABLE)
    assert activities(shown(day, Sight(T + 1000, 10, 3, T + 30))) == [AFTER] * 3


def test_that_no_agents_have_no_strips() -> None:
    _, strips = shown(Day(), Sight(T, 1, 5, T), ())
    assert strips.painted(np.empty(0, np.uint32), 1, 2).shape == (0, 5)


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
    _, strips = shown(day, sight)
    spans = statuses_of(day).spans(ANN)
    for column in range(sight.columns):
        times = T + begin + scale * np.arange(column - 3, column + 1.999)
        near = np.searchsorted(spans.starts, times, "right") - 1
        place = strips.at(0, column)
        assert near.min() <= place <= near.max() or place in {BEFORE, AFTER}


@pytest.mark.parametrize("columns", [1, 3, 200])
def test_that_a_span_ends_where_the_next_begins_or_at_now(columns: int) -> None:
    day = Day()
    day.add(T, AVAILABLE, agent=ANN)
    day.add(T + 30, ON_CALL, agent=ANN)
    day.add(T, ON_BREAK, agent=BEN)
    _, strips = shown(day, Sight(T, 1, columns, T + 60), (ANN, BEN))
    cells = strips.painted(np.arange(10, 10 + len(strips.row), dtype=np.uint32), 1, 2)
    for span in range(len(strips.row)):
        painted = np.flatnonzero(cells[strips.row[span]] == 10 + span)
        assert painted.tolist() == list(range(strips.first[span], min(strips.end[span], columns)))
