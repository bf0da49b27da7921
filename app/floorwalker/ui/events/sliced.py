"""Keeps something counted of the rows that a filter shows, slice by slice, so that the window has its turn between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from floorwalker.ui.events.visible import VisibleRows
    from floorwalker.ui.following import LiveSession

STEP: Final = 65_536
"""Rows of the session that are counted at once: some three milliseconds, so that a million are counted in slices."""

Counts = TypeVar("Counts")


class CountedRows:
    """Some rows of the columns in ascending order, at least one.

    span: from the first to behind the last. picked: the rows as columns are indexed by them, a slice (which is quick)
    where they are all of the span.
    """

    def __init__(self, rows: NDArray[Any]) -> None:
        self.span = slice(int(rows[0]), int(rows[-1]) + 1)
        self._rows = rows
        self._is_all = len(rows) == self.span.stop - self.span.start
        self.picked: slice | NDArray[Any] = self.span if self._is_all else rows

    def among(self, mask: NDArray[Any]) -> NDArray[Any]:
        """Those of them that a mask over the span means."""
        chosen: NDArray[Any] = self._rows[mask if self._is_all else mask[self._rows - self._rows[0]]]
        return chosen


class Sliced(QObject, Generic[Counts]):
    """Counts what `VisibleRows` show, and goes on as rows are appended, leave, or all change; on the window's thread.

    make(): counts of nothing. count(counts, rows, sign): count some more rows of the columns, at least one, or with a
    sign of -1 count them no more. changed: `counts` has news, or is another object. What was counted stays to be seen
    until all is counted anew. `stop` before the session's end.
    """

    changed = Signal()

    def __init__(
        self,
        live: LiveSession,
        make: Callable[[], Counts],
        count: Callable[[Counts, CountedRows, int], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._make = make
        self._count = count
        self._source: VisibleRows | None = None
        self._next: Counts | None = None
        self._counted = 0
        self._has_shifted = False
        self._waits = False
        self.counts = make()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._catch_up)
        live.about_to_remove_rows.connect(self._on_about_to_remove)

    def follow(self, rows: VisibleRows) -> None:
        """Count what these show, and no others any more."""
        if rows is not self._source:
            self._source = rows
            rows.appended.connect(lambda _first, _end: self._on_appended(rows))
            rows.shifted.connect(lambda _count: self._on_shifted(rows))
            rows.reset.connect(lambda: self._on_reset(rows))
        self.begin_again()

    def begin_again(self) -> None:
        """Count everything anew."""
        self._waits = False
        self._next, self._counted = self._make(), 0
        self._timer.start()

    def wait(self) -> None:
        """Count nothing until `follow` or `begin_again`."""
        self._waits = True
        self._timer.stop()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()
        self._source = None
        self._live.about_to_remove_rows.disconnect(self._on_about_to_remove)

    def _catch_up(self) -> None:
        """Count one slice, and the next when the window has had its turn."""
        if self._source is None:
            return
        target = self._next or self.counts
        if self._counted < len(self._source):
            end = self._end_of_step(self._source, self._counted)
            self._count(target, CountedRows(self._source.rows[self._counted : end]), 1)
            self._counted = end
        if self._counted < len(self._source):
            self._timer.start()
            return
        self.counts, self._next = target, None
        self.changed.emit()

    def _end_of_step(self, source: VisibleRows, position: int) -> int:
        return max(position + 1, source.position_before(source.row(position) + STEP))

    def _on_appended(self, rows: VisibleRows) -> None:
        if rows is self._source and not self._waits and not self._timer.isActive():
            self._catch_up()

    def _on_about_to_remove(self, count: int) -> None:
        if self._source is None:
            return
        gone = min(self._source.position_before(count), self._counted)
        if gone * 2 > self._counted or gone > STEP:
            self._next, self._counted = self._make(), 0
        elif gone:
            self._count(self._next or self.counts, CountedRows(self._source.rows[:gone]), -1)
            self._counted -= gone

    def _on_shifted(self, rows: VisibleRows) -> None:
        self._has_shifted |= rows is self._source

    def _on_reset(self, rows: VisibleRows) -> None:
        if rows is not self._source:
            return
        has_shifted, self._has_shifted = self._has_shifted, False
        if self._waits:
            return
        if has_shifted:
            self._timer.start()
        else:
            self.begin_again()
