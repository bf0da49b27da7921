"""The thread that judges many events by a filter."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from floorwalker.session.errors import SessionError
from floorwalker.session.filter import Filter, FilterError, Scope, select
from floorwalker.session.reader import Reader
from floorwalker.ui.events.jobs import Endable, JobThread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from floorwalker.session.columns import Columns

BY_COLUMNS = 1_000_000
"""Rows judged at once where their numbers are enough: some milliseconds, off the window's thread."""
BY_PAYLOADS = 5_000
"""Rows judged at once where payloads are read: hits appear, and a stop is heard, some times a second."""
BY_NARROWING = 25_000
"""The same where the database says in which payloads to look: some 10 ms, more where that is most of them."""
READERS = 2
"""Searches of one job at the same time. The database searches while another thread judges what it found."""


@dataclass(eq=False, slots=True)
class Job(Endable):
    """Rows to judge."""

    filter: Filter
    columns: Columns
    rows: slice
    scope: Scope


class Judge(JobThread[Job]):
    """Judges one job at a time, in ascending steps.

    found(Job, hits as ascending row numbers int32, the row up to which all is judged); done(Job) after the last of
    them; failed(Job, FilterError or SessionError). Nothing is told of a job that was ended.
    """

    found = Signal(object, object, int)
    done = Signal(object)
    failed = Signal(object, object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        """path: of the session, whose payloads are read."""
        super().__init__(path, parent)
        self.setObjectName(f"filter of {path.name}")
        self._searches: Searches | None = None

    def run(self) -> None:
        """The thread: take jobs until `stop`."""
        while (job := self._next()) is not None:
            try:
                self._judge(job)
            except (SessionError, FilterError) as error:
                self.failed.emit(job, error)
        if self._searches is not None:
            self._searches.close()
            self._searches = None

    def _judge(self, job: Job) -> None:
        for rows, hits in self._searched(job) if job.filter.needs_payload else _compared(job):
            if self._is_in_vain(job):
                return
            self.found.emit(job, hits, rows.stop)
        self.done.emit(job)

    def _searched(self, job: Job) -> Iterator[tuple[slice, NDArray[np.int32]]]:
        if self._searches is None:
            self._searches = Searches(self._path)
        return self._searches.of(job, lambda: self._is_in_vain(job))


def _compared(job: Job) -> Iterator[tuple[slice, NDArray[np.int32]]]:
    for rows in _steps(job.rows, BY_COLUMNS):
        yield rows, select(job.filter, job.columns, rows, None, job.scope)


def _steps(rows: slice, step: int) -> Iterator[slice]:
    for first in range(rows.start, rows.stop, step):
        yield slice(first, min(first + step, rows.stop))


class Searches:
    """Looks into payloads with several readers at once; used by one thread."""

    def __init__(self, path: Path) -> None:
        """path: of the session."""
        self._path = path
        self._pool = ThreadPoolExecutor(READERS, thread_name_prefix="search")
        self._idle: SimpleQueue[Reader] = SimpleQueue()

    def of(self, job: Job, stop: Callable[[], bool]) -> Iterator[tuple[slice, NDArray[np.int32]]]:
        """A job's hits, part by part in order. Where *stop* says True, the parts may be incomplete."""
        step = BY_PAYLOADS if job.filter.narrowing is None else BY_NARROWING
        under_way: deque[tuple[slice, Future[NDArray[np.int32]]]] = deque()
        try:
            for rows in _steps(job.rows, step):
                under_way.append((rows, self._pool.submit(self._select, job, rows, stop)))
                if len(under_way) > READERS:
                    yield _result(under_way.popleft())
            while under_way:
                yield _result(under_way.popleft())
        finally:
            # Those left over after a stop or an error: nobody wants them, but their readers are needed again.
            wait([search for _, search in under_way if not search.cancel()])

    def close(self) -> None:
        """End its threads and let go of the file."""
        self._pool.shutdown()
        while not self._idle.empty():
            self._idle.get().close()

    def _select(self, job: Job, rows: slice, stop: Callable[[], bool]) -> NDArray[np.int32]:
        reader = self._reader()
        try:
            return select(job.filter, job.columns, rows, reader, job.scope, stop)
        finally:
            self._idle.put(reader)

    def _reader(self) -> Reader:
        try:
            return self._idle.get_nowait()
        except Empty:
            return Reader.open(self._path)


def _result(search: tuple[slice, Future[NDArray[np.int32]]]) -> tuple[slice, NDArray[np.int32]]:
    rows, future = search
    return rows, future.result()
