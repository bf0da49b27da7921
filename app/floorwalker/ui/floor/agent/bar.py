"""An agent's time as one bar, with the hours under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from floorwalker.ui.floor import durations
from floorwalker.ui.floor.agent.edges import times_of
from floorwalker.ui.floor.timeline.strips import Sight, strips_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.floor.timeline.spans import ShownSpans
    from floorwalker.ui.look import Look

_HIGH: Final = 20
_TICK: Final = 4
"""Pixels of the bar, and of a work item's tick below it."""
_APART: Final = 56
"""Pixels from one time to the next, at least."""


class DayBar(QWidget):
    """pointed words come from `words_at`; chosen(seconds): a click."""

    chosen = Signal(float)

    def __init__(self, paints: Paints, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paints = paints
        self._look = look
        self._spans: ShownSpans | None = None
        self._ticks: Sequence[int] = ()
        self._start, self._end, self._now = 0.0, 1.0, 0.0
        self.words_at: Callable[[float], str] = lambda _: ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName("The agent's statuses over time")
        look.changed.connect(self.update)

    def show_spans(self, spans: ShownSpans | None, ticks: Sequence[int], period: tuple[float, float, float]) -> None:
        """One agent's spans, or nothing; ticks: when work items were offered or accepted. period: start, end and now,
        in seconds."""
        self._spans, self._ticks = spans, ticks
        self._start, self._end, self._now = period
        self.update()

    def sizeHint(self) -> QSize:
        """A bar and a line of times."""
        return QSize(160, _HIGH + _TICK + QFontMetrics(self._look.small()).height() + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Spans, ticks, times."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), _HIGH, self._look.colour("raised"))
        if self._spans is not None and self._end > self._start:
            self._paint_spans(painter, self._spans)
            self._paint_ticks(painter)
            self._paint_times(painter)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Says what is pointed at."""
        words = self.words_at(self._moment(event.position().x())) if event.position().y() < _HIGH + _TICK else ""
        QToolTip.showText(event.globalPosition().toPoint(), words, self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._moment(event.position().x()))

    def _paint_spans(self, painter: QPainter, spans: ShownSpans) -> None:
        width = self.width()
        sight = Sight(self._start, (self._end - self._start) / width, width, self._now)
        strips = strips_of(spans, sight)
        activities = spans.activity[strips.place]
        colours = self._paints.colours(activities)
        hatch = QBrush(self._paints.hatch, Qt.BrushStyle.BDiagPattern)
        unknown = int(strips.first[0]) if len(strips.first) else strips.sight.stop
        painter.fillRect(0, 0, min(unknown, strips.sight.stop), _HIGH, hatch)
        columns = np.stack([strips.first, strips.end, colours.fill.astype(np.int64), colours.hatched], 1).tolist()
        for first, end, fill, hatched in columns:
            if hatched or fill:
                painter.fillRect(first, 0, end - first, _HIGH, hatch if hatched else QColor.fromRgb(fill))
        x = round((self._now - self._start) / sight.scale)
        painter.setPen(QPen(self._look.colour("accent"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(x, 0, x, _HIGH)

    def _paint_ticks(self, painter: QPainter) -> None:
        scale = (self._end - self._start) / self.width()
        for x in {round((tick - self._start) / scale) for tick in self._ticks}:
            painter.fillRect(x, _HIGH + 1, 1, _TICK - 1, self._look.colour("text"))

    def _paint_times(self, painter: QPainter) -> None:
        painter.setFont(self._look.small())
        painter.setPen(self._look.colour("muted"))
        metrics, right = QFontMetrics(self._look.small()), 0
        scale = (self._end - self._start) / self.width()
        for moment in times_of(self._start, self._end, self.width() // _APART):
            words = f"{durations.local(moment):%H:%M}"
            width = metrics.horizontalAdvance(words) + 2
            left = min(max(round((moment - self._start) / scale) - width // 2, 0), self.width() - width)
            if left >= right:
                place = QRect(left, _HIGH + _TICK, width, metrics.height())
                painter.drawText(place, Qt.AlignmentFlag.AlignLeft, words)
                right = left + width + 8

    def _moment(self, x: float) -> float:
        return self._start + x * (self._end - self._start) / max(1, self.width())
