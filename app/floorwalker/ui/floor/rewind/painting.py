"""Paints the slider: how much happened, gaps, times, and the handle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPen, QPolygonF

from floorwalker.ui.events.strip.times import Times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from floorwalker.session.records import Gap
    from floorwalker.ui.floor.rewind.course import Course
    from floorwalker.ui.floor.rewind.happened import Happened
    from floorwalker.ui.look import Look

HEIGHT: Final = 24
"""Pixels above the times."""
_HIGHEST: Final = 18
"""Pixels of the line where most happened."""
_COLUMN: Final = 2
"""Pixels of which the line tells one number."""
_USUAL: Final = 99
"""Percent of the line's places that are drawn as high as they are: a burst leaves the others their height."""
_KNOB: Final = 5.0
_LIVE, _END = "LIVE", "END"


class TrackPainter:
    """Paints in the look's colours and sizes; asks for them each time."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._times = Times()

    def line(self) -> int:
        """Pixels of a line of words."""
        return max(16, QFontMetrics(self._look.small()).height())

    def live_width(self) -> int:
        """Pixels at the right end that the word takes."""
        return QFontMetrics(self._look.small()).horizontalAdvance(_LIVE) + 20

    def paint_course(
        self, painter: QPainter, area: QRect, course: Course, happened: Happened, gaps: Sequence[Gap]
    ) -> None:
        """All that stays when the handle moves."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_line(painter, course, happened)
        self._paint_gaps(painter, course, gaps)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(QRectF(0, HEIGHT, course.width, 1), self._look.colour("outline"))
        self._paint_times(painter, area, course)

    def paint_moment(self, painter: QPainter, course: Course, moment: float | None, *, has_focus: bool) -> None:
        """The handle, at the right end while it is live; what came after it lies under a veil."""
        accent = self._look.colour("accent")
        x = course.width if moment is None else course.x(moment)
        if moment is not None:
            veil = self._look.colour("ground")
            veil.setAlpha(176)
            painter.fillRect(QRectF(x, 0, course.width - x, HEIGHT), veil)
        painter.fillRect(QRectF(0, HEIGHT - 1, x, 3), accent)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(accent, 2))
        painter.drawLine(QPointF(x, 1), QPointF(x, HEIGHT))
        painter.setBrush(QBrush(accent))
        painter.setPen(QPen(self._look.colour("text" if has_focus else "ground"), 2 if has_focus else 1))
        painter.drawEllipse(QPointF(x, HEIGHT + 0.5), _KNOB, _KNOB)

    def paint_live(self, painter: QPainter, area: QRect, course: Course, *, is_live: bool, has_ended: bool) -> None:
        """What lies at the right end, in the accent's colour while the handle does, too."""
        painter.setPen(self._look.colour("accent" if is_live else "muted"))
        painter.setFont(self._look.small())
        place = QRectF(course.width + 12, 0, area.width() - course.width - 12, 2 * HEIGHT + 1)
        word = _END if has_ended else _LIVE
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)

    def paint_pointed(self, painter: QPainter, x: float) -> None:
        """A line where the mouse is."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(self._look.colour("text"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(round(x) + 0.5, 0), QPointF(round(x) + 0.5, HEIGHT))

    def _paint_line(self, painter: QPainter, course: Course, happened: Happened) -> None:
        columns = max(1, int(course.width) // _COLUMN)
        edges = np.linspace(course.begin, course.latest, columns + 1)
        counts = happened.between(edges)
        there = counts[counts > 0]
        if not len(there):
            return
        heights = np.minimum(counts / np.percentile(there, _USUAL), 1) * _HIGHEST
        places = (np.arange(columns) + 0.5) * course.width / columns
        points = [QPointF(x, HEIGHT - height) for x, height in zip(places.tolist(), heights.tolist(), strict=True)]
        outline = QPolygonF(points)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(self._look.colour("line")))
        painter.drawPolygon(QPolygonF([QPointF(places[0], HEIGHT), *points, QPointF(places[-1], HEIGHT)]))
        painter.setPen(QPen(self._look.colour("outline"), 1))
        painter.drawPolyline(outline)

    def _paint_gaps(self, painter: QPainter, course: Course, gaps: Sequence[Gap]) -> None:
        hatch = QBrush(self._look.colour("gap"), Qt.BrushStyle.BDiagPattern)
        for gap in gaps:
            left, right = course.x(gap.start / 1e6), course.x(gap.end / 1e6)
            if gap.end / 1e6 > course.begin and gap.start / 1e6 < course.latest:
                painter.fillRect(QRectF(left, 0, max(3.0, right - left), HEIGHT), hatch)

    def _paint_times(self, painter: QPainter, area: QRect, course: Course) -> None:
        painter.setFont(self._look.small())
        painter.setPen(self._look.colour("muted"))
        metrics = QFontMetrics(self._look.small())
        for label in self._times.labels(course.begin, course.latest, int(course.width), metrics):
            painter.drawLine(label.x, HEIGHT + 1, label.x, HEIGHT + 4)
            place = QRect(label.left, HEIGHT + 4, label.width + 2, area.height() - HEIGHT - 4)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label.text)
