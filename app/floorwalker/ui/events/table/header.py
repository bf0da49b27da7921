"""The table's columns: how wide, in which order, which of them are shown, and what they are sorted by."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import BaseModel, Field, ValidationError
from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from floorwalker.ui.events.dress import PADDING
from floorwalker.ui.events.table.columns import AT_FIRST, COUNT, TITLES, WIDEST, WIDEST_FIELD, Column
from floorwalker.ui.events.table.fields import MOST
from floorwalker.ui.events.table.times import TimeShown
from floorwalker.ui.shell.table_columns import TableColumns

if TYPE_CHECKING:
    from floorwalker.ui.events.table.model import EventModel
    from floorwalker.ui.look import Look

_DATED: Final = "00 Mmm 00:00:00.000"
_PADDING: Final = 2 * PADDING + 4
_LEAST_SAYS: Final = 96
"""Pixels that what an event says has at least: where there are more columns than room, the table scrolls sideways."""
_LONGEST_NAME: Final = 200


class _Saved(BaseModel):
    """The columns as they are remembered. header: Qt's own state, in base 64."""

    header: str
    fields: Annotated[list[Annotated[str, Field(min_length=1, max_length=_LONGEST_NAME)]], Field(max_length=MOST)]
    time: TimeShown


class EventHeader(TableColumns):
    """Governs the header of the table of events, in which what an event says takes whatever room the others leave.

    sort_asked(column or field's name): the user wants it to be sorted by that, the other way round, or not any more.
    fields_asked: they want a payload's field as a column.
    """

    sort_asked = Signal(object)
    fields_asked = Signal()

    def __init__(self, table: QTableView, model: EventModel, look: Look) -> None:
        super().__init__(table, Column.SAYS, _LEAST_SAYS)
        self._model = model
        self._look = look
        self._header.sectionClicked.connect(lambda section: self.sort_asked.emit(self.sorted_thing(section)))
        self.reset()

    def reset(self) -> None:
        """Everything as it is the first time."""
        for column in reversed(range(COUNT, self._model.cells.count)):
            self._model.remove_field(column)
        for column in Column:
            self._header.moveSection(self._header.visualIndex(column), column)
            self._header.setSectionHidden(column, column not in AT_FIRST)
            self._give_room(column, WIDEST.get(column, ""))
        self._model.cells.times.show(TimeShown.ARRIVAL)
        self._stretch()
        self.changed.emit()

    def make_room_for_dates(self) -> None:
        """Some events are not of today: widen the time's column where it is narrower than a date and a time."""
        self.make_room_for_time(_DATED)

    def make_room_for_time(self, text: str) -> None:
        """Widen the time's column where it is narrower than that."""
        needed = QFontMetrics(self._look.body()).horizontalAdvance(text) + _PADDING
        if self._header.sectionSize(Column.TIME) < needed:
            self._header.resizeSection(Column.TIME, needed)

    def save(self) -> QByteArray:
        """The columns as they are, for `restore`."""
        state = base64.b64encode(self._header.saveState().data()).decode()
        cells = self._model.cells
        saved = _Saved(header=state, fields=list(cells.fields.names), time=cells.times.way)
        return QByteArray(saved.model_dump_json().encode())

    def restore(self, saved: QByteArray) -> None:
        """Bring back what `save` gave; what it cannot read is ignored."""
        self.reset()
        try:
            read = _Saved.model_validate_json(bytes(saved.data()))
            state = base64.b64decode(read.header, validate=True)
        except (ValidationError, ValueError):
            return
        for name in read.fields:
            self.add_field(name)
        self._model.cells.times.show(read.time)
        # The state of a header with other columns is taken without a word.
        if not self._header.restoreState(QByteArray(state)) or self._header.count() != self._model.cells.count:
            self.reset()
        self._header.setSectionResizeMode(Column.SAYS, QHeaderView.ResizeMode.Fixed)
        self._header.setSectionsClickable(True)
        self._header.setSortIndicatorShown(False)
        self._stretch()
        self.changed.emit()

    def add_field(self, name: str) -> int:
        """Show a field of the payloads as a column, beside what an event says; which column it is."""
        before = self._model.cells.count
        column = self._model.add_field(name)
        if column == before:
            self._give_room(column, max(WIDEST_FIELD, name + " ▾", key=len))
            self._header.moveSection(self._header.visualIndex(column), self._header.visualIndex(Column.SAYS) + 1)
        self.show_column(column, shown=True)
        return column

    def remove_field(self, column: int) -> None:
        """Take the column of a field away."""
        self._model.remove_field(column)
        self._stretch()
        self.changed.emit()

    def sorted_thing(self, column: int) -> Column | str:
        """What to sort by for a column: the time by what it shows."""
        if column >= COUNT:
            return self._model.cells.fields.names[column - COUNT]
        if column == Column.TIME and self._model.cells.times.way == TimeShown.CREATED:
            return Column.CREATED
        return Column(column)

    def tell_sorted(self, what: Column | str | None, *, descending: bool) -> None:
        """Show an arrow at the column that the table is sorted by, None for none."""
        column = next((column for column in self.in_order() if self.sorted_thing(column) == what), None)
        self._model.point_at(column, descending=descending)

    def title(self, column: int) -> str:
        """What a column is called in a list of columns."""
        return TITLES[Column.TIME][0] if column == Column.TIME else self._model.cells.title(column)[0]

    def tip(self, column: int) -> str:
        """What it tells."""
        return self._model.cells.title(column)[1]

    def _add_more(self, menu: QMenu, at: int | None) -> None:
        menu.addAction("Add a payload field…").triggered.connect(self.fields_asked)
        if at is not None and at >= COUNT:
            # A sole ampersand would underline the next letter.
            title = self.title(at).replace("&", "&&")
            menu.addAction(f"Remove {title}").triggered.connect(lambda: self.remove_field(at))

    def _give_room(self, column: int, widest: str) -> None:
        if column == Column.SAYS:
            self._header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            return
        self._header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        room = QFontMetrics(self._look.body()).horizontalAdvance(widest) + _PADDING
        self._header.resizeSection(column, room)
