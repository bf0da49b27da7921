"""What is said of a moment of the mix: how many agents were in which status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QIcon, QPaintEvent

    from floorwalker.ui.look import Look

_SWATCH: Final = 16
_PADDING: Final = 8
_HINT: Final = "Click: the floor then"
_AWAY: Final = 14
"""Pixels from the mouse to the card, so that the pointer covers no number."""


class Line(NamedTuple):
    """A status and how many agents were in it. swatch: None for what is no status of anybody present."""

    swatch: QIcon | None
    number: int
    words: str


class MixTip(QWidget):
    """A card above the mouse, which it lets through."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self._look = look
        self._head = ""
        self._lines: tuple[Line, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def said(self) -> tuple[str, tuple[Line, ...]]:
        """What it says: a headline and lines."""
        return self._head, self._lines

    def say(self, head: str, lines: Sequence[Line], place: QPoint) -> None:
        """Say that above a place on the screen."""
        self._head, self._lines = head, tuple(lines)
        self.resize(self.sizeHint())
        self.move(self._above(self._around.mapFromGlobal(place)))
        self.update()
        if not self.isVisible():
            self.show()
            self.raise_()

    def sizeHint(self) -> QSize:
        """As wide as its longest line."""
        body, small = QFontMetrics(self._look.body()), QFontMetrics(self._look.small())
        left = _SWATCH + self._numbers_width() + 2 * _PADDING
        widths = [left + small.horizontalAdvance(words) for words in (*(line.words for line in self._lines), _HINT)]
        width = max([body.horizontalAdvance(self._head), *widths]) + 2 * _PADDING
        return QSize(width, self._line_height() * (len(self._lines) + 2) + _PADDING)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.colour("line"))
        painter.setBrush(self._look.colour("raised"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(self._look.body())
        painter.setPen(self._look.colour("text"))
        height = self._line_height()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        place = QRect(_PADDING, _PADDING // 2, self.width() - 2 * _PADDING, height)
        painter.drawText(place, left, self._head)
        painter.setFont(self._look.small())
        for line in self._lines:
            place = place.translated(0, height)
            self._paint_line(painter, place, line)
        painter.setPen(self._look.colour("muted"))
        painter.drawText(place.translated(0, height), left, _HINT)

    def _paint_line(self, painter: QPainter, place: QRect, line: Line) -> None:
        if line.swatch is not None:
            top = place.top() + (place.height() - _SWATCH) // 2
            line.swatch.paint(painter, place.left(), top, _SWATCH, _SWATCH)
        painter.setPen(self._look.colour("muted" if line.swatch is None else "text"))
        numbers = QRect(place.left() + _SWATCH + _PADDING, place.top(), self._numbers_width(), place.height())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(numbers, Qt.AlignmentFlag.AlignRight | middle, f"{line.number:,}")
        words = QRect(numbers.right() + _PADDING + 1, place.top(), place.right() - numbers.right(), place.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | middle, line.words)

    def _numbers_width(self) -> int:
        small = QFontMetrics(self._look.small())
        return max((small.horizontalAdvance(f"{line.number:,}") for line in self._lines), default=0)

    def _line_height(self) -> int:
        return max(20, QFontMetrics(self._look.body()).height() + 2)

    def _above(self, mouse: QPoint) -> QPoint:
        """Above and to the right, or to the left where there is no room."""
        x = mouse.x() + _AWAY
        if x + self.width() > self._around.width():
            x = max(0, mouse.x() - _AWAY - self.width())
        return QPoint(x, max(0, mouse.y() - _AWAY - self.height()))
