"""Paints the mix: agents per status stacked upon each other, with a scale of agents at the left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QImage

from floorwalker.ui.floor.mix.picture import picture_of
from floorwalker.ui.floor.mix.saying import stacked
from floorwalker.ui.floor.mix.scale import numbers_of
from floorwalker.ui.floor.paints import HATCH
from floorwalker.ui.floor.timeline.picture import Hatching

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from PySide6.QtGui import QPainter

    from floorwalker.event.catalog import Catalog
    from floorwalker.event.statuses.table import Status
    from floorwalker.ui.floor.mix.counting import Mix
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.floor.timeline.period import Period
    from floorwalker.ui.look import Look

ABOVE: Final = 6
"""Pixels left free above the highest layer."""
_TICK: Final = 4


class MixPlot:
    """Paints a `Mix` into a rectangle, with its scale at the left of it; for one widget, in the look's colours."""

    def __init__(self, catalog: Catalog, paints: Paints, look: Look) -> None:
        self.catalog = catalog
        self._paints = paints
        self._look = look
        self.mix: Mix | None = None
        self.most = 0
        self._image: QImage | None = None
        self._pixels = np.empty((0, 0), np.uint32)  # the image's, which it does not keep alive
        self._image_for: tuple[int, float] = (0, 0.0)

    def show(self, mix: Mix) -> None:
        """Paint that from now on."""
        self.mix = mix
        self.most = int(self._layers(mix)[1].sum(axis=0).max(initial=0))
        self._image = None

    def forget(self) -> None:
        """Colours or the catalog are others."""
        if self.mix is not None:
            self.show(self.mix)

    def paint(self, painter: QPainter, plot: QRect, period: Period) -> None:
        """Ground, scale and layers."""
        painter.fillRect(plot, self._look.colour("raised"))
        self._paint_scale(painter, plot)
        if self.mix is not None and self.mix.counts.size and self.most:
            self._paint_layers(painter, plot, self.mix, period)
        painter.fillRect(plot.left(), plot.bottom(), plot.width(), 1, self._look.colour("line"))

    def _paint_scale(self, painter: QPainter, plot: QRect) -> None:
        height = plot.height() - ABOVE
        painter.setFont(self._look.small())
        metrics = QFontMetrics(self._look.small())
        for number in numbers_of(self.most, height) if self.most else []:
            y = plot.bottom() - round(number * height / self.most)
            painter.fillRect(plot.left() - _TICK, y, _TICK, 1, self._look.colour("muted"))
            if number:
                painter.fillRect(plot.left(), y, plot.width(), 1, self._look.colour("line"))
            painter.setPen(self._look.colour("muted"))
            top = min(max(y - metrics.height() // 2, 0), plot.bottom() + 1 - metrics.height())
            place = QRect(plot.left() - 64, top, 64 - _TICK - 4, metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{number:,}")

    def _paint_layers(self, painter: QPainter, plot: QRect, mix: Mix, period: Period) -> None:
        density = painter.device().devicePixelRatioF()
        height = round((plot.height() - ABOVE) * density)
        if self._image is None or self._image_for != (height, density):
            self._image_for = height, density
            self._image = self._painted(mix, height, density)
        # While another time is being counted, what is there is shown where it belongs by now.
        scale = period.length / plot.width()
        left = (mix.sight.start - period.start) / scale
        width = mix.counts.shape[1] * mix.sight.scale / scale
        painter.save()
        painter.setClipRect(plot)
        if abs(left) < 1 and abs(mix.sight.scale * density - scale) < scale / (plot.width() * 2):
            painter.drawImage(QPointF(plot.left(), plot.top() + ABOVE), self._image)
        else:
            painter.drawImage(QRectF(plot.left() + left, plot.top() + ABOVE, width, height / density), self._image)
        painter.restore()

    def _layers(self, mix: Mix) -> tuple[Sequence[Status], NDArray[np.int64]]:
        statuses = stacked(mix.statuses, self.catalog)
        rows = [mix.statuses.index(status) for status in statuses]
        return statuses, mix.counts[rows]

    def _painted(self, mix: Mix, height: int, density: float) -> QImage:
        statuses, counts = self._layers(mix)
        colours = self._paints.colours(np.array([activity for activity, _ in statuses], np.int64))
        hatching = Hatching(self._paints.hatch.rgba(), round(HATCH * density), max(1, round(density)))
        self._pixels = np.ascontiguousarray(picture_of(counts, colours, hatching, self.most, height))
        columns = self._pixels.shape[1]
        image = QImage(self._pixels.data, columns, height, columns * 4, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(density)
        return image
