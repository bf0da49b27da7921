"""Agents' numbers of intervals, each only as far as events prove it.

Unknown time is neither handling nor available nor anything else: before the first event or the first status, in a gap,
and in silence long enough to make a status stale. How much of each interval is proven is said.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.facts import Activity
from floorwalker.event.metrics.kinds import Kinds
from floorwalker.event.statuses import SpanTable
from floorwalker.event.statuses.table import Floats, Ints, Status
from floorwalker.event.work import NOT_TOLD, Step

LENGTHS: Final = (15, 30, 60)
"""Minutes that an interval may have."""

_ACCEPTED, _RELEASED = (list(Step).index(step) for step in (Step.ACCEPTED, Step.RELEASED))
_COUNTS: Final = slice(3, None)
"""What of an `Interval` can be added up."""


class Interval(NamedTuple):
    """One agent's numbers of a time. start, end: seconds, the end not after now. seconds: in each known status,
    SIGNED_OUT too.

    offered, accepted, declined, released: events. handled: items released in that time, at any time accepted before;
    handle: seconds of all of those from acceptance to release.
    """

    start: float
    end: float
    seconds: Mapping[Status, float]
    offered: int = 0
    accepted: int = 0
    declined: int = 0
    released: int = 0
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
        """Mean seconds from acceptance to release; None where no event proves any."""
        return _part(self.handle, self.handled)

    def share(self, status: Status) -> float | None:
        """The part of `there` in a status; None where there was none, and of SIGNED_OUT."""
        return None if status[0] == Activity.SIGNED_OUT else _part(self.seconds.get(status, 0.0), self.there)

    def in_any(self, activities: frozenset[int]) -> float:
        """Seconds in any of some statuses, such as those of `Kinds.handling`."""
        return sum(seconds for (activity, _), seconds in self.seconds.items() if activity in activities)

    def occupancy(self, kinds: Kinds) -> float | None:
        """Handling ÷ (handling + available); None where there was neither."""
        handling = self.in_any(kinds.handling)
        return _part(handling, handling + self.in_any(kinds.available))


def intervals_of(
    table: SpanTable, times: Sequence[Ints], edges: Sequence[float], now: float, *, reasons: bool = False
) -> list[list[Interval]]:
    """Of each agent of a table, the numbers between two moments each of *edges* (seconds, ascending), as far as they
    are not after now.

    times: of each agent's work items, as `WorkItems.times` gives them; what came after now is not known. reasons: tell
    statuses apart by their reasons. Any thread may ask.
    """
    bounds = np.minimum(np.array(edges, np.float64), now)
    bounds = bounds[: np.searchsorted(bounds, now, "left") + 1]
    if len(bounds) < 2 or not len(table):
        return [[] for _ in times]
    seconds = table.seconds_between(bounds, reasons=reasons)
    counts = [_counts(np.where(own <= now, own, NOT_TOLD), bounds, now) for own in times]
    return [
        [
            Interval(start, end, _known(seconds.statuses, lasting), *numbers)
            for (start, end), lasting, numbers in zip(pairwise(bounds.tolist()), values, counted, strict=True)
        ]
        for values, counted in zip(seconds.values.tolist(), counts, strict=True)
    ]


def total_of(intervals: Sequence[Interval]) -> Interval:
    """Intervals that follow each other as one. Raises IndexError for none."""
    seconds: dict[Status, float] = {}
    for interval in intervals:
        for status, lasting in interval.seconds.items():
            seconds[status] = seconds.get(status, 0.0) + lasting
    sums = (sum(numbers) for numbers in zip(*(interval[_COUNTS] for interval in intervals), strict=True))
    return Interval(intervals[0].start, intervals[-1].end, seconds, *sums)


def _known(statuses: Sequence[Status], lasting: Sequence[float]) -> dict[Status, float]:
    pairs = zip(statuses, lasting, strict=True)
    return {status: seconds for status, seconds in pairs if seconds and status[0] != Activity.UNKNOWN}


def _counts(times: Ints, bounds: Floats, now: float) -> list[list[int]]:
    """offered, accepted, declined, released, handled and handle of each interval. An event of a bound's second is in
    the interval that begins there; one of now, in the last."""
    handled = (times[:, _ACCEPTED] != NOT_TOLD) & (times[:, _RELEASED] != NOT_TOLD)
    released = times[handled, _RELEASED]
    lasted = released - times[handled, _ACCEPTED]
    steps = [_per_interval(times[:, step], bounds, now) for step in range(len(Step))]
    both = [_per_interval(released, bounds, now), _per_interval(released, bounds, now, lasted)]
    counts: list[list[int]] = np.stack([*steps, *both], axis=1).tolist()
    return counts


def _per_interval(moments: Ints, bounds: Floats, now: float, weights: Ints | None = None) -> NDArray[np.int64]:
    ends = bounds.copy()
    if ends[-1] == now:
        ends[-1] = np.nextafter(now, np.inf)
    place = np.searchsorted(ends, moments, "right") - 1
    inside = (place >= 0) & (place < len(ends) - 1)
    sums = np.bincount(place[inside], None if weights is None else weights[inside], len(ends) - 1)
    return sums.astype(np.int64)


def _part(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None
