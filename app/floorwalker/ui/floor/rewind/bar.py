"""The bar along the bottom of the floor: steps and play, the speed, the slider, and the moment shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from floorwalker.ui.floor.rewind import speeds
from floorwalker.ui.floor.rewind.field import MomentField
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from floorwalker.ui.floor.rewind.actions import RewindActions
    from floorwalker.ui.floor.rewind.track import Track
    from floorwalker.ui.look import Look


class RewindBar(QWidget):
    """speed_chosen(int): one of `SPEEDS`, from the menu."""

    speed_chosen = Signal(int)

    def __init__(self, actions: RewindActions, track: Track, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._look = look
        self.track = track
        self.field = MomentField(look)
        self.speed = QToolButton()
        self._menu = QMenu(self)
        self._choices = {speed: self._choice(speed) for speed in speeds.SPEEDS}
        self._set_up()
        self._lay_out()
        look.changed.connect(self._dress)
        self._dress()

    def tell_speed(self, speed: int) -> None:
        """How fast it plays."""
        self.speed.setText(speeds.words(speed))
        self._choices[speed].setChecked(True)

    def tell_playing(self, *, is_playing: bool) -> None:
        """Whether it does."""
        play = self._actions.play
        play.setText("Pause" if is_playing else "Play")
        self._actions.set_icon(play, "mdi6.pause" if is_playing else "mdi6.play")

    def _choice(self, speed: int) -> QAction:
        action = self._menu.addAction(speeds.words(speed))
        action.setCheckable(True)
        action.triggered.connect(lambda: self.speed_chosen.emit(speed))
        return action

    def _set_up(self) -> None:
        group = QActionGroup(self)
        for action in self._choices.values():
            group.addAction(action)
        self.speed.setMenu(self._menu)
        self.speed.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.speed.setAutoRaise(True)
        self.speed.setToolTip("How many seconds of the floor go by in one (slower: <, faster: >)")
        self.speed.setAccessibleName("Speed")

    def _lay_out(self) -> None:
        row = boxes.row(self, spacing=2, margins=(8, 4, 8, 4))
        for action in (self._actions.before, self._actions.play, self._actions.next):
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAutoRaise(True)
            row.addWidget(button)
        row.addWidget(self.speed)
        row.addSpacing(boxes.BETWEEN)
        row.addWidget(self.track, 1)
        row.addWidget(self.field)

    def _dress(self) -> None:
        self.speed.setFont(self._look.small())
        self.speed.setMinimumWidth(self.speed.fontMetrics().horizontalAdvance("600×") + 28)
