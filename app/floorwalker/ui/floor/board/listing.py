"""The list of agents as its user handles it: columns, order, groups, menus, copying; joined to the board here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from floorwalker.event.limits import DEFAULTS, Limits
from floorwalker.event.plural import counted
from floorwalker.ui.events.filtering.knowing import Knowing
from floorwalker.ui.events.terms import agents_term
from floorwalker.ui.floor.board import layout
from floorwalker.ui.floor.board.actions import ListActions
from floorwalker.ui.floor.board.board import Board
from floorwalker.ui.floor.board.cells import Cells
from floorwalker.ui.floor.board.columns import TITLES, Column, Sorting
from floorwalker.ui.floor.board.corner import Corner
from floorwalker.ui.floor.board.facts import Facts
from floorwalker.ui.floor.board.field_dialog import ask_for_field
from floorwalker.ui.floor.board.groups import By, Grouping
from floorwalker.ui.floor.board.menu import ListMenus
from floorwalker.ui.floor.board.model import RosterModel
from floorwalker.ui.floor.board.narrowing import to_agents
from floorwalker.ui.floor.board.roster import Roster
from floorwalker.ui.floor.board.saving import Saving
from floorwalker.ui.floor.board.table import RosterTable
from floorwalker.ui.floor.copy_and_save import ask_for_file, copy_table
from floorwalker.ui.shell.columns_dialog import ColumnsDialog

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QByteArray
    from PySide6.QtWidgets import QInputDialog, QWidget

    from floorwalker.ui.floor.board.roster import Entry
    from floorwalker.ui.floor.clock import Clock
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.floor.team.team import Team
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look


class Listing(QObject):
    """What can be done with the list.

    narrowing_asked(Narrowing): the floor shall show only that. events_asked(expression): the events view shall show
    those events. told(words): one short line for the status bar.
    """

    narrowing_asked = Signal(object)
    events_asked = Signal(str)
    told = Signal(str)

    def __init__(self, view: QWidget, live: LiveSession, clock: Clock, team: Team, paints: Paints, look: Look) -> None:
        super().__init__(view)
        self._view = view
        self._live = live
        self._look = look
        self._make_parts(clock, team, paints, look)
        self.actions_ = ListActions(look, view, self.table)
        self.menus = ListMenus(self.table, self.roster, self.board, self._cells, self.actions_)
        self.corner = Corner(self.table, look, self.menu)
        self._connect()
        self._follow(team)

    def stop(self) -> None:
        """Nothing more happens here; what is being written is waited for."""
        for saving in self.findChildren(Saving):
            saving.stop()

    def _make_parts(self, clock: Clock, team: Team, paints: Paints, look: Look) -> None:
        live = self._live
        self.roster = Roster(live.names, Limits(DEFAULTS, live.catalog, live.names.text))
        self._facts = Facts(live, team)
        self._cells = Cells(live.catalog, self._facts, paints)
        self.model = RosterModel(self._cells, self.roster, look, self)
        self.board = Board(live, clock, self._facts, self.roster, self.model)
        self.table = RosterTable(self.model, self.roster, paints, look)

    def _follow(self, team: Team) -> None:
        """Names and teams may change, and with them what the list has room for."""
        team.changed.connect(lambda: self.table.columns.fit(has_teams=team.is_known))
        team.changed.connect(self.board.refresh_soon)
        self.table.columns.fit(has_teams=team.is_known)

    def menu(self) -> QMenu:
        """Everything about the list as a whole."""
        menu = self.table.columns.menu()
        first = menu.actions()[0]
        for title, offer in (("Group by", self.menus.grouping), ("Sort by", self.menus.sorting)):
            menu.insertMenu(first, offer(QMenu(title, menu)))
        of = self.actions_
        menu.insertActions(first, [of.signed_out, of.phones])
        menu.insertSeparator(first)
        menu.insertActions(first, [of.copy, of.save])
        menu.insertSeparator(first)
        return menu

    def save(self) -> QByteArray:
        """As the user has it, for `restore`."""
        return layout.saved(self.table.columns, self.board)

    def restore(self, saved: QByteArray) -> None:
        """Bring back what `save` gave; what cannot be read changes nothing."""
        layout.restore(saved, self.table.columns, self.board)
        self.actions_.signed_out.setChecked(self.board.hides_signed_out)

    def reset(self) -> None:
        """As it is the first time."""
        layout.reset(self.table.columns, self.board)
        self.actions_.signed_out.setChecked(False)

    def open_columns(self) -> ColumnsDialog:
        """Choose, move and size columns."""
        dialog = ColumnsDialog(self.table.columns, self._look, self._view)
        dialog.open()
        return dialog

    def ask_for_field(self) -> QInputDialog:
        """Group by a field of the payloads that the user names."""
        knowing = Knowing(self._live, parent=self)
        known = knowing.known().fields.having("")
        knowing.deleteLater()
        return ask_for_field(
            self._view, known, self.board.grouping.field, lambda name: self.board.set_grouping(Grouping(By.FIELD, name))
        )

    def chosen(self) -> list[Entry]:
        """The agents whose rows are selected, from the top."""
        rows = self.table.selected_rows()
        return [self.roster.entry(row) for row in rows if self.roster.agent_at(row) is not None]

    def _connect(self) -> None:
        of, columns, board = self.actions_, self.table.columns, self.board
        columns.sorting_changed.connect(lambda: board.set_sorting(columns.sorting))
        self.table.fold_asked.connect(lambda key, folded: board.fold(key, folded=folded))
        self.menus.narrowing_asked.connect(self.narrowing_asked)
        self.menus.field_asked.connect(self.ask_for_field)
        of.columns.triggered.connect(self.open_columns)
        of.sort.triggered.connect(lambda: self._open(self.menus.sorting(self.menus.menu())))
        of.need.triggered.connect(lambda: columns.sort_by(Sorting()))
        of.group.triggered.connect(lambda: self._open(self.menus.grouping(self.menus.menu())))
        of.fold_all.triggered.connect(lambda: board.fold_all(folded=True))
        of.unfold_all.triggered.connect(lambda: board.fold_all(folded=False))
        of.signed_out.triggered.connect(lambda hidden: board.hide_signed_out(hidden=hidden))
        of.phones.triggered.connect(self._on_phones)
        of.events.triggered.connect(self._on_events)
        of.only.triggered.connect(self._on_only)
        of.save.triggered.connect(self._on_save)
        of.copy.triggered.connect(self._on_copy)

    def _open(self, menu: QMenu) -> None:
        """Below the list's titles, at the left."""
        viewport = self.table.viewport()
        menu.popup(viewport.mapToGlobal(QPoint(0, 0)))

    def _on_phones(self, shown: bool) -> None:
        """Whoever asks for phones wants to see them; they are hidden again the next time."""
        self._cells.shows_phones = shown
        if shown:
            self.table.columns.show_column(Column.PHONE, shown=True)
        self.table.viewport().update()

    def _on_events(self) -> None:
        if names := self._names():
            self.events_asked.emit(agents_term(names))

    def _on_only(self) -> None:
        if names := self._names():
            self.narrowing_asked.emit(to_agents(names))

    def _names(self) -> list[str]:
        names = [entry.name for entry in self.chosen()]
        if not names:
            self.told.emit("Choose an agent first")
        return names

    def _on_copy(self) -> None:
        entries, columns = self.chosen(), self.table.columns
        if not entries:
            self.told.emit("Choose rows to copy first")
            return
        shown = [Column(column) for column in columns.in_order() if columns.is_shown(column)]
        rows = [[self._cells.text(entry, column) for column in shown] for entry in entries]
        copy_table([[TITLES[column][0] for column in shown], *rows])
        self.told.emit(f"{counted(len(entries), 'row')} copied")

    def _on_save(self) -> None:
        if not self.roster.agents:
            self.told.emit("There is no agent to save")
            return
        ask_for_file(self._view, "Save agents", f"{self._live.path.stem} floor.csv", self.save_to)

    def save_to(self, path: Path) -> None:
        """Save the agents that are shown, with phones only where these are shown."""
        saving = Saving(self._live, self.roster, self._facts, path, self)
        saving.finished.connect(self.told)
        saving.start(phones=self._cells.shows_phones)
