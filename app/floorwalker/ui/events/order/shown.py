"""Which events the table shows, and in which order: those that the filter shows, sorted or paused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from floorwalker.ui.events.order.ranks import Words
from floorwalker.ui.events.order.sorter import Job, Sorter

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from floorwalker.session.errors import SessionError
    from floorwalker.ui.events.order.arranged import Arranged
    from floorwalker.ui.events.order.sort import SortBy
    from floorwalker.ui.events.visible import VisibleRows
    from floorwalker.ui.following import LiveSession

AT_ONCE = 20_000
"""Events that are sorted at once on the window's thread: some milliseconds."""
CALM = 1_000
"""Milliseconds from one time that new events are taken into an order to the next: nobody reads a table that jumps."""

_NONE = np.empty(0, np.int32)


class ShownRows(QObject):
    """The rows of the columns as the table shows them; for the window's thread only.

    In order of arrival they are those of the visible rows, as far as these are let in (see `pause`), and grow at their
    end. Sorted they are as many of those as have found their place by now: others come in calmly, all at once.

    The first five signals mean what they mean in `VisibleRows`. changed: whether it is sorted, is being sorted or is
    paused, or how many wait, is another now. progress(read, all): of the payloads that a sort needs.
    failed(SessionError).
    """

    about_to_reset = Signal()
    shifted = Signal(int)
    reset = Signal()
    about_to_append = Signal(int, int)
    appended = Signal(int, int)
    changed = Signal()
    progress = Signal(int, int)
    failed = Signal(object)

    def __init__(self, visible: VisibleRows, live: LiveSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visible = visible
        self._live = live
        self._count = len(visible)
        self._limit: int | None = None
        self._by: SortBy | None = None
        self._in_force: SortBy | None = None
        self._arranged: Arranged | None = None
        self._former: Arranged | None = None
        self._job: Job | None = None
        self._sorter = Sorter(live.path, self)
        self._calm = QTimer(self, singleShot=True, interval=CALM)
        self._connect()

    def __len__(self) -> int:
        return self._count if self._arranged is None else len(self._arranged)

    @property
    def rows(self) -> NDArray[np.int32]:
        """All of them as the table shows them."""
        return self.as_arrived if self._arranged is None else self._arranged.rows

    @property
    def as_arrived(self) -> NDArray[np.int32]:
        """All that are let in, in order of arrival, those too that have no place yet."""
        return self._visible.rows[: self._count]

    @property
    def sorted_by(self) -> SortBy | None:
        """What the table is sorted by, None where it is in order of arrival."""
        return self._in_force

    @property
    def wanted(self) -> SortBy | None:
        """What it will be sorted by when that is done."""
        return self._by

    @property
    def is_sorting(self) -> bool:
        """Whether events are being sorted on the thread."""
        return self._job is not None

    @property
    def is_paused(self) -> bool:
        """Whether what arrives stays outside."""
        return self._limit is not None

    @property
    def waiting(self) -> int:
        """How many events that the filter shows stay outside, because of a pause."""
        return len(self._visible) - self._count

    def row(self, position: int) -> int:
        """The row of the columns at a position of the table."""
        return self._visible.row(position) if self._arranged is None else int(self._arranged.rows[position])

    def position_of(self, row: int) -> int | None:
        """Where a row of the columns is, None where it is not."""
        if self._arranged is not None:
            return self._arranged.position_of(row)
        position = self._visible.position_of(row)
        return position if position is not None and position < self._count else None

    def positions_of(self, rows: NDArray[np.int32]) -> NDArray[np.signedinteger]:
        """Where those of the rows are that are here, ascending."""
        if self._arranged is not None:
            return self._arranged.positions_of(rows)
        shown, wanted = self.as_arrived, np.sort(rows)
        positions = np.searchsorted(shown, wanted)
        found = positions < len(shown)
        found[found] = shown[positions[found]] == wanted[found]
        return positions[found]

    def position_before(self, row: int) -> int:
        """Where a row is, or about where it would be."""
        if self._arranged is not None:
            return self._arranged.near(row, self._former)
        return min(self._visible.position_before(row), self._count)

    def sort(self, by: SortBy | None) -> None:
        """Sort by that, None for the order of arrival. Until it is done, what is shown stays."""
        self._end_job()
        self._by = by
        if by is not None:
            self._begin(by, anew=True)
        elif self._arranged is not None:
            self._show(None)
        self.changed.emit()

    def stop_sorting(self) -> None:
        """Leave it as it is shown now."""
        if self._job is not None:
            self._end_job()
            self._by = self._in_force
            self.changed.emit()

    def pause(self) -> None:
        """Let nothing in that arrives from now on, until `resume`. The capture and the filter go on."""
        if self._limit is None:
            self._limit = len(self._live.columns)
            self.changed.emit()

    def resume(self) -> None:
        """Let in all that waits."""
        if self._limit is not None:
            self._limit = None
            self._let_in()
            self.take_in()
            self.changed.emit()

    def take_in(self) -> None:
        """Give a place to all that have none yet, without waiting for calm."""
        self._calm.stop()
        if self._by is not None and self._job is None and self._is_behind():
            self._begin(self._by)

    def stop(self) -> None:
        """End the thread. Nothing is sorted from here on."""
        self._calm.stop()
        self._end_job()
        self._sorter.stop()

    def _connect(self) -> None:
        self._visible.about_to_reset.connect(self.about_to_reset)
        self._visible.shifted.connect(self._on_shifted)
        self._visible.reset.connect(self._on_reset)
        self._visible.appended.connect(self._let_in)
        self._calm.timeout.connect(self.take_in)
        queued = Qt.ConnectionType.QueuedConnection
        self._sorter.progress.connect(self._on_progress, queued)
        self._sorter.done.connect(self._on_done, queued)
        self._sorter.failed.connect(self._on_failed, queued)

    def _begin(self, by: SortBy, *, anew: bool = False) -> None:
        """Sort all that is let in: at once where that is quick. anew: what is in order may be so no longer."""
        job = self._new_job(by, anew=anew)
        if self._is_quick(by):
            self._show(job.at_once())
        else:
            self._job = job
            self._sorter.take(job)
            self.changed.emit()

    def _new_job(self, by: SortBy, *, anew: bool = False) -> Job:
        feeds = {number: feed.address for number, feed in self._live.feeds.items()}
        words = Words(self._live.names, self._live.catalog, feeds)
        before = _NONE if anew or self._arranged is None or self._in_force != by else self._arranged.rows
        return Job(by, self._live.columns.as_now(), words, self.as_arrived, before)

    def _is_quick(self, by: SortBy) -> bool:
        return not by.needs_payload and self._count <= AT_ONCE

    def _is_behind(self) -> bool:
        return self._in_force != self._by or (self._arranged is not None and len(self._arranged) < self._count)

    def _end_job(self) -> None:
        self._calm.stop()
        if self._job is not None:
            self._job.end()
            self._job = None

    def _show(self, arranged: Arranged | None) -> None:
        self.about_to_reset.emit()
        self._put(arranged)
        self.reset.emit()

    def _put(self, arranged: Arranged | None) -> None:
        self._former = None if arranged is None else self._arranged
        self._arranged = arranged
        self._in_force = self._by if arranged is not None else None

    def _permitted(self) -> int:
        return len(self._visible) if self._limit is None else self._visible.position_before(self._limit)

    def _let_in(self) -> None:
        """More rows are visible, or may come in."""
        first, end = self._count, self._permitted()
        if self._arranged is not None:
            self._count = end
            if self._is_behind() and self._job is None and not self._calm.isActive():
                self._calm.start()
        elif end > first:
            self.about_to_append.emit(first, end)
            self._count = end
            self.appended.emit(first, end)
        if self.is_paused:
            self.changed.emit()

    def _on_shifted(self, count: int) -> None:
        self._end_job()
        if self._limit is not None:
            self._limit = max(0, self._limit - count)
        if self._arranged is not None:
            self._arranged = self._arranged.without(count)
        self._former = None
        self.shifted.emit(count)

    def _on_reset(self) -> None:
        """Other rows are visible: those of them that were shown keep their order, the others find their place."""
        self._end_job()
        self._count = self._permitted()
        if self._arranged is not None:
            former = self._arranged
            self._arranged = former.among(self.as_arrived, len(self._live.columns))
            if self._by is not None and self._is_behind() and self._is_quick(self._by):
                self._put(self._new_job(self._by).at_once())
            self._former = former
        self.reset.emit()
        self.take_in()
        self.changed.emit()

    def _on_progress(self, job: Job, read: int, total: int) -> None:
        if job is self._job:
            self.progress.emit(read, total)

    def _on_done(self, job: Job, arranged: Arranged) -> None:
        if job is not self._job:
            return
        self._job = None
        self._show(arranged)
        if self._is_behind():
            self._calm.start()
        self.changed.emit()

    def _on_failed(self, job: Job, error: SessionError) -> None:
        if job is self._job:
            self.stop_sorting()
            self.failed.emit(error)
