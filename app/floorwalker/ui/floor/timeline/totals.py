"""How long the agents shown were in each status in a time: worked out on a thread where it takes long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from floorwalker.event.facts import Activity
from floorwalker.ui.events.jobs import Endable, JobThread
from floorwalker.ui.floor.copies import AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from floorwalker.event.statuses.table import Status
    from floorwalker.ui.floor.copies import Copied, Copies
    from floorwalker.ui.floor.timeline.content import Content
    from floorwalker.ui.following import LiveSession

_PAUSE: Final = 300
"""Milliseconds in which changes are gathered: nobody reads numbers that change more often."""
_PAUSE_AFTER_NEWS: Final = 500
"""The same where spans have to be copied first, which is for the window's thread."""
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

    copied: Copied
    since: float
    until: float

    def totals(self) -> Totals:
        """Add up."""
        agents = len(self.copied)
        # Before its first span nothing is known of an agent.
        seconds: dict[Status, float] = {_UNKNOWN: agents * (self.until - self.since)}
        for table in self.copied.tables():
            found = table.seconds(self.since, self.until)
            for status, time in zip(found.statuses, found.total.tolist(), strict=True):
                seconds[status] = seconds.get(status, 0.0) + time
                seconds[_UNKNOWN] -= time
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
    thread, the next `ask` begins another."""

    told = Signal(object)

    def __init__(self, live: LiveSession, copies: Copies, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = live.path
        self._copies = copies
        self._wanted: tuple[Content, float, float] | None = None
        self._has_news = False
        self._adder: Adder | None = None
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._begin)
        live.agents_changed.connect(self._on_changed)

    def ask(self, content: Content, start: float, end: float) -> None:
        """Soon, the first time at once, of the content's agents, from a time to another (seconds), or to now where that
        is earlier."""
        is_first, self._wanted = self._wanted is None, (content, start, end)
        if is_first:
            self._begin()
        elif not self._soon.isActive():
            self._soon.start(_PAUSE_AFTER_NEWS if self._has_news else _PAUSE)

    def stop(self) -> None:
        """Add up no more until asked again."""
        self._soon.stop()
        self._wanted = None
        self._copies.give_up(self)
        if self._adder is not None:
            self._adder.stop()
            self._adder.deleteLater()
            self._adder = None

    def _begin(self) -> None:
        if self._wanted is None:
            return
        content, start, end = self._wanted
        until, self._has_news = max(start, min(end, content.now)), False
        agents = [agent for agent in content.agents if agent > 0]
        self._copies.ask(self, content.statuses, agents, lambda copied: self._add_up(Job(copied, start, until)))

    def _add_up(self, job: Job) -> None:
        if job.copied.spans <= AT_ONCE:
            self.told.emit(job.totals())
        else:
            self._thread().take(job)

    def _thread(self) -> Adder:
        if self._adder is None:
            self._adder = Adder(self._path, self)
            self._adder.setObjectName(f"totals of {self._path.name}")
            self._adder.done.connect(self.told, Qt.ConnectionType.QueuedConnection)
        return self._adder

    def _on_changed(self) -> None:
        self._has_news = True
