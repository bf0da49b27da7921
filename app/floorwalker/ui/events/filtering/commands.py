"""What can be done with filters: icons in the line, shortcuts, and the menu of those used before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from floorwalker.ui.events.labels import shortened
from floorwalker.ui.look.dressed_actions import DressedActions
from floorwalker.ui.look.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable

    from floorwalker.ui.events.filtering.history import History
    from floorwalker.ui.look import Look

_LONGEST: Final = 80
"""Characters of an expression in a menu."""


class Commands(DressedActions):
    """The actions of one line; save and help have shortcuts that work wherever its bar is shown."""

    def __init__(self, line: QLineEdit, look: Look, bar: QWidget) -> None:
        super().__init__(look, bar, "muted")
        self._bar = bar
        self.recent = self.make("Filters used before…", "", "mdi6.filter-variant", "Used before, and more (Down)")
        self.help = self.make(
            "Filter language…", "Ctrl+F1", "mdi6.help-circle-outline", "What can be written in a filter"
        )
        self.save = self.make(
            "Save this filter as…", "Ctrl+Shift+F", "mdi6.content-save-outline", "Give this filter a name"
        )
        self.clear = self.make("Empty the filter", "", "mdi6.close", "Show all (Esc)")
        line.addAction(self.recent, QLineEdit.ActionPosition.LeadingPosition)
        for action in (self.help, self.save, self.clear):
            line.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
        bar.addActions([self.save, self.help])
        line.textChanged.connect(self._on_text_changed)
        self._on_text_changed(line.text())

    def recent_menu(self, history: History, use: Callable[[str], None]) -> QMenu:
        """The filters used before, to be used again, and what else can be done."""
        menu = QMenu(self._bar)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        menu.addActions([self.save, self.help])
        menu.addSection("Used before" if len(history) else "No filter was used yet")
        for expression in history:
            # A sole ampersand would underline the next letter.
            action = menu.addAction(shortened(expression, _LONGEST).replace("&", "&&"))
            action.setToolTip(plain_tip(expression))
            action.setFont(self._look.mono())
            action.triggered.connect(lambda _=False, text=expression: use(text))
        if len(history):
            menu.addSeparator()
            menu.addAction("Forget them").triggered.connect(history.clear)
        return menu

    def _on_text_changed(self, text: str) -> None:
        self.clear.setVisible(bool(text))
        self.save.setEnabled(bool(text))
