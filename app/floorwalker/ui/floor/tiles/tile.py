"""One tile: a number, what it counts, how it was in the last half hour, and how many have been so for too long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from floorwalker.ui.look.tips import plain_tip

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QColor, QFocusEvent, QFont, QIcon, QKeyEvent, QPaintEvent

    from floorwalker.event.entries import Fill
    from floorwalker.ui.look import Look, Role

MOST: Final = 240
"""Pixels that a tile is wide."""
_PADDING: Final = 8
_GAP: Final = 4
_ICON: Final = 16
_EDGE: Final = 4
_QUIET: Final = 0.4
"""How opaque a status's colour is in a tile that counts nobody."""
_ARROWS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_PRESSES: Final = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Face(NamedTuple):
    """What a tile looks like. word: what is counted. colour, fill: of its status. icon: beside the word."""

    word: str
    colour: QColor
    fill: Fill
    icon: QIcon


class Tile(QAbstractButton):
    """A button that stays pressed while the filter asks for it. moved(step): an arrow key, to the tile at the side."""

    moved = Signal(int)

    def __init__(self, look: Look, face: Face, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.face = face
        self.number = -1
        self.over = 0
        self._is_slim = False
        self._lately: NDArray[np.int64] = np.empty(0, np.int64)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def tell(self, number: int, over: int, tip: str) -> None:
        """How many there are now, how many of them for too long, and what to say of it."""
        self.setToolTip(plain_tip(tip))
        if (number, over) != (self.number, self.over):
            self.number, self.over = number, over
            late = f", {over:,} over the limit" if over else ""
            self.setAccessibleName(f"{number:,} {self.face.word}{late}")
            self.update()

    def tell_lately(self, lately: NDArray[np.int64]) -> None:
        """How many there were at each of some moments, evenly over the last half hour."""
        if not np.array_equal(lately, self._lately):
            self._lately = lately
            self.update()

    def dress(self, face: Face) -> None:
        """It looks so now."""
        self.face = face
        self.update()

    def make_slim(self, *, is_slim: bool) -> None:
        """In one line, without its half hour, or in two."""
        self._is_slim = is_slim
        self.update()

    def wanted_width(self) -> int:
        """Pixels in which nothing is cut."""
        word = _ICON + _GAP + QFontMetrics(self._look.small()).horizontalAdvance(self.face.word)
        number = QFontMetrics(self._look.body() if self._is_slim else self._look.tile())
        counted = number.horizontalAdvance(f"{max(self.number, 0):,}")
        inner = word + counted + 2 * _GAP + self._over()[1] if self._is_slim else max(word, counted)
        return _EDGE + 2 * _PADDING + inner

    def sizeHint(self) -> QSize:
        """As all tiles have at least."""
        return QSize(least_width(self._look, is_slim=self._is_slim), height_of(self._look, is_slim=self._is_slim))

    def event(self, event: QEvent) -> bool:
        """Its own keys come before the shortcuts of the view that it is in."""
        if event.type() == QEvent.Type.ShortcutOverride and self._is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the next one, Space and Enter press."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self.moved.emit(_ARROWS[key])
        elif key in _PRESSES:
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Its frame tells that it has the keys."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, number and half hour, word and how many are over."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        inner = self.rect().adjusted(_EDGE + _PADDING, _PADDING // 2, -_PADDING, -_PADDING // 2)
        if self._is_slim:
            self._paint_in_one_line(painter, inner)
        else:
            self._paint_in_two_lines(painter, inner)

    def _paint_in_two_lines(self, painter: QPainter, inner: QRect) -> None:
        upper = QRect(inner.left(), inner.top(), inner.width(), QFontMetrics(self._look.tile()).height())
        lower = QRect(inner.left(), upper.bottom() + 1, inner.width(), inner.bottom() - upper.bottom())
        used = self._paint_number(painter, upper, self._look.tile()) + _GAP
        over, width = self._over()
        if used + width <= inner.width():
            self._paint_over(painter, upper.adjusted(used, 0, 0, 0), over)
            used += width
        else:
            lower.setWidth(lower.width() - width)
            self._paint_over(painter, QRect(lower.right() + 1, lower.top(), width, lower.height()), over)
        self._paint_lately(painter, upper.adjusted(used + _GAP, 4, 0, -4))
        self._paint_icon(painter, lower)
        self._paint_word(painter, lower.adjusted(_ICON + _GAP, 0, 0, 0))

    def _paint_in_one_line(self, painter: QPainter, inner: QRect) -> None:
        over, width = self._over()
        self._paint_icon(painter, inner)
        left = _ICON + _GAP
        left += self._paint_number(painter, inner.adjusted(left, 0, 0, 0), self._look.body()) + _GAP
        self._paint_word(painter, inner.adjusted(left, 0, -width, 0))
        self._paint_over(painter, inner.adjusted(inner.width() - width, 0, 0, 0), over)

    def _over(self) -> tuple[str, int]:
        """What is said of those who are over the limit, and how many pixels wide it is."""
        text = f"⚠ {self.over:,}" if self.over else ""
        return text, QFontMetrics(self._look.small()).horizontalAdvance(text)

    def _is_own(self, event: QEvent) -> bool:
        key: QKeyEvent = event  # type: ignore[assignment]  # PySide gives events their own classes
        plain = key.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        return plain and (key.key() in _ARROWS or key.key() in _PRESSES)

    def _paint_ground(self, painter: QPainter) -> None:
        look, frame = self._look, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground: Role = "selection" if self.isChecked() else "hover" if self.underMouse() else "raised"
        strong = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(look.colour("accent" if strong else "line"), 2 if self.hasFocus() else 1))
        painter.setBrush(look.colour(ground))
        painter.drawRoundedRect(frame, 4, 4)
        edge = QRectF(2, 4, _EDGE - 1, self.height() - 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setOpacity(self._strength())
        self._paint_filled(painter, QPolygonF(edge))
        painter.setOpacity(1)

    def _paint_filled(self, painter: QPainter, shape: QPolygonF) -> None:
        """A shape in the status's colour, hatched, or nothing."""
        if self.face.fill == "solid":
            painter.setBrush(self.face.colour)
        elif self.face.fill == "hatched":
            painter.setBrush(QBrush(self._look.colour("gap"), Qt.BrushStyle.BDiagPattern))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(shape)

    def _paint_number(self, painter: QPainter, place: QRect, font: QFont) -> int:
        painter.setFont(font)
        painter.setPen(self._ink())
        text = f"{max(self.number, 0):,}"
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        return QFontMetrics(font).horizontalAdvance(text)

    def _paint_lately(self, painter: QPainter, place: QRect) -> None:
        """From 0 at the bottom to the most at the top, so that a steady number is a full bar."""
        top = int(self._lately.max(initial=0))
        if top == 0 or place.width() < 16:
            return
        xs = np.linspace(place.left(), place.right(), len(self._lately)).tolist()
        ys = (place.bottom() - self._lately / top * (place.height() - 1)).tolist()
        line = [QPointF(x, y) for x, y in zip(xs, ys, strict=True)]
        painter.setPen(Qt.PenStyle.NoPen)
        feet = [QPointF(place.right(), place.bottom()), QPointF(place.left(), place.bottom())]
        painter.setOpacity(0.75 * self._strength())
        self._paint_filled(painter, QPolygonF([*line, *feet]))
        painter.setOpacity(1)
        painter.setPen(QPen(self._look.colour("muted"), 1))
        painter.drawPolyline(QPolygonF(line))

    def _paint_icon(self, painter: QPainter, place: QRect) -> None:
        painter.setOpacity(self._strength())
        self.face.icon.paint(painter, place.left(), place.top() + (place.height() - _ICON) // 2, _ICON, _ICON)
        painter.setOpacity(1)

    def _paint_word(self, painter: QPainter, room: QRect) -> None:
        painter.setFont(self._look.small())
        painter.setPen(self._ink())
        word = QFontMetrics(self._look.small()).elidedText(self.face.word, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)

    def _ink(self) -> QColor:
        return self._look.colour("text" if self.number else "muted")

    def _strength(self) -> float:
        """How opaque colours are: where there is nobody they step back."""
        return 1 if self.number else _QUIET

    def _paint_over(self, painter: QPainter, place: QRect, text: str) -> None:
        """How many have been so for too long."""
        painter.setFont(self._look.small())
        painter.setPen(self._look.colour("danger"))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def least_width(look: Look, *, is_slim: bool) -> int:
    """Pixels that tiles are wide at least where each is as wide: room for a short word, which most are."""
    word = _EDGE + 2 * _PADDING + _ICON + _GAP + QFontMetrics(look.small()).horizontalAdvance("signed out")
    return word + (QFontMetrics(look.body()).horizontalAdvance("100") + _GAP if is_slim else 0)


def height_of(look: Look, *, is_slim: bool) -> int:
    """Pixels that tiles are high: a number above a word, or beside it."""
    lower = max(_ICON, QFontMetrics(look.small()).height())
    if is_slim:
        return max(lower, QFontMetrics(look.body()).height()) + _PADDING
    return QFontMetrics(look.tile()).height() + lower + _PADDING + 2
