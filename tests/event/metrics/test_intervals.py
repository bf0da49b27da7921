"""Numbers by interval, held against counting seconds and events one by one."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floorwalker.event.catalog import Catalog
from floorwalker.event.metrics import Interval, Kinds, intervals_of, total_of
from floorwalker.event.statuses import STALE_AFTER, SpanTable, Statuses
from floorwalker.event.work import WorkItems
from tests.event.statuses.rows import (
    ANN,
    AVAILABLE,
    BEN,
    NONE,
    ON_BREAK,
    ON_CALL,
    OTHER,
    SIGNED_OUT,
    TRAINING,
    UNKNOWN,
    Day,
)

NOON = 1_790_000_000
INTERNAL, WRAP_UP, EMAIL, CHAT = 17, 35, 37, 38
KINDS = Kinds.of(Catalog.load())


def _told(
    day: Day, edges: list[float], now: float, *, reasons: bool = False, gaps: tuple[int, ...] = ()
) -> dict[int, list[Interval]]:
    statuses, work = Statuses(), WorkItems()
    statuses.append(day.rows)
    statuses.set_gaps([(gap * 1_000_000, gap * 1_000_000 + 1) for gap in gaps])
    work.append(day.rows, {})
    table = SpanTable.of(statuses)
    agents = table.agents.tolist()
    told = intervals_of(table, [work.times(agent) for agent in agents], edges, now, reasons=reasons)
    return dict(zip(agents, told, strict=True))


def _ann(*told: tuple[int, int] | tuple[int, int, int]) -> Day:
    """(second, activity) for a status, (second, NONE, code) for a step of a work item."""
    day = Day()
    for at, activity, *code in told:
        day.add(NOON + at, activity, code=code[0] if code else None)
    return day


happenings = st.lists(
    st.tuples(
        st.integers(0, 59),
        st.sampled_from([UNKNOWN, SIGNED_OUT, AVAILABLE, ON_CALL, WRAP_UP, ON_BREAK, *[NONE] * 6]),
        st.sampled_from([4, 5, 5, 6, 8, 8]),
        st.sampled_from([ANN, ANN, BEN]),
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=200)
@given(happenings, st.lists(st.integers(1, 25), min_size=1, max_size=4), st.integers(-5, 70))
def test_that_intervals_are_what_counting_seconds_and_events_gives(
    happened: list[tuple[int, int, int, int]], lengths: list[int], now: int
) -> None:
    day = Day()
    for at, activity, code, agent in sorted(happened, key=lambda one: one[0]):
        # One sign-out ends the one session that there is, so that the newest status counts.
        day.add(NOON + at, activity, agent=agent, code=code if activity == NONE else None)
    edges = np.cumsum([NOON - 3, *lengths]).tolist()
    told = _told(day, edges, NOON + now)
    for agent, intervals in told.items():
        expected = [(a, min(b, NOON + now)) for a, b in pairwise(edges) if a < NOON + now]
        assert [(one.start, one.end) for one in intervals] == expected
        for one in intervals:
            statuses = [_plain_status(day, agent, second) for second in range(int(one.start), int(one.end))]
            seconds = Counter(status for status in statuses if status is not None)
            assert {activity: lasted for (activity, _), lasted in one.seconds.items()} == seconds
            assert one.proven == len([status for status in statuses if status is not None]) / len(statuses)
            handling = seconds[ON_CALL] + seconds[WRAP_UP]
            busy = handling + seconds[AVAILABLE]
            assert one.occupancy(KINDS) == (handling / busy if busy else None)
            events = _plain_events(day, agent, one, NOON + now)
            assert (one.offered, one.accepted, one.declined, one.released) == tuple(map(events.count, (4, 5, 6, 8)))


def _in_order(day: Day, agent: int) -> list[list[int]]:
    ranks = {UNKNOWN: 0, SIGNED_OUT: 2}
    return sorted((row for row in day.rows.tolist() if row[5] == agent), key=lambda row: (row[2], ranks.get(row[7], 1)))


def _plain_status(day: Day, agent: int, second: int) -> int | None:
    """The status in a second; None while it is unknown."""
    status = None
    for row in _in_order(day, agent):
        if row[2] > second:
            break
        if row[7] != NONE:
            status = None if row[7] == UNKNOWN else row[7]
        elif status == SIGNED_OUT:
            status = None
    return status


def _plain_events(day: Day, agent: int, one: Interval, now: int) -> list[int]:
    """The codes of steps in an interval; those of now are in the last one."""
    end = one.end + (one.end == now)
    return [row[4] for row in day.rows.tolist() if row[5] == agent and row[7] == NONE and one.start <= row[2] < end]


def test_that_handle_time_is_from_acceptance_to_release_in_the_interval_of_the_release() -> None:
    day = _ann((0, AVAILABLE), (5, NONE, 4), (8, NONE, 5), (70, NONE, 8), (80, NONE, 5), (100, NONE, 8), (110, NONE, 8))
    first, second = _told(day, [NOON, NOON + 60, NOON + 120], NOON + 500)[ANN]
    assert (first.accepted, first.released, first.handled, first.handle_time) == (1, 0, 0, None)
    assert (second.accepted, second.released, second.handled, second.handle_time) == (1, 3, 2, 41.0)


def test_that_what_came_after_the_moment_is_not_known() -> None:
    day = _ann((0, AVAILABLE), (8, NONE, 5), (30, ON_CALL), (70, NONE, 8))
    [only] = _told(day, [NOON, NOON + 60, NOON + 120], NOON + 20)[ANN]
    assert (only.end, only.seconds) == (NOON + 20, {(AVAILABLE, 0): 20.0})
    [_, second] = _told(day, [NOON, NOON + 60, NOON + 120], NOON + 70)[ANN]
    assert (second.end, second.handle_time) == (NOON + 70, 62.0)
    assert _told(day, [NOON, NOON + 60], NOON - 1)[ANN] == []


def test_that_time_in_a_gap_in_long_silence_and_before_a_status_is_proven_by_nothing() -> None:
    day = _ann((20, UNKNOWN), (30, ON_CALL), (60, AVAILABLE), (200, SIGNED_OUT))
    first, second, third = _told(day, [NOON, NOON + 60, NOON + 120, NOON + 240], NOON + 500, gaps=(NOON + 90,))[ANN]
    assert (first.proven, first.there, first.occupancy(KINDS)) == (0.5, 30, 1.0)
    assert (second.proven, second.there, second.occupancy(KINDS)) == (0.5, 30, 0.0)
    assert (third.seconds, third.there, third.occupancy(KINDS)) == ({(SIGNED_OUT, 0): 40.0}, 0, None)
    [silent] = _told(_ann((0, ON_CALL)), [NOON, NOON + 2 * STALE_AFTER], NOON + 3 * STALE_AFTER)[ANN]
    assert (silent.proven, silent.seconds) == (0.5, {(ON_CALL, 0): float(STALE_AFTER)})


def test_that_a_share_is_of_the_time_in_which_the_agent_is_known_to_be_there() -> None:
    day = _ann((0, AVAILABLE), (15, ON_BREAK), (20, SIGNED_OUT))
    [one] = _told(day, [NOON, NOON + 60], NOON + 60)[ANN]
    assert (one.share((AVAILABLE, 0)), one.share((ON_BREAK, 0)), one.share((ON_CALL, 0))) == (0.75, 0.25, 0.0)
    assert one.share((SIGNED_OUT, 0)) is None
    [before] = _told(day, [NOON - 60, NOON], NOON + 60)[ANN]
    assert before.share((AVAILABLE, 0)) is None


def test_that_reasons_are_told_apart_where_they_are_asked_for() -> None:
    day = Day()
    day.add(NOON, OTHER, TRAINING)
    edges = [float(NOON), float(NOON + 10)]
    assert _told(day, edges, NOON + 10)[ANN][0].seconds == {(OTHER, 0): 10.0}
    assert _told(day, edges, NOON + 10, reasons=True)[ANN][0].seconds == {(OTHER, TRAINING): 10.0}


def test_that_intervals_together_are_one_of_all_their_time() -> None:
    day = _ann((0, AVAILABLE), (8, NONE, 5), (30, ON_CALL), (70, NONE, 8), (100, AVAILABLE))
    edges = [float(NOON + at) for at in (0, 60, 120)]
    assert total_of(_told(day, edges, NOON + 500)[ANN]) == _told(day, [edges[0], edges[-1]], NOON + 500)[ANN][0]


def test_that_nobody_has_no_intervals() -> None:
    nobody = SpanTable.of(Statuses())
    assert intervals_of(nobody, [], [NOON, NOON + 60], NOON + 60) == []


def test_that_the_catalog_says_what_is_handling_and_available() -> None:
    assert Kinds(frozenset({ON_CALL, WRAP_UP, EMAIL, CHAT}), frozenset({AVAILABLE})) == KINDS


@pytest.mark.parametrize(
    ("own", "kinds"),
    [
        ({"36": {"counts_as": "handling"}}, Kinds(KINDS.handling | {OTHER}, KINDS.available)),
        ({"35": {"counts_as": None}}, Kinds(KINDS.handling - {WRAP_UP}, KINDS.available)),
        (
            {"17": {"counts_as": "available"}, "41": {"name": "Coaching"}},
            Kinds(KINDS.handling, KINDS.available | {INTERNAL}),
        ),
        ({"41": {"name": "On fax", "counts_as": "handling"}}, Kinds(KINDS.handling | {41}, KINDS.available)),
    ],
)
def test_that_a_users_catalog_may_say_otherwise(own: dict[str, object], kinds: Kinds) -> None:
    assert Kinds.of(Catalog.laid_over({"activities": own}, None)) == kinds  # type: ignore[dict-item]
