"""What is told of a chosen time, and what can be done with it, over the chart's lower edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QWidget

from floorwalker.ui.floor import durations
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from floorwalker.ui.floor.timeline.actions import RangeActions
    from floorwalker.ui.floor.timeline.ranging import Range
    from floorwalker.ui.look import Look

_AWAY: Final = 8
"""Pixels from the chart's edges."""


class RangeCard(QFrame):
    """Hidden unless a time is chosen."""

    def __init__(self, actions: RangeActions, look: Look, over: QWidget) -> None:
        super().__init__(over)
        self._look = look
        self._over = over
        self.words = QLabel()
        self._lay_out(actions)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self.hide()

    def say(self, chosen: Range, middle: float) -> None:
        """From when to when, and how long. middle: of it, in pixels from the left of what the card is over."""
        self.words.setText(f"{durations.period(*chosen, to_the_second=True)}   {durations.exact(chosen.length)}")
        self.adjustSize()
        right = self._over.width() - self.width() - _AWAY
        left = max(_AWAY, min(round(middle - self.width() / 2), right))
        self.move(left, self._over.height() - self.height() - _AWAY)
        self.show()

    def _lay_out(self, actions: RangeActions) -> None:
        row = boxes.row(self, spacing=2, margins=(8, 2, 2, 2))
        row.addWidget(self.words)
        row.addSpacing(boxes.BETWEEN)
        for action in (actions.events, actions.zoom, actions.clear):
            button = QToolButton(self)
            button.setAutoRaise(True)
            button.setDefaultAction(action)
            row.addWidget(button)

    def _on_look_changed(self) -> None:
        raised, line = self._look.colour("raised").name(), self._look.colour("accent").name()
        self.setStyleSheet(f"RangeCard {{ background: {raised}; border: 1px solid {line}; border-radius: 4px; }}")
