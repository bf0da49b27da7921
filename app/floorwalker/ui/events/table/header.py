"""The table's columns: how wide, in which order, and which of them are shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QObject, QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from floorwalker.ui.events.dress import PADDING
from floorwalker.ui.events.table.cells import TITLES, Column

if TYPE_CHECKING:
    from floorwalker.ui.look import Look

_WIDEST: Final = {
    Column.TIME: "00:00:00.000",
    Column.EVENT: "▎ Agent · ReceivingWorkItem 4",
    Column.AGENT: "firstname.lastname",
    Column.NOTES: "repeat  number as text",
    Column.LAG: "−119 min",
}
"""What each column has room for at first; what an event says gets all the rest."""
_DATED: Final = "00 Mmm 00:00:00.000"
_PADDING: Final = 2 * PADDING + 4
_LEAST: Final = 40


class EventHeader(QObject):
    """Governs a table's horizontal header. "What it says" takes whatever room the others leave."""

    def __init__(self, table: QTableView, look: Look) -> None:
        super().__init__(table)
        self._look = look
        self._header = table.horizontalHeader()
        self._header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._header.setHighlightSections(False)
        self._header.setSectionsMovable(True)
        self._header.setMinimumSectionSize(_LEAST)
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._on_menu_asked)
        self.reset()
        self._first = self._header.saveState()

    def reset(self) -> None:
        """Everything as it is the first time."""
        metrics = QFontMetrics(self._look.body())
        for column in Column:
            self._header.moveSection(self._header.visualIndex(column), column)
            self._header.setSectionHidden(column, False)
            stretches = column == Column.SAYS
            mode = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Interactive
            self._header.setSectionResizeMode(column, mode)
            if not stretches:
                self._header.resizeSection(column, metrics.horizontalAdvance(_WIDEST[column]) + _PADDING)

    def make_room_for_dates(self) -> None:
        """Some events are not of today: widen the time's column where it is narrower than a date and a time."""
        needed = QFontMetrics(self._look.body()).horizontalAdvance(_DATED) + _PADDING
        if self._header.sectionSize(Column.TIME) < needed:
            self._header.resizeSection(Column.TIME, needed)

    def save(self) -> QByteArray:
        """The columns as they are, for `restore`."""
        return self._header.saveState()

    def restore(self, saved: QByteArray) -> None:
        """Bring back what `save` gave; what it cannot read is ignored."""
        # The state of a header with other columns is taken without a word.
        if QHeaderView.restoreState(self._header, saved) and self._header.count() == len(Column):
            self._header.setSectionResizeMode(Column.SAYS, QHeaderView.ResizeMode.Stretch)
        else:
            self._header.restoreState(self._first)

    def menu(self) -> QMenu:
        """Which columns are shown, to be chosen."""
        menu = QMenu(self._header)
        shown = len(Column) - self._header.hiddenSectionCount()
        for column in Column:
            action = menu.addAction(TITLES[column][0])
            action.setCheckable(True)
            action.setChecked(not self._header.isSectionHidden(column))
            # The last one stays: without a header there would be no way back.
            action.setEnabled(shown > 1 or not action.isChecked())
            action.toggled.connect(partial(self._set_shown, column))
        menu.addSeparator()
        menu.addAction("Reset columns").triggered.connect(self.reset)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _on_menu_asked(self, point: QPoint) -> None:
        self.menu().popup(self._header.mapToGlobal(point))

    def _set_shown(self, column: Column, is_shown: bool) -> None:
        self._header.setSectionHidden(column, not is_shown)
