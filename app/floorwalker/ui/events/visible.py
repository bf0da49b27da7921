"""Which events the filter shows, kept up to date as events arrive and filters change."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from floorwalker.session.filter import Filter, FilterError, Scope, parse_filter, select
from floorwalker.ui.events.indices import Indices
from floorwalker.ui.events.judge import Job, Judge

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from floorwalker.ui.following import LiveSession

AT_ONCE = 32_000
"""Rows that are judged on the window's thread before it looks at the clock, where their numbers are enough: some tenths
of a millisecond at most."""
BLINK = 0.01
"""Seconds after which what is still to be judged goes to the thread. A million rows mostly take less than half of that,
and to hand them over and back would take as long."""
PATIENCE = 120
"""Milliseconds for which what the last filter showed stays while a new one has found nothing or not everything yet."""
AGEING = 5_000
"""Milliseconds after which a filter with a time relative to now is asked again."""


class VisibleRows(QObject):
    """The rows of `live.columns` that the filter shows, in order of arrival; for the window's thread only.

    Every row is judged once. What is quick is judged at once, the rest on a thread, whose hits are shown as they come.
    A new filter ends the work of the one before. Rows that arrive are judged alone, after those before them.

    shifted(count): the oldest rows are gone, so many, and the others have lower numbers; it comes inside of a reset.
    about_to_reset and reset stand around a change of everything; about_to_append(first, end) and appended(first, end)
    around new positions at the end. working_changed(bool): whether the thread works. progress(judged, all).
    failed(FilterError or SessionError): the filter could not be applied to the end. stopped(judged, all): somebody
    ended the work; rows that arrive later are judged all the same. marked_changed(seqs): others are marked.
    """

    about_to_reset = Signal()
    shifted = Signal(int)
    reset = Signal()
    about_to_append = Signal(int, int)
    appended = Signal(int, int)
    working_changed = Signal(bool)
    progress = Signal(int, int)
    stopped = Signal(int, int)
    failed = Signal(object)
    marked_changed = Signal(object)

    def __init__(self, live: LiveSession, parent: QObject | None = None, *, wanted: Filter | None = None) -> None:
        """wanted: the filter in force at first, otherwise all are shown."""
        super().__init__(parent)
        self._live = live
        self._filter = wanted or parse_filter("", live.catalog)
        self._marked: frozenset[int] = frozenset()
        self._indices = Indices()
        self._judged = 0
        self._job: Job | None = None
        self._held: Indices | None = None
        self._halted = False
        self._judge = Judge(live.path, self)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE, timerType=Qt.TimerType.PreciseTimer)
        self._ageing = QTimer(self, interval=AGEING)
        self._connect()
        self._begin_again()
        self._catch_up()

    def __len__(self) -> int:
        return len(self._indices)

    @property
    def filter(self) -> Filter:
        """The filter in force."""
        return self._filter

    @property
    def rows(self) -> NDArray[np.int32]:
        """All visible rows of the columns, ascending: a view that stays as it is."""
        return self._indices.rows

    @property
    def is_working(self) -> bool:
        """Whether rows are being judged on the thread."""
        return self._job is not None

    @property
    def marked(self) -> frozenset[int]:
        """The seqs of the events that are marked now."""
        return self._marked

    def row(self, position: int) -> int:
        """The row of the columns at a visible position."""
        return self._indices.row(position)

    def position_of(self, row: int) -> int | None:
        """Where a row of the columns is visible, None where it is not."""
        return self._indices.position_of(row)

    def position_before(self, row: int) -> int:
        """How many visible rows come before a row of the columns."""
        return self._indices.position_before(row)

    def set_filter(self, wanted: Filter) -> None:
        """Show what another filter accepts."""
        self._filter = wanted
        self._begin_again()
        self._patience.start()
        self._catch_up()

    def set_marked(self, seqs: frozenset[int]) -> None:
        """Other events are marked now."""
        self._marked = seqs
        self.marked_changed.emit(seqs)
        if self._filter.needs_marks:
            self._ask_again()

    def stop_working(self) -> None:
        """Judge no more of what is there. What was found stays; what arrives from now on is judged."""
        if self._job is None:
            return
        judged, total = self._judged, len(self._live.columns)
        self._end_job()
        self._show_held()
        self._judged = total
        self.stopped.emit(judged, total)

    def stop(self) -> None:
        """End the thread. Nothing is judged from here on."""
        self._live.rows_appended.disconnect(self._on_rows_appended)
        self._live.about_to_remove_rows.disconnect(self._on_about_to_remove)
        self._live.rows_removed.disconnect(self._on_removed)
        self._live.roster_changed.disconnect(self._on_roster_changed)
        self._ageing.stop()
        self._patience.stop()
        self._end_job()
        self._judge.stop()

    def _connect(self) -> None:
        queued = Qt.ConnectionType.QueuedConnection
        self._judge.found.connect(self._on_found, queued)
        self._judge.done.connect(self._on_done, queued)
        self._judge.failed.connect(self._on_failed, queued)
        self._patience.timeout.connect(self._show_held)
        self._ageing.timeout.connect(self._judge_again)
        self._live.rows_appended.connect(self._on_rows_appended)
        self._live.about_to_remove_rows.connect(self._on_about_to_remove)
        self._live.rows_removed.connect(self._on_removed)
        self._live.roster_changed.connect(self._on_roster_changed)

    def _begin_again(self) -> None:
        self._end_job()
        self._judged = 0
        self._held = Indices(room=len(self._live.columns) * 9 // 8)
        self._halted = False
        if self._filter.moves:
            self._ageing.start()
        else:
            self._ageing.stop()

    def _ask_again(self) -> None:
        """What the filter asks for beside the events is something else now."""
        if not self._halted:
            self._begin_again()
            self._catch_up()

    def _on_roster_changed(self) -> None:
        if self._filter.needs_roster:
            self._ask_again()

    def _judge_again(self) -> None:
        """Time has passed: find out quietly whether that makes a difference."""
        if self._job is None and not self._halted:
            self._begin_again()
            self._catch_up()

    def _catch_up(self) -> None:
        """Judge what is not judged yet, unless that is being done."""
        rows = slice(self._judged, len(self._live.columns))
        if self._job is not None or self._halted:
            return
        if rows.start == rows.stop:
            self._show_held()
        elif self._filter.needs_payload:
            self._begin_job(rows)
        else:
            self._judge_at_once(rows)

    def _judge_at_once(self, rows: slice) -> None:
        scope, end = self._scope(), time.perf_counter() + BLINK
        try:
            for first in range(rows.start, rows.stop, AT_ONCE):
                if first > rows.start and time.perf_counter() > end:
                    self._begin_job(slice(first, rows.stop))
                    return
                part = slice(first, min(first + AT_ONCE, rows.stop))
                self._take(select(self._filter, self._live.columns, part, None, scope), part.stop)
        except FilterError as error:
            self._give_up(error)
            return
        self._show_held()

    def _begin_job(self, rows: slice) -> None:
        self._job = Job(self._filter, self._live.columns.as_now(), rows, self._scope())
        self._judge.take(self._job)
        self.working_changed.emit(True)

    def _end_job(self) -> None:
        if self._job is not None:
            self._job.end()
            self._job = None
            self.working_changed.emit(False)

    def _scope(self) -> Scope:
        return self._live.scope(time.time_ns() // 1000, self._marked)

    def _take(self, hits: NDArray[np.int32], judged: int) -> None:
        self._judged = judged
        if self._held is not None:
            self._held.append(hits)
        elif len(hits):
            first = len(self._indices)
            self.about_to_append.emit(first, first + len(hits))
            self._indices.append(hits)
            self.appended.emit(first, first + len(hits))

    def _show_held(self) -> None:
        """Put what the new filter has found in the place of what the last one showed, if that is something else."""
        self._patience.stop()
        if self._held is None:
            return
        found, self._held = self._held, None
        if np.array_equal(found.rows, self._indices.rows):
            return
        self.about_to_reset.emit()
        self._indices = found
        self.reset.emit()

    def _give_up(self, error: Exception) -> None:
        self._end_job()
        self._show_held()
        self._halted = True
        self.failed.emit(error)

    def _on_rows_appended(self, _first: int, _end: int) -> None:
        self._catch_up()

    def _on_about_to_remove(self, _count: int) -> None:
        # What the thread has judged by now has been told; the rest it judges again, by other numbers.
        self._end_job()
        self.about_to_reset.emit()

    def _on_removed(self, count: int) -> None:
        self._indices = self._indices.without(count)
        self._judged = max(0, self._judged - count)
        if self._held is not None:
            self._held = self._held.without(count)
        self.shifted.emit(count)
        self.reset.emit()
        self._catch_up()

    def _on_found(self, job: Job, hits: NDArray[np.int32], judged: int) -> None:
        if job is self._job:
            self._take(hits, judged)
            self.progress.emit(judged, len(self._live.columns))

    def _on_done(self, job: Job) -> None:
        if job is self._job:
            self._end_job()
            self._show_held()
            self._catch_up()

    def _on_failed(self, job: Job, error: Exception) -> None:
        if job is self._job:
            self._give_up(error)
