"""All agents' statuses over time, kept up to date as events arrive."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.statuses.bulk import fold_many
from floorwalker.event.statuses.line import Line, Resume
from floorwalker.event.statuses.moments import MOST_CHANGED, Moments
from floorwalker.event.statuses.past import Past
from floorwalker.event.statuses.spans import Snapshot, Spans
from floorwalker.event.statuses.told import TOLD, Events, Told, told_by

MANY = 1000
"""Events from which on folding them all at once is faster than one by one."""


_KEEPS_MOMENTS: Final = 1000
"""Appends after which, when nobody has asked of the past, what makes that fast goes: a minute or more."""


class Statuses:
    """Every agent's spans by the rules of `floorwalker.event.statuses.fold`.

    Events count in the order of their CreationDateUtc, inside of one second SignedIn first and SignedOut last, else as
    they arrived; repeats don't count. Whatever the batches and whatever arrives late, the spans are those of all events
    folded afresh. An event that comes in its order costs the same however many there are; a late one folds its agent's
    events again, from the last SignedOut before it.

    Of events that are no longer anywhere a `Past` may stand in, and those that are told may be forgotten again.

    Not thread-safe: one thread appends and reads. It may be filled on one thread and then handed over to another.
    """

    def __init__(self, many: int = MANY, past: Mapping[int, Past] | None = None) -> None:
        """many: how many events are folded at once rather than one by one; the spans are the same. past: what is left
        of the agents' older events.
        """
        self._many = many
        self._lines: dict[int, Line] = {agent: Line(one) for agent, one in (past or {}).items()}
        self._gaps: list[int] = []
        self._has_forgotten = bool(past)
        self._to_visit: Iterator[Line] = iter(())
        self._moments: Moments | None = None
        self._unasked = 0
        for agent, one in (past or {}).items():
            if one.newest:
                self._lines[agent].take(one.newest, self._gaps)

    def append(self, rows: NDArray[np.int64]) -> set[int]:
        """Add events as rows of `floorwalker.session.columns.FIELDS`, with greater seqs than those before.

        Returns the agents who have new events; their spans may be others now.
        """
        self._unasked += 1
        if self._unasked > _KEEPS_MOMENTS:
            self._moments = None
        agents, events = told_by(rows)
        if self._has_forgotten and len(events):
            agents, events = self._in_time(agents, events)
        if not len(events):
            return set()
        return self._append_many(agents, events) if len(events) >= self._many else self._append_few(agents, events)

    def set_gaps(self, gaps: Iterable[tuple[int, int]]) -> None:
        """The gaps as they are now, all of them: (start, end) in microseconds since 1970 by our clock, and only those
        in which the session was live. Any agent's spans may be others then."""
        starts = sorted({start for start, _ in gaps})
        if starts == self._gaps:
            return
        changed = min(set(starts) ^ set(self._gaps))
        self._gaps = starts
        passed = [line for line in self._lines.values() if line.reached >= changed]
        if passed:
            self._fold(passed, [line.start for line in passed], [line.events_from(0) for line in passed])
        for line in self._lines.values():
            line.set_gaps(starts)

    def forget(self, seq: int, lines: int) -> None:
        """Let go of what is older than an event, as far as this takes no folding: of so many agents, the next ones each
        time. Spans of the time since then stay as they are.
        """
        self._has_forgotten = True
        visited = list(islice(self._to_visit, lines))
        if not visited:
            self._to_visit = iter(list(self._lines.values()))
        for line in visited:
            line.forget(seq)

    def floor(self, agent: int) -> int:
        """The least key (see `TOLD`) that an event of the agent may have to tell something."""
        return self._lines[agent].floor

    def agents(self) -> list[int]:
        """All agents, in the order in which they were first seen."""
        return list(self._lines)

    def spans(self, agent: int) -> Spans:
        """An agent's spans: read-only views, which hold until the next `append` or `set_gaps`.

        Raises KeyError for an agent who was never seen.
        """
        return self._lines[agent].spans

    def after_sign_out(self, agent: int) -> list[int]:
        """The seqs of the events that told a status of an agent who was signed out and not signed in again."""
        return self._lines[agent].noted

    def silences(self, agent: int) -> list[tuple[int, int]]:
        """The times in which nothing was heard of an agent for `STALE_AFTER` or longer: the events before and after
        each, in seconds; after the newest event, long from now."""
        return self._lines[agent].silences

    def at(self, agent: int, when: float) -> tuple[int, int, int, int]:
        """activity, reason, since and seq at a moment, in seconds; UNKNOWN, 0, 0 and 0 before the first span."""
        return self._lines[agent].at(when)

    def snapshot(self, when: float | None = None) -> Snapshot:
        """All agents at a moment, in seconds, or after everything that was told. The first past moment costs a look at
        all spans and events, others after it little more than one of now."""
        lines = list(self._lines.values())
        if when is None:
            told = np.array([(*line.newest, line.heard) for line in lines], np.int64).reshape(-1, 5).T
        else:
            told = self._told_at(when, lines)
        return Snapshot(np.fromiter(self._lines, np.int64, len(lines)), *told)

    def _told_at(self, when: float, lines: Sequence[Line]) -> NDArray[np.int64]:
        self._unasked = 0
        changed = np.fromiter((line.changed for line in lines), np.int64, len(lines)) <= when
        if self._moments is None or np.count_nonzero(changed) > MOST_CHANGED:
            self._moments = Moments(lines)
            changed[:] = False
        return self._moments.at(when, lines, changed)

    def newest_of(self, agents: Iterable[int]) -> Snapshot:
        """Some agents after everything that was told; those who were never seen are left out."""
        known = [agent for agent in agents if agent in self._lines]
        told = [(agent, *line.newest, line.heard) for agent in known for line in (self._lines[agent],)]
        return Snapshot(*np.array(told, np.int64).reshape(-1, 6).T)

    def _in_time(self, agents: NDArray[np.int64], events: Events) -> tuple[NDArray[np.int64], Events]:
        """Without what belongs before something that is no longer here."""
        found, numbers = _numbered(agents)
        floors = np.array([self._line(agent).floor for agent in found])
        in_time = events["key"] >= floors[numbers]
        return agents[in_time], events[in_time]

    def _append_few(self, agents: NDArray[np.int64], events: Events) -> set[int]:
        told: dict[int, list[Told]] = {}
        for agent, event in zip(agents.tolist(), events.tolist(), strict=True):
            told.setdefault(agent, []).append(event)
        for agent, of_agent in told.items():
            of_agent.sort()
            self._line(agent).take(of_agent, self._gaps)
        return set(told)

    def _append_many(self, agents: NDArray[np.int64], events: Events) -> set[int]:
        found, agents = _numbered(agents)
        # Stable, so that within a key the order of arrival stays; and radix sort is for narrow numbers only.
        order = np.lexsort((events["key"], agents.astype(np.uint16) if len(found) <= 1 << 16 else agents))
        batches = _split(events.take(order), np.bincount(agents))
        lines = [self._line(agent) for agent in found]
        resumes = [line.resume(batch.item(0)[:2]) for line, batch in zip(lines, batches, strict=True)]
        for number, (line, resume) in enumerate(zip(lines, resumes, strict=True)):
            if resume.events < len(line):
                batches[number] = _merged(line.events_from(resume.events), batches[number])
        self._fold(lines, resumes, batches)
        return set(found)

    def _fold(self, lines: Sequence[Line], resumes: Sequence[Resume], batches: Sequence[Events]) -> None:
        """Let lines go on from where each resumes, each with its own events."""
        counts = np.array([len(batch) for batch in batches])
        folded = fold_many(
            [resume.state for resume in resumes], np.concatenate(batches, dtype=TOLD), counts, self._gaps
        )
        for line, resume, batch, told in zip(lines, resumes, batches, folded, strict=True):
            line.replace(resume, batch, told, self._gaps)

    def _line(self, agent: int) -> Line:
        line = self._lines.get(agent)
        if line is None:
            line = self._lines[agent] = Line()
        return line


def _numbered(agents: NDArray[np.int64]) -> tuple[list[int], NDArray[np.int64]]:
    """The agents that occur, and for each place which of them it is. Ids are small: they count a session's names."""
    occurs = np.zeros(int(agents.max()) + 1, np.bool_)
    occurs[agents] = True
    found = np.flatnonzero(occurs)
    number = np.empty(len(occurs), np.int64)
    number[found] = np.arange(len(found))
    return found.tolist(), number[agents]


def _split(events: Events, counts: NDArray[np.int64]) -> list[Events]:
    ends = np.cumsum(counts).tolist()
    return [events[first:end] for first, end in zip([0, *ends], ends, strict=False)]


def _merged(late: Events, new: Events) -> Events:
    """Events that were there and newer ones, each in their order, as one."""
    both = np.concatenate([late, new], dtype=TOLD)
    return both.take(np.argsort(both["key"], kind="stable"))
