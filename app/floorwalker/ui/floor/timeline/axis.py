"""The chart's time axis: the user's zone, the look's colours, and what is marked on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pyqtgraph
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from floorwalker.ui.look import Look, Role

_TICK: Final = 4
"""Pixels that a tick is long."""
_FREE: Final = 4
"""Pixels between a tick and its time."""


class Mark(NamedTuple):
    """A word over a place, in pixels from the axis's left."""

    x: float
    word: str
    role: Role


class TimeAxis(pyqtgraph.DateAxisItem):
    """Stands above the rows, as high as the header of the list beside it."""

    def __init__(self, look: Look) -> None:
        super().__init__("top")
        self._look = look
        self._marks: tuple[Mark, ...] = ()
        self.setStyle(tickLength=_TICK, tickTextOffset=_FREE)
        self.recolour()

    def recolour(self) -> None:
        """The look is another now."""
        self.setPen(QPen(self._look.colour("line"), 1))
        self.setTickPen(QPen(self._look.colour("muted"), 1))
        self.setTextPen(QPen(self._look.colour("muted"), 1))
        self.setTickFont(self._look.small())

    def mark(self, *marks: Mark) -> None:
        """Write these words, and no others, in place of the times that they would stand on."""
        if marks != self._marks:
            self._marks = marks
            self.picture = None
            self.update()

    def generateDrawSpecs(self, painter: QPainter) -> Any:  # noqa: ANN401 pyqtgraph has no types
        """What pyqtgraph would draw, without the times that a mark would stand on."""
        specs = super().generateDrawSpecs(painter)
        if specs is None or not self._marks:
            return specs
        line, ticks, texts = specs
        boxes = [self._box(mark) for mark in self._marks]
        return line, ticks, [text for text in texts if not any(text[0].intersects(box) for box in boxes)]

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None) -> None:
        """The axis and its marks, a later one in place of one that it would stand on."""
        super().paint(painter, option, widget)
        painter.setFont(self._look.small())
        for number, mark in enumerate(self._marks):
            box = self._box(mark)
            if not any(box.intersects(self._box(later)) for later in self._marks[number + 1 :]):
                painter.setPen(self._look.colour(mark.role))
                painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, mark.word)

    def _box(self, mark: Mark) -> QRectF:
        width = QFontMetricsF(self._look.small()).horizontalAdvance(mark.word) + 8
        left = min(max(mark.x - width / 2, 0.0), float(self.width()) - width)
        return QRectF(left, float(self.boundingRect().top()), width, float(self.height()) - _TICK - _FREE)
