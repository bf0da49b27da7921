"""The moments that are marked in the mix, as they are in the chart above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPen

if TYPE_CHECKING:
    from floorwalker.ui.look import Look

_VEIL: Final = 128
"""Of 255, how much is covered of what is outside of a chosen time."""


class Marks(NamedTuple):
    """Places in pixels. now; pointed: what the mouse is over, here or above; chosen: the ends of a chosen time."""

    now: int
    pointed: int | None
    chosen: tuple[int, int] | None


def paint_marks(painter: QPainter, area: QRect, marks: Marks, look: Look) -> None:
    """All of them, within an area."""
    painter.setClipRect(area)
    if marks.chosen is not None:
        _paint_chosen(painter, area, marks.chosen, look)
    _paint_line(painter, area, marks.now, QPen(look.colour("accent"), 1, Qt.PenStyle.DashLine))
    if marks.pointed is not None:
        _paint_line(painter, area, marks.pointed, QPen(look.colour("text"), 1, Qt.PenStyle.DotLine))


def _paint_chosen(painter: QPainter, area: QRect, chosen: tuple[int, int], look: Look) -> None:
    veil = look.colour("ground")
    veil.setAlpha(_VEIL)
    left, right = (min(max(x, area.left()), area.right() + 1) for x in chosen)
    painter.fillRect(area.left(), area.top(), left - area.left(), area.height(), veil)
    painter.fillRect(right, area.top(), area.right() + 1 - right, area.height(), veil)
    for x in chosen:
        _paint_line(painter, area, x, QPen(look.colour("accent"), 1))


def _paint_line(painter: QPainter, area: QRect, x: int, pen: QPen) -> None:
    painter.setPen(pen)
    painter.drawLine(QPointF(x + 0.5, area.top()), QPointF(x + 0.5, area.bottom() + 1))
