"""The mix worked out: what takes no time at once, the rest on a thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal

from floorwalker.event.statuses import Statuses
from floorwalker.ui.events.jobs import Endable, JobThread
from floorwalker.ui.floor.mix.counting import Copy, mix_of, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from floorwalker.event.statuses import SpanTable
    from floorwalker.ui.floor.mix.counting import Mix
    from floorwalker.ui.floor.timeline.strips import Sight
    from floorwalker.ui.following import LiveSession

AT_ONCE: Final = 40_000
"""Spans that are counted within two milliseconds: no thread is faster."""


@dataclass(eq=False, slots=True)
class Job(Endable):
    """Some agents' spans to count. table: made of the copies already, or yet to be made."""

    copies: Sequence[Copy]
    table: SpanTable | None
    sight: Sight

    def mix(self) -> Mix:
        """Count."""
        if self.table is None:
            self.table = table_of(self.copies)
        return mix_of(self.table, self.sight)


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
        self._known: dict[int, Copy] = {}
        self._agents: list[int] = []
        self._copies: list[Copy] = []
        self._spans = 0
        self._table: SpanTable | None = None
        self._mixer: Mixer | None = None
        live.agents_changed.connect(self._on_agents_changed)
        live.gaps_changed.connect(self._known.clear)
        live.rows_removed.connect(self._known.clear)

    def ask(self, statuses: Statuses, agents: Sequence[int], sight: Sight) -> None:
        """Count these agents."""
        self._gather(statuses, list(agents))
        job = Job(self._copies, self._table, sight)
        if self._spans <= AT_ONCE:
            self._on_done(job, job.mix())
        else:
            self._thread().take(job)

    def stop(self) -> None:
        """Count no more until asked again."""
        if self._mixer is not None:
            self._mixer.stop()
            self._mixer.deleteLater()
            self._mixer = None

    def _gather(self, statuses: Statuses, agents: list[int]) -> None:
        if statuses is not self._statuses:
            self._statuses = statuses
            self._known.clear()
        if agents == self._agents and all(agent in self._known for agent in agents):
            return
        self._agents, self._table = agents, None
        self._copies = [self._known.get(agent) or self._copied(agent) for agent in agents]
        self._spans = sum(len(copy.starts) for copy in self._copies)

    def _copied(self, agent: int) -> Copy:
        copy = self._known[agent] = Copy.of(self._statuses, agent)
        return copy

    def _thread(self) -> Mixer:
        if self._mixer is None:
            self._mixer = Mixer(self._path, self)
            self._mixer.setObjectName(f"mix of {self._path.name}")
            self._mixer.done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)
        return self._mixer

    def _on_done(self, job: Job, mix: Mix) -> None:
        if job.copies is self._copies:
            self._table = job.table
        self.mixed.emit(mix)

    def _on_agents_changed(self, agents: set[int]) -> None:
        for agent in agents:
            self._known.pop(agent, None)
