"""The thread that sorts many events."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from floorwalker.session.errors import SessionError
from floorwalker.session.reader import Reader
from floorwalker.ui.events.jobs import Endable, JobThread
from floorwalker.ui.events.order.arranged import Arranged, arrange
from floorwalker.ui.events.order.ranks import Words, ranks_of
from floorwalker.ui.events.order.values import Values, reading

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from floorwalker.event.catalog import Catalog
    from floorwalker.session.columns import Columns
    from floorwalker.ui.events.order.sort import SortBy
    from floorwalker.ui.events.table.columns import Column

_PACE: Final = 0.05
"""Seconds from one word of progress to the next."""


@dataclass(eq=False, slots=True)
class Job(Endable):
    """Rows to sort, ascending. before: those of them that are in this order already."""

    by: SortBy
    columns: Columns
    words: Words
    rows: NDArray[np.int32]
    before: NDArray[np.int32]

    def at_once(self) -> Arranged:
        """Sort by the columns' numbers, here and now."""
        return arrange(self.before, self.rows, self._ranks, len(self.columns))

    def by_values(self, values: Values) -> Arranged:
        """Sort by what was read of the payloads."""
        return arrange(self.before, self.rows, lambda rows: self._ranks_of_values(values, rows), len(self.columns))

    def _ranks(self, rows: NDArray[np.int32]) -> NDArray[Any]:
        if isinstance(self.by.what, str):
            raise TypeError(f"the field {self.by.what} is in no column")
        return ranks_of(self.by.what, self.columns, self.words, rows, descending=self.by.descending)

    def _ranks_of_values(self, values: Values, rows: NDArray[np.int32]) -> NDArray[Any]:
        return values.ranks(self.columns.seq[rows], descending=self.by.descending)


class Sorter(JobThread[Job]):
    """Sorts one job at a time.

    progress(Job, payloads read, payloads to read) some times a second; done(Job, Arranged); failed(Job, SessionError).
    What it has read of payloads it keeps, as long as it is sorted by the same.
    """

    progress = Signal(object, int, int)
    done = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        """path: of the session, whose payloads are read."""
        super().__init__(path, parent)
        self.setObjectName(f"sorting of {path.name}")
        self._reader: Reader | None = None
        self._values: tuple[Column | str, Catalog, Values] | None = None
        self._told = 0.0

    def run(self) -> None:
        """The thread: take jobs until `stop`."""
        while (job := self._next()) is not None:
            try:
                arranged = self._arranged(job)
            except SessionError as error:
                self.failed.emit(job, error)
                continue
            if arranged is not None and not job.is_ended():
                self.done.emit(job, arranged)
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _arranged(self, job: Job) -> Arranged | None:
        if not job.by.needs_payload:
            self._values = None
            return job.at_once()
        if self._reader is None:
            self._reader = Reader.open(self._path)
        values, seqs = self._values_for(job), job.columns.seq
        oldest = int(seqs[0]) if len(seqs) else 0
        whole = values.read(seqs[job.rows], oldest, self._reader, lambda read, total: self._go_on(job, read, total))
        return job.by_values(values) if whole else None

    def _values_for(self, job: Job) -> Values:
        what, catalog = job.by.what, job.words.catalog
        if self._values is None or self._values[0] != what or self._values[1] is not catalog:
            self._values = what, catalog, Values(reading(job.by, catalog))
        return self._values[2]

    def _go_on(self, job: Job, read: int, total: int) -> bool:
        if time.monotonic() - self._told > _PACE:
            self._told = time.monotonic()
            self.progress.emit(job, read, total)
        return not self._is_in_vain(job)
