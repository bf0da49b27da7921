"""The list of agents at the left of the chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from floorwalker.ui.events.dress import dress_header
from floorwalker.ui.floor.board.columns import LEAST_NAME, Column
from floorwalker.ui.floor.board.header import BoardColumns
from floorwalker.ui.floor.board.painting import TEXT_FROM, LinePainter
from floorwalker.ui.floor.paints import BAR

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.floor.board.model import RosterModel
    from floorwalker.ui.floor.board.roster import Roster
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.look import Look

_SWATCH: Final = 16
_FOLDS: Final = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Left, Qt.Key.Key_Right})
"""Keys that fold a group whose heading is current, or unfold it."""
_WHOLE_ROWS: Final = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class RosterTable(QTableView):
    """Rows of one height, no scroll bar of its own for them: the view has one for list and chart together.

    row_pointed(row or None): the mouse is over it. row_chosen(row): the user has gone to an agent. fold_asked(key of a
    group, folded). height_asked(steps): Ctrl and the wheel ask for higher rows.
    """

    row_pointed = Signal(object)
    row_chosen = Signal(int)
    fold_asked = Signal(int, bool)
    height_asked = Signal(int)

    def __init__(
        self, model: RosterModel, roster: Roster, paints: Paints, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._paints = paints
        self._model = model
        self._roster = roster
        self._choosing = False
        self._kept: tuple[set[int], int | None] = (set(), None)
        self.setModel(model)
        self._set_up()
        self.columns = BoardColumns(self, look)
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.modelReset.connect(self._on_reset)
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
        self._model.swatch_size = swatch
        self.setIconSize(QSize(BAR, swatch))
        self._set_font()
        self.viewport().update()

    def chosen(self) -> int | None:
        """The row of the agent that the user is at: of those selected the current one."""
        rows = self.selected_rows()
        current = self.currentIndex().row()
        row = current if current in rows else next(iter(rows), None)
        return row if row is not None and self._roster.agent_at(row) is not None else None

    def selected_rows(self) -> list[int]:
        """All that are selected, headings too, from the top."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(place) for place in range(selection.count())]
        return sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})

    def choose(self, row: int | None) -> None:
        """Select a row, or none; it is not brought into sight, and `row_chosen` is not told."""
        if row == self.chosen():
            return
        index = QModelIndex() if row is None else self._model.index(row, Column.AGENT)
        self._without_news(index, QItemSelectionModel.SelectionFlag.Clear | _WHOLE_ROWS)

    def selectRow(self, row: int) -> None:
        """That row alone, which becomes the current one, whatever keys are held: Qt's own would toggle it with Ctrl."""
        flags = QItemSelectionModel.SelectionFlag.Clear | _WHOLE_ROWS
        self.selectionModel().setCurrentIndex(self._model.index(row, Column.AGENT), flags)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tells whom the user has chosen."""
        super().selectionChanged(selected, deselected)
        row = self.chosen()
        if row is not None and not self._choosing:
            self.row_chosen.emit(row)

    def event(self, event: QEvent) -> bool:
        """Keys that fold a heading are not shortcuts while it is current."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._folds(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """On a heading Space and Enter fold or unfold its group, Left folds it, Right unfolds it."""
        if self._folds(event):
            ways = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}
            self._fold(self.currentIndex().row(), ways.get(Qt.Key(event.key())))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a heading folds its group, or unfolds it."""
        super().mousePressEvent(event)
        row = self.rowAt(event.position().toPoint().y())
        if row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._fold(row)

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
        selected = set(self.selected_rows())
        for row in range(top, (bottom if bottom >= 0 else self._model.rowCount() - 1) + 1):
            place = (0, upper + (row - top) * height, self.viewport().width(), height)
            self._paint_row(painter, place, row, columns, selected=row in selected)
        painter.end()

    def _paint_row(
        self,
        painter: QPainter,
        place: tuple[int, int, int, int],
        row: int,
        columns: list[tuple[Column, int, int]],
        *,
        selected: bool,
    ) -> None:
        heading = self._roster.heading_at(row)
        if heading is not None:
            self._lines.paint_heading(painter, place, heading, selected=selected)
            return
        if selected:
            self._lines.paint_ground(painter, place)
        entry = self._roster.entry(row)
        for column, left, width in columns:
            self._lines.paint_cell(painter, (left, place[1], width, place[3]), entry, column)
        self._lines.paint_edge(painter, place, entry)

    def _columns_in_sight(self) -> list[tuple[Column, int, int]]:
        """Each column that is shown, where it begins, and how wide it is."""
        header, room = self.horizontalHeader(), self.viewport().width()
        shown = (column for column in Column if not header.isSectionHidden(column))
        places = ((column, header.sectionViewportPosition(column), header.sectionSize(column)) for column in shown)
        return [(column, left, width) for column, left, width in places if left < room and left + width > 0]

    def _folds(self, event: QKeyEvent) -> bool:
        """Whether a key folds the group whose heading is current."""
        current = self.currentIndex()
        on_heading = current.isValid() and self._roster.heading_at(current.row()) is not None
        return on_heading and not event.modifiers() and Qt.Key(event.key()) in _FOLDS

    def _fold(self, row: int, folded: bool | None = None) -> None:
        """folded: None for the other way round. Nothing for an agent's row."""
        heading = self._roster.heading_at(row)
        if heading is not None:
            self.fold_asked.emit(heading.key, not heading.is_folded if folded is None else folded)

    def _without_news(self, index: QModelIndex, flags: QItemSelectionModel.SelectionFlag) -> None:
        """Go to a row without a scroll and without `row_chosen`."""
        self._choosing = True
        self.setAutoScroll(False)
        self.selectionModel().setCurrentIndex(index, flags)
        self.setAutoScroll(True)
        self._choosing = False

    def _on_about_to_reset(self) -> None:
        current = self.currentIndex()
        key = self._roster.keys[current.row()] if current.isValid() else None
        self._kept = {self._roster.keys[row] for row in self.selected_rows()}, key

    def _on_reset(self) -> None:
        """Whoever was selected still is."""
        kept, current = self._kept
        if not kept:
            return
        selection = QItemSelection()
        for row, key in enumerate(self._roster.keys):
            if key in kept:
                selection.select(self._model.index(row, 0), self._model.index(row, len(Column) - 1))
        self._choosing = True
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.Select)
        self._choosing = False
        if current in self._roster.keys:
            index = self._model.index(self._roster.keys.index(current), Column.AGENT)
            self._without_news(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Agents and their statuses")
        self.setMinimumWidth(2 * LEAST_NAME)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)

    def _set_font(self) -> None:
        font = self._look.body() if self.row_height >= self._look.row_height() else self._look.small()
        self.setFont(font)
        self._lines = LinePainter(self._model, self._paints, self._look, font, self.iconSize())

    def _on_look_changed(self) -> None:
        dress_header(self.horizontalHeader(), self._look)
        self._set_font()
        self.viewport().update()
