"""What the wallboard shows at a moment: figures, and those who need somebody most. Nothing here is of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from floorwalker.event.facts import Activity
from floorwalker.ui.floor.tiles.figures import NOBODY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from floorwalker.event.limits import Judged
    from floorwalker.event.statuses import Snapshot
    from floorwalker.event.work import Step
    from floorwalker.ui.floor.tiles.figures import Figures


class Standing(NamedTuple):
    """One agent's status. seconds: how long it has lasted. stage: of its limit, see `Limits`."""

    agent: int
    activity: int
    reason: int
    seconds: float
    stage: int


class Seen(NamedTuple):
    """A whole wallboard. now: the moment, in seconds. steps: of the day until then. only: the filter in words, "" where
    all agents are shown. last: when the newest event arrived, in seconds by our clock; None where none has."""

    now: float
    figures: Figures
    standings: Sequence[Standing]
    steps: Mapping[Step, int]
    only: str
    last: float | None


NOTHING = Seen(0.0, NOBODY, (), {}, "", None)


def standings(agents: Snapshot, judged: Judged, now: float, most: int) -> list[Standing]:
    """Those over their limit, the most over it first, then those who will be; then the longest in their status. Only
    whoever is known to be there; so many at most."""
    seconds, stage = np.float64(now) - agents.since, judged.stage
    over = np.where(stage > 0, judged.over, 0.0)
    there = np.flatnonzero((agents.activity != Activity.SIGNED_OUT) & (agents.activity != Activity.UNKNOWN))
    first = there[np.lexsort((-seconds[there], -over[there], -stage[there].astype(np.int64)))][:most]
    columns = (agents.agents, agents.activity, agents.reason, seconds, stage)
    return [Standing(*row) for row in zip(*(column[first].tolist() for column in columns), strict=True)]
