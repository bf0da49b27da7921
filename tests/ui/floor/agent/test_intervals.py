"""Numbers by interval, held against counting every second."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.event.facts import Activity
from floorwalker.event.statuses import Statuses
from floorwalker.ui.floor.agent import interval_csv
from floorwalker.ui.floor.agent.day import spans_of
from floorwalker.ui.floor.agent.intervals import Interval, Kinds, edges_of, intervals_of, total_of
from tests.event.statuses.rows import ANN, AVAILABLE, NAMED, NOT_READY, ON_CALL, OTHER, SIGNED_OUT, UNKNOWN, Day
from tests.session.made import CATALOG
from tests.ui.floor.agent.works import ACCEPTED, DECLINED, OFFERED, RELEASED, work_of

if TYPE_CHECKING:
    from floorwalker.event.work import WorkItems

NOON = 1_795_348_800
CHAT, WRAP_UP = 38, 35
KINDS = Kinds.of(CATALOG)


def statuses_of(*told: tuple[int, int, int]) -> Statuses:
    """Each: second after noon, activity, reason."""
    day, statuses = Day(), Statuses()
    for second, activity, reason in told:
        day.add(NOON + second, activity, reason)
    statuses.append(day.rows)
    return statuses


def numbers(statuses: Statuses, work: WorkItems, edges: list[int], now: int) -> list[Interval]:
    spans = spans_of(statuses, ANN, NOON + now)
    return intervals_of(spans, work.times(ANN), np.array(edges, np.float64) + NOON, NOON + now)


told = st.tuples(
    st.integers(0, 400),
    st.sampled_from([UNKNOWN, SIGNED_OUT, AVAILABLE, ON_CALL, OTHER, NAMED]),
    st.sampled_from([51, 52]),
)


@given(st.lists(told, max_size=12), st.lists(st.integers(-20, 450), min_size=2, max_size=6), st.integers(0, 460))
def test_that_each_second_until_now_counts_once_and_unknown_ones_not_at_all(
    changes: list[tuple[int, int, int]], edges: list[int], now: int
) -> None:
    changes = [(at, activity, text if activity in {OTHER, NAMED} else 0) for at, activity, text in changes]
    statuses = statuses_of((0, ON_CALL, 0), *changes)
    found = numbers(statuses, work_of(ANN), sorted(edges), now)
    expected = []
    for start, end in zip(sorted(edges), sorted(edges)[1:], strict=False):
        seconds: Counter[tuple[int, int]] = Counter()
        for second in range(start, min(end, now)):
            activity, reason, _, _ = statuses.at(ANN, NOON + second)
            if activity != UNKNOWN:
                seconds[activity, reason if activity == NAMED else 0] += 1
        if min(end, now) > start:
            expected.append((NOON + start, NOON + min(end, now), dict(seconds)))
    assert [(of.start, of.end, of.seconds) for of in found] == expected


def test_that_steps_count_in_the_interval_in_which_they_were_and_times_where_the_item_was_released() -> None:
    statuses = statuses_of((0, AVAILABLE, 0))
    work = work_of(
        ANN,
        (10, OFFERED, "a"), (15, ACCEPTED, "a"), (130, RELEASED, "a"),
        (100, OFFERED, "b"), (110, DECLINED, "b"),
        (120, RELEASED, "c"),
        (119, OFFERED, "d"), (120, ACCEPTED, "d"), (240, RELEASED, "d"),
    )  # fmt: skip
    first, second = numbers(statuses, work, [0, 120, 240], 1000)
    assert (first.offered, first.accepted, first.declined) == (3, 1, 1)
    assert first.handle_time is None
    assert (second.offered, second.accepted, second.declined) == (0, 1, 0)
    # c was never accepted, so that nobody knows how long it was handled; d was released when the interval was over.
    assert (second.handled, second.handle_time) == (1, 115.0)
    assert total_of([first, second])[3:] == (3, 2, 1, 1, 115)


def test_that_what_comes_after_the_moment_shown_does_not_count() -> None:
    work = work_of(ANN, (10, OFFERED, "a"), (15, ACCEPTED, "a"), (100, RELEASED, "a"))
    [shown] = numbers(statuses_of((0, AVAILABLE, 0), (50, ON_CALL, 0)), work, [0, 900], 60)
    assert shown == Interval(NOON, NOON + 60, {(AVAILABLE, 0): 50.0, (ON_CALL, 0): 10.0}, 1, 1)


def test_that_occupancy_is_handling_by_handling_and_available() -> None:
    seconds = {(ON_CALL, 0): 30.0, (WRAP_UP, 0): 10.0, (CHAT, 0): 20.0, (AVAILABLE, 0): 20.0, (NOT_READY, 0): 500.0}
    assert Interval(0, 900, seconds).occupancy(KINDS) == pytest.approx(60 / 80)
    assert Interval(0, 900, {(NOT_READY, 0): 900.0}).occupancy(KINDS) is None


def test_that_shares_are_of_the_time_signed_in_and_known() -> None:
    of = Interval(0, 1000, {(ON_CALL, 0): 100.0, (AVAILABLE, 0): 300.0, (SIGNED_OUT, 0): 400.0})
    assert of.share((ON_CALL, 0)) == pytest.approx(0.25)
    assert of.share((SIGNED_OUT, 0)) is None
    assert of.proven == pytest.approx(0.8)
    assert Interval(0, 1000, {(SIGNED_OUT, 0): 1000.0}).share((ON_CALL, 0)) is None


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kathmandu", "America/New_York"])
@pytest.mark.parametrize("minutes", [15, 30, 60])
def test_that_intervals_begin_at_whole_ones_of_the_users_clock(
    zone: str, minutes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time
    from datetime import datetime
    from zoneinfo import ZoneInfo

    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        edges = edges_of(NOON + 1234, NOON + 5000, minutes)
    finally:
        monkeypatch.undo()
        time.tzset()
    begun = [datetime.fromtimestamp(edge, ZoneInfo(zone)) for edge in edges.tolist()]
    assert all(at.minute % minutes == 0 and at.second == 0 for at in begun)
    assert edges[0] <= NOON + 1234 < edges[1]
    assert edges[-2] < NOON + 5000 <= edges[-1]


def test_that_csv_tells_numbers_for_other_programs() -> None:
    of = Interval(NOON, NOON + 900, {(ON_CALL, 0): 100.0, (SIGNED_OUT, 0): 400.0}, 3, 2, 1, 2, 301)
    statuses = [(ON_CALL, 0), (Activity.SIGNED_OUT, 0)]
    text = interval_csv.titles(statuses, lambda status: CATALOG.status(status[0]).name)
    [line] = csv.DictReader(io.StringIO(text + interval_csv.lines("=ann", [of], statuses, KINDS)))
    assert line == {
        "agent": "'=ann", "start": "2026-11-22T12:00:00Z", "end": "2026-11-22T12:15:00Z", "seconds": "900",
        "proven seconds": "500", "handling seconds": "100", "available seconds": "0", "occupancy": "1.0",
        "handle time": "150.5", "offered": "3", "accepted": "2", "declined": "1", "released after accepted": "2",
        "BusyOnCall seconds": "100", "SignedOut seconds": "400", "BusyOnCall share": "1.0",
    }  # fmt: skip
