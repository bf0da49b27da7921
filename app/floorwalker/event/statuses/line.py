"""One agent's events and spans, kept together so that a late event repairs what comes after it and nothing else."""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.facts import Activity
from floorwalker.event.statuses.bulk import Folded
from floorwalker.event.statuses.fold import Fold, Span, State, gap_after, gap_second
from floorwalker.event.statuses.past import Past
from floorwalker.event.statuses.spans import STALE_AFTER, Spans
from floorwalker.event.statuses.told import LAST, RAW, TOLD, Events, Told, reach

_STRIDE: Final = 128
"""Events after which a state is kept to go on from: a late event folds at most as many again before it."""
_NEAR, _FINE = 4, 16
"""So many of the newest states are kept after so many events each: most late events come minutes late."""
_FEW: Final = 8
"""Spans that are faster put one by one."""
_BEYOND_ANY_SEQ: Final = 1 << 63
_ANY_KEY: Final = -(1 << 63)
NEVER: Final = 1 << 62
"""A moment after all others."""
_UNKNOWN: Final = int(Activity.UNKNOWN)


class Resume(NamedTuple):
    """From where events are folded on: so many events and spans stay, and this was the state after them."""

    events: int
    spans: int
    state: State


class Line:
    """One agent's events in their order, and the spans that they make. past: what is left of older ones, if any; its
    newest events are yet to be taken.
    """

    __slots__ = (
        "_block",
        "_events",
        "_in_gap",
        "_kept",
        "_length",
        "_near",
        "_newest",
        "_noted",
        "_silences",
        "_spans",
        "_state",
        "_statuses",
        "_told",
        "changed",
    )

    def __init__(self, past: Past | None = None) -> None:
        past = past or Past()
        self._events: Events = np.empty(0, RAW)
        self._length = 0
        # As in `Spans`: starts and seqs, activities and reasons.
        self._block: NDArray[np.int64] = np.empty((2, 2), np.int64)
        self._statuses: NDArray[np.int32] = np.empty((2, 2), np.int32)
        self._told = 0 if past.span is None else 1  # spans that events tell
        if past.span is not None:
            self._put(0, [past.span])
        self._in_gap = False  # there is one more, of a gap that no event came after
        self._spans: Spans | None = None
        self._newest: tuple[int, int, int, int] | None = None
        self._noted: list[tuple[int, int]] = []
        self._silences: list[tuple[int, int, int]] = []  # key and seq of the event that ended it, heard before
        self._state = past.state.copy()
        self._kept = [Resume(0, self._told, past.state.copy())]
        self._near: list[Resume] = []  # after those kept
        self.changed = -NEVER
        """The moment before which nothing has changed since someone set this to NEVER."""

    def __len__(self) -> int:
        """How many events there are."""
        return self._length

    @property
    def spans(self) -> Spans:
        """All spans, read-only, and only until the line changes."""
        if self._spans is None:
            end = self._told + self._in_gap
            block, statuses = self._block[:, :end], self._statuses[:, :end]
            block.flags.writeable = statuses.flags.writeable = False
            self._spans = Spans(block[0], statuses[0], statuses[1], block[1])
        return self._spans

    @property
    def newest(self) -> tuple[int, int, int, int]:
        """activity, reason, start and seq of the last span; UNKNOWN, 0, 0 and 0 where there is none."""
        if self._newest is None:
            self._newest = self._span(self._told + self._in_gap - 1)
        return self._newest

    def at(self, when: float) -> tuple[int, int, int, int]:
        """activity, reason, start and seq of the span at a moment in seconds, as in `newest`."""
        end = self._told + self._in_gap
        span = int(np.searchsorted(self._block[0, :end], when, "right")) - 1
        return self._span(span)

    @property
    def noted(self) -> list[int]:
        """The seqs of each StatusChanged of an agent who was signed out."""
        return [seq for _, seq in self._noted]

    @property
    def silences(self) -> list[tuple[int, int]]:
        """The events before and after each time of `STALE_AFTER` or more without any, in seconds: always one more, of
        no known end, after the newest."""
        ended = [(heard, key >> 2) for key, _, heard in self._silences]
        return ended if self._state.activity == Activity.NONE else [*ended, (self._state.created, NEVER)]

    @property
    def heard(self) -> int:
        """When the newest event was created, in seconds."""
        return self._state.created

    def heard_by(self, when: float) -> int:
        """When the newest event by a moment was created, both in seconds; 0 where there was none."""
        events = self._place((math.floor(when) * 4 + LAST, _BEYOND_ANY_SEQ))
        if events:
            return self._key(events - 1)[0] >> 2
        before = self._kept[0].state
        return before.created if before.activity != Activity.NONE and before.created <= when else 0

    @property
    def keys(self) -> NDArray[np.int64]:
        """The keys of all events that `heard_by` knows of, ascending; a view, where that can be."""
        keys: NDArray[np.int64] = self._events[: self._length].view(TOLD)["key"]
        before = self._kept[0].state
        return keys if before.activity == Activity.NONE else np.append(before.created * 4, keys)

    @property
    def reached(self) -> int:
        """The greatest reach of all events."""
        return self._state.reached

    @property
    def start(self) -> Resume:
        """Where folding begins."""
        return self._kept[0]

    @property
    def floor(self) -> int:
        """The least key that an event may have to tell something: what comes before is settled, and gone."""
        state = self._kept[0].state
        return _ANY_KEY if state.activity == Activity.NONE else state.created * 4

    def forget(self, seq: int) -> None:
        """Let go of the events before a seq, and of their spans, as far as this takes no folding."""
        kept = 0
        while kept + 1 < len(self._kept) and self._is_before(seq, self._kept[kept].events, self._kept[kept + 1].events):
            kept += 1
        # Only where much can go: what stays is copied.
        if self._kept[kept].events * 8 > self._length:
            self._rebase(kept, seq)

    def events_from(self, number: int) -> Events:
        """A copy of the events from a place on."""
        return self._events[number : self._length].copy().view(TOLD)

    def resume(self, place: tuple[int, int]) -> Resume:
        """From where to fold when the first new event lies at *place*, its (key, seq): at the end, or else at the last
        state kept before the place."""
        return self._resume(self._place(place))

    def take(self, told: list[Told], gaps: Sequence[int]) -> None:
        """New events in their order, folded one by one."""
        events = self._place(told[0][:2])
        self._changes_after(events, told[0][0] >> 2, gaps)
        resume = self._resume(events)
        if resume.events < self._length:
            told = sorted([*self.events_from(resume.events).tolist(), *told])
        self._cut(resume)
        self._state = resume.state.copy()
        for part in _parts(told) if len(told) > _FINE else (told,):
            fold, heard = Fold(self._state, gaps), self._state.created
            fold.take(part)
            self._add(np.array(part, TOLD), fold.spans, fold.noted, heard)
        self._end(gaps)

    def replace(self, resume: Resume, events: Events, folded: Folded, gaps: Sequence[int]) -> None:
        """Let these events, and what they told, follow the place that `resume` gave."""
        self._changes_after(resume.events, int(events["key"][0]) >> 2, gaps)
        self._cut(resume)
        self._state = folded.state
        self._add(events, folded.spans.T, folded.noted, resume.state.created)
        self._end(gaps)

    def set_gaps(self, gaps: Sequence[int]) -> None:
        """Gaps are others now, but none that any event has reached."""
        self.changed = min(self.changed, self._state.created)
        self._end(gaps)

    def _resume(self, events: int) -> Resume:
        if events == self._length:
            return Resume(events, self._told, self._state)
        kept = self._near if self._near and self._near[0].events <= events else self._kept
        return kept[bisect_left(kept, events + 1, key=lambda resume: resume.events) - 1]

    def _place(self, place: tuple[int, int]) -> int:
        """How many events come before a (key, seq)."""
        if not self._length or self._key(self._length - 1) < place:
            return self._length
        return bisect_left(range(self._length), place, key=self._key)

    def _key(self, number: int) -> tuple[int, int]:
        event = self._events[number : number + 1].view(TOLD)
        return int(event["key"][0]), int(event["seq"][0])

    def _is_before(self, seq: int, first: int, end: int) -> bool:
        return bool((self._events[first:end].view(TOLD)["seq"] < seq).all())

    def _rebase(self, kept: int, seq: int) -> None:
        base = self._kept[kept]
        spans = max(0, base.spans - 1)
        self._events = self._events[base.events : self._length].copy()
        self._block = self._block[:, spans : self._told + 1].copy()
        self._statuses = self._statuses[:, spans : self._told + 1].copy()
        self._length -= base.events
        self._told -= spans
        self._noted = [noted for noted in self._noted if noted[1] >= seq]
        self._silences = [silence for silence in self._silences if silence[0] >> 2 > base.state.created]
        self._kept, self._near = (
            [Resume(one.events - base.events, one.spans - spans, one.state) for one in some]
            for some in (self._kept[kept:], self._near)
        )
        self._spans = self._newest = None
        self.changed = -NEVER

    def _changes_after(self, events: int, created: int, gaps: Sequence[int]) -> None:
        """What comes now follows so many events, and was created then."""
        if events:
            before = self._events[events - 1 : events].view(TOLD)[0]
            gap = gap_after(gaps, reach(int(before["key"]) >> 2, int(before["received"])))
            # Where a gap may have started since the one before, it may now be known to have.
            created = int(before["key"]) >> 2 if gap is not None and gap < created * 1_000_000 else created
        self.changed = min(self.changed, created if events else -NEVER)

    def _cut(self, resume: Resume) -> None:
        if resume.events == self._length:
            return
        first = self._key(resume.events)
        self._noted = [noted for noted in self._noted if noted < first]
        self._silences = [silence for silence in self._silences if silence[:2] < first]
        self._near = [near for near in self._near if near.events <= resume.events]
        while self._kept[-1].events > resume.events:
            del self._kept[-1]
        self._length, self._told = resume.events, resume.spans

    def _add(
        self, events: Events, spans: Sequence[Span] | NDArray[np.int64], noted: list[tuple[int, int]], heard: int
    ) -> None:
        # Most are too short to have a silence in them.
        if self._state.created - heard >= STALE_AFTER:
            self._silences += _silences_in(events, heard)
        end = self._length + len(events)
        if end > len(self._events):
            self._events = _grown(self._events, self._length, end)
        self._events[self._length : end] = events.view(RAW)
        self._length = end
        end = self._told + len(spans)
        if end >= self._block.shape[1]:  # with room for that of a gap
            self._block = _grown(self._block, self._told, end + 1)
            self._statuses = _grown(self._statuses, self._told, end + 1)
        self._put(self._told, spans)
        self._told = end
        self._noted += noted
        if self._length - (self._near or self._kept)[-1].events >= _FINE:
            self._keep()

    def _keep(self) -> None:
        """Keep the state to go on from it."""
        self._near.append(Resume(self._length, self._told, self._state.copy()))
        if len(self._near) > _NEAR:
            near = self._near.pop(0)
            if near.events - self._kept[-1].events >= _STRIDE:
                self._kept.append(near)

    def _end(self, gaps: Sequence[int]) -> None:
        start = gap_after(gaps, self._state.reached)
        self._in_gap = start is not None
        if start is not None:
            self._put(self._told, [(gap_second(start, self._state.created), _UNKNOWN, 0, 0)])
        self._spans = self._newest = None

    def _span(self, span: int) -> tuple[int, int, int, int]:
        if span < 0:
            return (_UNKNOWN, 0, 0, 0)
        (start, seq), (activity, reason) = self._block[:, span].tolist(), self._statuses[:, span].tolist()
        return (activity, reason, start, seq)

    def _put(self, place: int, spans: Sequence[Span] | NDArray[np.int64]) -> None:
        if len(spans) > _FEW:
            starts, activity, reason, seq = np.asarray(spans, np.int64).T
            end = place + len(spans)
            self._block[0, place:end], self._block[1, place:end] = starts, seq
            self._statuses[0, place:end], self._statuses[1, place:end] = activity, reason
            return
        for at, span in enumerate(spans, place):
            self._block[0, at], self._statuses[0, at], self._statuses[1, at], self._block[1, at] = span


def _parts(told: list[Told]) -> Iterator[list[Told]]:
    """Some at a time, so that states can be kept between them: the newest by few."""
    first = 0
    while first < len(told):
        end = first + max(_FINE, min(_STRIDE, len(told) - first - _NEAR * _FINE))
        yield told[first:end]
        first = end


def _silences_in(events: Events, heard: int) -> list[tuple[int, int, int]]:
    """The silences that end with some events: key, seq and when something was heard before. heard: before them all,
    long ago where nothing was."""
    created = events["key"] >> 2
    before = np.append(heard, created[:-1])
    ending = np.flatnonzero((created - before >= STALE_AFTER) & (before > -NEVER))
    columns = (events["key"][ending], events["seq"][ending], before[ending])
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _grown(array: NDArray[Any], length: int, needed: int) -> NDArray[Any]:
    """The same with more room along its last axis: by eighths, so that little lies idle."""
    grown = np.empty((*array.shape[:-1], needed + needed // 8 if length else needed), array.dtype)
    grown[..., :length] = array[..., :length]
    return grown
