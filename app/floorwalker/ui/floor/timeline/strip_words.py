"""The words on spans, where there is room for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QStaticText

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

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
    """Words laid out once, and their width and height in pixels."""

    text: QStaticText
    width: float
    height: float


class StripWords:
    """Writes each status's words on its spans, with the reason, without it, or not at all, as there is room."""

    def __init__(self, look: Look, paints: Paints) -> None:
        self._look = look
        self._paints = paints
        self._words: dict[tuple[int, int], tuple[_Words, ...]] = {}

    def forget(self) -> None:
        """The look is another now."""
        self._words.clear()

    def paint(self, painter: QPainter, spans: ShownSpans, strips: Strips, content: Content, density: float) -> None:
        """On all spans in sight. density: columns of the strips a pixel."""
        painter.setFont(self._look.small())
        wide = np.flatnonzero(strips.end - strips.first >= _LEAST * density)
        wide = wide[self._paints.colours(spans.activity[strips.place[wide]]).fill != 0]
        told = strips.place[wide]
        columns = (strips.first[wide], strips.end[wide], strips.row[wide], spans.activity[told], spans.reason[told])
        for first, end, row, activity, reason in np.stack(columns, 1).tolist():
            words = self._fitting(activity, reason, (end - first) / density - 2 * _FREE)
            if words is not None:
                top = (row + content.first_row) * content.row_height - content.offset
                painter.setPen(self._paints.text_on(activity))
                place = QPointF(first / density + _FREE, top + (content.row_height - words.height) / 2)
                painter.drawStaticText(place, words.text)

    def _fitting(self, activity: int, reason: int, room: float) -> _Words | None:
        key = (activity, reason)
        if key not in self._words:
            looks = [self._paints.status(activity, of) for of in ((reason, 0) if reason else (0,))]
            self._words[key] = tuple(self._laid_out(look.words) for look in looks)
        return next((words for words in self._words[key] if words.width <= room), None)

    def _laid_out(self, words: str) -> _Words:
        text = QStaticText(words)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.prepare(font=self._look.small())
        return _Words(text, text.size().width(), text.size().height())
