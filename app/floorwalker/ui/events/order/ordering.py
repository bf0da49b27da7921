"""Sorting, pausing, columns and times of the table: the actions, the line under it and the header, joined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from floorwalker.ui.events.labels import beneath
from floorwalker.ui.events.order.actions import OrderActions
from floorwalker.ui.events.order.line import OrderLine
from floorwalker.ui.events.order.sort import SortBy
from floorwalker.ui.events.table.columns import TITLES, Column
from floorwalker.ui.events.table.dialog import EventColumnsDialog
from floorwalker.ui.events.table.times import NAMES, TimeShown

if TYPE_CHECKING:
    from floorwalker.session.errors import SessionError
    from floorwalker.ui.events.order.shown import ShownRows
    from floorwalker.ui.events.table.model import EventModel
    from floorwalker.ui.events.table.table import EventTable
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look

_WAYS: Final = tuple(TimeShown)


class Ordering(QObject):
    """Governs in which order a table shows its events, and in which columns. told(str): one short line.

    `panel` is the table with its line below.
    """

    told = Signal(str)

    def __init__(
        self, live: LiveSession, shown: ShownRows, model: EventModel, table: EventTable, look: Look, view: QWidget
    ) -> None:
        super().__init__(view)
        self._live = live
        self._shown = shown
        self._model = model
        self._table = table
        self._look = look
        self._times = model.cells.times
        self.actions_ = OrderActions(look, view, table)
        self.line = OrderLine(look, self.actions_.pause, self.actions_.arrival)
        self.panel = beneath(table, self.line, grows=table)
        self._ways = self._make_ways()
        self._way_menu = QMenu("Time shows", table)
        self._way_menu.addActions(list(self._ways.values()))
        self._way_menu.addSeparator()
        self._way_menu.addActions([self.actions_.time, self.actions_.measure])
        self._connect()
        self._on_changed()
        self._on_times_changed()

    def sort(self, what: Column | str) -> None:
        """Sort by that; if it is sorted by that, the other way round; and then back to the order of arrival."""
        wanted = self._shown.wanted
        if wanted is None or wanted.what != what:
            self._shown.sort(SortBy(what))
        else:
            self._shown.sort(None if wanted.descending else SortBy(what, descending=True))

    def make_way_for(self, row: int) -> None:
        """The event in a row of the columns shall be seen: let it in where a pause or a sort keeps it outside."""
        if self._shown.position_of(row) is None:
            self._shown.resume()
        if self._shown.position_of(row) is None:
            self._shown.sort(None)

    def sort_menu(self) -> QMenu:
        """Every column that is shown, to sort by; the one in force is checked."""
        menu, header = QMenu(self._table), self._table.header
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        now = self._shown.wanted
        for column in filter(header.is_shown, header.in_order()):
            what, title = header.sorted_thing(column), header.title(column).replace("&", "&&")
            is_in_force = now is not None and now.what == what
            arrow = ("  ↓" if now.descending else "  ↑") if is_in_force and now is not None else ""
            action = menu.addAction(title + arrow)
            action.setCheckable(True)
            action.setChecked(is_in_force)
            action.triggered.connect(lambda _=False, what=what: self.sort(what))
        menu.addSeparator()
        menu.addAction(self.actions_.arrival)
        return menu

    def open_columns(self) -> EventColumnsDialog:
        """Choose, move and size columns."""
        dialog = EventColumnsDialog(self._table.header, self._seen(), self._look, self._table)
        dialog.open()
        return dialog

    def _connect(self) -> None:
        actions, header = self.actions_, self._table.header
        self._shown.changed.connect(self._on_changed)
        self._shown.progress.connect(lambda done, total: self.line.tell_progress((done, total)))
        self._shown.failed.connect(self._on_failed)
        self._live.catalog_changed.connect(self._on_catalog_changed)
        self.line.stop_asked.connect(self._shown.stop_sorting)
        actions.pause.triggered.connect(lambda paused: self._shown.pause() if paused else self._shown.resume())
        actions.arrival.triggered.connect(lambda: self._shown.sort(None))
        actions.sort.triggered.connect(lambda: self._pop_up(self.sort_menu()))
        actions.columns.triggered.connect(self.open_columns)
        actions.time.triggered.connect(self._on_next_way)
        actions.measure.triggered.connect(self._on_measure)
        header.add_actions([actions.columns, actions.sort, actions.arrival, self._way_menu.menuAction()])
        header.sort_asked.connect(self.sort)
        header.fields_asked.connect(self._on_fields_asked)
        header.changed.connect(self._on_columns_changed)
        self._times.changed.connect(self._on_times_changed)

    def _make_ways(self) -> dict[TimeShown, QAction]:
        group, ways = QActionGroup(self), {}
        for way, name in NAMES.items():
            ways[way] = action = QAction(name, group)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, way=way: self._times.show(way))
        return ways

    def _pop_up(self, menu: QMenu) -> None:
        menu.popup(self._table.viewport().mapToGlobal(QPoint(8, 0)))
        menu.setActiveAction(menu.actions()[0])

    def _seen(self) -> list[str]:
        """The fields of the events that are in sight, and of the one that the user is at."""
        top, bottom = self._table.rowAt(0), self._table.rowAt(self._table.viewport().height() - 1)
        end = bottom + 1 if bottom >= 0 else len(self._shown)
        rows = [self._shown.row(position) for position in range(max(top, 0), end)]
        current = self._table.row()
        return self._model.cells.fields.seen(rows if current is None else [current, *rows])

    def _title(self, what: Column | str) -> str:
        if what == Column.TIME:
            return "Time of arrival"
        return what if isinstance(what, str) else TITLES[what][0]

    def _on_changed(self) -> None:
        shown, wanted = self._shown, self._shown.wanted
        self.actions_.tell_paused(shown.waiting if shown.is_paused else None)
        self.actions_.arrival.setEnabled(wanted is not None)
        self._table.header.tell_sorted(wanted and wanted.what, descending=bool(wanted and wanted.descending))
        self.line.tell(self._words(), sorted_=wanted is not None)
        if not shown.is_sorting:
            self.line.tell_progress(None)
        elif self.line.bar.isHidden():
            self.line.tell_progress((0, 0))

    def _words(self) -> str:
        shown, wanted, in_force = self._shown, self._shown.wanted, self._shown.sorted_by
        if wanted is None:
            words = "In order of arrival"
        else:
            direction = "descending" if wanted.descending else "ascending"
            words = f"{'Sorted' if wanted == in_force else 'Sorting'} by {self._title(wanted.what)}, {direction}"
            if wanted == in_force and not shown.is_paused:
                words += "; new events find their places every second"
        if shown.is_paused:
            words += f" · Paused: {shown.waiting:,} waiting, capture goes on"
        return words

    def _on_failed(self, error: SessionError) -> None:
        self.told.emit(f"{error.problem} {error.remedy}")

    def _on_times_changed(self) -> None:
        self._ways[self._times.way].setChecked(True)
        self._make_room_for_times()

    def _make_room_for_times(self) -> None:
        rows = [self._shown.row(position) for position in (0, len(self._shown) - 1) if len(self._shown)]
        for text in (self._times.title()[0], *map(self._times.text, rows)):
            self._table.header.make_room_for_time(text)

    def _on_columns_changed(self) -> None:
        """What the table is sorted by may be gone, and the room for dates too."""
        self._make_room_for_times()
        wanted = self._shown.wanted
        if (
            wanted is not None
            and isinstance(wanted.what, str)
            and self._model.cells.fields.index_of(wanted.what) is None
        ):
            self._shown.sort(None)
        else:
            self._on_changed()

    def _on_fields_asked(self) -> None:
        self.open_columns().field.setFocus()

    def _on_catalog_changed(self) -> None:
        """Things have other names: sort by those."""
        if self._shown.wanted is not None:
            self._shown.sort(self._shown.wanted)

    def _on_next_way(self) -> None:
        way = _WAYS[(_WAYS.index(self._times.way) + 1) % len(_WAYS)]
        self._times.show(way)
        self.told.emit(f"Time: {NAMES[way]}")

    def _on_measure(self) -> None:
        row = self._table.row()
        if row is None:
            self.told.emit("No event to measure from: go to one first")
        else:
            self._times.set_reference(int(self._live.columns.seq[row]))
            self._times.show(TimeShown.SINCE_REFERENCE)
