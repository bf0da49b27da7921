"""What can be done with an event and with what its cells show, in its menu and by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from floorwalker.ui.events.labels import shortened
from floorwalker.ui.look.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from floorwalker.ui.events.actions import EventActions
    from floorwalker.ui.events.choices import Choice, Choices
    from floorwalker.ui.events.table.table import EventTable

_LONGEST: Final = 60
"""Characters of what a cell shows, in a menu."""


class EventMenu(QObject):
    """Makes the menu of an event, and acts on the current cell by keys.

    filter_asked(change): the filter shall become what the change makes of it. colour_asked(Choice): rows like that one
    shall have a colour.
    """

    filter_asked = Signal(object)
    colour_asked = Signal(object)

    def __init__(self, choices: Choices, table: EventTable, actions: EventActions) -> None:
        super().__init__(table)
        self._choices = choices
        self._table = table
        self.about_events: Callable[[QMenu], list[QAction]] = lambda _: []
        """What else can be done with the selected events; asked whenever a menu is made."""
        self.show = actions.add(
            table, "Filter for this", "F", "mdi6.filter-plus-outline", "Show only events with what the cell shows"
        )
        self.hide = actions.add(
            table, "Filter it out", "Shift+F", "mdi6.filter-minus-outline", "Show no events with what the cell shows"
        )
        self.colour = actions.add(
            table, "Colour rows like this…", "", "mdi6.palette-outline", "Give rows with what the cell shows a colour"
        )
        self.show.triggered.connect(lambda: self._with_current(lambda choice: self.filter_asked.emit(choice.shown)))
        self.hide.triggered.connect(lambda: self._with_current(lambda choice: self.filter_asked.emit(choice.hidden)))
        self.colour.triggered.connect(lambda: self._with_current(self.colour_asked.emit))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._on_asked)
        # Qt knows only the menu's own key on Linux, which many keyboards have not.
        key = QShortcut(QKeySequence("Shift+F10"), table, context=Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(lambda: self._on_asked(table.visualRect(table.currentIndex()).bottomLeft()))

    def made(self, row: int, column: int) -> QMenu:
        """The menu of the event in a row of the columns, with what the cell in that column shows first."""
        choice, menu = self._choices.of_cell(row, column), QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for action, words in ((self.show, "Filter for"), (self.hide, "Filter out")):
            # The shortcut is told beside it, but it acts on the cell under the pointer.
            entry = self._add(menu, f"{words} “{shortened(choice.words, _LONGEST)}”", choice, shown=action is self.show)
            entry.setIcon(action.icon())
            entry.setShortcut(action.shortcut())
            entry.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._fill(menu.addMenu("Filter for this"), row, shown=True)
        self._fill(menu.addMenu("Filter it out"), row, shown=False)
        entry = menu.addAction(self.colour.icon(), self.colour.text())
        entry.triggered.connect(lambda: self.colour_asked.emit(choice))
        menu.addSeparator()
        menu.addActions(self.about_events(menu))
        return menu

    def _fill(self, menu: QMenu, row: int, *, shown: bool) -> None:
        for choice in self._choices.of_event(row):
            self._add(menu, choice.words, choice, shown=shown)

    def _add(self, menu: QMenu, words: str, choice: Choice, *, shown: bool) -> QAction:
        # A sole ampersand would underline the next letter.
        action = menu.addAction(words.replace("&", "&&"))
        action.setToolTip(plain_tip(choice.term if shown else f"not {choice.term}"))
        action.triggered.connect(lambda: self.filter_asked.emit(choice.shown if shown else choice.hidden))
        return action

    def _with_current(self, act: Callable[[Choice], None]) -> None:
        row = self._table.row()
        if row is not None:
            act(self._choices.of_cell(row, self._table.currentIndex().column()))

    def _on_asked(self, point: QPoint) -> None:
        """Asked with the pointer, which has made its event current, or with the menu's key."""
        row, index = self._table.row(), self._table.currentIndex()
        if row is None:
            return
        if not self._table.visualRect(index).adjusted(0, -1, 0, 1).contains(point):
            point = self._table.visualRect(index).bottomLeft()
        self.made(row, index.column()).popup(self._table.viewport().mapToGlobal(point))
