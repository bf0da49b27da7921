"""What can be done with a refused body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from floorwalker.ui.look import Look


class PaneActions(QObject):
    """The actions, with tips and icons; those with shortcuts have them in the widgets that they are added to alone."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._icons: dict[QAction, str] = {}
        self.send = self._action("Mend and send again…", "Ctrl+Return", "mdi6.send-outline", "Edit it, then send it")
        self.copy = self._action("Copy body", "Ctrl+C", "mdi6.content-copy", "Copy the body as text")
        self.curl = self._action("Copy as cURL", "", "mdi6.console-line", "Copy a curl command that posts it again")
        self.save = self._action("Save body…", "", "mdi6.content-save-outline", "Save its exact bytes to a file")
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def all(self) -> list[QAction]:
        """Every one, as they stand side by side."""
        return list(self._icons)

    def set_enabled(self, *, enabled: bool) -> None:
        """Whether there is a body to do it with."""
        for action in self._icons:
            action.setEnabled(enabled)

    def _action(self, text: str, keys: str, icon: str, tip: str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{tip} ({shown} in the list)" if shown else tip)
        self._icons[action] = icon
        return action

    def _on_look_changed(self) -> None:
        for action, icon in self._icons.items():
            action.setIcon(self._look.icon(icon))
