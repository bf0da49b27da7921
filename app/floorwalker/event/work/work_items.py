"""All agents' work items, kept up to date as their steps become known."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.row import FIELDS
from floorwalker.event.work.items import WorkItem, steps_in
from floorwalker.event.work.log import Log
from floorwalker.event.work.rows import NOT_TOLD, PLACES, SEQS, TIMES, Ints, Steps, key_of

_SEQ, _CREATED, _CODE, _AGENT = (FIELDS.index(name) for name in ("seq", "created", "code", "agent"))
_PLACE: Final = np.array([PLACES.get(code, 0) for code in range(max(PLACES) + 1)])
MANY: Final = 1000
"""Steps from which on they wait to be put in their place, agent by agent, rather than being taken one by one."""
_SETTLED: Final = 4
"""Agents whose waiting steps are put in their place with each append: a millisecond or two."""
_VISITED: Final = 100
"""Agents whose old items are let go of at once."""


class StepCounts(NamedTuple):
    """How many events told each step."""

    offered: int
    accepted: int
    declined: int
    released: int


class WorkItems:
    """Every agent's items by the rules of `floorwalker.event.work.items`.

    Whatever the batches and in whatever order they come, older ones after newer ones too, the items are those that all
    steps make anew; a step that comes twice counts once. What is worked out late is worked out when someone
    asks for that agent.

    Not thread-safe: one thread appends and reads. It may be filled on one thread and then handed over to another.
    """

    def __init__(self, many: int = MANY) -> None:
        """many: how many steps are worked out together rather than one by one; the items are the same."""
        self._many = many
        self._logs: dict[int, Log] = {}
        self._waiting: dict[int, Log] = {}
        self._since = -NOT_TOLD
        self._to_visit: Iterator[Log] = iter(())

    def append(self, rows: NDArray[np.int64], named: Mapping[int, str]) -> set[int]:
        """Add the steps that rows (n, len(FIELDS)) tell. named: the item's id by seq, where there is one.

        Returns the agents whose items may be others now.
        """
        steps = steps_in(rows)
        steps = steps[steps[:, _CREATED] >= self._since]
        agents = set(steps[:, _AGENT].tolist())
        ids = [named.get(seq, "") for seq in steps[:, _SEQ].tolist()]
        if len(steps) >= self._many:
            self._put_many(steps, ids)
        else:
            self._add_few(steps, ids)
        self._settle(_SETTLED)
        return agents

    def agents(self) -> list[int]:
        """Who has or had items."""
        return list(self._logs)

    def items(self, agent: int) -> Sequence[WorkItem]:
        """An agent's items in the order in which they began, those of one second as they arrived. They hold until the
        next `append` or `forget`."""
        log = self._logs.get(agent)
        return () if log is None else log.items

    def times(self, agent: int) -> Ints:
        """The same as numbers: when each step of each item was, in seconds, of shape (items, 4) in the order of `Step`;
        `NOT_TOLD` where no event told it."""
        log = self._logs.get(agent)
        return np.empty((0, len(PLACES)), np.int64) if log is None else log.rows[:, TIMES]

    def seqs(self, agent: int) -> Ints:
        """The events that told them, of the same shape."""
        log = self._logs.get(agent)
        return np.empty((0, len(PLACES)), np.int64) if log is None else log.rows[:, SEQS]

    def current(self, agent: int, when: float) -> WorkItem | None:
        """What an agent worked on at a moment, in seconds, as it was known then: steps after it don't count. inf is
        after all steps.

        Of the items accepted and not released the newest, or an offer that nothing came after; the end of another item
        in the offer's second is not after it. A release can be lost: whoever knows that the agent left knows more.
        """
        log = self._logs.get(agent)
        return None if log is None else log.current(when)

    def counts(self, agent: int, start: float, end: float) -> StepCounts:
        """How many events told an agent's steps from a moment on and before another, in seconds; inf for no end."""
        log = self._logs.get(agent)
        return StepCounts(0, 0, 0, 0) if log is None else StepCounts(*log.counts(start, end))

    def forget(self, before: int) -> None:
        """Let go of items whose last step was before a moment, in seconds. Steps from before it that come later tell
        nothing any more: what they belong to is gone. Each call lets go of some agents' items, all in their turn."""
        self._since = max(self._since, before)
        visited = list(islice(self._to_visit, _VISITED))
        if not visited:
            self._to_visit = iter(list(self._logs.values()))
        for log in visited:
            log.forget(self._since)

    def settle(self) -> None:
        """Work out all that waits: for a thread that has the time."""
        self._settle(len(self._waiting))

    def _add_few(self, steps: Ints, ids: Sequence[str]) -> None:
        for (seq, created, code, agent), item in zip(
            steps[:, (_SEQ, _CREATED, _CODE, _AGENT)].tolist(), ids, strict=True
        ):
            log = self._logs.setdefault(agent, Log(agent))
            log.add(created, PLACES[code], seq, item)
            if not log.is_settled:
                self._waiting[agent] = log

    def _put_many(self, steps: Ints, ids: Sequence[str]) -> None:
        order = np.argsort(steps[:, _AGENT], kind="stable")
        steps, ids = steps[order], [ids[place] for place in order.tolist()]
        keys = np.fromiter(map(key_of, ids), np.int64, len(ids))
        columns = (steps[:, _CREATED].copy(), _PLACE[steps[:, _CODE]], steps[:, _SEQ].copy(), keys, keys)
        firsts = np.flatnonzero(np.diff(steps[:, _AGENT], prepend=-1))
        for first, end in zip(firsts.tolist(), [*firsts[1:].tolist(), len(steps)], strict=True):
            agent = int(steps[first, _AGENT])
            log = self._waiting[agent] = self._logs.setdefault(agent, Log(agent))
            log.put(Steps(*(column[first:end] for column in columns)), ids[first:end])

    def _settle(self, agents: int) -> None:
        for agent in list(islice(self._waiting, agents)):
            self._waiting.pop(agent).settle()
