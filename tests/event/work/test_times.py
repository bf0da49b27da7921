"""Time in statuses over a range."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.event.statuses import Spans, Statuses
from floorwalker.event.work import logged_in, time_per_status
from tests.event.statuses.rows import ANN, AVAILABLE, ON_BREAK, SIGNED_OUT, UNKNOWN, Day

NOON = 1_790_000_000


def _spans() -> Spans:
    day = Day()
    for at, activity in ((0, UNKNOWN), (2, AVAILABLE), (60, ON_BREAK), (90, AVAILABLE), (100, SIGNED_OUT)):
        day.add(NOON + at, activity)
    statuses = Statuses()
    statuses.append(day.rows)
    return statuses.spans(ANN)


@given(st.integers(-20, 150), st.integers(-20, 150))
def test_that_time_in_a_range_is_what_counting_its_seconds_gives(start: int, end: int) -> None:
    at = [AVAILABLE if 2 <= second < 60 or 90 <= second < 100 else ON_BREAK for second in range(2, 100)]
    told = {0: UNKNOWN, 1: UNKNOWN, **dict(enumerate(at, 2))}
    seconds = [told.get(second, SIGNED_OUT) for second in range(max(start, 0), end)]
    expected = {(activity, 0): seconds.count(activity) for activity in set(seconds)}
    assert time_per_status(_spans(), NOON + start, NOON + end) == expected
    assert logged_in(_spans(), NOON + start, NOON + end) == len(seconds) - seconds.count(SIGNED_OUT)


def test_that_time_unknown_because_of_a_gap_is_not_logged_in() -> None:
    starts, seqs = np.array([0, 10, 30]), np.array([1, 0, 2])
    spans = Spans(starts, np.array([AVAILABLE, UNKNOWN, AVAILABLE]), np.zeros(3, np.int64), seqs)
    assert logged_in(spans, 0, 40) == 20
