"""The rows of the chart as a graphics item: strips, words on them, what is pointed at and what is chosen, and now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QGraphicsObject

from floorwalker.event.statuses import Statuses
from floorwalker.ui.floor.paints import HATCH
from floorwalker.ui.floor.timeline.content import Content
from floorwalker.ui.floor.timeline.picture import Hatching, Lines, picture_of
from floorwalker.ui.floor.timeline.spans import ShownSpans, Told
from floorwalker.ui.floor.timeline.strip_words import WORDS_FROM, StripWords
from floorwalker.ui.floor.timeline.strips import AFTER, Sight, Strips, strips_of
from floorwalker.ui.floor.timeline.ticks import TICKS_FROM, ShownSteps, Ticks

if TYPE_CHECKING:
    from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.floor.timeline.ranging import Range
    from floorwalker.ui.look import Look


_NO_TICKS_FROM: Final = 60.0
"""Seconds a pixel from which steps of work lie too close to each other to be looked for."""
_VEIL: Final = 176
"""How little is seen of what is outside of a chosen time, of 255."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What is pointed at: of which row and agent, and what is known of the span there. step, step_seq: of the tick that
    is there, 0 where none is.
    """

    row: int
    agent: int
    told: Told
    step: int = 0
    step_seq: int = 0

    @property
    def seq(self) -> int:
        """The event behind it, 0 where there is none."""
        return self.step_seq or self.told.seq


class StripsItem(QGraphicsObject):
    """Paints `content`; whoever changes it calls `tell`, or `renew` where agents and statuses are the same."""

    def __init__(self, look: Look, paints: Paints, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._look = look
        self._paints = paints
        self._area = QRectF()
        self._spans = ShownSpans.of(Statuses(), (), 0)
        self._spans_of: tuple[int, int, float] | None = None
        self._steps: ShownSteps | None = None
        self._ticks: Ticks | None = None
        self._strips: Strips | None = None
        self._words = StripWords(look, paints)
        self._image = QImage()
        self._pixels = np.empty((0, 0), np.uint32)  # the image's, which it does not keep alive
        self._density = 1.0
        self.content = Content()
        self.pointed_row: int | None = None
        self.pointed_x: float | None = None
        self.chosen_row: int | None = None
        self.chosen_range: Range | None = None

    def boundingRect(self) -> QRectF:
        """The chart without its axis."""
        return self._area

    def set_area(self, area: QRectF) -> None:
        """The chart is of another size."""
        self.prepareGeometryChange()
        self._area = area
        self.renew()

    def forget(self) -> None:
        """The look is another."""
        self._words.forget()
        self.renew()

    def tell(self) -> None:
        """The content is another."""
        self._spans_of = None
        self.renew()

    def renew(self) -> None:
        """Another part of the content is to be seen."""
        self._strips = None
        self.update()

    def row_at(self, y: float) -> int | None:
        """The row at a height; None below the last one."""
        row = int(y + self.content.offset) // self.content.row_height
        return row if 0 <= row < len(self.content.agents) else None

    def hit(self, x: float, y: float) -> Hit | None:
        """The span painted there, None where there is none: below the last row, or in time to come."""
        row = self.row_at(y)
        strips = self._strips
        column = int(x * self._density)
        if strips is None or row is None or not 0 <= row - self.content.first_row < strips.rows:
            return None
        if not 0 <= column < strips.sight.columns:
            return None
        in_sight = row - self.content.first_row
        place = strips.at(in_sight, column)
        if place == AFTER:
            return None
        step, seq = self._tick_at(in_sight, x, y)
        return Hit(row, self.content.agents[row], self._spans.told(in_sight, place), step, seq)

    def _tick_at(self, row: int, x: float, y: float) -> tuple[int, int]:
        """Kind and seq of the tick there: on the lower half of its row."""
        of = self.content
        if self._ticks is None or (y + of.offset) % of.row_height < of.row_height / 2:
            return 0, 0
        tick = self._ticks.nearest(row, x * self._density)
        return (0, 0) if tick is None else (int(self._ticks.kind[tick]), int(self._ticks.seq[tick]))

    def x_of(self, seconds: float) -> float:
        """Pixels from the left for a moment."""
        of = self.content
        return (seconds - of.start) / (of.end - of.start) * self._area.width()

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """All of it; the strips are worked out again only when something has changed."""
        device = painter.device()
        density = device.devicePixelRatioF()
        strips = self._strips
        if strips is None or density != self._density:
            strips = self._work_out(density)
        if self.pointed_row is not None:
            painter.fillRect(self._row_area(self.pointed_row), self._look.colour("hover"))
        if self.chosen_row is not None:
            painter.fillRect(self._row_area(self.chosen_row), self._look.colour("selection"))
        painter.drawImage(QPointF(0, 0), self._image)
        if self.content.row_height >= WORDS_FROM:
            self._words.paint(painter, self._spans, strips, self.content, density)
        self._paint_moments(painter)

    def _work_out(self, density: float) -> Strips:
        of = self.content
        columns, height = (max(1, round(size * density)) for size in (self._area.width(), self._area.height()))
        sight = Sight(of.start, (of.end - of.start) / columns, columns, of.now)
        self._density = density
        spans = self._spans = self._spans_in_sight()
        strips = self._strips = strips_of(spans, sight)
        colours = self._paints.colours(spans.activity[strips.place])
        hatching = Hatching(self._paints.hatch.rgba(), round(HATCH * density), max(1, round(density)))
        lines = Lines(of.row_height, of.offset, height, density)
        pixels = picture_of(strips, colours, hatching, lines)
        self._ticks = self._ticks_in_sight(sight, strips.rows)
        if self._ticks is not None:
            ink, halo = (self._look.colour(role).rgba() for role in ("text", "raised"))
            self._ticks.paint(pixels, lines, ink, halo)
        self._pixels = np.ascontiguousarray(pixels)
        self._image = QImage(self._pixels.data, columns, height, columns * 4, QImage.Format.Format_ARGB32_Premultiplied)
        self._image.setDevicePixelRatio(density)
        return strips

    def _spans_in_sight(self) -> ShownSpans:
        """Those of the rows in sight, the same while nothing is told."""
        of = self.content
        rows = slice(of.first_row, of.first_row + int(self._area.height()) // of.row_height + 2)
        key = (rows.start, rows.stop, of.now)
        if self._spans_of != key:
            self._spans_of = key
            self._spans = ShownSpans.of(of.statuses, of.agents[rows], of.now)
            self._steps = None
        return self._spans

    def _ticks_in_sight(self, sight: Sight, rows: int) -> Ticks | None:
        """None where there is no room for them."""
        of = self.content
        if of.row_height < TICKS_FROM or sight.scale * self._density > _NO_TICKS_FROM:
            return None
        if self._steps is None:
            self._steps = ShownSteps.of(of.work, of.agents[of.first_row : of.first_row + rows])
        return self._steps.in_sight(sight, rows, self._density)

    def _row_area(self, row: int) -> QRectF:
        of = self.content
        return QRectF(0, row * of.row_height - of.offset, self._area.width(), of.row_height)

    def _paint_range(self, painter: QPainter, chosen: Range) -> None:
        """What is outside of it is veiled."""
        left, right = (min(max(self.x_of(end), 0.0), self._area.width()) for end in chosen)
        veil = self._look.colour("ground")
        veil.setAlpha(_VEIL)
        painter.fillRect(QRectF(0, 0, left, self._area.height()), veil)
        painter.fillRect(QRectF(right, 0, self._area.width() - right, self._area.height()), veil)
        for x in (left, right):
            self._paint_line(painter, x, QPen(self._look.colour("accent"), 1))

    def _paint_moments(self, painter: QPainter) -> None:
        """What is chosen, now, and the time that is pointed at."""
        if self.chosen_range is not None:
            self._paint_range(painter, self.chosen_range)
        self._paint_line(
            painter, self.x_of(self.content.now), QPen(self._look.colour("accent"), 1, Qt.PenStyle.DashLine)
        )
        if self.pointed_x is not None:
            self._paint_line(painter, self.pointed_x, QPen(self._look.colour("text"), 1, Qt.PenStyle.DotLine))

    def _paint_line(self, painter: QPainter, x: float, pen: QPen) -> None:
        painter.setPen(pen)
        painter.drawLine(QPointF(round(x) + 0.5, 0), QPointF(round(x) + 0.5, self._area.height()))
