"""Whom the wallboard shows, and in which order."""

from __future__ import annotations

import numpy as np

from floorwalker.event.catalog import Catalog
from floorwalker.event.facts import Activity
from floorwalker.event.limits import DEFAULTS, Limits
from floorwalker.event.statuses import Snapshot
from floorwalker.ui.floor.wallboard.seen import Standing, standings
from tests.ui.floor.floors import AVAILABLE, ON_BREAK, ON_CALL, OTHER

T = 1_790_000_000
LIMITS = Limits(DEFAULTS, Catalog.load(), lambda _: "")


def snapshot(*agents: tuple[int, int], heard: int = T) -> Snapshot:
    """Each agent's activity, and seconds in it at T."""
    activity, seconds = np.array(agents, np.int64).reshape(-1, 2).T
    there = np.arange(len(agents))
    return Snapshot(there, activity, there * 0, T - seconds, there, there * 0 + heard)


def shown(agents: Snapshot, most: int = 99) -> list[Standing]:
    return standings(agents, LIMITS.judge_all(agents, T), T, most)


def test_that_the_most_over_come_first_then_who_is_warned_of_then_the_longest() -> None:
    agents = snapshot(
        (AVAILABLE, 9_000),
        (ON_BREAK, 1_300),  # warned of from 900 on, over from 1,200 on
        (ON_CALL, 700),  # warned of from 600 on
        (ON_BREAK, 2_000),
        (OTHER, 60),
        (ON_CALL, 650),
    )
    assert [one.agent for one in shown(agents)] == [3, 1, 2, 5, 0, 4]
    assert [one.stage for one in shown(agents)] == [2, 2, 1, 1, 0, 0]
    assert shown(agents, most=1) == [Standing(3, ON_BREAK, 0, 2_000.0, 2)]


def test_that_nobody_is_shown_who_is_not_known_to_be_there() -> None:
    agents = snapshot((Activity.SIGNED_OUT, 9_000), (Activity.UNKNOWN, 9_000), (AVAILABLE, 1))
    assert [one.agent for one in shown(agents)] == [2]
