"""The mix worked out: what takes no time at once, the rest on a thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from floorwalker.ui.events.jobs import Endable, JobThread
from floorwalker.ui.floor.copies import AT_ONCE
from floorwalker.ui.floor.mix.counting import mix_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from floorwalker.event.statuses import Statuses
    from floorwalker.ui.floor.copies import Copied, Copies
    from floorwalker.ui.floor.mix.counting import Mix
    from floorwalker.ui.floor.timeline.strips import Sight
    from floorwalker.ui.following import LiveSession

PAUSE: Final = 1000
"""Milliseconds from one counting of many spans to the next while nothing but events came."""


@dataclass(eq=False, slots=True)
class Job(Endable):
    """Some agents' spans to count."""

    copied: Copied
    sight: Sight

    def mix(self) -> Mix:
        """Count."""
        return mix_of(self.copied.tables(), self.sight)


class Mixer(JobThread[Job]):
    """Counts one job at a time. done(Mix)."""

    done = Signal(object)

    def run(self) -> None:
        """The thread: take jobs until `stop`."""
        while (job := self._next()) is not None:
            self.done.emit(job.mix())


class Gathering(QObject):
    """mixed(Mix): what was asked for last, or shortly before. For the window's thread only; `stop` ends the thread, the
    next `ask` begins another.
    """

    mixed = Signal(object)

    def __init__(self, live: LiveSession, copies: Copies, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = live.path
        self._copies = copies
        self._mixer: Mixer | None = None
        self._asked: tuple[int, Sight] | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)

    def ask(self, statuses: Statuses, agents: Sequence[int], sight: Sight) -> None:
        """Count these agents: small numbers at once; large ones once in a while, unless another time is to be seen or
        others are to be counted."""
        if self._pause.isActive() and self._is_near(sight, len(agents)):
            return
        self._asked = len(agents), sight
        self._copies.ask(self, statuses, agents, lambda copied: self._count(Job(copied, sight)))

    def stop(self) -> None:
        """Count no more until asked again."""
        self._pause.stop()
        self._copies.give_up(self)
        if self._mixer is not None:
            self._mixer.stop()
            self._mixer.deleteLater()
            self._mixer = None

    def _is_near(self, sight: Sight, agents: int) -> bool:
        """Whether it is what was asked for last, but for less than a pixel."""
        if self._asked is None:
            return False
        count, before = self._asked
        if agents != count or sight.columns != before.columns:
            return False
        grown = abs(sight.scale - before.scale) * sight.columns
        return max(abs(sight.start - before.start), grown, abs(sight.now - before.now)) < sight.scale

    def _count(self, job: Job) -> None:
        if job.copied.spans <= AT_ONCE:
            self.mixed.emit(job.mix())
        else:
            self._pause.start()
            self._thread().take(job)

    def _thread(self) -> Mixer:
        if self._mixer is None:
            self._mixer = Mixer(self._path, self)
            self._mixer.setObjectName(f"mix of {self._path.name}")
            self._mixer.done.connect(self.mixed, Qt.ConnectionType.QueuedConnection)
        return self._mixer
