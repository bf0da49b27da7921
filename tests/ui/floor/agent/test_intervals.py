"""Where intervals begin and end, and their numbers as CSV."""

from __future__ import annotations

import csv
import io
import time
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from floorwalker.event.facts import Activity
from floorwalker.event.metrics import Interval, Kinds
from floorwalker.ui.floor.agent import interval_csv
from floorwalker.ui.floor.agent.edges import edges_of, times_of
from tests.event.statuses.rows import ON_CALL, SIGNED_OUT
from tests.session.made import CATALOG

NOON = 1_795_348_800


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kathmandu", "America/New_York"])
@pytest.mark.parametrize("minutes", [15, 30, 60])
def test_that_intervals_begin_at_whole_ones_of_the_users_clock(
    zone: str, minutes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        edges = edges_of(NOON + 1234, NOON + 5000, minutes)
    finally:
        monkeypatch.undo()
        time.tzset()
    begun = [datetime.fromtimestamp(edge, ZoneInfo(zone)) for edge in edges]
    assert all(at.minute % minutes == 0 and at.second == 0 for at in begun)
    assert edges[0] <= NOON + 1234 < edges[1]
    assert edges[-2] < NOON + 5000 <= edges[-1]


@pytest.mark.parametrize(
    ("seconds", "count", "minutes"), [(8 * 3600, 6, 120), (3600, 6, 15), (120, 6, 1), (3 * 86_400, 6, 720)]
)
def test_that_times_under_a_bar_are_round_and_few(seconds: int, count: int, minutes: int) -> None:
    found = times_of(NOON + 30, NOON + 30 + seconds, count)
    assert [later - earlier for earlier, later in pairwise(found)] == [minutes * 60] * (len(found) - 1)
    assert 2 <= len(found) <= count + 1


def test_that_csv_tells_numbers_for_other_programs() -> None:
    of = Interval(NOON, NOON + 900, {(ON_CALL, 0): 100.0, (SIGNED_OUT, 0): 400.0}, 3, 2, 1, 2, 2, 301)
    statuses = [(ON_CALL, 0), (Activity.SIGNED_OUT, 0)]
    text = interval_csv.titles(statuses, lambda status: CATALOG.status(status[0]).name)
    [line] = csv.DictReader(io.StringIO(text + interval_csv.lines("=ann", [of], statuses, Kinds.of(CATALOG))))
    assert line == {
        "agent": "'=ann", "start": "2026-11-22T12:00:00Z", "end": "2026-11-22T12:15:00Z", "seconds": "900",
        "proven seconds": "500", "handling seconds": "100", "available seconds": "0", "occupancy": "1.0",
        "handle time": "150.5", "offered": "3", "accepted": "2", "declined": "1", "released": "2",
        "released after accepted": "2",
        "BusyOnCall seconds": "100", "SignedOut seconds": "400", "BusyOnCall share": "1.0",
    }  # fmt: skip
