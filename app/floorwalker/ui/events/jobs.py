"""A thread that does one job at a time, of which only the newest counts."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from floorwalker.ui.waiting_thread import WaitingThread

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject


@dataclass(eq=False, slots=True)
class Endable:
    """Something to do. `end` may be called on any thread; nothing is told of it after that."""

    _ended: threading.Event = field(default_factory=threading.Event, init=False)

    def end(self) -> None:
        """Nobody wants it any more."""
        self._ended.set()

    def is_ended(self) -> bool:
        """Whether somebody has ended it."""
        return self._ended.is_set()


AnyJob = TypeVar("AnyJob", bound=Endable)


class JobThread(WaitingThread, Generic[AnyJob]):
    """Hands out jobs to its `run`; a new one takes the place of one that waits. It starts with the first."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        """path: of the session, whose payloads are read."""
        super().__init__(parent)
        self._path = path
        self._waiting: AnyJob | None = None

    def take(self, job: AnyJob) -> None:
        """Do that next."""
        with self._condition:
            self._waiting = job
            self._condition.notify_all()
        if not self.isRunning():
            self.start()

    def _next(self) -> AnyJob | None:
        """Wait for a job; None where the thread shall end."""
        with self._condition:
            self._condition.wait_for(lambda: self._stopping or self._waiting is not None)
            job, self._waiting = self._waiting, None
            return None if self._stopping else job

    def _is_in_vain(self, job: AnyJob) -> bool:
        return job.is_ended() or self._stopping
