"""The half hour before a moment, against a plain count from the events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from floorwalker.ui.floor.copies import Copies
from floorwalker.ui.floor.tiles.figures import SIGNED_IN, SIGNED_OUT, UNKNOWN
from floorwalker.ui.floor.tiles.lately import SECONDS, STEP, HalfHour
from tests.ui.floor.floors import AVAILABLE, NOON, ON_BREAK, ON_CALL, Floor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from pytestqt.qtbot import QtBot

    from floorwalker.session.journal import Journal
    from floorwalker.ui.following import LiveSession

MOMENTS = range(-SECONDS, STEP, STEP)
"""Seconds before the moment that is asked for."""


@pytest.fixture
def live(journal: Journal, follow: Callable[[Path], LiveSession], qtbot: QtBot) -> LiveSession:
    """A session that is being captured, without an event."""
    live = follow(journal.path)
    qtbot.waitUntil(lambda: live.is_loaded)
    return live


def counted(half_hour: HalfHour, now: float, qtbot: QtBot) -> dict[tuple[int, int], NDArray[np.int64]]:
    with qtbot.waitSignal(half_hour.counted) as told:
        half_hour.ask(now)
    assert told.args is not None
    found: dict[tuple[int, int], NDArray[np.int64]] = told.args[0]
    return found


def plainly(changes: dict[str, list[tuple[int, tuple[int, int]]]], now: int) -> dict[tuple[int, int], list[int]]:
    """changes: of each agent, at which second which status began."""
    counts: dict[tuple[int, int], list[int]] = {}
    for place, before in enumerate(MOMENTS):
        for of_agent in changes.values():
            begun = [status for second, status in of_agent if second <= now + before]
            status = begun[-1] if begun else UNKNOWN
            counts.setdefault(status, [0] * len(MOMENTS))[place] += 1
    return counts


def test_that_each_minute_of_the_half_hour_is_counted_as_the_events_say(
    live: LiveSession, floor: Floor, qtbot: QtBot
) -> None:
    changes: dict[str, list[tuple[int, tuple[int, int]]]] = {}
    for number in range(12):
        agent = f"agent{number}"
        changes[agent] = [
            (60 * number, (AVAILABLE, 0)),
            (60 * number + 300, (ON_CALL, 0)),
            (60 * number + 301 + 7 * number, (ON_BREAK, 0)),
        ]
        for second, (activity, _) in changes[agent]:
            floor.status(agent, second, activity)
    floor.signs_out("agent3", 1500)
    changes["agent3"].append((1500, SIGNED_OUT))
    qtbot.waitUntil(lambda: len(live.columns) == 37)
    half_hour = HalfHour(live, Copies(live))
    for now in (600, 1799, 1830, 2400, 3900):
        found = counted(half_hour, NOON + now, qtbot)
        expected = plainly(changes, now)
        told = {status: values.tolist() for status, values in found.items() if values.any() and status != SIGNED_IN}
        assert told == {status: values for status, values in expected.items() if any(values)}
        there = [
            12 - out - not_heard
            for out, not_heard in zip(
                expected.get(SIGNED_OUT, [0] * len(MOMENTS)), expected.get(UNKNOWN, [0] * len(MOMENTS)), strict=True
            )
        ]
        assert found[SIGNED_IN].tolist() == there


def test_that_an_earlier_moment_and_a_late_event_are_counted_anew(
    live: LiveSession, floor: Floor, qtbot: QtBot
) -> None:
    floor.status("ann", 0, AVAILABLE)
    floor.status("ann", 4000, ON_CALL)
    qtbot.waitUntil(lambda: len(live.columns) == 2)
    half_hour = HalfHour(live, Copies(live))
    assert counted(half_hour, NOON + 9000, qtbot)[ON_CALL, 0].tolist() == [1] * 31
    assert counted(half_hour, NOON + 4000, qtbot)[ON_CALL, 0].tolist() == [0] * 30 + [1]
    floor.status("ann", 3940, ON_BREAK)
    qtbot.waitUntil(lambda: len(live.columns) == 3)
    assert counted(half_hour, NOON + 4000, qtbot)[ON_BREAK, 0].tolist() == [0] * 29 + [1, 0]


def test_that_a_floor_without_agents_counts_nobody(live: LiveSession, qtbot: QtBot) -> None:
    found = counted(HalfHour(live, Copies(live)), NOON, qtbot)
    assert {status: int(values.sum()) for status, values in found.items()} == {UNKNOWN: 0, SIGNED_IN: 0}
