"""Keys that a part of the view has for itself while it has the focus, as actions: named, with tips, in the list of
shortcuts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.look import Look


class OwnKeys(QObject):
    """Actions of one widget, which the first of its keys is shown for."""

    def __init__(self, look: Look, owner: QWidget) -> None:
        super().__init__(owner)
        self._look = look
        self._owner = owner
        self._icons: dict[QAction, str] = {}
        look.changed.connect(self._on_look_changed)

    def add(self, keys: str, text: str, tip: str, icon: str, do: Callable[[], None]) -> QAction:
        """One more. keys: separated by spaces; any will do."""
        sequences = [QKeySequence(key) for key in keys.split()]
        action = QAction(self._look.icon(icon), text, self)
        action.setShortcuts(sequences)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setToolTip(f"{tip} ({sequences[0].toString(QKeySequence.SequenceFormat.NativeText)})")
        action.setStatusTip(tip)
        action.triggered.connect(lambda _checked: do())
        self._owner.addAction(action)
        self._icons[action] = icon
        return action

    def _on_look_changed(self) -> None:
        for action, icon in self._icons.items():
            action.setIcon(self._look.icon(icon))
