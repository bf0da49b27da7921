"""How much happened when: events counted by when they were created. Nothing here is of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

FINEST: Final = 10
"""Seconds of a bin at first."""
_COARSER: Final = 6
_MOST: Final = 50_000
"""Bins with events in them, from which on they are put together: ten seconds are enough for a week, minutes for a
month."""
_OUTLIER: Final = 31 * 86_400
"""Seconds before most events that one may lie: senders without a clock claim other centuries."""


class Happened:
    """Counts of events, of which most lie together and some anywhere: only bins that have any are kept."""

    def __init__(self) -> None:
        self.step = FINEST
        self._bins: Ints = np.empty(0, np.int64)
        self._counts: Ints = np.empty(0, np.int64)

    def add(self, created: Ints, sign: int = 1) -> None:
        """Count some events, or with a sign of -1 count them no more. created: seconds since 1970, in any order."""
        bins, counts = np.unique(created // self.step, return_counts=True)
        places = np.searchsorted(self._bins, bins)
        known = np.isin(bins, self._bins, assume_unique=True)
        self._counts[places[known]] += sign * counts[known]
        if sign < 0:
            self._keep(self._counts > 0)
        elif not known.all():
            self._bins = np.insert(self._bins, places[~known], bins[~known])
            self._counts = np.insert(self._counts, places[~known], counts[~known])
        if len(self._bins) > _MOST:
            self._put_together()

    def begins(self) -> int | None:
        """When the first event was created, or up to a bin before that, leaving out those of another century; None
        where there is none."""
        if not len(self._bins):
            return None
        until = np.cumsum(self._counts)
        middle = self._bins[np.searchsorted(until, (until[-1] + 1) // 2)]
        first = self._bins[np.searchsorted(self._bins, middle - _OUTLIER // self.step)]
        return int(first) * self.step

    def between(self, edges: NDArray[np.float64]) -> NDArray[np.float64]:
        """How many events there are from each moment (in seconds) to the next, as if those of a bin were evenly
        spread."""
        if not len(self._bins):
            return np.zeros(len(edges) - 1)
        lower, total = self._bins * self.step, np.cumsum(self._counts)
        place = np.searchsorted(lower, edges, "right") - 1
        inside = np.clip((edges - lower[place]) / self.step, 0, 1)
        until = np.where(place < 0, 0.0, total[place] - (1 - inside) * self._counts[place])
        return np.diff(until)

    def _keep(self, kept: NDArray[np.bool_]) -> None:
        if not kept.all():
            self._bins, self._counts = self._bins[kept], self._counts[kept]

    def _put_together(self) -> None:
        self.step *= _COARSER
        bins, places = np.unique(self._bins // _COARSER, return_inverse=True)
        self._counts = np.bincount(places, self._counts, len(bins)).astype(np.int64)
        self._bins = bins
