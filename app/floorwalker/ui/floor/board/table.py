"""The list of agents at the left of the chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from floorwalker.ui.events.dress import dress_header
from floorwalker.ui.floor.board.model import Column, RosterModel
from floorwalker.ui.floor.board.painting import TEXT_FROM, LinePainter
from floorwalker.ui.floor.paints import BAR

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.look import Look

_WIDTHS: Final = {Column.AGENT: 130, Column.STATUS: 188, Column.TIME: 76}
"""Pixels: a name, `Accepting internal calls`, `12:34:56`."""
_SWATCH: Final = 16


class RosterTable(QTableView):
    """Rows of one height, no scroll bar of its own: the view has one for list and chart together.

    row_pointed(row or None): the mouse is over it. row_chosen(row): the user has selected it. height_asked(steps): Ctrl
    and the wheel ask for higher rows.
    """

    row_pointed = Signal(object)
    row_chosen = Signal(int)
    height_asked = Signal(int)

    def __init__(self, model: RosterModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._roster = model
        self._choosing = False
        self.setModel(model)
        self._set_up()
        self._set_up_header()
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    @property
    def row_height(self) -> int:
        """Pixels."""
        return self.verticalHeader().defaultSectionSize()

    def set_row_height(self, height: int) -> None:
        """Make all rows that high; text and swatches shrink with them."""
        self.verticalHeader().setDefaultSectionSize(height)
        swatch = min(_SWATCH, height - 4 if height >= TEXT_FROM else height - 1)
        self._roster.swatch_size = swatch
        self.setIconSize(QSize(BAR, swatch))
        self._set_font()
        self.viewport().update()

    def chosen(self) -> int | None:
        """The selected row."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else None

    def choose(self, row: int | None) -> None:
        """Select a row, or none; it is not brought into sight, and `row_chosen` is not told."""
        if row == self.chosen():
            return
        index = QModelIndex() if row is None else self._roster.index(row, Column.AGENT)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self._choosing = True
        self.setAutoScroll(False)
        self.selectionModel().setCurrentIndex(index, flags)
        self.setAutoScroll(True)
        self._choosing = False

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tells what the user has selected."""
        super().selectionChanged(selected, deselected)
        row = self.chosen()
        if row is not None and not self._choosing:
            self.row_chosen.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tells what is pointed at."""
        row = self.rowAt(event.position().toPoint().y())
        self.row_pointed.emit(row if row >= 0 else None)
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at."""
        self.row_pointed.emit(None)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls rows; with Ctrl it makes them higher."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turn = event.angleDelta().y()
            self.height_asked.emit((turn > 0) - (turn < 0))
            event.accept()
        else:
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight that need it; see `LinePainter`."""
        top, bottom = self.rowAt(event.rect().top()), self.rowAt(event.rect().bottom())
        if top < 0:
            return
        painter = QPainter(self.viewport())
        self._lines.begin(painter)
        height, upper, columns = self.row_height, self.rowViewportPosition(top), self._columns_in_sight()
        chosen = self.chosen()
        for row in range(top, (bottom if bottom >= 0 else self._roster.rowCount() - 1) + 1):
            y, line = upper + (row - top) * height, self._roster.line(row)
            if row == chosen:
                self._lines.paint_ground(painter, (0, y, self.viewport().width(), height))
            for column, left, width in columns:
                self._lines.paint_cell(painter, (left, y, width, height), line, column)
        painter.end()

    def _columns_in_sight(self) -> list[tuple[Column, int, int]]:
        """Each column, where it begins, and how wide it is."""
        header = self.horizontalHeader()
        return [(column, header.sectionViewportPosition(column), header.sectionSize(column)) for column in Column]

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Agents and their statuses")
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setSortIndicatorShown(True)
        header.setMinimumSectionSize(40)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(Column.AGENT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.STATUS, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.TIME, QHeaderView.ResizeMode.Interactive)
        self.setMinimumWidth(sum(_WIDTHS.values()) - 60)

    def _set_font(self) -> None:
        font = self._look.body() if self.row_height >= self._look.row_height() else self._look.small()
        self.setFont(font)
        self._lines = LinePainter(self._look, font, self.iconSize())

    def _on_look_changed(self) -> None:
        header = self.horizontalHeader()
        dress_header(header, self._look)
        # The title itself says which way it is sorted: Qt's arrow would stand on it where it is aligned to the right.
        arrows = "QHeaderView::down-arrow, QHeaderView::up-arrow { image: none; width: 0; height: 0; }"
        header.setStyleSheet(f"{header.styleSheet()} {arrows}")
        self._set_font()
        self.viewport().update()
