"""How the floor is laid out, as bytes to be remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout

from floorwalker.ui.events.layout import packed, unpacked
from floorwalker.ui.floor.side import WIDTH
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from floorwalker.ui.floor.view import FloorView

_LOW: Final = 560
"""Pixels of height below which tiles are of one line."""
_NARROW: Final = 900
"""Pixels of width below which the legend has the whole line; the axis tells the time as well."""


class FloorLayout:
    """Puts the parts of a view in their places, and remembers these."""

    def __init__(self, view: FloorView) -> None:
        self._view = view
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.period = QLabel()
        self._lay_out()

    def save(self) -> QByteArray:
        """Widths, order and height of rows."""
        view = self._view
        step = QByteArray(str(view.rows.height_step).encode())
        parts = [self.splitter.saveState(), view.rows.splitter.saveState(), view.listing.save(), step]
        return packed([*parts, view.under.save()])

    def restore(self, layout: QByteArray) -> None:
        """As it was saved; what cannot be read changes nothing."""
        view, parts = self._view, unpacked(layout, 5)
        step = b"" if parts is None else bytes(parts[3].data())
        if parts is None or not step.isdigit():
            return
        self.splitter.restoreState(parts[0])
        view.listing.restore(parts[2])
        if not view.table.columns.is_automatic:
            view.rows.splitter.restoreState(parts[1])
        view.rows.set_height_step(int(step))
        view.under.restore(parts[4])

    def reset(self) -> None:
        """As it is the first time."""
        view = self._view
        view.listing.reset()
        view.rows.reset()
        view.under.reset()
        view.side.hide()
        self.splitter.setSizes([max(1, view.width() - WIDTH), WIDTH])

    def fit(self, width: int, height: int) -> None:
        """The view has so many pixels: where they are few, what is above the list takes less of them."""
        self._view.tiles.make_slim(is_slim=height < _LOW)
        self.period.setVisible(width >= _NARROW)

    def _lay_out(self) -> None:
        view = self._view
        column = boxes.column(view, spacing=0)
        for part in (view.bar, view.rewind.sign, view.tiles):
            column.addWidget(part)
        column.addLayout(self._legend_row())
        self.splitter.addWidget(view.under)
        self.splitter.addWidget(view.side)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setChildrenCollapsible(False)
        column.addWidget(self.splitter, 1)
        column.addWidget(view.rewind.bar)
        over = QVBoxLayout(view.timeline.viewport())
        over.addWidget(view.emptiness)

    def _legend_row(self) -> QHBoxLayout:
        row = boxes.row(spacing=boxes.BETWEEN, margins=(8, 4, 8, 4))
        row.addWidget(self._view.legend, 1)
        row.addWidget(self.period, 0, Qt.AlignmentFlag.AlignTop)
        self.period.setContentsMargins(0, 5, 0, 0)
        return row
