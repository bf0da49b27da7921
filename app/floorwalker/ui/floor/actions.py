"""What can be done on the floor, with keys, tips and icons; the window may list them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class FloorActions(QObject):
    """The view's actions. Their keys work wherever the focus is in the view, save while something is written."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.find = self._action("Filter…", ("Ctrl+F",), "Write a filter for agents")
        self.quarter = self._action("15 min", ("1",), "Show the last quarter of an hour, live")
        self.hour = self._action("1 h", ("2",), "Show the last hour, live")
        self.shift = self._action("8 h", ("3",), "Show the last eight hours, live")
        self.shift_start = self._action(
            "Set when the shift starts…", ("Alt+3",), "Show the shift from a time of day on, in place of eight hours"
        )
        self.shift_length = self._action(
            "Show the last eight hours", ("Ctrl+Alt+3",), "Forget when the shift starts, and show the last eight hours"
        )
        self.today = self._action("Today", ("4",), "Show everything since midnight, live")
        self.all = self._action("All", ("F", "5"), "Show everything from the first event on, live")
        self.live = self._action("Live", ("L", "End"), "Go to now, and stay there")
        self.earlier = self._action("Earlier", ("Left",), "Move to earlier times")
        self.later = self._action("Later", ("Right",), "Move to later times")
        self.first = self._action("Beginning", ("Home",), "Go to the first event")
        self.closer = self._action("Zoom in", ("+", "="), "Show less time")
        self.farther = self._action("Zoom out", ("-",), "Show more time")
        self.higher = self._action("Higher rows", ("Ctrl++", "Ctrl+="), "Make rows higher (Ctrl and the wheel)")
        self.lower = self._action("Lower rows", ("Ctrl+-",), "Make rows lower (Ctrl and the wheel)")
        self.open = self._action(
            "Open event", ("Ctrl+Return", "Ctrl+Enter"), "Open the event behind the chosen agent's status"
        )
        self._group()

    @property
    def periods(self) -> tuple[QAction, ...]:
        """Those that choose a period, of which at most one is checked."""
        return (self.quarter, self.hour, self.shift, self.today, self.all)

    def _action(self, text: str, keys: tuple[str, ...], tip: str) -> QAction:
        action = QAction(text, self._view)
        sequences = [QKeySequence(key) for key in keys]
        action.setShortcuts(sequences)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        native = " or ".join(sequence.toString(QKeySequence.SequenceFormat.NativeText) for sequence in sequences)
        action.setToolTip(f"{tip} ({native})")
        self._view.addAction(action)
        return action

    def _group(self) -> None:
        group = QActionGroup(self)
        group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        for action in self.periods:
            action.setCheckable(True)
            group.addAction(action)
