"""How many events of each category arrived when, in bins of time. Nothing here is of Qt.

Bins are counted as fine as there is room for, and put together for what is shown: that costs the same however many
events there are.
"""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

SLOTS: Final = 5
"""Categories 1 to 4, which have colours, and in place 0 all others."""
FINEST: Final = 16_384
"""Bins that are kept: four for each pixel of a wide screen."""

_SECOND: Final = 1_000_000
_STEPS: Final = (
    *(10_000, 50_000, 100_000, 500_000),
    *(seconds * _SECOND for seconds in (1, 5, 15, 30, 60, 300, 900, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400)),
)
"""Lengths of a bin in microseconds, each a part of the next."""

Bars = np.ndarray[Any, np.dtype[np.int64]]
"""Counts of shape (bars, SLOTS)."""


def steps() -> Iterator[int]:
    """All lengths of a bin in microseconds, without an end, each a part of the next."""
    return chain(_STEPS, (_STEPS[-1] * 10**power for power in count(1)))


class Bins:
    """Counts of events by arrival and category, added to and taken off in any order of time."""

    def __init__(self) -> None:
        self.step = _STEPS[0]
        self._base = 0
        """The number, counted from 1970, of the first bin that is kept."""
        self._counts: Bars = np.zeros((FINEST, SLOTS), np.int64)

    def add(self, received: NDArray[np.int64], category: NDArray[np.int32], sign: int = 1) -> None:
        """Count some events, or with a sign of -1 count them no more: a millisecond for 100,000 of them."""
        if not len(received):
            return
        self._make_room(int(received.min()), int(received.max()))
        slot = np.where((category > 0) & (category < SLOTS), category, 0)
        places = (received // self.step - self._base) * SLOTS + slot
        np.add.at(self._counts.reshape(-1), places, sign)

    def span(self) -> tuple[int, int] | None:
        """From the beginning of the first bin that has events to the end of the last one, in microseconds."""
        used = self._used()
        return None if used is None else ((self._base + used[0]) * self.step, (self._base + used[1]) * self.step)

    def bars(self, step: int, first: int, number: int) -> Bars:
        """So many bars, from the first one on. step: how long each is, `step` or more. first: its number, counted in
        such bars from 1970."""
        bars: Bars = np.zeros((number, SLOTS), np.int64)
        numbers, merged = self._merged(step // self.step)
        inside = (numbers >= first) & (numbers < first + number)
        bars[numbers[inside] - first] = merged[inside]
        return bars

    def _used(self) -> tuple[int, int] | None:
        """The places of the first bin that has events, and behind the last one."""
        used = np.flatnonzero(self._counts.any(axis=1))
        return (int(used[0]), int(used[-1]) + 1) if len(used) else None

    def _make_room(self, low: int, high: int) -> None:
        """For events from one time to another."""
        if self._base <= low // self.step and high // self.step < self._base + FINEST:
            return
        span = self.span()
        if span is not None:
            low, high = min(low, span[0]), max(high, span[1] - 1)
        wanted = next(step for step in steps() if step >= self.step and high // step - low // step < FINEST)
        numbers, merged = self._merged(wanted // self.step)
        self.step, self._base = wanted, low // wanted
        self._counts = np.zeros((FINEST, SLOTS), np.int64)
        self._counts[numbers - self._base] = merged

    def _merged(self, factor: int) -> tuple[NDArray[np.int64], Bars]:
        """So many bins put together as one, each: the numbers of those that have events, and their counts."""
        used = np.flatnonzero(self._counts.any(axis=1))
        numbers = (used + self._base) // factor
        firsts = np.flatnonzero(np.diff(numbers, prepend=numbers[:1] - 1))
        return numbers[firsts], np.add.reduceat(self._counts[used], firsts, axis=0) if len(used) else self._counts[:0]
