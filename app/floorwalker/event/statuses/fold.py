"""One agent's events, one after the other, turned into spans: the rules themselves.

From the vendor's documentation, Agent Events and Change Agent Status: SignedIn starts a session of the agent, whose
first status is a setting of the team; StatusChanged tells a status; SignedOut ends the session. Where that is silent,
our decisions:

- SignedIn makes the status unknown until the first StatusChanged, also when there was a status before.
- With two sessions at once the newest event's status counts. The end of one of them changes nothing; the agent is
  signed out when no session is left. A session is left when it was signed in, or named by any event of an agent who was
  not signed out, and has not ended. A SignedOut that names no session ends all.
- Any event after the agent was signed out proves that the agent is there, and a StatusChanged is noted as odd; one that
  tells no status makes it unknown. Such events open no session, so that the next SignedOut counts again.
- A gap in the capture makes the status unknown from its start to the agent's next event, and, where that event tells no
  status, on until one does. A SignedOut may have been missed in it: sessions from before it are forgotten. So are they
  after `STALE_AFTER` of silence.
- The same status with the same reason again is no new span.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from floorwalker.event.facts import Activity
from floorwalker.event.statuses.spans import STALE_AFTER
from floorwalker.event.statuses.told import FIRST, Told, reach

PRESENT, OUT, BACK = 0, 1, 2
"""Not signed out; signed out, and no status told since; signed out, and a status told since without a new SignedIn."""

GAP: Final = -1
"""In place of a reason: the status is unknown because of a gap."""

Span: TypeAlias = tuple[int, int, int, int]
"""start, activity, reason, seq, as in `Spans`."""

_NONE, _UNKNOWN, _SIGNED_OUT = int(Activity.NONE), int(Activity.UNKNOWN), int(Activity.SIGNED_OUT)
_NEVER: Final = -(1 << 62)


@dataclass(slots=True)
class State:
    """What is known of an agent after some events.

    activity, reason: the status now, activity NONE before anything was told, reason GAP in a gap. open: the sessions
    that are left. created: the newest event's, in seconds. reached: the greatest `reach` of all events.
    """

    activity: int = _NONE
    reason: int = 0
    away: int = PRESENT
    open: set[int] = field(default_factory=set)
    created: int = _NEVER
    reached: int = _NEVER

    def copy(self) -> "State":
        """The same, to go its own way."""
        return State(self.activity, self.reason, self.away, set(self.open), self.created, self.reached)

    @property
    def wants_a_sign_of_life(self) -> bool:
        """Whether an event that tells no status tells something all the same: that the agent is there."""
        return self.activity in {_NONE, _SIGNED_OUT} or self.reason == GAP


class Fold:
    """Takes events in their order from a state on, and gathers what they tell. gaps: their starts, ascending.

    spans: those begun. noted: (key, seq) of each StatusChanged of an agent who was signed out.
    """

    __slots__ = ("_gaps", "_state", "noted", "spans")

    def __init__(self, state: State, gaps: Sequence[int]) -> None:
        self._state = state
        self._gaps = gaps
        self.spans: list[Span] = []
        self.noted: list[tuple[int, int]] = []

    def take(self, events: Iterable[Told]) -> None:
        """Take events; the state moves on."""
        state = self._state
        for key, seq, received, activity, reason, session in events:
            created = key >> 2
            self.reach(reach(created, received))
            if created - state.created >= STALE_AFTER:
                state.open.clear()
            state.created = created
            if activity == _NONE:
                self._seen(created, seq, session)
            elif activity == _UNKNOWN and key & 3 == FIRST:
                self._signed_in(created, seq, session)
            elif activity == _SIGNED_OUT:
                self._signed_out(created, seq, session)
            else:
                self._status_changed(key, seq, activity, reason, session)

    def reach(self, reached: int) -> None:
        """Take notice that it is later by our clock, so that a gap may have started."""
        state = self._state
        if reached <= state.reached:
            return
        start = gap_after(self._gaps, state.reached)
        state.reached = reached
        if state.activity != _NONE and start is not None and start <= reached:
            state.away = PRESENT
            state.open.clear()
            self._begin(gap_second(start, state.created), _UNKNOWN, GAP, 0)

    def _seen(self, created: int, seq: int, session: int) -> None:
        self._open(session)
        if self._state.wants_a_sign_of_life:
            self._begin(created, _UNKNOWN, 0, seq)

    def _signed_in(self, created: int, seq: int, session: int) -> None:
        self._state.away = PRESENT
        self._open(session)
        self._begin(created, _UNKNOWN, 0, seq)

    def _signed_out(self, created: int, seq: int, session: int) -> None:
        state = self._state
        if session:
            state.open.discard(session)
        else:
            state.open.clear()
        if not state.open:
            state.away = OUT
            self._begin(created, _SIGNED_OUT, 0, seq)

    def _status_changed(self, key: int, seq: int, activity: int, reason: int, session: int) -> None:
        if self._state.away == OUT:
            self._state.away = BACK
            self.noted.append((key, seq))
        self._open(session)
        self._begin(key >> 2, activity, reason, seq)

    def _open(self, session: int) -> None:
        if session and self._state.away == PRESENT:
            self._state.open.add(session)

    def _begin(self, start: int, activity: int, reason: int, seq: int) -> None:
        state = self._state
        if activity == state.activity and reason == state.reason:
            return
        state.activity, state.reason = activity, reason
        self.spans.append((start, activity, max(reason, 0), seq))


def gap_after(gaps: Sequence[int], reached: int) -> int | None:
    """The first gap that starts after what the events reached, None where there is none."""
    place = bisect_right(gaps, reached)
    return gaps[place] if place < len(gaps) else None


def gap_second(start: int, created: int) -> int:
    """The second of the sender's clock from which a gap makes a status unknown: not before the last event before it."""
    return max(start // 1_000_000, created)
