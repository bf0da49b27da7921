"""The words on spans, where there is room for them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap

from floorwalker.event.statuses.table import numbered

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.floor.timeline.content import Content
    from floorwalker.ui.floor.timeline.spans import ShownSpans
    from floorwalker.ui.floor.timeline.strips import Strips
    from floorwalker.ui.look import Look

WORDS_FROM: Final = 20
"""Pixels of row height from which words are written on spans."""
_FREE: Final = 5
"""Pixels left free beside words."""
_LEAST: Final = 36
"""Pixels that no word fits into."""


class _Words(NamedTuple):
    """Words painted once, and their width and height in pixels."""

    picture: QPixmap
    width: float
    height: float


class StripWords:
    """Writes each status's words on its spans, with the reason, without it, or not at all, as there is room.

    There may be two thousand of them in each frame: pictures are put there several times as fast as text.
    """

    def __init__(self, look: Look, paints: Paints) -> None:
        self._look = look
        self._paints = paints
        self._density = 1.0
        self._words: dict[tuple[int, int], tuple[_Words, ...]] = {}

    def forget(self) -> None:
        """The look is another now."""
        self._words.clear()

    def paint(self, painter: QPainter, spans: ShownSpans, strips: Strips, content: Content, density: float) -> None:
        """On all spans in sight. density: columns of the strips a pixel."""
        if density != self._density:
            self._density = density
            self.forget()
        wide = np.flatnonzero(strips.end - strips.first >= _LEAST * density)
        wide = wide[self._paints.colours(spans.activity[strips.place[wide]]).fill != 0]
        told = strips.place[wide]
        room = (strips.end[wide] - strips.first[wide]) / density - 2 * _FREE
        left = np.rint(strips.first[wide] / density).astype(np.int64) + _FREE
        top = (strips.row[wide] + content.first_row) * content.row_height - content.offset
        statuses, number = numbered(spans.activity[told], spans.reason[told])
        for place, status in enumerate(statuses):
            of = number == place
            for words in self._words_of(*status):
                fits = of & (room >= words.width)
                of &= ~fits
                down = round((content.row_height - words.height) / 2)
                for x, y in zip(left[fits].tolist(), (top[fits] + down).tolist(), strict=True):
                    painter.drawPixmap(x, y, words.picture)

    def _words_of(self, activity: int, reason: int) -> tuple[_Words, ...]:
        """The longest first."""
        key = (activity, reason)
        if key not in self._words:
            looks = [self._paints.status(activity, of) for of in ((reason, 0) if reason else (0,))]
            ink = self._paints.text_on(activity)
            self._words[key] = tuple(self._painted(look.words, ink) for look in looks)
        return self._words[key]

    def _painted(self, words: str, ink: QColor) -> _Words:
        font = self._look.small()
        metrics = QFontMetricsF(font)
        width, height = metrics.horizontalAdvance(words), metrics.height()
        picture = QPixmap(math.ceil(width * self._density) + 1, math.ceil(height * self._density))
        picture.setDevicePixelRatio(self._density)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(QPointF(0, metrics.ascent()), words)
        painter.end()
        return _Words(picture, width, height)
