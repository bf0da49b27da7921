"""What rows are sorted by, for all agents at once."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from floorwalker.event.statuses import Statuses
from floorwalker.ui.floor import durations
from floorwalker.ui.floor.board.columns import Column
from floorwalker.ui.floor.board.facts import Facts
from floorwalker.ui.floor.team.team import Team
from tests.event.statuses.rows import AVAILABLE, ON_BREAK, ON_CALL, SIGNED_OUT, UNKNOWN, Day

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.session.journal import Journal
    from floorwalker.ui.following import LiveSession

NOON = 1_795_348_800
AGENTS = range(1, 9)
Told = list[tuple[int, int, int]]
"""agent, created and activity of each event."""


@pytest.fixture
def live(journal: Journal, follow: Callable[[Path], LiveSession], qtbot: QtBot) -> LiveSession:
    live = follow(journal.path)
    qtbot.waitUntil(lambda: live.is_loaded)
    return live


def lives(random_: random.Random, start: int, end: int) -> Told:
    """Agents who sign in, change their status, and sign out, some more than once."""
    told: Told = []
    for agent in AGENTS:
        at, is_in = start + random_.randrange(3600), False
        while at < end:
            activity = random_.choice([AVAILABLE, ON_CALL, ON_BREAK, SIGNED_OUT]) if is_in else UNKNOWN
            is_in = activity != SIGNED_OUT
            told.append((agent, at, activity))
            at += random_.randrange(1, 4000)
    return sorted(told, key=lambda one: one[1])


def plainly(told: Told, agent: int, midnight: int, now: int) -> int:
    """Seconds since midnight in which the agent was signed in, event by event."""
    own = [(at, activity) for of, at, activity in told if of == agent and at <= now]
    ends = [at for at, _ in own[1:]] + [now]
    return sum(
        max(0, end - max(at, midnight)) for (at, activity), end in zip(own, ends, strict=True) if activity != SIGNED_OUT
    )


def follow_on(live: LiveSession, told: Told) -> None:
    """The session tells these events too."""
    day = Day()
    for agent, at, activity in told:
        day.add(at, activity, agent=agent)
    rows = day.rows
    rows[:, 0] += 100_000 * (1 + len(live.statuses.agents()))
    live.agents_changed.emit(live.statuses.append(rows))


@pytest.mark.parametrize("seed", range(5))
def test_that_time_logged_in_is_that_of_a_plain_look_now_later_and_at_past_moments(
    live: LiveSession, seed: int
) -> None:
    random_ = random.Random(seed)
    told = lives(random_, NOON - 20 * 3600, NOON)
    live.statuses = Statuses()
    facts = Facts(live, Team(live))
    midnight = int(durations.midnight(NOON))
    follow_on(live, told)
    agents = live.statuses.agents()

    def found(now: int, moment: int | None = None) -> list[float]:
        snapshot = live.statuses.snapshot(moment)
        heard = dict(zip(snapshot.agents.tolist(), snapshot.heard.tolist(), strict=True))
        facts.begin(now, moment, heard)
        numbers = facts.numbers(Column.LOGGED_IN, agents)
        assert numbers.tolist() == [facts.logged_in(agent) for agent in agents]
        return list(numbers.tolist())

    assert found(NOON) == [plainly(told, agent, midnight, NOON) for agent in agents]
    later = [(agent, NOON + 10, ON_BREAK) for agent in random_.sample(agents, 3) if is_in(told, agent)]
    follow_on(live, later)
    told += later
    for now in (NOON + 11, NOON + 100, NOON + 5000):
        assert found(now) == [plainly(told, agent, midnight, now) for agent in agents]
    for moment in sorted(random_.randrange(midnight + 1, NOON) for _ in range(5)):
        assert found(moment, moment) == [plainly(told, agent, midnight, moment) for agent in agents]
    assert found(NOON + 5000) == [plainly(told, agent, midnight, NOON + 5000) for agent in agents]


@pytest.mark.parametrize("seed", range(5))
def test_that_times_per_status_are_those_of_a_plain_look_whatever_was_asked_before(
    live: LiveSession, seed: int
) -> None:
    random_ = random.Random(seed)
    told = lives(random_, NOON - 20 * 3600, NOON)
    live.statuses = Statuses()
    facts = Facts(live, Team(live))
    midnight = int(durations.midnight(NOON))
    follow_on(live, told)
    agents = live.statuses.agents()

    def check(now: int, moment: int | None = None) -> None:
        snapshot = live.statuses.snapshot(moment)
        facts.begin(now, moment, dict(zip(snapshot.agents.tolist(), snapshot.heard.tolist(), strict=True)))
        for agent in agents:
            found = {activity: seconds for (activity, _), seconds in facts.times(agent).items()}
            assert found == plain_times(told, agent, midnight, now)

    for now in (NOON, NOON + 1, NOON + 60, NOON + 30, NOON + 4000):
        check(now)
    later = [(agent, NOON + 4010, ON_CALL) for agent in random_.sample(agents, 3)]
    follow_on(live, later)
    told += later
    # An event of the future by the clock: the sender's is fast.
    for now in (NOON + 4005, NOON + 4010, NOON + 4050):
        check(now)
    for moment in sorted(random_.randrange(midnight + 1, NOON) for _ in range(5)):
        check(moment, moment)
    check(NOON + 5000)


def plain_times(told: Told, agent: int, midnight: int, now: int) -> dict[int, int]:
    """Seconds since midnight in each status, event by event."""
    own = [(at, activity) for of, at, activity in told if of == agent and at <= now]
    ends = [at for at, _ in own[1:]] + [now]
    times: dict[int, int] = {}
    for (at, activity), end in zip(own, ends, strict=True):
        if (seconds := end - max(at, midnight)) > 0:
            times[activity] = times.get(activity, 0) + seconds
    return times


def is_in(told: Told, agent: int) -> bool:
    """Whether the last that was told of an agent is no sign-out."""
    return next(activity for of, _, activity in reversed(told) if of == agent) != SIGNED_OUT


def test_that_what_a_column_does_not_tell_is_no_number(live: LiveSession) -> None:
    facts = Facts(live, Team(live))
    assert np.isnan(facts.numbers(Column.SHARE, [1, 2])).all()
