"""What can be done with the time that the floor shows, with keys, tips and icons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from floorwalker.ui.look.dressed_actions import DressedActions

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.look import Look


class RewindActions(DressedActions):
    """Their keys work wherever the focus is in the view, save while something is written."""

    def __init__(self, look: Look, view: QWidget) -> None:
        super().__init__(look, view)
        self._view = view
        self.play = self._of_view("Play", "P", "mdi6.play", "Play the past from the moment shown, and stop again")
        self.before = self._of_view(
            "Change before", ",", "mdi6.skip-previous", "Go to the last change of the agents shown"
        )
        self.next = self._of_view("Next change", ".", "mdi6.skip-next", "Go to the next change of the agents shown")
        self.slower = self._of_view("Play slower", "<", "mdi6.speedometer-slow", "Play at the next lower speed")
        self.faster = self._of_view("Play faster", ">", "mdi6.speedometer", "Play at the next higher speed")
        self.minute_back = self._of_view(
            "A minute back", "Ctrl+Left", "mdi6.step-backward", "Show the floor a minute earlier"
        )
        self.minute_on = self._of_view(
            "A minute on", "Ctrl+Right", "mdi6.step-forward", "Show the floor a minute later"
        )
        self.go_to = self._of_view("Go to a time…", "Ctrl+G", "mdi6.clock-edit-outline", "Type the time to show")

    def _of_view(self, text: str, key: str, icon: str, tip: str) -> QAction:
        action = self.make(text, key, icon, tip)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._view.addAction(action)
        return action
