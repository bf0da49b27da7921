"""Paints the strip: bars, gaps, times, what is chosen and what the table has in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen

from floorwalker.ui.events.strip.bins import SLOTS
from floorwalker.ui.events.strip.times import Times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from floorwalker.session.records import Gap
    from floorwalker.ui.events.strip.bins import Bars
    from floorwalker.ui.events.strip.chosen import Span
    from floorwalker.ui.events.strip.scale import Scale
    from floorwalker.ui.look import Look

PLOT: Final = 32
"""Pixels that the highest bar is high, where type is of its usual size."""
_LEAST: Final = 2
"""Pixels that any event is high: one among thousands is seen, too."""
_TORN: Final = 3
"""Pixels below its upper end where a bar that would be higher is torn."""
_FAR_MORE: Final = 10
_ENOUGH: Final = 5
"""Bars from which on one can be far higher than the others."""
_SIGHT: Final = 3
"""Pixels that the band is high that tells what is in sight, and the least that it is wide."""


class Filled(NamedTuple):
    """What the bars say: of all events, and of those that the filter shows."""

    all: Bars
    shown: Bars


class Places(NamedTuple):
    """The parts of the strip, one above the other."""

    head: QRect
    plot: QRect
    axis: QRect


class StripPainter:
    """Paints in the look's colours and sizes; asks for them each time."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._times = Times()

    def line(self) -> int:
        """Pixels of a line of words."""
        return max(16, QFontMetrics(self._look.small()).height())

    def places(self, width: int) -> Places:
        """Where the parts of a strip of that width are."""
        line = self.line()
        return Places(QRect(0, 0, width, line), QRect(0, line, width, PLOT), QRect(0, line + PLOT, width, line))

    def paint_filling(
        self, painter: QPainter, places: Places, scale: Scale, filled: Filled, gaps: Sequence[Gap]
    ) -> None:
        """Gaps, then bars over them, then the times below."""
        self._paint_gaps(painter, places.plot, scale, gaps)
        self._paint_bars(painter, places.plot, scale, filled)
        self._paint_times(painter, places.axis, scale)

    def paint_sight(self, painter: QPainter, places: Places, scale: Scale, sight: Span) -> None:
        """A band under the bars."""
        left = scale.x(sight.start)
        width = max(float(_SIGHT), scale.x(sight.end) - left)
        left = min(left, scale.width - width)
        painter.fillRect(QRectF(left, places.plot.bottom() + 1, width, _SIGHT), self._look.colour("accent"))

    def paint_chosen(self, painter: QPainter, places: Places, scale: Scale, chosen: Span, *, is_applied: bool) -> None:
        """What is outside of it is veiled; its ends are lines, broken ones until it is applied."""
        plot = places.plot
        start, end = (min(max(scale.x(time), 0.0), float(scale.width)) for time in chosen)
        veil = self._look.colour("ground")
        veil.setAlpha(176)
        painter.fillRect(QRectF(0, plot.top(), start, PLOT), veil)
        painter.fillRect(QRectF(end, plot.top(), scale.width - end, PLOT), veil)
        style = Qt.PenStyle.SolidLine if is_applied else Qt.PenStyle.DashLine
        painter.setPen(QPen(self._look.colour("accent"), 1, style))
        for x in (round(start), round(end) - 1):
            painter.drawLine(QPointF(x + 0.5, plot.top()), QPointF(x + 0.5, plot.bottom() + 1))

    def _paint_gaps(self, painter: QPainter, plot: QRect, scale: Scale, gaps: Sequence[Gap]) -> None:
        hatch = QBrush(self._look.colour("gap"), Qt.BrushStyle.BDiagPattern)
        for gap in gaps:
            left, right = scale.x(gap.start), scale.x(gap.end)
            if right > 0 and left < scale.width:
                painter.fillRect(QRectF(left, plot.top(), max(3.0, right - left), PLOT), hatch)

    def _paint_bars(self, painter: QPainter, plot: QRect, scale: Scale, filled: Filled) -> None:
        whole = filled.all.sum(axis=1)
        highest = full_height(whole)
        outer = _heights(whole, highest)
        edges = _heights(np.cumsum(filled.shown, axis=1), highest)
        quiet, colours = self._look.colour("line"), self._colours()
        for bar in np.flatnonzero(whole).tolist():
            left = scale.edge(bar)
            width = max(1, scale.edge(bar + 1) - left - 1)
            if edges[bar, -1] < outer[bar]:
                painter.fillRect(left, plot.bottom() + 1 - outer[bar], width, outer[bar], quiet)
            below = 0
            for slot in range(SLOTS):
                height = int(edges[bar, slot]) - below
                if height > 0:
                    painter.fillRect(left, plot.bottom() + 1 - below - height, width, height, colours[slot])
                    below += height
            if whole[bar] > highest:
                painter.fillRect(left, plot.top() + _TORN, width, 1, self._look.colour("raised"))
        painter.fillRect(0, plot.bottom() + 1, scale.width, 1, self._look.colour("line"))

    def _paint_times(self, painter: QPainter, axis: QRect, scale: Scale) -> None:
        painter.setFont(self._look.small())
        painter.setPen(self._look.colour("muted"))
        million = 1_000_000
        metrics = QFontMetrics(self._look.small())
        for label in self._times.labels(scale.start / million, scale.end / million, scale.width, metrics):
            painter.drawLine(label.x, axis.top(), label.x, axis.top() + 3)
            place = QRect(label.left, axis.top(), label.width + 2, axis.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, label.text)

    def _colours(self) -> list[QColor]:
        return [self._look.category_colour(slot) for slot in range(SLOTS)]


def full_height(whole: Bars) -> int:
    """How many events a bar of full height has. A bar with far more than others would leave these no height: it is
    torn off."""
    there = whole[whole > 0]
    if len(there) < _ENOUGH:
        return max(1, int(whole.max(initial=1)))
    return min(int(there.max()), _FAR_MORE * int(np.median(there)))


def _heights(counts: Bars, highest: int) -> Bars:
    """Pixels for counts."""
    heights: Bars = np.where(
        counts > 0, np.maximum(_LEAST, np.minimum(PLOT, np.rint(counts * (PLOT / highest)))), 0
    ).astype(np.int64)
    return heights
