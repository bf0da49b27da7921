"""The spans of some agents in flat arrays, as the chart shows them: what has gone stale is unknown from then on.

Nothing here is of Qt. What is made here never changes, so that any thread may ask it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from floorwalker.event.facts import Activity
from floorwalker.event.statuses import STALE_AFTER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from floorwalker.event.statuses import Statuses


@dataclass(frozen=True, slots=True)
class ShownSpans:
    """Rows of spans, one behind another: those of row `r` are from `offsets[r]` to `offsets[r + 1]`.

    starts, activity, reason, seq: as in `floorwalker.event.statuses.Spans`. is_stale: the status told by the span
    before it is no longer to be believed; its activity is UNKNOWN then, its seq that of the span before it.
    """

    offsets: NDArray[np.int64]
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
    def of(cls, statuses: Statuses, agents: Sequence[int], stale_from: Sequence[float], now: float) -> ShownSpans:
        """Those that have begun by now (seconds), on the thread of the statuses.

        stale_from: when the status that each agent has now is no longer to be believed.
        """
        lines = [statuses.spans(agent) for agent in agents]
        offsets = np.zeros(len(lines) + 1, np.int64)
        np.cumsum([len(line.starts) for line in lines], out=offsets[1:])
        starts, activity, reason, seq = (np.concatenate([_NOTHING, *(line[at] for line in lines)]) for at in range(4))
        plain = cls(offsets, starts, activity, reason, seq, np.zeros(len(starts), np.bool_)).until(now)
        return _with_silences(plain, list(_silences(plain, statuses, agents, stale_from, now)))

    def until(self, now: float) -> ShownSpans:
        """Those that have begun by then."""
        begun = self.starts <= now
        if begun.all():
            return self
        return self.changed(np.append(0, np.cumsum(begun))[self.offsets], lambda field, _: field[begun])

    def changed(self, offsets: NDArray[np.int64], change: Callable[[NDArray[Any], str], NDArray[Any]]) -> ShownSpans:
        """With each field as *change* makes it of its values and its name."""
        fields = ("starts", "activity", "reason", "seq", "is_stale")
        return ShownSpans(offsets, **{name: change(getattr(self, name), name) for name in fields})


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


def _silences(
    of: ShownSpans, statuses: Statuses, agents: Sequence[int], stale_from: Sequence[float], now: float
) -> Iterator[_Silence]:
    """Row after row."""
    long = _rows_with_long_spans(of, now)
    ends = np.array(stale_from, np.float64)
    for row in np.flatnonzero(long | (ends <= now)).tolist():
        first, end = of.offsets[row : row + 2].tolist()
        starts, activity = of.starts[first:end], of.activity[first:end]
        silent = statuses.silences(agents[row]) if long[row] else ()
        ended = ((heard + STALE_AFTER, until) for heard, until in silent if until <= now)
        for begin, over in (*ended, (ends[row], now)):
            span = int(np.searchsorted(starts, begin, "right")) - 1
            if begin > now or span < 0 or activity[span] == Activity.SIGNED_OUT:
                continue
            yield _Silence(first + span + 1, int(begin), True)
            if over < now and (span + 1 == len(starts) or starts[span + 1] > over):
                yield _Silence(first + span + 1, int(over), False)


def _rows_with_long_spans(of: ShownSpans, now: float) -> NDArray[np.bool_]:
    """Rows with a span in which an agent may have been silent for too long."""
    ends = np.append(of.starts[1:], 0)
    ends[of.offsets[1:][np.diff(of.offsets) > 0] - 1] = np.int64(np.ceil(now))
    rows = np.zeros(of.rows, np.bool_)
    long = (ends - of.starts >= STALE_AFTER) & (of.activity != Activity.SIGNED_OUT)
    if long.any():
        rows[of.row()[long]] = True
    return rows


_NOTHING: Final = np.empty(0, np.int64)
