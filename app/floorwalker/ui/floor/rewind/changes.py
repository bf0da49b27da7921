"""When the status of any of some agents changed next, or last, in seconds since 1970. Nothing here is of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from floorwalker.event.statuses import Statuses


def next_change(statuses: Statuses, agents: Iterable[int], moment: float) -> int | None:
    """The first second after a moment in which a span of one of the agents begins; None where none does."""
    later = []
    for agent in agents:
        starts = statuses.spans(agent).starts
        place = int(np.searchsorted(starts, moment, "right"))
        if place < len(starts):
            later.append(int(starts[place]))
    return min(later, default=None)


def change_before(statuses: Statuses, agents: Iterable[int], moment: float) -> int | None:
    """The last second before a moment in which a span of one of the agents began; None where none did."""
    earlier = []
    for agent in agents:
        starts = statuses.spans(agent).starts
        place = int(np.searchsorted(starts, moment, "left"))
        if place:
            earlier.append(int(starts[place - 1]))
    return max(earlier, default=None)
