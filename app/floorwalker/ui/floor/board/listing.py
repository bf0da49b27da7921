"""The list of agents as its user handles it: columns, order, groups, menus, copying; joined to the board here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from floorwalker.ui.events.terms import agents_term
from floorwalker.ui.floor.board import layout
from floorwalker.ui.floor.board.actions import ListActions
from floorwalker.ui.floor.board.columns import Column, Sorting
from floorwalker.ui.floor.board.copying import as_text
from floorwalker.ui.floor.board.corner import Corner
from floorwalker.ui.floor.board.menu import ListMenus
from floorwalker.ui.floor.board.narrowing import to_agents

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.floor.board.board import Board
    from floorwalker.ui.floor.board.cells import Cells
    from floorwalker.ui.floor.board.roster import Entry, Roster
    from floorwalker.ui.floor.board.table import RosterTable
    from floorwalker.ui.floor.team.team import Team
    from floorwalker.ui.look import Look


class Listing(QObject):
    """What can be done with the list.

    narrowing_asked(Narrowing): the floor shall show only that. events_asked(expression): the events view shall show
    those events. told(words): one short line for the status bar.
    """

    narrowing_asked = Signal(object)
    events_asked = Signal(str)
    told = Signal(str)

    def __init__(
        self, view: QWidget, table: RosterTable, roster: Roster, board: Board, cells: Cells, look: Look
    ) -> None:
        super().__init__(view)
        self._table = table
        self._roster = roster
        self._board = board
        self._cells = cells
        self.actions_ = ListActions(look, view, table)
        self.menus = ListMenus(table, roster, board, cells, self.actions_)
        self.corner = Corner(table, look, self.menu)
        self._connect()

    def follow(self, team: Team) -> None:
        """Names and teams may change, and with them what the list has room for."""
        team.changed.connect(lambda: self._table.columns.fit(has_teams=team.is_known))
        team.changed.connect(self._board.refresh_soon)
        self._table.columns.fit(has_teams=team.is_known)

    def menu(self) -> QMenu:
        """Everything about the list as a whole."""
        menu = self._table.columns.menu()
        first = menu.actions()[0]
        for title, offer in (("Group by", self.menus.grouping), ("Sort by", self.menus.sorting)):
            menu.insertMenu(first, offer(QMenu(title, menu)))
        menu.insertAction(first, self.actions_.signed_out)
        menu.insertSeparator(first)
        return menu

    def save(self) -> QByteArray:
        """As the user has it, for `restore`."""
        return layout.saved(self._table.columns, self._board)

    def restore(self, saved: QByteArray) -> None:
        """Bring back what `save` gave; what cannot be read changes nothing."""
        layout.restore(saved, self._table.columns, self._board)
        self.actions_.signed_out.setChecked(self._board.hides_signed_out)

    def reset(self) -> None:
        """As it is the first time."""
        layout.reset(self._table.columns, self._board)
        self.actions_.signed_out.setChecked(False)

    def chosen(self) -> list[Entry]:
        """The agents whose rows are selected, from the top."""
        rows = self._table.selected_rows()
        return [self._roster.entry(row) for row in rows if self._roster.agent_at(row) is not None]

    def _connect(self) -> None:
        of, columns, board = self.actions_, self._table.columns, self._board
        columns.sorting_changed.connect(lambda: board.set_sorting(columns.sorting))
        self._table.fold_asked.connect(lambda key, folded: board.fold(key, folded=folded))
        self.menus.narrowing_asked.connect(self.narrowing_asked)
        of.columns.triggered.connect(lambda: self._open(columns.menu()))
        of.sort.triggered.connect(lambda: self._open(self.menus.sorting(self.menus.menu())))
        of.need.triggered.connect(lambda: columns.sort_by(Sorting()))
        of.group.triggered.connect(lambda: self._open(self.menus.grouping(self.menus.menu())))
        of.fold_all.triggered.connect(lambda: board.fold_all(folded=True))
        of.unfold_all.triggered.connect(lambda: board.fold_all(folded=False))
        of.signed_out.triggered.connect(lambda hidden: board.hide_signed_out(hidden=hidden))
        of.events.triggered.connect(self._on_events)
        of.only.triggered.connect(self._on_only)
        of.copy.triggered.connect(self._on_copy)

    def _open(self, menu: QMenu) -> None:
        """Below the list's titles, at the left."""
        viewport = self._table.viewport()
        menu.popup(viewport.mapToGlobal(QPoint(0, 0)))

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
        entries, columns = self.chosen(), self._table.columns
        if not entries:
            self.told.emit("Choose rows to copy first")
            return
        shown = [Column(column) for column in columns.in_order() if columns.is_shown(column)]
        QGuiApplication.clipboard().setText(as_text(entries, shown, self._cells))
        self.told.emit("1 row copied" if len(entries) == 1 else f"{len(entries):,} rows copied")
