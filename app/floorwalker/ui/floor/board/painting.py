"""How the rows of the list of agents are painted.

All at once rather than cell by cell through delegates, because every second, and with every event, all of them change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from floorwalker.ui.events.dress import PADDING
from floorwalker.ui.floor.board.model import Column
from floorwalker.ui.look.texts import Texts

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QFont, QPainter

    from floorwalker.ui.floor.board.model import Line
    from floorwalker.ui.look import Look

Place = tuple[int, int, int, int]
"""left, top, width, height, in pixels."""

TEXT_FROM: Final = 14
"""Pixels of row height from which there is room for text."""
_GAP: Final = 6


class LinePainter:
    """Paints rows in the colours of a look and in one font. Made anew when either changes."""

    def __init__(self, look: Look, font: QFont, swatch: QSize) -> None:
        """swatch: how large a status's colour and icon are, in pixels."""
        self._text, self._muted = look.colour("text"), look.colour("muted")
        self._selection = look.colour("selection")
        self._texts = Texts(font)
        self._swatch = swatch

    def begin(self, painter: QPainter) -> None:
        """Prepare a painter for any number of rows."""
        painter.setFont(self._texts.font)

    def paint_ground(self, painter: QPainter, place: Place) -> None:
        """What is behind a whole row that is selected."""
        painter.fillRect(*place, self._selection)

    def paint_cell(self, painter: QPainter, place: Place, line: Line, column: Column) -> None:
        """One cell of a row."""
        left, top, width, height = place
        inner = (left + PADDING, top, width - 2 * PADDING, height)
        if column == Column.STATUS:
            self._paint_status(painter, inner, line)
        else:
            text = line.name if column == Column.AGENT else line.time
            self._paint_text(painter, inner, line, text, right=column == Column.TIME)

    def _paint_status(self, painter: QPainter, place: Place, line: Line) -> None:
        left, top, width, height = place
        room = self._swatch.height()
        icon_width = room if height >= TEXT_FROM else self._swatch.width()
        line.swatch.paint(painter, left, top + (height - room) // 2, icon_width, room)
        beside = icon_width + _GAP
        self._paint_text(painter, (left + beside, top, width - beside, height), line, line.status)

    def _paint_text(self, painter: QPainter, place: Place, line: Line, text: str, *, right: bool = False) -> None:
        """Rows that are too low for text have none."""
        if place[3] >= TEXT_FROM and text:
            painter.setPen(self._muted if line.is_dim else self._text)
            self._texts.paint(painter, place, text, right=right)
