"""The spans that the chart shows, with what has gone stale."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.event.statuses import STALE_AFTER, Statuses
from floorwalker.ui.floor.timeline.spans import ShownSpans
from tests.event.statuses.rows import AVAILABLE, NONE, ON_BREAK, ON_CALL, UNKNOWN, Day

T = 1_790_000_000
HOUR = 3600


def status_at(events: list[tuple[int, int]], when: int) -> int:
    """By the rules, from one agent's events (time, activity) in their order; the first tells a status."""
    heard = [(at, activity) for at, activity in events if at <= when]
    told = [activity for _, activity in heard if activity != NONE]
    return UNKNOWN if when - heard[-1][0] >= STALE_AFTER else told[-1]


TOLD = st.sampled_from([AVAILABLE, ON_CALL, ON_BREAK, NONE])
STEPS = st.lists(st.tuples(st.integers(1, 20 * HOUR), TOLD), max_size=12)


def events_of(steps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Someone available from the beginning, then after so many seconds each something else."""
    times = np.cumsum([T, *(seconds for seconds, _ in steps)]).tolist()
    return list(zip(times, (AVAILABLE, *(activity for _, activity in steps)), strict=True))


@given(steps=st.lists(STEPS, min_size=1, max_size=4), now=st.integers(0, 90 * HOUR))
def test_that_at_every_moment_each_agent_has_the_status_that_is_to_be_believed(
    steps: list[list[tuple[int, int]]], now: int
) -> None:
    told, day, statuses = [events_of(of_one) for of_one in steps], Day(), Statuses()
    for agent, events in enumerate(told, 1):
        for at, activity in events:
            day.add(at, activity, agent=agent)
    statuses.append(day.rows)
    spans = ShownSpans.of(statuses, range(1, len(told) + 1), T + now)
    for row, events in enumerate(told):
        first, end = spans.offsets[row : row + 2].tolist()
        moments = {*range(T, T + now, 5 * HOUR), *(at - 1 for at, _ in events[1:]), T + now}
        for moment in (moment for moment in moments if moment <= T + now):
            span = first + int(np.searchsorted(spans.starts[first:end], moment, "right")) - 1
            assert int(spans.activity[span]) == status_at(events, moment)


def test_that_a_gap_that_makes_a_status_unknown_is_told_with_no_event_behind_it() -> None:
    day = Day()
    day.add(T, AVAILABLE)
    statuses = Statuses()
    statuses.append(day.rows)
    statuses.set_gaps([((T + 60) * 1_000_000, (T + 70) * 1_000_000)])
    spans = ShownSpans.of(statuses, (1,), T + 100)
    assert spans.told(0, 1) == (UNKNOWN, 0, T + 60, None, 0, False)
    assert spans.told(0, -1) == (UNKNOWN, 0, None, T, 0, False)
