"""The mix worked out: what takes no time at once, the rest on a thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from floorwalker.event.statuses import Statuses
from floorwalker.event.statuses.copies import SpanCopy
from floorwalker.ui.events.jobs import Endable, JobThread
from floorwalker.ui.floor.mix.counting import mix_of, tables_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from floorwalker.event.statuses import SpanTable
    from floorwalker.ui.floor.mix.counting import Mix
    from floorwalker.ui.floor.timeline.strips import Sight
    from floorwalker.ui.following import LiveSession

PAUSE: Final = 1000
"""Milliseconds from one counting of many spans to the next while nothing but events came."""
AT_ONCE: Final = 40_000
"""Spans that are counted within two milliseconds: no thread is faster."""


@dataclass(eq=False, slots=True)
class Job(Endable):
    """Some agents' spans to count. tables: made of the copies already, or yet to be made."""

    copies: Sequence[SpanCopy]
    tables: list[SpanTable] | None
    sight: Sight

    def mix(self) -> Mix:
        """Count."""
        if self.tables is None:
            self.tables = tables_of(self.copies)
        return mix_of(self.tables, self.sight)


class Mixer(JobThread[Job]):
    """Counts one job at a time. done(Job, Mix)."""

    done = Signal(object, object)

    def run(self) -> None:
        """The thread: take jobs until `stop`."""
        while (job := self._next()) is not None:
            self.done.emit(job, job.mix())


class Gathering(QObject):
    """Keeps copies of agents' spans, so that a thread may count while the session goes on. mixed(Mix): what was asked
    for last, or shortly before. For the window's thread only; `stop` ends the thread, the next `ask` begins another.
    """

    mixed = Signal(object)

    def __init__(self, live: LiveSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = live.path
        self._statuses = Statuses()
        self._known: dict[int, SpanCopy] = {}
        self._agents: list[int] = []
        self._copies: list[SpanCopy] = []
        self._spans = 0
        self._tables: list[SpanTable] | None = None
        self._mixer: Mixer | None = None
        self._asked: Sight | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        live.agents_changed.connect(self._on_agents_changed)
        live.gaps_changed.connect(self._known.clear)
        live.rows_removed.connect(self._known.clear)

    def ask(self, statuses: Statuses, agents: Sequence[int], sight: Sight) -> None:
        """Count these agents: small numbers at once; large ones once in a while, unless another time is to be seen or
        others are to be counted."""
        if self._pause.isActive() and self._is_near(sight, len(agents)):
            return
        self._gather(statuses, list(agents))
        self._asked = sight
        job = Job(self._copies, self._tables, sight)
        if self._spans <= AT_ONCE:
            self._on_done(job, job.mix())
        else:
            self._pause.start()
            self._thread().take(job)

    def stop(self) -> None:
        """Count no more until asked again, and let the copies go."""
        self._pause.stop()
        self._let_go()
        if self._mixer is not None:
            self._mixer.stop()
            self._mixer.deleteLater()
            self._mixer = None

    def _is_near(self, sight: Sight, agents: int) -> bool:
        """Whether it is what was asked for last, but for less than a pixel."""
        before = self._asked
        if before is None or agents != len(self._agents) or sight.columns != before.columns:
            return False
        grown = abs(sight.scale - before.scale) * sight.columns
        return max(abs(sight.start - before.start), grown, abs(sight.now - before.now)) < sight.scale

    def _gather(self, statuses: Statuses, agents: list[int]) -> None:
        if statuses is not self._statuses:
            self._let_go()
            self._statuses = statuses
        if agents == self._agents and all(agent in self._known for agent in agents):
            return
        self._agents, self._tables = agents, None
        self._copies = [self._known.get(agent) or self._copied(agent) for agent in agents]
        self._spans = sum(len(copy.starts) for copy in self._copies)

    def _let_go(self) -> None:
        self._statuses, self._tables, self._asked = Statuses(), None, None
        self._known.clear()
        self._agents, self._copies, self._spans = [], [], 0

    def _copied(self, agent: int) -> SpanCopy:
        copy = self._known[agent] = SpanCopy.of(self._statuses, agent)
        return copy

    def _thread(self) -> Mixer:
        if self._mixer is None:
            self._mixer = Mixer(self._path, self)
            self._mixer.setObjectName(f"mix of {self._path.name}")
            self._mixer.done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)
        return self._mixer

    def _on_done(self, job: Job, mix: Mix) -> None:
        if job.copies is self._copies:
            self._tables = job.tables
        self.mixed.emit(mix)

    def _on_agents_changed(self, agents: set[int]) -> None:
        for agent in agents:
            self._known.pop(agent, None)
