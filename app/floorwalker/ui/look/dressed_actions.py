"""Actions as they look everywhere: a name, a shortcut, a tip that tells it, and an icon in a colour of the look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.look.look import Look
    from floorwalker.ui.look.palettes import Role


class DressedActions(QObject):
    """Makes actions and keeps their icons in the colours of now; for the window's thread only."""

    def __init__(self, look: Look, parent: QObject | None = None, role: Role = "text") -> None:
        """role: of the icons' colour."""
        super().__init__(parent)
        self._look = look
        self._role: Role = role
        self._icons: dict[QAction, str] = {}
        look.changed.connect(self._on_look_changed)

    def all(self) -> list[QAction]:
        """Every one, in the order in which they were made."""
        return list(self._icons)

    def make(self, text: str, shortcut: str, icon: str, tip: str, where: str = "") -> QAction:
        """One more, whose shortcut ("" for none) works once a widget has it. where: told behind the shortcut."""
        action = QAction(text, self)
        sequence = QKeySequence(shortcut)
        action.setShortcut(sequence)
        keys = sequence.toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{tip} ({keys}{where})" if keys else tip)
        action.setStatusTip(tip)
        self.set_icon(action, icon)
        return action

    def add(self, owner: QWidget, text: str, shortcut: str, icon: str, tip: str) -> QAction:
        """One more, of a widget, in which alone its shortcut works; that of the parent's works in the whole window."""
        action = self.make(text, shortcut, icon, tip)
        if owner is not self.parent():
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        owner.addAction(action)
        return action

    def add_within(self, owner: QWidget, text: str, shortcut: str, icon: str, tip: str) -> QAction:
        """One more, of a widget, in which its shortcut works wherever the focus is."""
        action = self.make(text, shortcut, icon, tip)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        owner.addAction(action)
        return action

    def set_icon(self, action: QAction, icon: str) -> None:
        """Give an action, whoever made it, that icon of qtawesome from now on."""
        self._icons[action] = icon
        action.setIcon(self._look.icon(icon, self._role))

    def _on_look_changed(self) -> None:
        for action, icon in self._icons.items():
            action.setIcon(self._look.icon(icon, self._role))
