"""The spans of some agents in flat arrays, as the chart shows them: what has gone stale is unknown from then on.

Nothing here is of Qt. What is made here never changes, so that any thread may ask it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from floorwalker.event.facts import Activity
from floorwalker.event.statuses import STALE_AFTER, Spans
from floorwalker.event.statuses.table import bounds_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from floorwalker.event.statuses import Statuses


@dataclass(frozen=True, slots=True)
class ShownSpans:
    """Rows of spans, one behind another: those of row `r` are from `offsets[r]` to `offsets[r + 1]`. is_nobody: of each
    row, whether it is no agent's.

    starts, activity, reason, seq: as in `floorwalker.event.statuses.Spans`. is_stale: the status told by the span
    before it is no longer to be believed; its activity is UNKNOWN then, its seq that of the span before it.
    """

    offsets: NDArray[np.int64]
    is_nobody: NDArray[np.bool_]
    starts: NDArray[np.int64]
    activity: NDArray[np.int64]
    reason: NDArray[np.int64]
    seq: NDArray[np.int64]
    is_stale: NDArray[np.bool_]

    @property
    def rows(self) -> int:
        """How many agents."""
        return len(self.offsets) - 1

    def __len__(self) -> int:
        """How many spans."""
        return len(self.starts)

    def row(self) -> NDArray[np.int64]:
        """Of each span, its row."""
        return np.repeat(np.arange(self.rows), np.diff(self.offsets))

    def told(self, row: int, place: int) -> Told:
        """What is known of the span at a place, -1 for the time before the row's first one."""
        first, end = self.offsets[row : row + 2].tolist()
        if place < 0:
            return Told(Activity.UNKNOWN, 0, None, int(self.starts[first]) if first < end else None, 0, is_stale=False)
        # What is stale is told of as what it was.
        since = place - int(self.is_stale[place])
        until = None if place + 1 == end else int(self.starts[place + 1])
        activity, reason, seq = int(self.activity[since]), int(self.reason[since]), int(self.seq[since])
        return Told(activity, reason, int(self.starts[since]), until, seq, is_stale=bool(self.is_stale[place]))

    @classmethod
    def of(cls, statuses: Statuses, agents: Sequence[int], now: float) -> ShownSpans:
        """Those that have begun by now (seconds), on the thread of the statuses. An agent less than 1 is nobody."""
        lines = [statuses.spans(agent) if agent > 0 else _NO_SPANS for agent in agents]
        offsets = bounds_of([line.starts for line in lines])
        starts, activity, reason, seq = (np.concatenate([_NOTHING, *(line[at] for line in lines)]) for at in range(4))
        nobody = np.array(agents, np.int64) < 1
        plain = cls(offsets, nobody, starts, activity, reason, seq, np.zeros(len(starts), np.bool_)).until(now)
        return _with_silences(plain, list(_silences(plain, statuses, agents, now)))

    def until(self, now: float) -> ShownSpans:
        """Those that have begun by then."""
        begun = self.starts <= now
        if begun.all():
            return self
        return self.changed(np.append(0, np.cumsum(begun))[self.offsets], lambda field, _: field[begun])

    def changed(self, offsets: NDArray[np.int64], change: Callable[[NDArray[Any], str], NDArray[Any]]) -> ShownSpans:
        """With each field as *change* makes it of its values and its name."""
        fields = ("starts", "activity", "reason", "seq", "is_stale")
        return ShownSpans(offsets, self.is_nobody, **{name: change(getattr(self, name), name) for name in fields})


class Told(NamedTuple):
    """A span. start, end: seconds, None for ever and for now. seq: of the event that began it, 0 where none did."""

    activity: int
    reason: int
    start: int | None
    end: int | None
    seq: int
    is_stale: bool


class _Silence(NamedTuple):
    """Something to be put before a place: from *start* on the status of the span before it is stale, or no more."""

    place: int
    start: int
    is_stale: bool


def _with_silences(of: ShownSpans, silences: Sequence[_Silence]) -> ShownSpans:
    if not silences:
        return of
    place, start, stale = (np.array(column) for column in zip(*silences, strict=True))
    told = place - 1
    activity = np.where(stale, Activity.UNKNOWN, of.activity[told])
    added = {"starts": start, "activity": activity, "reason": of.reason[told], "seq": of.seq[told], "is_stale": stale}
    offsets = of.offsets + np.searchsorted(np.sort(place), of.offsets, "right")
    return of.changed(offsets, lambda field, name: np.insert(field, place, added[name]))


def _silences(of: ShownSpans, statuses: Statuses, agents: Sequence[int], now: float) -> Iterator[_Silence]:
    """Row after row."""
    for row in np.flatnonzero(~of.is_nobody).tolist():
        for heard, until in statuses.silences(agents[row]):
            if heard + STALE_AFTER <= now:
                yield from _silence(of, row, heard + STALE_AFTER, until, now)


def _silence(of: ShownSpans, row: int, begin: int, until: int, now: float) -> Iterator[_Silence]:
    """Where it begins, and where it ends if that has come and no other span began then. Who is out stays so."""
    first, end = of.offsets[row : row + 2].tolist()
    place = first + int(np.searchsorted(of.starts[first:end], begin, "right"))
    if place == first or of.activity[place - 1] == Activity.SIGNED_OUT:
        return
    yield _Silence(place, begin, True)
    if until <= now and (place == end or of.starts[place] > until):
        yield _Silence(place, until, False)


_NOTHING: Final = np.empty(0, np.int64)
_NO_SPANS: Final = Spans(_NOTHING, np.empty(0, np.int32), np.empty(0, np.int32), _NOTHING)
