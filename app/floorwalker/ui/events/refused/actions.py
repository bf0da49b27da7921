"""What can be done with a refused body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from floorwalker.ui.look.dressed_actions import DressedActions

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAction

    from floorwalker.ui.look import Look


class PaneActions(DressedActions):
    """The actions, with tips and icons; those with shortcuts have them in the widgets that they are added to alone."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(look, parent)
        self.send = self._made("Mend and send again…", "Ctrl+Return", "mdi6.send-outline", "Edit it, then send it")
        self.copy = self._made("Copy body", "Ctrl+C", "mdi6.content-copy", "Copy the body as text")
        self.curl = self._made("Copy as cURL", "", "mdi6.console-line", "Copy a curl command that posts it again")
        self.save = self._made("Save body…", "", "mdi6.content-save-outline", "Save its exact bytes to a file")

    def set_enabled(self, *, enabled: bool) -> None:
        """Whether there is a body to do it with."""
        for action in self.all():
            action.setEnabled(enabled)

    def _made(self, text: str, keys: str, icon: str, tip: str) -> QAction:
        action = self.make(text, keys, icon, tip, " in the list")
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        return action
