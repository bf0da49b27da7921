"""Sizes on the wallboard: all of them follow the screen's, so that any screen is read from as far as its width allows.

A capital letter can be read from some 200 times its height. On a screen of 1.1 m (50 inches) the names are 26 mm high,
which is read from five metres.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont

if TYPE_CHECKING:
    from PySide6.QtCore import QSize

    from floorwalker.ui.look import Look


class Scale:
    """Of one size of screen. `unit` is the hundredth part of its height, less on a narrow one."""

    def __init__(self, look: Look, size: QSize) -> None:
        self.unit = min(size.height() / 100, size.width() / 160)
        self._look = look

    def pixels(self, units: float) -> int:
        """So many units."""
        return max(1, round(units * self.unit))

    def font(self, units: float) -> QFont:
        """The system's font, so many units high, its numbers of equal width."""
        font = QFont(self._look.body())
        font.setPixelSize(self.pixels(units))
        return font
