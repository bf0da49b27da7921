"""What can be done with the time that the floor shows, with keys, tips and icons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.ui.look.dressed_actions import DressedActions

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.look import Look


class RewindActions(DressedActions):
    """Their keys work wherever the focus is in the view, save while something is written."""

    def __init__(self, look: Look, view: QWidget) -> None:
        super().__init__(look, view)
        self.play = self.add_within(
            view, "Play", "P", "mdi6.play", "Play the past from the moment shown, and stop again"
        )
        self.before = self.add_within(
            view, "Change before", ",", "mdi6.skip-previous", "Go to the last change of the agents shown"
        )
        self.next = self.add_within(
            view, "Next change", ".", "mdi6.skip-next", "Go to the next change of the agents shown"
        )
        self.slower = self.add_within(view, "Play slower", "<", "mdi6.speedometer-slow", "Play at the next lower speed")
        self.faster = self.add_within(view, "Play faster", ">", "mdi6.speedometer", "Play at the next higher speed")
        self.minute_back = self.add_within(
            view, "A minute back", "Ctrl+Left", "mdi6.step-backward", "Show the floor a minute earlier"
        )
        self.minute_on = self.add_within(
            view, "A minute on", "Ctrl+Right", "mdi6.step-forward", "Show the floor a minute later"
        )
        self.go_to = self.add_within(
            view, "Go to a time…", "Ctrl+G", "mdi6.clock-edit-outline", "Type the time to show"
        )
