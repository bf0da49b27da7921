"""Many agents' events turned into spans at once, by the rules of `fold` and with the same result, but vectorised.

Each agent's events become *steps*: in front of them a carry, which holds what was known before, and a mark wherever a
gap started. Then nothing but neighbours decide. One rule cannot be told by neighbours: whether a session is left after
a SignedOut, where two of an agent's sessions overlap. Such agents are folded one event after the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.facts import Activity
from floorwalker.event.statuses.fold import BACK, GAP, OUT, PRESENT, Fold, State
from floorwalker.event.statuses.spans import STALE_AFTER
from floorwalker.event.statuses.told import Events, reaches, signs_in

Ints: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]

_CARRY, _MARK, _SIGNED_IN, _SIGNED_OUT, _STATUS, _OTHER = range(6)
_FAR: Final = 1 << 62


@dataclass(frozen=True, slots=True)
class Folded:
    """What one agent's events told. spans: the four rows of `Spans`. noted: as in `Fold`. state: after all."""

    spans: Ints
    noted: list[tuple[int, int]]
    state: State


def fold_one(state: State, events: Events, gaps: Sequence[int]) -> Folded:
    """One agent's events, in their order, folded one after the other. *state* moves on."""
    fold = Fold(state, gaps)
    fold.take(events.tolist())
    return Folded(np.array(fold.spans, np.int64).reshape(-1, 4).T, fold.noted, state)


def fold_many(states: Sequence[State], events: Events, counts: Ints, gaps: Sequence[int]) -> list[Folded]:
    """Several agents' events, one agent's behind another's, each in their order; *counts* of them, none of which is 0.

    Gives the same as `fold_one` for each; the *states* do not move.
    """
    marks = _Marks(states, events, counts, gaps)
    steps = _Steps(states, events, counts, marks)
    simple = steps.simple_groups()
    ends = np.cumsum(counts)
    folded = steps.fold(states, marks.reached)
    for group in np.flatnonzero(~simple).tolist():
        folded[group] = fold_one(states[group].copy(), events[ends[group] - counts[group] : ends[group]], gaps)
    return folded


class _Marks:
    """Where gaps started among the events: before which of them, and in which second.

    reached: for each group, the greatest reach of its events and of what was before.
    """

    __slots__ = ("before", "reached", "seconds")

    def __init__(self, states: Sequence[State], events: Events, counts: Ints, gaps: Sequence[int]) -> None:
        firsts = np.cumsum(counts) - counts
        carried = np.array([state.reached for state in states], np.int64)
        reach = reaches(events)
        reach[firsts] = np.maximum(reach[firsts], carried)
        self.reached: Ints = np.maximum.reduceat(reach, firsts)
        self.before: Ints = np.empty(0, np.int64)
        self.seconds: Ints = np.empty(0, np.int64)
        if gaps:
            self._find(states, events, counts, _crossed(reach, carried, counts, np.array(gaps, np.int64)), gaps)

    def _find(
        self, states: Sequence[State], events: Events, counts: Ints, crossed: tuple[Ints, Ints], gaps: Sequence[int]
    ) -> None:
        before, after = crossed
        firsts = np.cumsum(counts) - counts
        untold = np.zeros(len(events), np.bool_)
        untold[firsts] = [state.activity == Activity.NONE for state in states]
        self.before = np.flatnonzero((after > before) & ~untold)
        created = np.empty(len(events), np.int64)
        created[1:] = events["key"][:-1] >> 2
        created[firsts] = [state.created for state in states]
        starts = np.array(gaps, np.int64)[before[self.before]] // 1_000_000
        self.seconds = np.maximum(starts, created[self.before])


def _crossed(reach: Ints, carried: Ints, counts: Ints, gaps: Ints) -> tuple[Ints, Ints]:
    """How many gaps had started before each event, and how many by then."""
    firsts = np.cumsum(counts) - counts
    # Counts of gaps are small, so that a group's can be lifted above those of the groups before it, all in one running
    # maximum.
    lift = np.repeat(np.arange(len(counts)), counts) * (len(gaps) + 1)
    after = np.maximum.accumulate(np.searchsorted(gaps, reach, "right") + lift) - lift
    before = np.empty_like(after)
    before[1:] = after[:-1]
    before[firsts] = np.searchsorted(gaps, carried, "right")
    return before, after


class _Steps:
    """All groups' carries, marks and events as columns. told: activity and reason in one number, see `_told`."""

    def __init__(self, states: Sequence[State], events: Events, counts: Ints, marks: _Marks) -> None:
        marked = np.zeros(len(events), np.int64)
        marked[marks.before] = 1
        places = np.arange(len(events)) + np.repeat(np.arange(len(counts)), counts) + 1 + np.cumsum(marked)
        firsts = np.cumsum(counts) - counts
        self._carries: Ints = places[firsts] - 1 - marked[firsts]
        length = len(events) + len(counts) + len(marks.before)
        self._kind = np.full(length, _MARK, np.int8)
        self._told = np.full(length, _told(Activity.UNKNOWN, GAP), np.int64)
        self._created = np.zeros(length, np.int64)
        self._session = np.zeros(length, np.int64)
        self._seq = np.zeros(length, np.int64)
        self._key = np.zeros(length, np.int64)
        self._put_events(events, places)
        self._created[places[marks.before] - 1] = marks.seconds
        self._put_carries(states)
        self._find_away(states)

    def _put_events(self, events: Events, places: Ints) -> None:
        activity = events["activity"].astype(np.int64)
        kind = np.full(len(events), _STATUS, np.int8)
        kind[activity == Activity.NONE] = _OTHER
        kind[signs_in(events)] = _SIGNED_IN
        kind[activity == Activity.SIGNED_OUT] = _SIGNED_OUT
        reason = np.where(kind == _STATUS, events["reason"], 0)
        activity[kind == _OTHER] = Activity.UNKNOWN
        self._kind[places] = kind
        self._told[places] = (activity << 32) + reason + 1
        self._created[places] = events["key"] >> 2
        self._session[places] = events["session"]
        self._seq[places] = events["seq"]
        self._key[places] = events["key"]

    def _put_carries(self, states: Sequence[State]) -> None:
        self._crowded = np.array([len(state.open) > 1 for state in states], np.bool_)
        self._kind[self._carries] = _CARRY
        self._told[self._carries] = [_told(state.activity, state.reason) for state in states]
        self._created[self._carries] = [state.created for state in states]
        self._session[self._carries] = [max(state.open, default=0) for state in states]
        self._wanting = (self._kind == _SIGNED_OUT) | (self._kind == _MARK)
        self._wanting[self._carries] = [state.wants_a_sign_of_life for state in states]

    def simple_groups(self) -> Flags:
        """In which groups no two named sessions meet between one SignedOut or gap and the next."""
        opens = (self._kind == _CARRY) | (self._kind == _MARK)
        opens[1:] |= self._kind[:-1] == _SIGNED_OUT
        firsts = np.flatnonzero(opens)
        most = np.maximum.reduceat(self._session, firsts)
        least = np.minimum.reduceat(np.where(self._session == 0, _FAR, self._session), firsts)
        simple = ~self._crowded
        simple[self._group(firsts[(most > 0) & (least != most)])] = False
        return simple

    def fold(self, states: Sequence[State], reached: Ints) -> list[Folded]:
        """What each group's events told, right where the group is simple."""
        began = self._began()
        bounds = np.append(np.searchsorted(began, self._carries), len(began)).tolist()
        spans = self._spans(began)
        after = self._after(states, reached, began, bounds)
        noted = self._noted()
        return [
            Folded(spans[:, first:end], noted.get(group, []), after[group])
            for group, (first, end) in enumerate(pairwise(bounds))
        ]

    def _began(self) -> Ints:
        """The steps that begin a span."""
        tells = self._kind != _OTHER
        tells[1:] |= self._wanting[:-1]
        telling = np.flatnonzero(tells)
        told = self._told[telling]
        changes = telling[np.flatnonzero(told[1:] != told[:-1]) + 1]
        began: Ints = changes[self._kind[changes] != _CARRY]
        return began

    def _spans(self, began: Ints) -> Ints:
        told = self._told[began]
        reason = np.maximum((told & 0xFFFFFFFF) - 1, 0)
        spans: Ints = np.stack([self._created[began], told >> 32, reason, self._seq[began]])
        return spans

    def _after(self, states: Sequence[State], reached: Ints, began: Ints, bounds: Sequence[int]) -> list[State]:
        """The states after all."""
        ends = np.append(self._carries[1:], len(self._kind)) - 1
        told = self._told[np.append(began, 0)[np.array(bounds[1:]) - 1]]
        away = np.where(self._last_status[ends] >= self._last_out[ends], BACK, OUT)
        away = np.where(self._away[ends], away, PRESENT)
        opened, closed = self._last_opened()[ends], self._last_closed()[ends]
        left = np.where(opened >= closed, self._session[opened], 0)
        columns = (told >> 32, (told & 0xFFFFFFFF) - 1, away, left, self._created[ends], reached)
        after = []
        for group, (activity, reason, out, session, created, up_to) in enumerate(np.stack(columns, 1).tolist()):
            state = State(activity, reason, out, {session} if session else set(), created, up_to)
            if bounds[group] == bounds[group + 1]:
                state.activity, state.reason = states[group].activity, states[group].reason
            after.append(state)
        return after

    def _last_opened(self) -> Ints:
        """For each step, the last one by then that opened a session, or showed one to be open."""
        opens = (self._kind >= _SIGNED_IN) & (self._kind != _SIGNED_OUT) & ~self._away
        opens |= self._kind == _CARRY
        return _last(opens & (self._session != 0))

    def _last_closed(self) -> Ints:
        """For each step, the last one by then before which, or with which, all sessions ended."""
        closes = (self._kind == _CARRY) | (self._kind == _MARK) | (self._kind == _SIGNED_OUT)
        closes[1:] |= (self._kind[1:] >= _SIGNED_IN) & (np.diff(self._created) >= STALE_AFTER)
        return _last(closes)

    def _noted(self) -> dict[int, list[tuple[int, int]]]:
        """Of each group, the first StatusChanged after a SignedOut that no SignedIn came before."""
        odd = (self._kind[1:] == _STATUS) & self._away[1:] & (self._last_status[:-1] < self._last_out[1:])
        steps = np.flatnonzero(odd) + 1
        noted: dict[int, list[tuple[int, int]]] = {}
        for group, step in zip(self._group(steps).tolist(), steps.tolist(), strict=True):
            noted.setdefault(group, []).append((int(self._key[step]), int(self._seq[step])))
        return noted

    def _find_away(self, states: Sequence[State]) -> None:
        """When agents were signed out, and had a status told by then."""
        carried = np.array([state.away for state in states])
        out = self._kind == _SIGNED_OUT
        out[self._carries[carried != PRESENT]] = True
        present = (self._kind == _SIGNED_IN) | (self._kind == _MARK)
        present[self._carries[carried == PRESENT]] = True
        status = self._kind == _STATUS
        status[self._carries[carried == BACK]] = True
        self._last_out, self._last_status = _last(out), _last(status)
        self._away: Flags = self._last_out > _last(present)

    def _group(self, steps: Ints) -> Ints:
        return np.searchsorted(self._carries, steps, "right") - 1


def _told(activity: int, reason: int) -> int:
    """Activity and reason in one number, so that one comparison tells whether a status is another."""
    return (int(activity) << 32) + reason + 1


def _last(flags: Flags) -> Ints:
    """For each place the last one up to it whose flag is set, -1 where there is none."""
    last: Ints = np.maximum.accumulate(np.where(flags, np.arange(len(flags)), -1))
    return last
