"""How statuses are painted: one colour, icon and words each, from the catalog and the look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from floorwalker.event.facts import Activity
from floorwalker.ui.look import icons

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from floorwalker.event.catalog import Catalog, StatusLook
    from floorwalker.session.columns import Names
    from floorwalker.ui.look import Look

HATCH: Final = 6
"""Pixels from one line of a hatching to the next."""
BAR: Final = 40
"""Pixels that a swatch is wide where it is too small for an icon."""
_ICON_FROM: Final = 10
"""Pixels from which an icon can be told from another."""
_SCALES: Final = (1.0, 2.0, 3.0)
_OPAQUE: Final = 0xFF000000


class Colours(NamedTuple):
    """How spans are filled, an element a span: 0xAARRGGBB (0 for nothing), and whether it is hatched instead."""

    fill: NDArray[np.uint32]
    hatched: NDArray[np.bool_]


class Paints:
    """The statuses' looks, as long as `forget` is called when the palette changes."""

    def __init__(self, catalog: Catalog, names: Names, look: Look) -> None:
        self._catalog = catalog
        self._names = names
        self._look = look
        self._swatches: dict[tuple[int, int], QIcon] = {}
        self._inks: dict[int, QColor] = {}
        self._brushes: dict[int, QBrush | None] = {}
        self._activities: NDArray[np.int64] = np.empty(0, np.int64)
        self._colours = Colours(np.empty(0, np.uint32), np.empty(0, np.bool_))

    @property
    def hatch(self) -> QColor:
        """The lines of a hatching."""
        return self._look.colour("gap")

    def status(self, activity: int, reason: int = 0) -> StatusLook:
        """Name, words and so on."""
        return self._catalog.status(activity, self._names.text(reason))

    def text_on(self, activity: int) -> QColor:
        """What is written on a span."""
        if activity not in self._inks:
            self._inks[activity] = self._look.text_on(QColor(self.status(activity).colour))
        return self._inks[activity]

    def brush(self, activity: int) -> QBrush | None:
        """What a bar of a status is filled with, None for nothing."""
        if activity not in self._brushes:
            look = self.status(activity)
            hatching = QBrush(self.hatch, Qt.BrushStyle.BDiagPattern) if look.fill == "hatched" else None
            self._brushes[activity] = QBrush(QColor(look.colour)) if look.fill == "solid" else hatching
        return self._brushes[activity]

    def colours(self, activities: NDArray[np.int64]) -> Colours:
        """How spans of these activities are filled."""
        place = self._places(activities)
        if place is None:
            self._learn(activities)
            place = self._places(activities)
        return Colours(self._colours.fill[place], self._colours.hatched[place])

    def swatch(self, activity: int, size: int) -> QIcon:
        """A status's colour with its icon on it, for lists; where it is too small for an icon, a bar of the colour."""
        key = (activity, size)
        if key not in self._swatches:
            self._swatches[key] = self._painted_swatch(self.status(activity), size)
        return self._swatches[key]

    def set_catalog(self, catalog: Catalog) -> None:
        """Statuses look as they do there."""
        self._catalog = catalog
        self.forget()

    def forget(self) -> None:
        """The palette is another now."""
        self._swatches.clear()
        self._inks.clear()
        self._brushes.clear()
        self._activities = np.empty(0, np.int64)

    def _places(self, activities: NDArray[np.int64]) -> NDArray[np.intp] | None:
        """Where the activities stand among those known; None where one is not."""
        if not len(self._activities):
            return None
        place = np.minimum(np.searchsorted(self._activities, activities), len(self._activities) - 1)
        return place if np.array_equal(self._activities[place], activities) else None

    def _learn(self, activities: NDArray[np.int64]) -> None:
        known = {Activity.UNKNOWN, Activity.SIGNED_OUT, *self._activities.tolist(), *np.unique(activities).tolist()}
        self._activities = np.array(sorted(known), np.int64)
        looks = [self.status(activity) for activity in self._activities.tolist()]
        fill = [QColor(look.colour).rgb() | _OPAQUE if look.fill == "solid" else 0 for look in looks]
        self._colours = Colours(np.array(fill, np.uint32), np.array([look.fill == "hatched" for look in looks]))

    def _painted_swatch(self, status: StatusLook, size: int) -> QIcon:
        icon = QIcon()
        width = size if size >= _ICON_FROM else BAR
        for scale in _SCALES:
            pixmap = QPixmap(round(width * scale), round(size * scale))
            pixmap.setDevicePixelRatio(scale)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if size >= _ICON_FROM:
                self._paint_swatch(painter, status, size)
            elif status.fill == "solid":
                painter.fillRect(0, 0, width, size, QColor(status.colour))
            painter.end()
            icon.addPixmap(pixmap)
        return icon

    def _paint_swatch(self, painter: QPainter, status: StatusLook, size: int) -> None:
        path = QPainterPath()
        path.addRoundedRect(QRectF(0.5, 0.5, size - 1, size - 1), 3, 3)
        if status.fill == "solid":
            colour = QColor(status.colour)
            painter.fillPath(path, colour)
            ink = self._look.text_on(colour)
        else:
            if status.fill == "hatched":
                self._paint_hatching(painter, path, size)
            painter.setPen(QPen(self.hatch, 1))
            painter.drawPath(path)
            ink = self._look.colour("muted")
        inset = 2
        icon = icons.icon(status.icon, color=ink)
        icon.paint(painter, QRect(inset, inset, size - 2 * inset, size - 2 * inset))

    def _paint_hatching(self, painter: QPainter, path: QPainterPath, size: int) -> None:
        painter.save()
        painter.setClipPath(path)
        painter.setPen(QPen(self.hatch, 1))
        for x in range(0, 2 * size, HATCH):
            painter.drawLine(QPointF(x, 0), QPointF(x - size, size))
        painter.restore()
