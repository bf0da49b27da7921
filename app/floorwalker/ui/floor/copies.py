"""Copies of agents' spans, from which threads count while the session goes on: made a few at a time, and shared."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from floorwalker.event.statuses import Statuses
from floorwalker.event.statuses.copies import SpanCopy, tables_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from floorwalker.event.statuses import SpanTable
    from floorwalker.ui.following import LiveSession

AT_ONCE: Final = 40_000
"""Spans that are counted within two milliseconds: no thread is faster."""
_FEW: Final = 150
"""Agents who are copied in one go: a millisecond or two."""
_KEPT: Final = 4
"""Different choices of agents that are remembered until something changes: of the floor, and of a filter."""


class Copied:
    """Some agents as they were known at one moment; for any thread. spans: how many."""

    def __init__(self, copies: Sequence[SpanCopy]) -> None:
        self.spans = sum(len(copy.starts) for copy in copies)
        self._copies = copies
        self._tables: list[SpanTable] | None = None
        self._making = threading.Lock()

    def __len__(self) -> int:
        """How many agents."""
        return len(self._copies)

    def tables(self) -> list[SpanTable]:
        """All of them; see `tables_of`. They are made for whoever asks first."""
        with self._making:
            if self._tables is None:
                self._tables = tables_of(self._copies)
            return self._tables


@dataclass(slots=True)
class _Asked:
    """Who is wanted, of whom nothing or something old is here, and what to do then."""

    agents: Sequence[int]
    missing: list[int]
    give: Callable[[Copied], None]


class Copies(QObject):
    """For the window's thread only, which it never holds up for longer than a few milliseconds with 2,000 agents."""

    def __init__(self, live: LiveSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._statuses = Statuses()
        self._known: dict[int, SpanCopy] = {}
        self._old: set[int] = set()
        self._given: dict[frozenset[int], Copied] = {}
        self._asked: dict[object, _Asked] = {}
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._go_on)
        live.agents_changed.connect(self._old.update)
        for news in (live.gaps_changed, live.rows_removed):
            news.connect(self._forget)

    def ask(self, whom: object, statuses: Statuses, agents: Iterable[int], give: Callable[[Copied], None]) -> None:
        """Give some agents as they are known now: at once where few have changed since they were copied, else after
        some turns of the event loop. What *whom* asked before is given up; so is all that was asked of other statuses.
        """
        if statuses is not self._statuses:
            self.let_go()
            self._statuses = statuses
        wanted = list(agents)
        missing = [agent for agent in wanted if agent in self._old or agent not in self._known]
        self._asked[whom] = _Asked(wanted, missing, give)
        self._go_on()

    def give_up(self, whom: object) -> None:
        """What *whom* asked is not wanted any more."""
        self._asked.pop(whom, None)

    def let_go(self) -> None:
        """Of all copies, and of what was asked: nobody looks."""
        self._turn.stop()
        self._asked.clear()
        self._statuses = Statuses()
        self._forget()

    def _forget(self) -> None:
        self._known.clear()
        self._given.clear()
        for asked in self._asked.values():
            asked.missing = list(asked.agents)

    def _go_on(self) -> None:
        """Copy a few agents, and give what is whole."""
        left = _FEW
        for whom, asked in list(self._asked.items()):
            if self._asked.get(whom) is not asked:
                continue  # given up by whoever was given something just now
            while asked.missing and left:
                left -= self._copy(asked.missing.pop())
            if not asked.missing:
                self._asked.pop(whom, None)
                asked.give(self._copied(asked.agents))
        if self._asked:
            self._turn.start()

    def _copy(self, agent: int) -> bool:
        """Whether that had to be done."""
        if agent in self._known and agent not in self._old:
            return False
        self._known[agent] = SpanCopy.of(self._statuses, agent)
        self._old.discard(agent)
        self._given.clear()
        return True

    def _copied(self, agents: Sequence[int]) -> Copied:
        """The same as long as nothing has changed: tables are made of it once."""
        key = frozenset(agents)
        if key not in self._given:
            if len(self._given) == _KEPT:
                self._given.clear()
            self._given[key] = Copied([self._known[agent] for agent in agents])
        return self._given[key]
