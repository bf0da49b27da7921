"""What tiles tell of the agents of a moment, and which statuses get one of their own. Nothing here is of Qt."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from floorwalker.event.facts import Activity
from floorwalker.event.limits import ALERTS
from floorwalker.ui.floor.status_order import status_ranks

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from floorwalker.event.catalog import Catalog
    from floorwalker.event.statuses import Snapshot
    from floorwalker.event.statuses.table import Status

SIGNED_IN: Final = (Activity.NONE, 0)
"""In place of a status: whoever is known to be there."""
UNKNOWN: Final = (Activity.UNKNOWN, 0)
SIGNED_OUT: Final = (Activity.SIGNED_OUT, 0)


class Figures(NamedTuple):
    """How many agents are in each status, and how many of them have been so for longer than they may.

    unheard: of those in Unknown, how many had not been heard of by then.
    """

    counts: Mapping[Status, int]
    over: Mapping[Status, int]
    unheard: int = 0

    @property
    def signed_in(self) -> int:
        """How many are known to be there."""
        return sum(self.counts.values()) - self.counts.get(UNKNOWN, 0) - self.counts.get(SIGNED_OUT, 0)


NOBODY: Final = Figures({}, {})


def figures_of(agents: Snapshot, stage: NDArray[np.int8]) -> Figures:
    """The figures of all agents at a moment. stage: of each one's limit, see `Judged`. Within two milliseconds for
    2,000."""
    reason = np.where(agents.activity == Activity.NAMED, agents.reason, 0)
    over = stage == ALERTS
    return Figures(
        Counter(zip(agents.activity.tolist(), reason.tolist(), strict=True)),
        Counter(zip(agents.activity[over].tolist(), reason[over].tolist(), strict=True)),
        int(np.count_nonzero(agents.heard == 0)),
    )


def listed(statuses: Collection[Status], catalog: Catalog, words: Callable[[Status], str]) -> list[Status]:
    """Statuses and those of the catalog in the order in which statuses are listed everywhere, but Unknown and
    SignedOut at the end."""
    everything = {*statuses, *((activity, 0) for activity in catalog.activities), UNKNOWN, SIGNED_OUT}
    ranks = status_ranks(catalog, [activity for activity, _ in everything])
    return sorted(everything, key=lambda status: (ranks[status[0]], words(status)))


def chosen(order: Sequence[Status], most: Mapping[Status, int], pressed: Collection[Status], room: int) -> list[Status]:
    """Those that get a tile of their own, in their order: *room* of them.

    most: the most agents at once in each, now or in the last half hour. First come those that the filter names, then
    those with anybody in them: Unknown, which tells how far the others are to be believed, and the fullest. What is
    empty fills the rest, and SignedOut is the last of all.
    """

    def weight(status: Status) -> tuple[bool, bool, bool, int, int]:
        count = most.get(status, 0)
        return status in pressed, status != SIGNED_OUT, status == UNKNOWN and count > 0, count, -order.index(status)

    own = set(sorted(order, key=weight, reverse=True)[: max(room, 0)])
    return [status for status in order if status in own]
