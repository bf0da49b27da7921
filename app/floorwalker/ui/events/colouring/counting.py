"""How many events of a session a filter means."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from floorwalker.ui.events.judge import Job, Judge

if TYPE_CHECKING:
    from floorwalker.session.filter import Filter
    from floorwalker.ui.events.marks.marks import SessionMarks
    from floorwalker.ui.following import LiveSession


class Counting(QObject):
    """Counts on a thread of its own, for the window's thread only.

    counted(hits, judged, all): by now; at the end judged is all. failed(FilterError or SessionError). A new count takes
    the place of the one before. `stop` before it goes.
    """

    counted = Signal(int, int, int)
    failed = Signal(object)

    def __init__(self, live: LiveSession, marks: SessionMarks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._marks = marks
        self._job: Job | None = None
        self._hits = 0
        self._judge = Judge(live.path, self)
        queued = Qt.ConnectionType.QueuedConnection
        self._judge.found.connect(self._on_found, queued)
        self._judge.failed.connect(self._on_failed, queued)

    def count(self, wanted: Filter | None) -> None:
        """Begin; None only ends what is being counted."""
        if self._job is not None:
            self._job.end()
        self._job, self._hits = None, 0
        columns = self._live.columns.as_now()
        if wanted is None or not len(columns):
            return
        scope = self._live.scope(time.time_ns() // 1000, self._marks.seqs)
        self._job = Job(wanted, columns, slice(0, len(columns)), scope)
        self._judge.take(self._job)

    def stop(self) -> None:
        """End the thread."""
        self.count(None)
        self._judge.stop()

    def _on_found(self, job: Job, hits: object, judged: int) -> None:
        if job is self._job:
            self._hits += len(hits)  # type: ignore[arg-type]  # an array
            self.counted.emit(self._hits, judged, job.rows.stop)

    def _on_failed(self, job: Job, error: Exception) -> None:
        if job is self._job:
            self.failed.emit(error)
