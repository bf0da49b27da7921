"""A table's columns: which of them are shown, how wide, in which order, and the menu that says so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QTableView

from floorwalker.ui.look.tips import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

LEAST: Final = 40
"""Pixels of the narrowest column."""


class TableColumns(QObject):
    """Governs a table's horizontal header. One column takes whatever room the others leave.

    changed: columns are shown, hidden, added or removed.
    """

    changed = Signal()

    def __init__(self, table: QTableView, stretched: int, least: int) -> None:
        """stretched: the column that has the room which is left; least: pixels that it has at least. Where there are
        more columns than room, the table scrolls sideways."""
        super().__init__(table)
        self._actions: list[QAction] = []
        self._stretched = stretched
        self._least = least
        self._header = table.horizontalHeader()
        self._header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._header.setHighlightSections(False)
        self._header.setSectionsMovable(True)
        self._header.setSectionsClickable(True)
        # A header that can be clicked asks for each title whether all of its column is selected, row by row: with a
        # million rows selected that takes seconds at each repaint. This selection is always empty.
        self._header.setSelectionModel(QItemSelectionModel(table.model(), self._header))
        self._header.setMinimumSectionSize(LEAST)
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._on_menu_asked)
        self._header.sectionResized.connect(self._on_resized)
        self._header.viewport().installEventFilter(self)

    def reset(self) -> None:
        """Everything as it is the first time."""
        raise NotImplementedError

    def title(self, column: int) -> str:
        """What a column is called in a list of columns."""
        raise NotImplementedError

    def tip(self, column: int) -> str:
        """What it tells."""
        raise NotImplementedError

    def in_order(self) -> list[int]:
        """All columns from left to right, hidden ones too."""
        return [self._header.logicalIndex(place) for place in range(self._header.count())]

    def is_shown(self, column: int) -> bool:
        """Whether a column is shown."""
        return not self._header.isSectionHidden(column)

    def may_hide(self, column: int) -> bool:
        """The last one that is shown stays: without a header there would be no way back."""
        return not self.is_shown(column) or self._header.count() - self._header.hiddenSectionCount() > 1

    def show_column(self, column: int, *, shown: bool) -> None:
        """Show or hide a column."""
        if shown or self.may_hide(column):
            self._header.setSectionHidden(column, not shown)
            self._stretch()
            self.changed.emit()

    def move(self, column: int, by: int) -> None:
        """So many places to the right, or to the left where it is less than zero, as far as there are such."""
        place = self._header.visualIndex(column)
        self._header.moveSection(place, max(0, min(self._header.count() - 1, place + by)))

    def widen(self, column: int, by: int) -> None:
        """So many pixels wider, or narrower; what is stretched has the width that is left."""
        self._header.resizeSection(column, max(LEAST, self._header.sectionSize(column) + by))

    def add_actions(self, actions: list[QAction]) -> None:
        """What the menu offers beside columns."""
        self._actions += actions

    def menu(self, at: int | None = None) -> QMenu:
        """Which columns are shown, to be chosen. at: the column that it was opened over."""
        menu = QMenu(self._header)
        menu.setToolTipsVisible(True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in self.in_order():
            self._add_column(menu, column)
        menu.addSeparator()
        self._add_more(menu, at)
        menu.addActions(self._actions)
        menu.addAction("Reset columns").triggered.connect(self.reset)
        return menu

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share out the room again when there is another."""
        if event.type() == QEvent.Type.Resize:
            self._stretch()
        return super().eventFilter(watched, event)

    def _add_more(self, menu: QMenu, at: int | None) -> None:
        """What else a table's menu offers."""

    def _add_column(self, menu: QMenu, column: int) -> None:
        # A sole ampersand would underline the next letter.
        action = menu.addAction(self.title(column).replace("&", "&&"))
        action.setToolTip(plain_tip(self.tip(column)))
        action.setCheckable(True)
        action.setChecked(self.is_shown(column))
        action.setEnabled(self.may_hide(column))
        action.toggled.connect(partial(self._on_toggled, column))

    def _on_toggled(self, column: int, is_shown: bool) -> None:
        self.show_column(column, shown=is_shown)

    def _stretch(self) -> None:
        """Give the room that is left to the column that takes it. Qt would leave it none at all."""
        others = self._header.length() - self._header.sectionSize(self._stretched)
        self._header.resizeSection(self._stretched, max(self._least, self._header.viewport().width() - others))

    def _on_resized(self, column: int, _before: int, _now: int) -> None:
        if column != self._stretched:
            self._stretch()

    def _on_menu_asked(self, point: QPoint) -> None:
        at = self._header.logicalIndexAt(point)
        self.menu(at if at >= 0 else None).popup(self._header.mapToGlobal(point))
