"""How the rows of the table are painted.

All at once rather than cell by cell through delegates: a screen of fifty rows takes four milliseconds instead of fifty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from floorwalker.event.notes import Note
from floorwalker.ui.events.dress import PADDING
from floorwalker.ui.events.table.cells import Column
from floorwalker.ui.look.texts import Texts

if TYPE_CHECKING:
    from floorwalker.ui.events.table.cells import Cells, Kind
    from floorwalker.ui.look import Look

Place = tuple[int, int, int, int]
"""left, top, width, height, in pixels."""

_GAP: Final = 4
_EDGE: Final = 12
_PENNANT: Final = 12
"""Pixels from the tip of a mark's pole to its foot."""
_QUIET: Final = frozenset(note.label for note in (Note.UNKNOWN_CATEGORY, Note.UNKNOWN_CODE, Note.UNKNOWN_FIELD))
"""What the catalog does not know is common, and told without a frame around it."""


class RowPainter:
    """Paints rows of the columns in the colours and fonts of a look. Made anew when the look changes."""

    def __init__(self, cells: Cells, look: Look) -> None:
        self._cells = cells
        self._look = look
        self._text, self._muted = look.colour("text"), look.colour("muted")
        self._selection, self._accent = look.colour("selection"), look.colour("accent")
        self._frame, self._filling = look.colour("line"), look.colour("hover")
        self._body, self._small = Texts(look.body()), Texts(look.small())
        self._marks: dict[int, QColor] = {}

    def begin(self, painter: QPainter) -> None:
        """Prepare a painter for any number of rows."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._body.font)

    def paint_ground(
        self, painter: QPainter, place: Place, colour: QColor | None, *, selected: bool, current: bool
    ) -> None:
        """What is behind a whole row. colour: what a rule gives it; what is selected shows that at its edge alone."""
        left, top, width, height = place
        if colour is not None:
            painter.fillRect(left, top, width, height, colour)
        if selected and colour is not None:
            painter.fillRect(left + _EDGE, top, width - 2 * _EDGE, height, self._selection)
        elif selected:
            painter.fillRect(left, top, width, height, self._selection)
        if current:
            painter.fillRect(left, top, 2, height, self._accent)

    def paint_current(self, painter: QPainter, place: Place) -> None:
        """A line below the cell that keys are about."""
        left, top, width, height = place
        painter.fillRect(left + PADDING, top + height - 2, width - 2 * PADDING, 1, self._accent)

    def paint_cell(self, painter: QPainter, place: Place, row: int, column: int) -> None:
        """One cell of a row of the columns."""
        left, top, width, height = place
        inner = (left + PADDING, top, width - 2 * PADDING, height)
        if column == Column.EVENT:
            self._paint_kind(painter, inner, self._cells.facts(row).kind)
        elif column == Column.NOTES:
            self._paint_notes(painter, inner, row)
        else:
            painter.setPen(self._muted if column == Column.LAG else self._text)
            self._body.paint(painter, inner, self._cells.text(row, column), right=self._cells.is_right(column))

    def _paint_kind(self, painter: QPainter, place: Place, kind: Kind) -> None:
        """The colour of the category, its name and the code's, and the code's number, which is never cut off."""
        left, top, width, height = place
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._mark(kind.category))
        painter.drawRoundedRect(QRectF(left, top + 5, _GAP, height - 10), 2, 2)
        left, width = left + 3 * _GAP, width - 3 * _GAP
        number = self._body.metrics.horizontalAdvance(kind.code) + _GAP if kind.code else 0
        painter.setPen(self._text)
        after = left + _GAP + self._body.paint(painter, (left, top, width - number, height), kind.label)
        if kind.code:
            painter.setPen(self._muted)
            self._body.paint(painter, (after, top, number, height), kind.code)

    def paint_flag(self, painter: QPainter, ground: Place, row: int) -> None:
        """A pennant at the edge of a whole row whose event is marked, left of all cells' texts."""
        if self._cells.mark(row) is None:
            return
        left, top, _, height = ground
        upper = top + (height - _PENNANT) // 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._accent)
        painter.drawRect(left + 3, upper, 1, _PENNANT)
        painter.drawPolygon(
            [QPointF(left + 4, upper), QPointF(left + PADDING + 2, upper + 3.5), QPointF(left + 4, upper + 7)]
        )

    def _paint_notes(self, painter: QPainter, place: Place, row: int) -> None:
        notes, mark = self._cells.facts(row).notes, self._cells.mark(row)
        own = mark.note if mark is not None else ""
        if not notes and not own:
            return
        left, top, width, height = place
        painter.setFont(self._small.font)
        if own:
            # What the user says matters more than what is odd; that stands in the tip where there is no room for it.
            more = self._note_width(f"+{len(notes)}") + 2 * _GAP if notes else 0
            painter.setPen(self._text)
            painted = self._small.paint(painter, (left, top, width - more, height), own)
            left, width = left + painted + 2 * _GAP, width - painted - 2 * _GAP
        for note in self._fitting(notes, width, at_least=0 if own else 1) if notes else ():
            painted = self._paint_note(painter, (left, top, width, height), note)
            left, width = left + painted + _GAP, width - painted - _GAP
        painter.setFont(self._body.font)

    def _paint_note(self, painter: QPainter, place: Place, note: str) -> int:
        """Returns how wide it is."""
        left, top, width, height = place
        if note in _QUIET:
            painter.setPen(self._muted)
            return self._small.paint(painter, place, note)
        frame_height = self._small.metrics.height() + 2
        frame_width = min(self._note_width(note), width)
        frame = QRectF(left + 0.5, top + (height - frame_height) // 2 + 0.5, frame_width - 1, frame_height - 1)
        painter.setPen(self._frame)
        painter.setBrush(self._filling)
        painter.drawRoundedRect(frame, 4, 4)
        painter.setPen(self._text)
        self._small.paint(painter, (left + _GAP + 1, top, frame_width - 2 * _GAP, height), note)
        return frame_width

    def _fitting(self, notes: tuple[str, ...], width: int, *, at_least: int) -> list[str]:
        """The notes that fit, and "+2" for those that don't; so many are always there, cut where they must be."""
        for shown in range(len(notes), at_least - 1, -1):
            marks = [*notes[:shown], *([f"+{len(notes) - shown}"] if shown < len(notes) else [])]
            if sum(self._note_width(mark) + _GAP for mark in marks) <= width + _GAP or not shown:
                return marks
        return [notes[0]] if len(notes) == 1 else [f"{notes[0]} +{len(notes) - 1}"]

    def _note_width(self, note: str) -> int:
        return self._small.metrics.horizontalAdvance(note) + (0 if note in _QUIET else 2 * _GAP + 2)

    def _mark(self, category: int) -> QColor:
        if category not in self._marks:
            self._marks[category] = self._look.category_colour(category)
        return self._marks[category]
