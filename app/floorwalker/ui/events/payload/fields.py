"""The decoded fields, with all that can be done about one: name it, copy it, filter by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from floorwalker.ui.events.labels import flat_button
from floorwalker.ui.events.payload.lines import Index, Lines
from floorwalker.ui.look.dressed_actions import DressedActions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QAction

    from floorwalker.ui.events.payload.facts import Fact, Group
    from floorwalker.ui.look import Look

_TITLES: Final = ("Field", "Value", "Meaning", "")
_MEANING: Final = 2
_WIDEST_MEANING: Final = 400


class Fields(Lines):
    """An event's fields. Where a number is assumed or has no name, buttons on its line confirm or name it.

    name_asked(Subject), confirm_asked(Subject): of the catalog. filter_asked(Fact, bool): for its value, or without it.
    """

    name_asked = Signal(object)
    confirm_asked = Signal(object)
    filter_asked = Signal(object, bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        self._is_made = False
        super().__init__("Decoded fields", _TITLES, look, parent)
        self._actions = DressedActions(look, self)
        self.name = self._action("Name this number…", "N", "mdi6.tag-text-outline", "Name it in your catalog")
        self.confirm = self._action("Confirm this name", "Ctrl+Return", "mdi6.check", "The assumed number is right")
        self.filter_for = self._action("Filter for this", "F", "mdi6.filter-plus-outline", "Show only such events")
        self.filter_out = self._action(
            "Filter it out", "Shift+F", "mdi6.filter-minus-outline", "Hide events with this value"
        )
        self.copy_line = self._action(
            "Copy name and value", "Ctrl+Shift+C", "mdi6.form-textbox", "Copy the selected lines as “name: value”"
        )
        self._connect()
        self._is_made = True

    def show_groups(self, groups: Iterable[Group]) -> None:
        """Show these instead, and begin with the first line."""
        super().show_groups(groups)
        if not self.currentIndex().isValid() and self.lines.rowCount():
            self.go_to(self.lines.index(0, 0))

    def menu(self) -> QMenu:
        """What can be done with the line that the user is at."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        copy = menu.addAction("Copy value", QKeySequence(QKeySequence.StandardKey.Copy), self.copy)
        copy.setIcon(self._look.icon("mdi6.content-copy"))
        menu.addAction(self.copy_line)
        menu.addSeparator()
        menu.addActions([self.filter_for, self.filter_out])
        menu.addSeparator()
        menu.addActions([self.name, self.confirm])
        if any(fact.inside for group in self._groups for fact in group.facts):
            menu.addSeparator()
            menu.addAction("Unfold all", self.expandAll)
            menu.addAction("Fold all", self.collapseAll)
        return menu

    def _fill(self) -> None:
        super()._fill()
        for index in self._rows(self.lines.invisibleRootItem()):
            fact = self.fact(index)
            if fact is not None and fact.subject is not None and fact.odd:
                self.setIndexWidget(index.siblingAtColumn(len(_TITLES) - 1), self._buttons(fact))

    def _set_widths(self) -> None:
        super()._set_widths()
        self.resizeColumnToContents(_MEANING)
        self.setColumnWidth(_MEANING, min(max(self.columnWidth(_MEANING), 160), _WIDEST_MEANING))

    def _buttons(self, fact: Fact) -> QWidget:
        """They lead to the same as the keys on the line."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        if fact.is_assumed:
            confirm = flat_button("The assumed number is right: keep that in your catalog (Ctrl+Return)", "Confirm")
            confirm.clicked.connect(lambda: self.confirm_asked.emit(fact.subject))
            row.addWidget(confirm)
        name = flat_button("Name it in your catalog (N)", "Rename…" if fact.meaning else "Name…")
        name.clicked.connect(lambda: self.name_asked.emit(fact.subject))
        row.addWidget(name)
        row.addStretch(1)
        for button in holder.findChildren(type(name)):
            button.setFont(self._look.small())
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setStyleSheet(f"QToolButton {{ color: {self._look.colour('accent').name()}; padding: 0 4px; }}")
        return holder

    def _action(self, text: str, shortcut: str, icon: str, tip: str) -> QAction:
        action = self._actions.make(text, shortcut, icon, tip)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.addAction(action)
        return action

    def _connect(self) -> None:
        self.name.triggered.connect(lambda: self._ask(self.name_asked.emit))
        self.confirm.triggered.connect(lambda: self._ask(self.confirm_asked.emit))
        self.filter_for.triggered.connect(lambda: self._filter(True))
        self.filter_out.triggered.connect(lambda: self._filter(False))
        self.copy_line.triggered.connect(self.copy_lines)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_asked)

    def _ask(self, ask: Callable[[object], None]) -> None:
        fact = self.current_fact()
        if fact is not None and fact.subject is not None:
            ask(fact.subject)

    def _filter(self, shown: bool) -> None:
        fact = self.current_fact()
        if fact is not None and fact.sent is not None:
            self.filter_asked.emit(fact, shown)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """What can be done depends on the line."""
        super().currentChanged(current, previous)
        fact = self.fact(current)
        if not self._is_made:  # the view is being made
            return
        self.name.setEnabled(fact is not None and fact.subject is not None)
        self.name.setText("Rename this number…" if fact is not None and fact.meaning else "Name this number…")
        self.confirm.setEnabled(fact is not None and fact.is_assumed)
        for action in (self.filter_for, self.filter_out):
            action.setEnabled(fact is not None and fact.sent is not None)

    def _on_menu_asked(self, point: QPoint) -> None:
        if self.current_fact() is not None:
            self.menu().popup(self.viewport().mapToGlobal(point))
