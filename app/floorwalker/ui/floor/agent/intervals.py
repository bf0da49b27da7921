"""One agent's numbers by interval: time per status, occupancy, handle time, work items. Only what events prove.

What is unknown (a gap, long silence, before the first event or the first status) is neither handling nor available nor
anything else; how much of each interval is proven is said. Nothing here is of Qt; any thread may ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

import numpy as np

from floorwalker.event.facts import Activity
from floorwalker.ui.floor import durations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from floorwalker.event.catalog import Catalog
    from floorwalker.event.statuses.table import Status

LENGTHS: Final = (15, 30, 60)
"""Minutes."""
_HANDLING: Final = frozenset({"BusyOnCall", "BusyChatting", "BusyOnEmail", "Wrapup"})
_AVAILABLE: Final = frozenset({"Available", "AcceptInternalCalls"})
"""By the catalog's names: a work item is being handled, or the agent waits for one. Our decision."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """Which activities are handling, and which available."""

    handling: frozenset[int]
    available: frozenset[int]

    @classmethod
    def of(cls, catalog: Catalog) -> Kinds:
        """As the catalog names them."""
        named = {number: entry.name for number, entry in catalog.activities.items()}
        handling, available = (
            frozenset(number for number, name in named.items() if name in names) for names in (_HANDLING, _AVAILABLE)
        )
        return cls(handling, available)


class Interval(NamedTuple):
    """Numbers of a time. start, end: seconds, end not after now. seconds: in each known status, `SIGNED_OUT` too.

    offered, accepted, declined: events. handled: items released that were accepted before; handle: seconds of all of
    them from the one to the other.
    """

    start: float
    end: float
    seconds: Mapping[Status, float]
    offered: int = 0
    accepted: int = 0
    declined: int = 0
    handled: int = 0
    handle: int = 0

    @property
    def proven(self) -> float | None:
        """The part of the time in which events prove the status; None of no time."""
        return _part(sum(self.seconds.values()), self.end - self.start)

    @property
    def there(self) -> float:
        """Seconds in which events prove a status of an agent who was signed in."""
        return sum(seconds for (activity, _), seconds in self.seconds.items() if activity != Activity.SIGNED_OUT)

    @property
    def handle_time(self) -> float | None:
        """Mean seconds; None where nothing was handled."""
        return _part(self.handle, self.handled)

    def in_any(self, activities: frozenset[int]) -> float:
        """Seconds in any of some statuses."""
        return sum(seconds for (activity, _), seconds in self.seconds.items() if activity in activities)

    def occupancy(self, kinds: Kinds) -> float | None:
        """Handling ÷ (handling + available); None where there was neither."""
        handling = self.in_any(kinds.handling)
        return _part(handling, handling + self.in_any(kinds.available))

    def share(self, status: Status) -> float | None:
        """The part of `there` in a status."""
        return None if status[0] == Activity.SIGNED_OUT else _part(self.seconds.get(status, 0.0), self.there)


class Told(Protocol):
    """One agent's spans as arrays of equal length: starts in seconds, ascending; activity and reason."""

    @property
    def starts(self) -> NDArray[np.int64]: ...

    @property
    def activity(self) -> NDArray[np.int64]: ...

    @property
    def reason(self) -> NDArray[np.int64]: ...


def edges_of(start: float, end: float, minutes: int) -> NDArray[np.float64]:
    """Where intervals begin and end that reach into a time: at whole ones of the user's clock."""
    length = minutes * 60
    offset = durations.local(start).utcoffset()
    shift = 0.0 if offset is None else offset.total_seconds()
    first = np.floor((start + shift) / length) * length - shift
    count = max(1, int(np.ceil((end - first) / length)))
    edges: NDArray[np.float64] = first + np.arange(count + 1, dtype=np.float64) * length
    return edges


def intervals_of(spans: Told, times: NDArray[np.int64], edges: NDArray[np.float64], now: float) -> list[Interval]:
    """Each time between two edges, as far as it is not after now. spans: one agent's, begun by now. times: of its
    items, as `WorkItems.times`."""
    edges = np.minimum(edges, now)
    statuses, seconds = _seconds(spans, edges, now)
    told = np.where(times <= now, times, _NEVER)
    offered, accepted, declined = (_per_interval(told[:, place], edges) for place in range(3))
    done = told[(told[:, 1] < _NEVER) & (told[:, 3] < _NEVER)]
    handled = _per_interval(done[:, 3], edges)
    handle = _per_interval(done[:, 3], edges, done[:, 3] - done[:, 1])
    rows = zip(edges[:-1].tolist(), edges[1:].tolist(), seconds.tolist(), strict=True)
    numbers = zip(*(column.tolist() for column in (offered, accepted, declined, handled, handle)), strict=True)
    return [
        Interval(start, end, {s: n for s, n in zip(statuses, lasting, strict=True) if n}, *counts)
        for (start, end, lasting), counts in zip(rows, numbers, strict=True)
        if end > start
    ]


def total_of(intervals: Sequence[Interval]) -> Interval:
    """All of them as one."""
    seconds: dict[Status, float] = {}
    for interval in intervals:
        for status, lasting in interval.seconds.items():
            seconds[status] = seconds.get(status, 0.0) + lasting
    sums = (sum(counts) for counts in zip(*(interval[3:] for interval in intervals), strict=True))
    return Interval(intervals[0].start, intervals[-1].end, seconds, *sums)


def statuses_in(intervals: Iterable[Interval]) -> set[Status]:
    """Those that occur."""
    return {status for interval in intervals for status in interval.seconds}


def statuses_told(spans: Told) -> list[Status]:
    """Those that spans are in, but for the unknown one."""
    pairs = np.stack([spans.activity, _reasons(spans)], 1)[spans.activity != Activity.UNKNOWN]
    return [(activity, reason) for activity, reason in np.unique(pairs, axis=0).tolist()]


def _reasons(spans: Told) -> NDArray[np.int64]:
    return np.where(spans.activity == Activity.NAMED, spans.reason, 0)


def _seconds(spans: Told, edges: NDArray[np.float64], now: float) -> tuple[list[Status], NDArray[np.float64]]:
    """Statuses but for the unknown one, and the seconds in each, of shape (intervals, statuses)."""
    bounds = np.minimum(np.append(spans.starts, now), now).astype(np.float64)
    lasting = np.diff(bounds)
    reason = _reasons(spans)
    statuses = statuses_told(spans)
    values = np.zeros((len(edges) - 1, len(statuses)))
    for column, (activity, text) in enumerate(statuses):
        # How long it had lasted by each bound is a straight line between bounds.
        by_then = np.append(0.0, np.cumsum(lasting * ((spans.activity == activity) & (reason == text))))
        values[:, column] = np.diff(np.interp(edges, bounds, by_then))
    return statuses, values


def _per_interval(
    moments: NDArray[np.int64], edges: NDArray[np.float64], weights: NDArray[np.int64] | None = None
) -> NDArray[np.int64]:
    """How many moments lie in each interval, its start included, or the sum of their weights."""
    place = np.searchsorted(edges, moments, "right") - 1
    inside = (place >= 0) & (place < len(edges) - 1)
    counted = np.bincount(place[inside], None if weights is None else weights[inside], len(edges) - 1)
    whole: NDArray[np.int64] = counted.astype(np.int64)
    return whole


def _part(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


_NEVER: Final = 1 << 62
