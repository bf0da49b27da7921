"""How many agents were in which status at each of many moments. Nothing here is of Qt; all of it is for any thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import numpy as np

from floorwalker.event.facts import Activity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from floorwalker.event.statuses import Spans
    from floorwalker.ui.floor.timeline.strips import Sight

Status: TypeAlias = tuple[int, int]
"""An activity, and the reason where that tells the status (`Activity.NAMED`), else 0."""

UNHEARD: Final[Status] = (Activity.NONE, 0)
"""Of an agent of whom nothing had been received yet."""

_SAMPLE: Final = 1000
"""Spans that are looked at first: they tell nearly always all statuses that there are, and sorting all takes longer."""
_UNHEARD: Final = Activity.NONE << 32
_UNKNOWN: Final = Activity.UNKNOWN << 32


class Part(NamedTuple):
    """One agent's spans, copied: starts in seconds, ascending; told is activity and reason in one number."""

    starts: NDArray[np.int64]
    told: NDArray[np.int64]

    @classmethod
    def of(cls, spans: Spans) -> Part:
        """The spans as they are now."""
        return cls(spans.starts.copy(), (spans.activity << 32) + spans.reason * (spans.activity == Activity.NAMED))

    def until_stale(self, stale: float) -> Part:
        """From a moment on unknown: nothing but a gap can begin a span after it."""
        kept = int(np.searchsorted(self.starts, stale))
        return Part(np.append(self.starts[:kept], int(stale)), np.append(self.told[:kept], _UNKNOWN))


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


class Changes:
    """All changes of status of some agents, in no order of time. Immutable: made once, asked often."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._agents = len(parts)
        starts = [part.starts for part in parts]
        told = [part.told for part in parts]
        self._when: NDArray[np.int64] = np.concatenate([_NOTHING, *starts])
        self._told, which = _numbered(np.concatenate([_NOTHING, *told, [_UNHEARD]]))
        self._unheard = int(which[-1])
        self._after = which[:-1]
        self._before = np.roll(self._after, 1)
        firsts = np.cumsum([0, *map(len, starts)])[:-1]
        self._before[firsts[firsts < len(self._before)]] = self._unheard

    def counts(self, moments: NDArray[np.float64]) -> tuple[tuple[Status, ...], NDArray[np.int64]]:
        """How many agents are in which status at each of ascending moments (seconds, included)."""
        columns = len(moments) + 1
        first = np.searchsorted(moments, self._when)
        size = len(self._told) * columns
        changed = np.bincount(self._after * columns + first, minlength=size)
        changed -= np.bincount(self._before * columns + first, minlength=size)
        counts = changed.reshape(-1, columns)[:, :-1].cumsum(axis=1)
        counts[self._unheard] += self._agents
        return tuple((told >> 32, told & 0xFFFFFFFF) for told in self._told.tolist()), counts

    def mix(self, sight: Sight) -> Mix:
        """One column a pixel, none after now."""
        moments = moments_of(sight)
        return Mix(sight, *self.counts(moments))


def moments_of(sight: Sight) -> NDArray[np.float64]:
    """When each column begins, as far as that is not after now."""
    moments: NDArray[np.float64] = sight.start + np.arange(sight.columns) * sight.scale
    return moments[moments <= sight.now]


def _numbered(told: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """The few different ones, ascending, and for each place which of them it is."""
    different = np.unique(np.append(told[:: len(told) // _SAMPLE + 1], told[-1]))
    which = np.minimum(np.searchsorted(different, told), len(different) - 1)
    if np.array_equal(different[which], told):
        return different, which
    different, which = np.unique(told, return_inverse=True)
    return different, which


_NOTHING: Final = np.empty(0, np.int64)
