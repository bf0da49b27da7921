"""The thread that judges many events by a filter."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QThread, Signal

from floorwalker.session.errors import SessionError
from floorwalker.session.filter import Filter, FilterError, Scope, select
from floorwalker.session.reader import Reader

if TYPE_CHECKING:
    from pathlib import Path

    from floorwalker.session.columns import Columns

BY_COLUMNS = 200_000
"""Rows judged at once where their numbers are enough: some milliseconds."""
BY_PAYLOADS = 5_000
"""Rows judged at once where payloads are read: hits appear, and a stop is heard, some times a second."""


@dataclass(eq=False, slots=True)
class Job:
    """Rows to judge. `end` may be called on any thread; no hits are told after it."""

    filter: Filter
    columns: Columns
    rows: slice
    scope: Scope
    _ended: threading.Event = field(default_factory=threading.Event)

    def end(self) -> None:
        """Judge no more of it."""
        self._ended.set()

    def is_ended(self) -> bool:
        """Whether somebody has ended it."""
        return self._ended.is_set()


class Judge(QThread):
    """Judges one job at a time, in ascending steps; a new job takes the place of one that waits.

    found(Job, hits as ascending row numbers int64, the row up to which all is judged); done(Job) after the last of
    them; failed(Job, FilterError or SessionError). Nothing is told of a job that was ended.
    """

    found = Signal(object, object, int)
    done = Signal(object)
    failed = Signal(object, object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        """path: of the session, whose payloads are read."""
        super().__init__(parent)
        self.setObjectName(f"filter of {path.name}")
        self._path = path
        self._reader: Reader | None = None
        self._condition = threading.Condition()
        self._waiting: Job | None = None
        self._stopping = False

    def take(self, job: Job) -> None:
        """Judge that next. The thread starts with the first job."""
        with self._condition:
            self._waiting = job
            self._condition.notify_all()
        if not self.isRunning():
            self.start()

    def stop(self) -> None:
        """End the thread and wait until it has ended: as long as one step takes, less where the job was ended."""
        with self._condition:
            self._stopping = True
            self._condition.notify_all()
        self.wait()

    def run(self) -> None:
        """The thread: take jobs until `stop`."""
        while (job := self._next()) is not None:
            try:
                self._judge(job)
            except (SessionError, FilterError) as error:
                self.failed.emit(job, error)
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _next(self) -> Job | None:
        with self._condition:
            self._condition.wait_for(lambda: self._stopping or self._waiting is not None)
            job, self._waiting = self._waiting, None
            return None if self._stopping else job

    def _judge(self, job: Job) -> None:
        reader = self._opened() if job.filter.needs_payload else None
        step = BY_PAYLOADS if reader is not None else BY_COLUMNS
        for first in range(job.rows.start, job.rows.stop, step):
            rows = slice(first, min(first + step, job.rows.stop))
            hits = select(job.filter, job.columns, rows, reader, job.scope, lambda: job.is_ended() or self._stopping)
            if job.is_ended() or self._stopping:
                return
            self.found.emit(job, np.asarray(hits, np.int64), rows.stop)
        self.done.emit(job)

    def _opened(self) -> Reader:
        if self._reader is None:
            self._reader = Reader.open(self._path)
        return self._reader
