"""All agents' spans in flat arrays: made once from `Statuses`, asked often, and by any thread.

Where a status has become stale (`STALE_AFTER` without any event), the agent counts as unknown from then to the next
event, as on the board of that moment. Before an agent's first span nothing is known, and the agent counts nowhere.
"""

import math
from collections.abc import Sequence, Sized
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.facts import Activity
from floorwalker.event.statuses.spans import STALE_AFTER, Spans

if TYPE_CHECKING:
    from floorwalker.event.statuses.statuses import Statuses

Ints: TypeAlias = NDArray[np.int64]
Narrow: TypeAlias = NDArray[np.int32]
Floats: TypeAlias = NDArray[np.float64]
Status: TypeAlias = tuple[int, int]
"""activity and reason; without regard to reasons, the reason is 0 unless the activity is NAMED."""

_FAR: Final = 1 << 62
_WIDE: Final = 1 << 22
"""Numbers up to which values are told apart by a table of all there could be."""
_SENTINELS_END: Final = int(Activity.NAMED) + 1
_SENTINELS: Final = _SENTINELS_END - int(Activity.NONE)
"""Activity's lie far below all other values: there are so many."""


class Counts(NamedTuple):
    """How many agents were in which status. values: of shape (statuses, moments)."""

    statuses: list[Status]
    values: Ints


class Seconds(NamedTuple):
    """How long agents were in which status. values: in seconds, of shape (agents, statuses) or as told."""

    statuses: list[Status]
    values: Floats

    @property
    def total(self) -> Floats:
        """Of all agents, per status."""
        total: Floats = self.values.sum(axis=0)
        return total


class Stale(NamedTuple):
    """Times in which a status is unknown because it was stale. row: the agent's place. span: the one that was. start,
    end: in seconds.
    """

    row: Ints
    span: Ints
    start: Ints
    end: Ints


class SpanTable:
    """Spans as in `Spans`, agent after agent. Immutable: what arrives later is in another one.

    agents: their ids, of shape (n,). offsets: of shape (n + 1,): the spans of the agent at place i are those from
    offsets[i] to offsets[i + 1]. starts, activity, reason, seq: of shape (offsets[n],).
    """

    __slots__ = ("_stale", "activity", "agents", "offsets", "reason", "seq", "starts")

    def __init__(
        self, agents: Ints, offsets: Ints, spans: Sequence[NDArray[Any]], silences: Sequence[tuple[int, int, int]]
    ) -> None:
        """spans: as in `Spans`, all of them. silences: an agent's place, its last event before and its first after a
        silence, in seconds."""
        self.agents, self.offsets = agents, offsets
        self.starts: Ints = spans[0]
        self.activity: Narrow = spans[1]
        self.reason: Narrow = spans[2]
        self.seq: Ints = spans[3]
        for array in (agents, offsets, *spans):
            array.flags.writeable = False
        self._stale = self._stale_spans(*np.array(silences, np.int64).reshape(-1, 3).T)

    @classmethod
    def of(cls, statuses: "Statuses", agents: Sequence[int] | None = None) -> "SpanTable":
        """All agents' spans as they are now, or those of some agents, in their order. Only on the statuses' thread.

        Raises KeyError for an agent who was never seen.
        """
        agents = statuses.agents() if agents is None else agents
        spans = [statuses.spans(agent) for agent in agents]
        silences = [
            (row, heard, until) for row, agent in enumerate(agents) for heard, until in statuses.silences(agent)
        ]
        return cls(np.array(agents, np.int64), bounds_of(spans), joined(spans), silences)

    def __len__(self) -> int:
        """How many agents there are."""
        return len(self.agents)

    def at(self, when: float) -> NDArray[np.intp]:
        """Of each agent, the place of its span at a moment in seconds; -1 where none had begun."""
        return last_by(self.starts, self.offsets[:-1], self.offsets[1:], when)

    def seconds(self, start: float, end: float, *, reasons: bool = False) -> Seconds:
        """Seconds of each agent in each status, between two moments. reasons: tell statuses apart by their reasons."""
        seconds = self.seconds_between(np.array([start, max(start, end)], np.float64), reasons=reasons)
        return Seconds(seconds.statuses, seconds.values[:, 0])

    def seconds_between(self, edges: Floats, *, reasons: bool = False) -> Seconds:
        """The same for each time between two of some moments, ascending: of shape (agents, times, statuses)."""
        spans, rows = self._reaching(edges[0], edges[-1])
        statuses, number = self._statuses(spans, reasons=reasons)
        piece, time, lasting = _pieces(self.starts[spans], self._ends(spans), edges)
        shape = (len(self), len(edges) - 1, len(statuses))
        seconds = Seconds(statuses, _sums((rows[piece], time, number[piece]), lasting, shape))
        return self._less_stale(seconds, edges, reasons=reasons)

    def counts(self, edges: NDArray[np.float64] | Ints, *, reasons: bool = False) -> Counts:
        """How many agents are in each status at each of some moments, in seconds and ascending."""
        if not len(edges):
            return Counts([], np.empty((0, 0), np.int64))
        spans, rows = self._reaching(float(edges[0]), float(edges[-1]))
        statuses, number = self._statuses(spans, reasons=reasons)
        at = np.searchsorted(edges, self.starts[spans], "left")
        # Each span is counted from its first moment on, and no more from the first moment of the one after it.
        follows = np.flatnonzero(rows[1:] == rows[:-1]) + 1
        width = len(edges) + 1
        steps = np.bincount(number * width + at, minlength=len(statuses) * width)
        steps -= np.bincount(number[follows - 1] * width + at[follows], minlength=len(statuses) * width)
        values = np.cumsum(steps.reshape(len(statuses), width), axis=1)[:, :-1]
        return self._count_stale(Counts(statuses, values), edges, reasons=reasons)

    def _reaching(self, start: float, end: float) -> tuple[Ints, Ints]:
        """The places of the spans that reach into a time, its end included, and the rows of their agents."""
        before, last = self.at(start), self.at(end)
        first = np.where(before < 0, self.offsets[:-1], before)
        counts = np.where(last < 0, 0, last + 1 - first)
        rows = np.repeat(np.arange(len(self)), counts)
        return np.arange(len(rows)) + (first - np.cumsum(counts) + counts)[rows], rows

    def _ends(self, spans: Ints) -> Ints:
        """When spans end, long from now where no other one follows."""
        following = np.append(self.starts[1:], _FAR)
        following[self.offsets[1:] - 1] = _FAR
        ends: Ints = following[spans]
        return ends

    def _statuses(self, spans: Ints, *, reasons: bool) -> tuple[list[Status], Ints]:
        """Which statuses some spans have, and which of them each has."""
        activity, reason = self.activity[spans], self.reason[spans]
        return numbered(activity, reason if reasons else np.where(activity == Activity.NAMED, reason, 0))

    def _stale_spans(self, row: Ints, heard: Ints, end: Ints) -> Stale:
        start = heard + STALE_AFTER
        span = last_by(self.starts, self.offsets[row], self.offsets[row + 1], start)
        doubtful = (span >= 0) & (self.activity[span] != Activity.SIGNED_OUT)
        row, span, start, end = row[doubtful], span[doubtful], start[doubtful], end[doubtful]
        # In a silence nothing begins but a gap, in which the status is unknown anyway.
        return Stale(row, span, start, np.minimum(end, self._ends(span)))

    def _less_stale(self, seconds: Seconds, edges: Floats, *, reasons: bool) -> Seconds:
        of = self._stale
        stale, time, lasting = _pieces(of.start, of.end, edges)
        if not len(stale):
            return seconds
        statuses, unknown, number = self._with_unknown(seconds.statuses, of.span[stale], reasons=reasons)
        more = len(statuses) - len(seconds.statuses)
        values = np.pad(seconds.values, ((0, 0), (0, 0), (0, more)))
        values -= _sums((of.row[stale], time, number), lasting, values.shape)
        values += _sums((of.row[stale], time, np.full_like(number, unknown)), lasting, values.shape)
        return Seconds(statuses, values)

    def _count_stale(self, counts: Counts, edges: NDArray[np.float64] | Ints, *, reasons: bool) -> Counts:
        of = self._stale
        first, end = np.searchsorted(edges, of.start, "left"), np.searchsorted(edges, of.end, "left")
        meant = np.flatnonzero(end > first)
        if not len(meant):
            return counts
        statuses, unknown, number = self._with_unknown(counts.statuses, of.span[meant], reasons=reasons)
        values = np.pad(counts.values, ((0, len(statuses) - len(counts.values)), (0, 0)))
        for status, begin, stop in zip(number.tolist(), first[meant].tolist(), end[meant].tolist(), strict=True):
            values[status, begin:stop] -= 1
            values[unknown, begin:stop] += 1
        return Counts(statuses, values)

    def _with_unknown(
        self, statuses: list[Status], spans: Ints, *, reasons: bool
    ) -> tuple[list[Status], int, NDArray[np.intp]]:
        """The statuses with Unknown among them, its place, and the places of the statuses of some spans."""
        unknown = (int(Activity.UNKNOWN), 0)
        statuses = statuses if unknown in statuses else [*statuses, unknown]
        places = {status: place for place, status in enumerate(statuses)}
        own, number = self._statuses(spans, reasons=reasons)
        return statuses, places[unknown], np.array([places[status] for status in own], np.intp)[number]


def last_by(times: NDArray[Any], first: Ints, end: Ints, when: "float | Ints") -> NDArray[np.intp]:
    """For each of several parts of *times*, ascending each, the place of the last that is no later than *when*, one for
    all or one each; -1 where there is none. The parts are from *first* to *end*."""
    low, high = first, end
    most = len(times) - 1
    for _ in range(int((high - low).max(initial=0)).bit_length()):
        middle = (low + high) >> 1
        # Where nothing is left between low and high, the place may be the one behind all: what is there counts nothing.
        begun = (low < high) & (times[np.minimum(middle, most)] <= when)
        low, high = np.where(begun, middle + 1, low), np.where(begun, high, middle)
    return np.where(low > first, low - 1, -1)


def joined(spans: Sequence[Spans]) -> Spans:
    """One agent's spans behind another's."""
    return Spans(*(np.concatenate(column) for column in zip(*spans, strict=True))) if spans else _NO_SPANS


def bounds_of(parts: Sequence[Sized]) -> Ints:
    """Where several parts begin that are laid one behind another, and where the last one ends."""
    return np.cumsum([0, *map(len, parts)])


def numbered(activity: Narrow, reason: Narrow) -> tuple[list[Status], Ints]:
    """Which statuses occur, in ascending order, and for each place which of them it is."""
    kinds, kind = _ranked(activity.astype(np.int64))
    texts, text = _ranked(reason.astype(np.int64))
    both, number = _ranked(kind * len(texts) + text)
    statuses = zip(kinds[both // max(len(texts), 1)].tolist(), texts[both % max(len(texts), 1)].tolist(), strict=True)
    return list(statuses), number


def _ranked(values: Ints) -> tuple[Ints, Ints]:
    """Which values occur, ascending, and for each place which of them it is; many times faster than `np.unique` where
    they lie close together but for those of Activity."""
    near = np.where(values < _SENTINELS_END, values - Activity.NONE, values + _SENTINELS)
    if not len(near) or near.min() < 0 or near.max() >= _WIDE:
        found, number = np.unique(values, return_inverse=True)
        return found, number
    occurs = np.zeros(int(near.max()) + 1, np.bool_)
    occurs[near] = True
    found = np.flatnonzero(occurs)
    number = (np.cumsum(occurs) - 1)[near]
    return np.where(found < _SENTINELS, found + Activity.NONE, found - _SENTINELS), number


_NO_SPANS: Final = Spans(np.empty(0, np.int64), np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.int64))


def _pieces(starts: Ints, ends: Ints, edges: Floats) -> tuple[Ints, Ints, Floats]:
    """Times cut at the edges, without what lies outside: which of the times, between which edges, and how long."""
    start, end = np.clip(starts, edges[0], edges[-1]), np.clip(ends, edges[0], edges[-1])
    if len(edges) == 2:
        which = np.flatnonzero(end > start)
        return which, np.zeros(len(which), np.int64), (end - start)[which].astype(np.float64)
    first = np.searchsorted(edges, start, "right") - 1
    counts = np.where(end > start, np.searchsorted(edges, end, "left") - first, 0)
    which = np.repeat(np.arange(len(starts)), counts)
    between = np.arange(len(which)) + (first - np.cumsum(counts) + counts)[which]
    return which, between, np.minimum(end[which], edges[between + 1]) - np.maximum(start[which], edges[between])


def _sums(places: tuple[Ints, ...], values: Floats, shape: tuple[int, ...]) -> Floats:
    sums = np.bincount(np.ravel_multi_index(places, shape), values, math.prod(shape)).astype(np.float64, copy=False)
    return sums.reshape(shape)
