"""How the rows of the list of agents are painted.

All at once rather than cell by cell through delegates, because every second, and with every event, all of them change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt

from floorwalker.event.limits import ALERTS
from floorwalker.ui.events.dress import PADDING
from floorwalker.ui.floor.board.columns import RIGHT, Column
from floorwalker.ui.floor.board.model import is_dim
from floorwalker.ui.look.texts import Texts

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QColor, QFont, QPainter

    from floorwalker.ui.floor.board.groups import Group
    from floorwalker.ui.floor.board.model import RosterModel
    from floorwalker.ui.floor.board.roster import Entry
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.look import Look

Place = tuple[int, int, int, int]
"""left, top, width, height, in pixels."""

TEXT_FROM: Final = 14
"""Pixels of row height from which there is room for text."""
_GAP: Final = 6
_EDGE: Final = 4
_EDGE_QUIET: Final = 2
"""Pixels of the bar at the edge of a row that is over its limit, and of one that is near it."""
_MARK: Final = 14
"""Pixels of the sign behind a time that is over its limit; the room is kept free behind all others."""
_BAR: Final = 8
"""Pixels that a bar of shares is high at most."""


class LinePainter:
    """Paints rows in the colours of a look and in one font. Made anew when either changes."""

    def __init__(self, model: RosterModel, paints: Paints, look: Look, font: QFont, swatch: QSize) -> None:
        """swatch: how large a status's colour and icon are, in pixels."""
        self._model = model
        self._paints = paints
        self._text, self._muted = look.colour("text"), look.colour("muted")
        self._danger, self._near = look.colour("danger"), look.colour("outline")
        self._selection, self._heading, self._line = (look.colour(role) for role in ("selection", "ground", "line"))
        self._warning = look.icon("mdi6.alert", "danger")
        self._folded, self._unfolded = look.icon("mdi6.chevron-right", "muted"), look.icon("mdi6.chevron-down", "muted")
        self._texts = Texts(font)
        self._swatch = swatch

    def begin(self, painter: QPainter) -> None:
        """Prepare a painter for any number of rows."""
        painter.setFont(self._texts.font)

    def paint_ground(self, painter: QPainter, place: Place) -> None:
        """What is behind a whole row that is selected."""
        painter.fillRect(*place, self._selection)

    def paint_edge(self, painter: QPainter, place: Place, entry: Entry) -> None:
        """The mark of a whole row that is over its limit, and a quiet one where it soon will be."""
        left, top, _, height = place
        if entry.stage >= ALERTS:
            painter.fillRect(left, top, _EDGE, height, self._danger)
        elif entry.stage:
            painter.fillRect(left, top, _EDGE_QUIET, height, self._near)

    def paint_heading(self, painter: QPainter, place: Place, group: Group, *, selected: bool) -> None:
        """The row above a group, over all columns."""
        left, top, width, height = place
        painter.fillRect(*place, self._selection if selected else self._heading)
        painter.fillRect(left, top + height - 1, width, 1, self._line)
        if height < TEXT_FROM:
            return
        size = self._swatch.height()
        chevron = self._folded if group.is_folded else self._unfolded
        chevron.paint(painter, left + 2, top + (height - size) // 2, size, size)
        left, width = left + size + _GAP, width - size - _GAP
        if group.activity is not None:
            self._model.swatch(group.activity).paint(painter, left, top + (height - size) // 2, size, size)
            left, width = left + size + _GAP, width - size - _GAP
        painter.setPen(self._text)
        left += self._texts.paint(painter, (left, top, width, height), group.words) + 2 * _GAP
        painter.setPen(self._muted)
        left += self._texts.paint(painter, (left, top, width, height), f"{group.size:,}") + 2 * _GAP
        if group.alerts:
            painter.setPen(self._danger)
            self._texts.paint(painter, (left, top, width, height), f"⚠ {group.alerts:,} over the limit")

    def paint_cell(self, painter: QPainter, place: Place, entry: Entry, column: Column) -> None:
        """One cell of an agent's row."""
        left, top, width, height = place
        inner = (left + PADDING, top, width - 2 * PADDING, height)
        match column:
            case Column.STATUS:
                self._paint_status(painter, inner, entry)
            case Column.TIME:
                self._paint_time(painter, inner, entry)
            case Column.SHARE:
                self._paint_shares(painter, inner, entry)
            case _ if height >= TEXT_FROM:
                self._paint_text(painter, inner, entry, self._model.cells.text(entry, column), right=column in RIGHT)

    def _paint_status(self, painter: QPainter, place: Place, entry: Entry) -> None:
        left, top, width, height = place
        room = self._swatch.height()
        icon_width = room if height >= TEXT_FROM else self._swatch.width()
        self._model.swatch(entry.activity).paint(painter, left, top + (height - room) // 2, icon_width, room)
        beside = icon_width + _GAP
        text = self._model.cells.text(entry, Column.STATUS)
        self._paint_text(painter, (left + beside, top, width - beside, height), entry, text)

    def _paint_time(self, painter: QPainter, place: Place, entry: Entry) -> None:
        left, top, width, height = place
        time, is_over = self._model.cells.time(entry), entry.stage >= ALERTS
        room = (left, top, width - _MARK, height)
        self._paint_text(painter, room, entry, time, right=True, ink=self._danger if is_over else None)
        if is_over and height >= TEXT_FROM:
            self._warning.paint(painter, QRect(left + width - _MARK + 2, top, _MARK, height))

    def _paint_shares(self, painter: QPainter, place: Place, entry: Entry) -> None:
        left, top, width, height = place
        high = min(_BAR, height - 2)
        upper, x = top + (height - high) // 2, float(left)
        shares = self._model.cells.shares(entry.agent)
        for share in shares:
            end = x + share.share * width
            self._paint_share(painter, QRect(round(x), upper, max(round(end) - round(x), 1), high), share.activity)
            x = end
        if shares:
            painter.setPen(self._line)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(left, upper, width - 1, high - 1)

    def _paint_share(self, painter: QPainter, area: QRect, activity: int) -> None:
        brush = self._paints.brush(activity)
        if brush is not None:
            painter.fillRect(area, brush)

    def _paint_text(
        self,
        painter: QPainter,
        place: Place,
        entry: Entry,
        text: str,
        *,
        right: bool = False,
        ink: QColor | None = None,
    ) -> None:
        """Rows that are too low for text have none."""
        if place[3] >= TEXT_FROM and text:
            painter.setPen(ink or (self._muted if is_dim(entry) else self._text))
            self._texts.paint(painter, place, text, right=right)
