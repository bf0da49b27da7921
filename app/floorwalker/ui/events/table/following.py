"""Whether the table follows its end, and what stays in place when it does not."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QTableView

    from floorwalker.ui.events.order.shown import ShownRows


class Place(NamedTuple):
    """A row of the columns, and how many pixels below the upper edge of the table it began."""

    row: int
    below: int

    def shifted(self, count: int) -> Place:
        """The same when the first rows are gone, so many: at the edge where it has gone with them."""
        return Place(self.row - count, self.below) if self.row >= count else Place(0, 0)


class Following(QObject):
    """Keeps a table at its end as rows are added, until the user goes elsewhere; then keeps its place.

    A sorted table has no end where what is new comes in: until the user goes elsewhere it stays at its beginning, and
    follows again when it is back in order of arrival.

    changed: whether it follows, or how many are newer, may be another now. The table scrolls by pixels.
    """

    changed = Signal()

    def __init__(self, table: QTableView, shown: ShownRows) -> None:
        super().__init__(table)
        self._table = table
        self._shown = shown
        self._bar = table.verticalScrollBar()
        self._moving = False
        self._clamped = False
        self._follows = True
        self._wanted: Place | None = None
        self._bar.valueChanged.connect(self._on_scrolled)
        self._bar.rangeChanged.connect(self._on_range_changed)

    @property
    def is_following(self) -> bool:
        """Whether new rows will be scrolled to."""
        return self._follows and self._shown.sorted_by is None

    @property
    def newer(self) -> int:
        """How many newer rows there are below those that are in sight; in a sorted table they are anywhere."""
        if self._shown.sorted_by is not None:
            return 0
        return -(-(self._bar.maximum() - self._bar.value()) // self._row_height)

    def follow(self) -> None:
        """Go to the end and stay there."""
        self._follows, self._wanted = True, None
        self._go_along()
        self.changed.emit()

    def stay(self) -> None:
        """The user looks at something: leave it where it is."""
        self._follows, self._wanted = False, None
        self.changed.emit()

    def on_appended(self, first: int) -> None:
        """Rows were added at the end, from that position on."""
        if self._follows:
            self._go_along()
        elif self._wanted is not None and self._shown.row(first) <= self._wanted.row:
            self.restore(self._wanted)

    def place(self) -> Place | None:
        """What to bring back after everything changes: the current row while it is in sight, else the uppermost.

        As long as the user goes nowhere, it is what was wanted the last time, which may have been hidden since.
        """
        if self._wanted is not None:
            return self._wanted
        top = self._table.rowAt(0)
        if top < 0:
            return None
        current = self._table.currentIndex().row()
        held = current if self._is_in_sight(current) else top
        return Place(self._shown.row(held), self._table.rowViewportPosition(held))

    def shift(self, count: int) -> None:
        """The first rows are gone, so many."""
        if self._wanted is not None:
            self._wanted = self._wanted.shifted(count)

    def restore(self, place: Place | None) -> None:
        """Bring a place back, or what is nearest to it, also when it comes later; the end while following."""
        self._wanted = None if self._follows else place
        with self._ours():
            # The range of the bar is worked out later otherwise, and the bar would not go where it is sent.
            self._table.executeDelayedItemsLayout()
            if self._follows or place is None:
                self._go_along()
            else:
                self._bar.setValue(self._shown.position_before(place.row) * self._row_height - place.below)
        self.changed.emit()

    @property
    def _row_height(self) -> int:
        return self._table.verticalHeader().defaultSectionSize()

    def _go_along(self) -> None:
        with self._ours():
            if self._shown.sorted_by is None:
                self._table.scrollToBottom()
            else:
                self._table.scrollToTop()

    def _is_in_sight(self, position: int) -> bool:
        top, bottom = self._table.rowAt(0), self._table.rowAt(self._table.viewport().height() - 1)
        return top <= position and (bottom < 0 or position <= bottom)

    def _on_scrolled(self, value: int) -> None:
        if self._clamped:
            self._clamped = False
        elif not self._moving:
            is_at_end = self._shown.sorted_by is None and value >= self._bar.maximum()
            self._follows, self._wanted = is_at_end, None
        self.changed.emit()

    def _on_range_changed(self, _least: int, most: int) -> None:
        """The table became lower or higher, or has other rows."""
        # The bar takes its value down to the new range next: that is not the user's scrolling.
        self._clamped = self._bar.value() > most
        if self._follows and not self._moving:
            self._go_along()
        self.changed.emit()

    @contextmanager
    def _ours(self) -> Iterator[None]:
        """Tell our own scrolling from the user's."""
        before, self._moving = self._moving, True
        try:
            yield
        finally:
            self._moving = before
