"""Texts that are painted again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QStaticText

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPainter

REMEMBERED: Final = 4_000


class Texts:
    """Paints single lines in one font, and remembers how they are laid out, which is most of the work."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetrics(font)
        self._prepared: dict[tuple[str, int], tuple[QStaticText, int]] = {}

    def paint(self, painter: QPainter, place: tuple[int, int, int, int], text: str, *, right: bool = False) -> int:
        """Paint a text in a place (left, top, width, height), in the middle of its height, cut where there is no room.

        The painter must have this font. Returns how wide the text was.
        """
        left, top, room, height = place
        prepared, width = self._fitting(text, room)
        if right:
            left += room - width
        painter.drawStaticText(left, top + (height - self.metrics.height()) // 2, prepared)
        return width

    def _fitting(self, text: str, room: int) -> tuple[QStaticText, int]:
        whole = self._prepare(text, 0)
        return whole if whole[1] <= room else self._prepare(text, max(room, 1))

    def _prepare(self, text: str, room: int) -> tuple[QStaticText, int]:
        """room: to be cut to, 0 for not at all."""
        key = (text, room)
        if key not in self._prepared:
            if len(self._prepared) >= REMEMBERED:
                self._prepared.clear()
            shown = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room) if room else text
            made = QStaticText(shown)
            made.setTextFormat(Qt.TextFormat.PlainText)
            made.prepare(font=self.font)
            self._prepared[key] = made, self.metrics.horizontalAdvance(shown)
        return self._prepared[key]
