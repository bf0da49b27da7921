"""The table of events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QHeaderView, QTableView, QWidget

from floorwalker.ui.events.dress import Index, dress_header
from floorwalker.ui.events.table.chosen import Chosen
from floorwalker.ui.events.table.following import Following
from floorwalker.ui.events.table.header import EventHeader
from floorwalker.ui.events.table.newer import Newer
from floorwalker.ui.events.table.painting import RowPainter

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from floorwalker.ui.events.colouring.colours import RowColours
    from floorwalker.ui.events.order.shown import ShownRows
    from floorwalker.ui.events.table.following import Place
    from floorwalker.ui.events.table.model import EventModel
    from floorwalker.ui.look import Look

_GOES: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
"""Keys by which the user goes to an event."""

_LEAST_HEIGHT: Final = 120
"""Pixels: the titles and some events. In a low window the payload below gives way first."""


class EventTable(QTableView):
    """The visible events, one a row of fixed height.

    It follows its end until the user scrolls up or goes to an event; selection and place survive new rows and other
    filters. current_changed(row of the columns, or None) tells which event the user is at; opened(row) that they want
    to see all of it.
    """

    current_changed = Signal(object)
    opened = Signal(int)

    def __init__(self, model: EventModel, shown: ShownRows, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self._look = look
        self.cells = model.cells
        self._rows = RowPainter(self.cells, look)
        self.colours: RowColours | None = None
        self._place: Place | None = None
        self._told: int | None = None
        self._set_up()
        shown.about_to_reset.connect(self._on_about_to_reset)
        self.setModel(model)
        self._on_look_changed()
        self.header = EventHeader(self, model, look)
        self.chosen = Chosen(self, shown)
        self.following = Following(self, shown)
        self.newer = Newer(look, self.viewport())
        self._connect()

    def row(self) -> int | None:
        """The row of the columns that the user is at, None where that is none."""
        current = self.currentIndex()
        return self._shown.row(current.row()) if current.isValid() else None

    def position_of(self, row: int) -> int | None:
        """Where the event in a row of the columns is in the table, None where it is not shown."""
        return self._shown.position_of(row)

    def go_to(self, row: int) -> bool:
        """Select the event in a row of the columns and bring it into sight; False where the filter hides it."""
        position = self._shown.position_of(row)
        if position is None:
            return False
        self.following.stay()
        self.chosen.choose(position)
        self.scrollTo(self.model().index(position, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def go_to_newest(self) -> None:
        """Go to the end and follow it again. A sorted table has an end, but nothing to follow there."""
        self.chosen.choose(self.model().rowCount() - 1)
        if self._shown.sorted_by is None:
            self.following.follow()
        else:
            self.following.stay()
            self.scrollToBottom()

    def follow_newest(self) -> None:
        """Follow what arrives; in a sorted table, where that comes in anywhere, go to the newest event in it."""
        if self._shown.sorted_by is None:
            self.following.follow()
        elif len(self._shown):
            self.go_to(int(self._shown.rows.max()))

    def go_to_oldest(self) -> None:
        """Go to the first event."""
        self.following.stay()
        self.chosen.choose(0)
        self.scrollToTop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down, PageUp, PageDown, Home and End go to an event, Enter opens one; with Shift they select."""
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_End and not shift:
            self.go_to_newest()
        elif key == Qt.Key.Key_Home and not shift:
            self.go_to_oldest()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and (row := self.row()) is not None:
            self.opened.emit(row)
        else:
            if key in _GOES:
                if not self.currentIndex().isValid():
                    self._begin_in_sight()
                    return
                self.following.stay()
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: to look for what somebody types among a million texts would hold up the window."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Where the user is at none, Qt would go to the first event: out of sight, and forgetting the hidden one."""
        QAbstractScrollArea.focusInEvent(self, event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Whoever clicks an event wants it to stay under the pointer."""
        if self.indexAt(event.position().toPoint()).isValid():
            self.following.stay()
        super().mousePressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Qt's news of another current cell."""
        super().currentChanged(current, previous)
        self._tell_current()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight that need it; see `RowPainter`."""
        top, bottom = self.rowAt(event.rect().top()), self.rowAt(event.rect().bottom())
        if top < 0:
            return
        painter = QPainter(self.viewport())
        self._rows.begin(painter)
        if self.cells.times.look_at_calendar():
            self.viewport().update()
        current, at = self.currentIndex().row(), self.currentIndex().column()
        columns, is_chosen = self._columns_in_sight(), self.chosen.tests()
        height, upper = self.rowHeight(top), self.rowViewportPosition(top)
        positions = range(top, (bottom if bottom >= 0 else len(self._shown) - 1) + 1)
        if self.colours is not None:
            self.colours.look_at(map(self._shown.row, positions))
        for position in positions:
            row = self._shown.row(position)
            ground = (0, upper + (position - top) * height, self.viewport().width(), height)
            colour = None if self.colours is None else self.colours.ground(row)
            selected = is_chosen(position)
            self._rows.paint_ground(painter, ground, colour, selected=selected, current=position == current)
            for column, left, width in columns:
                place = (left, ground[1], width, height)
                self._rows.paint_cell(painter, place, row, column)
                if position == current and column == at and self.hasFocus():
                    self._rows.paint_current(painter, place)
            self._rows.paint_flag(painter, ground, row)
        painter.end()

    def _begin_in_sight(self) -> None:
        """Be at the newest event while it is followed, else at the uppermost in sight."""
        is_following = self.following.is_following
        self.chosen.choose(len(self._shown) - 1 if is_following else self.rowAt(0))
        self.following.stay()

    def _columns_in_sight(self) -> list[tuple[int, int, int]]:
        """Each shown column, where it begins, and how wide it is."""
        header = self.horizontalHeader()
        shown = (column for column in range(self.cells.count) if not header.isSectionHidden(column))
        return [(column, header.sectionViewportPosition(column), header.sectionSize(column)) for column in shown]

    def _tell_current(self) -> None:
        row = self.row()
        if row != self._told:
            self._told = row
            self.current_changed.emit(row)

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setAccessibleName("Events")
        self.setMinimumHeight(_LEAST_HEIGHT)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(0)
        rows.hide()

    def _connect(self) -> None:
        self._shown.reset.connect(self._on_reset)
        self._shown.appended.connect(self._on_appended)
        self._shown.shifted.connect(self._on_shifted)
        self.selectionModel().selectionChanged.connect(self.chosen.on_selection_changed)
        self.following.changed.connect(self._on_following_changed)
        self.newer.clicked.connect(self.following.follow)
        self.doubleClicked.connect(self._on_double_clicked)
        self._look.changed.connect(self._on_look_changed)

    def _on_about_to_reset(self) -> None:
        self._place = self.following.place()
        self.chosen.keep()

    def _on_shifted(self, count: int) -> None:
        self.chosen.shift(count)
        self.following.shift(count)
        if self._place is not None:
            self._place = self._place.shifted(count)
        if self._told is not None:
            self._told = self._told - count if self._told >= count else None

    def _on_reset(self) -> None:
        self.chosen.bring_back()
        self.following.restore(self._place)
        self._tell_current()

    def _on_appended(self, first: int, _end: int) -> None:
        if self.chosen.on_appended(first):
            self.following.restore(self._place)
            self._tell_current()
        self.following.on_appended(first)

    def _on_following_changed(self) -> None:
        self.newer.tell(0 if self.following.is_following else self.following.newer)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self._shown.row(index.row()))

    def _on_look_changed(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.row_height())
        dress_header(self.horizontalHeader(), self._look)
        self._rows = RowPainter(self.cells, self._look)
        self.viewport().update()
