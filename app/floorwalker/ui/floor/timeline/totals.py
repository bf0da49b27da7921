"""How long the agents shown were in each status in a time: worked out on a thread where it takes long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from floorwalker.event.facts import Activity
from floorwalker.event.statuses import SpanTable
from floorwalker.ui.events.jobs import Endable, JobThread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from floorwalker.event.statuses import Statuses
    from floorwalker.event.statuses.table import Status
    from floorwalker.ui.floor.timeline.content import Content
    from floorwalker.ui.following import LiveSession

AT_ONCE: Final = 40_000
"""Spans that are added up within two milliseconds: no thread is faster."""
_PAUSE: Final = 150
"""Milliseconds in which changes are gathered: nobody reads numbers that change more often."""
_PAUSE_AFTER_NEWS: Final = 500
"""The same where spans have to be copied first, on the window's thread: some milliseconds for a thousand agents."""
_LEAST: Final = 0.01
"""Seconds: less is what is left where fractions of them are taken from each other."""
_UNKNOWN: Final = (int(Activity.UNKNOWN), 0)
_NO_WORK: Final = frozenset({int(Activity.UNKNOWN), int(Activity.SIGNED_OUT)})


class Totals(NamedTuple):
    """start, end: of the time, in seconds since 1970. agents: how many. seconds: of all of them, per status."""

    start: float
    end: float
    agents: int
    seconds: Mapping[Status, float]

    @property
    def known(self) -> float:
        """Seconds in which agents were signed in and their status was known."""
        return sum(seconds for (activity, _), seconds in self.seconds.items() if activity not in _NO_WORK)

    def share(self, status: Status) -> float | None:
        """Of `known`, from 0 to 1; None for a status that is not part of it, and where nothing is known."""
        if status[0] in _NO_WORK or not self.known:
            return None
        return self.seconds.get(status, 0.0) / self.known


@dataclass(eq=False, slots=True)
class Job(Endable):
    """Some agents' spans to be added up from a moment until another, in seconds."""

    table: SpanTable
    since: float
    until: float

    def totals(self) -> Totals:
        """Add up."""
        found = self.table.seconds(self.since, self.until)
        seconds = dict(zip(found.statuses, found.total.tolist(), strict=True))
        agents = len(self.table)
        # Before its first span nothing is known of an agent.
        unheard = agents * (self.until - self.since) - sum(seconds.values())
        seconds[_UNKNOWN] = seconds.get(_UNKNOWN, 0.0) + unheard
        told = {status: time for status, time in seconds.items() if time >= _LEAST}
        return Totals(self.since, self.until, agents, told)


class Adder(JobThread[Job]):
    """Adds up one job at a time. done(Totals)."""

    done = Signal(object)

    def run(self) -> None:
        """The thread: take jobs until `stop`."""
        while (job := self._next()) is not None:
            self.done.emit(job.totals())


class Totalling(QObject):
    """told(Totals): of what was asked for last, or shortly before. For the window's thread only; `stop` ends the
    thread and lets the copies of spans go, the next `ask` begins anew."""

    told = Signal(object)

    def __init__(self, live: LiveSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = live.path
        self._wanted: tuple[Content, float, float] | None = None
        self._table: SpanTable | None = None
        self._of: tuple[Statuses, list[int]] | None = None
        self._adder: Adder | None = None
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._begin)
        for news in (live.agents_changed, live.gaps_changed, live.rows_removed, live.loaded):
            news.connect(self._on_changed)

    def ask(self, content: Content, start: float, end: float) -> None:
        """Soon, the first time at once, of the content's agents, from a time to another (seconds), or to now where that
        is earlier."""
        is_first, self._wanted = self._wanted is None, (content, start, end)
        if is_first:
            self._begin()
        elif not self._soon.isActive():
            self._soon.start(_PAUSE if self._table is not None else _PAUSE_AFTER_NEWS)

    def stop(self) -> None:
        """Add up no more until asked again."""
        self._soon.stop()
        self._wanted = self._table = self._of = None
        if self._adder is not None:
            self._adder.stop()
            self._adder.deleteLater()
            self._adder = None

    def _begin(self) -> None:
        if self._wanted is None:
            return
        content, start, end = self._wanted
        table = self._table_of(content)
        job = Job(table, start, max(start, min(end, content.now)))
        if len(table.starts) <= AT_ONCE:
            self.told.emit(job.totals())
        else:
            self._thread().take(job)

    def _table_of(self, content: Content) -> SpanTable:
        """Made again only where anything has changed: it costs some milliseconds for a thousand agents."""
        of = content.statuses, [agent for agent in content.agents if agent > 0]
        if self._table is None or of != self._of:
            self._of = of
            self._table = SpanTable.of(*of)
        return self._table

    def _thread(self) -> Adder:
        if self._adder is None:
            self._adder = Adder(self._path, self)
            self._adder.setObjectName(f"totals of {self._path.name}")
            self._adder.done.connect(self.told, Qt.ConnectionType.QueuedConnection)
        return self._adder

    def _on_changed(self) -> None:
        self._table = None
