"""The table's columns: how wide, in which order, which of them are shown, and what they are sorted by."""

from __future__ import annotations

import base64
from functools import partial
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import BaseModel, Field, ValidationError
from PySide6.QtCore import QByteArray, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from floorwalker.ui.events.dress import PADDING
from floorwalker.ui.events.table.columns import AT_FIRST, COUNT, TITLES, WIDEST, WIDEST_FIELD, Column
from floorwalker.ui.events.table.fields import MOST
from floorwalker.ui.events.table.times import TimeShown

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from floorwalker.ui.events.table.model import EventModel
    from floorwalker.ui.look import Look

_DATED: Final = "00 Mmm 00:00:00.000"
_PADDING: Final = 2 * PADDING + 4
_LEAST: Final = 40
_LEAST_SAYS: Final = 96
"""Pixels that what an event says has at least: where there are more columns than room, the table scrolls sideways."""
_LONGEST_NAME: Final = 200


class _Saved(BaseModel):
    """The columns as they are remembered. header: Qt's own state, in base 64."""

    header: str
    fields: Annotated[list[Annotated[str, Field(min_length=1, max_length=_LONGEST_NAME)]], Field(max_length=MOST)]
    time: TimeShown


class EventHeader(QObject):
    """Governs a table's horizontal header. "What it says" takes whatever room the others leave.

    sort_asked(column or field's name): the user wants it to be sorted by that, the other way round, or not any more.
    fields_asked: they want a payload's field as a column. changed: columns are shown, hidden, added or removed.
    """

    sort_asked = Signal(object)
    fields_asked = Signal()
    changed = Signal()

    def __init__(self, table: QTableView, model: EventModel, look: Look) -> None:
        super().__init__(table)
        self._model = model
        self._look = look
        self._actions: list[QAction] = []
        self._header = table.horizontalHeader()
        self._header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._header.setHighlightSections(False)
        self._header.setSectionsMovable(True)
        self._header.setSectionsClickable(True)
        self._header.setMinimumSectionSize(_LEAST)
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._on_menu_asked)
        self._header.sectionClicked.connect(lambda section: self.sort_asked.emit(self.sorted_thing(section)))
        self._header.sectionResized.connect(self._on_resized)
        self._header.viewport().installEventFilter(self)
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

    def in_order(self) -> list[int]:
        """All columns from left to right, hidden ones too."""
        return [self._header.logicalIndex(place) for place in range(self._header.count())]

    def is_shown(self, column: int) -> bool:
        """Whether a column is shown."""
        return not self._header.isSectionHidden(column)

    def may_hide(self, column: int) -> bool:
        """The last one that is shown stays: without a header there would be no way back."""
        return not self.is_shown(column) or self._header.count() - self._header.hiddenSectionCount() > 1

    def show_column(self, column: int, *, shown: bool) -> None:
        """Show or hide a column."""
        if shown or self.may_hide(column):
            self._header.setSectionHidden(column, not shown)
            self._stretch()
            self.changed.emit()

    def move(self, column: int, by: int) -> None:
        """So many places to the right, or to the left where it is less than zero, as far as there are such."""
        place = self._header.visualIndex(column)
        self._header.moveSection(place, max(0, min(self._header.count() - 1, place + by)))

    def widen(self, column: int, by: int) -> None:
        """So many pixels wider, or narrower. What an event says has the width that is left."""
        self._header.resizeSection(column, max(_LEAST, self._header.sectionSize(column) + by))

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

    def add_actions(self, actions: list[QAction]) -> None:
        """What the menu offers beside columns."""
        self._actions += actions

    def menu(self, at: int | None = None) -> QMenu:
        """Which columns are shown, to be chosen. at: the column that it was opened over."""
        menu = QMenu(self._header)
        menu.setToolTipsVisible(True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in self.in_order():
            self._add_column(menu, column)
        menu.addSeparator()
        menu.addAction("Add a payload field…").triggered.connect(self.fields_asked)
        if at is not None and at >= COUNT:
            # A sole ampersand would underline the next letter.
            title = self.title(at).replace("&", "&&")
            menu.addAction(f"Remove {title}").triggered.connect(lambda: self.remove_field(at))
        menu.addActions(self._actions)
        menu.addAction("Reset columns").triggered.connect(self.reset)
        return menu

    def _add_column(self, menu: QMenu, column: int) -> None:
        action = menu.addAction(self.title(column).replace("&", "&&"))
        action.setToolTip(self._model.cells.title(column)[1])
        action.setCheckable(True)
        action.setChecked(self.is_shown(column))
        action.setEnabled(self.may_hide(column))
        action.toggled.connect(partial(self._on_toggled, column))

    def _on_toggled(self, column: int, is_shown: bool) -> None:
        self.show_column(column, shown=is_shown)

    def _give_room(self, column: int, widest: str) -> None:
        if column == Column.SAYS:
            self._header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            return
        self._header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        room = QFontMetrics(self._look.body()).horizontalAdvance(widest) + _PADDING
        self._header.resizeSection(column, room)

    def _stretch(self) -> None:
        """Give to what events say the room that the others leave. Qt would leave it none at all."""
        others = self._header.length() - self._header.sectionSize(Column.SAYS)
        self._header.resizeSection(Column.SAYS, max(_LEAST_SAYS, self._header.viewport().width() - others))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share out the room again when there is another."""
        if event.type() == QEvent.Type.Resize:
            self._stretch()
        return super().eventFilter(watched, event)

    def _on_resized(self, column: int, _before: int, _now: int) -> None:
        if column != Column.SAYS:
            self._stretch()

    def _on_menu_asked(self, point: QPoint) -> None:
        at = self._header.logicalIndexAt(point)
        self.menu(at if at >= 0 else None).popup(self._header.mapToGlobal(point))
