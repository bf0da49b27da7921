"""How many agents were in which status at each of many moments. Nothing here is of Qt; all of it is for any thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from floorwalker.event.facts import Activity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from floorwalker.event.statuses import SpanTable
    from floorwalker.event.statuses.table import Status
    from floorwalker.ui.floor.timeline.strips import Sight

UNHEARD: Final[Status] = (int(Activity.NONE), 0)
"""In place of a status: nothing had been received about the agent yet."""


@dataclass(frozen=True, slots=True)
class Mix:
    """sight: what was asked for. statuses: those that anybody was in. counts: of shape (statuses, columns), the agents
    in each at the beginning of each column; columns after now are left out."""

    sight: Sight
    statuses: tuple[Status, ...]
    counts: NDArray[np.int64]

    def at(self, column: int) -> Mapping[Status, int]:
        """The numbers in one column, without those that are 0; empty where there is no such column."""
        if not 0 <= column < self.counts.shape[1]:
            return {}
        numbers = zip(self.statuses, self.counts[:, column].tolist(), strict=True)
        return {status: number for status, number in numbers if number}


def mix_of(tables: Iterable[SpanTable], sight: Sight) -> Mix:
    """One column a pixel, none after now."""
    moments = np.float64(sight.start) + np.arange(sight.columns, dtype=np.float64) * np.float64(sight.scale)
    moments = moments[moments <= sight.now]
    found: dict[Status, NDArray[np.int64]] = {UNHEARD: np.zeros(len(moments), np.int64)}
    for table in tables:
        statuses, values = table.counts(moments)
        found[UNHEARD] += len(table) - values.sum(axis=0)
        for status, numbers in zip(statuses, values, strict=True):
            found[status] = found[status] + numbers if status in found else numbers
    return Mix(sight, tuple(found), np.stack(list(found.values())))
