"""The menus of the list: of an agent, of a group, and of what rows are sorted and grouped by."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from floorwalker.ui.floor.board.columns import FALLING, TITLES, UNSORTED, Column, Sorting
from floorwalker.ui.floor.board.groups import By, Grouping
from floorwalker.ui.floor.board.narrowing import to_agents, to_status, to_team

if TYPE_CHECKING:
    from floorwalker.ui.floor.board.actions import ListActions
    from floorwalker.ui.floor.board.board import Board
    from floorwalker.ui.floor.board.cells import Cells
    from floorwalker.ui.floor.board.groups import Group
    from floorwalker.ui.floor.board.narrowing import Narrowing
    from floorwalker.ui.floor.board.roster import Entry, Roster
    from floorwalker.ui.floor.board.table import RosterTable

_BY: Final = (By.NOTHING, By.STATUS, By.TEAM, By.REASON, By.SESSION_TYPE)


class ListMenus(QObject):
    """Makes the menus. narrowing_asked(Narrowing): the floor shall show only that. field_asked: agents shall be grouped
    by a field that is still to be named."""

    narrowing_asked = Signal(object)
    field_asked = Signal()

    def __init__(self, table: RosterTable, roster: Roster, board: Board, cells: Cells, actions: ListActions) -> None:
        super().__init__(table)
        self._table = table
        self._roster = roster
        self._board = board
        self._cells = cells
        self._actions = actions
        self.about_agent: list[QAction] = []
        """What comes first in an agent's menu."""
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._on_asked)
        # Qt knows only the menu's own key on Linux, which many keyboards have not.
        key = QShortcut(QKeySequence("Shift+F10"), table, context=Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(lambda: self._on_asked(table.visualRect(table.currentIndex()).bottomLeft()))

    def of_row(self, row: int) -> QMenu:
        """What can be done with what is in a row."""
        heading = self._roster.heading_at(row)
        return self._of_group(heading) if heading is not None else self._of_agent(self._roster.entry(row))

    def grouping(self, menu: QMenu) -> QMenu:
        """Offer in a menu what agents may be grouped by."""
        for by in _BY:
            grouping = Grouping(by)
            action = menu.addAction(grouping.words if by else "Nothing")
            action.triggered.connect(partial(self._group, grouping))
            self._check(menu, action, is_chosen=self._board.grouping == grouping)
        self._offer_field(menu)
        if self._board.grouping.by != By.NOTHING:
            menu.addSeparator()
            menu.addActions([self._actions.fold_all, self._actions.unfold_all])
        return menu

    def sorting(self, menu: QMenu) -> QMenu:
        """Offer what rows may be sorted by; what they are sorted by already is turned."""
        columns = self._table.columns
        need = menu.addAction("Need: over the limit, then time")
        need.triggered.connect(lambda: columns.sort_by(Sorting()))
        self._check(menu, need, is_chosen=columns.sorting.column is None)
        for column in columns.in_order():
            if column not in UNSORTED:
                self._offer_sorting(menu, Column(column))
        return menu

    def _of_agent(self, entry: Entry) -> QMenu:
        menu, of = self.menu(), self._actions
        menu.addActions([*self.about_agent, of.events])
        menu.addSeparator()
        for narrowing in self._narrowings(entry):
            action = menu.addAction(of.only.icon(), f"Show only {narrowing.words}".replace("&", "&&"))
            action.triggered.connect(partial(self._narrow, narrowing))
        menu.addSeparator()
        menu.addActions([of.copy])
        return menu

    def _narrowings(self, entry: Entry) -> list[Narrowing]:
        status, team = self._cells.paints.status(entry.activity, entry.reason), self._cells.team(entry.agent)
        found = [to_agents([entry.name]), to_status(status.name, f"“{status.words}”")]
        return [*found, to_team(team)] if team else found

    def _of_group(self, group: Group) -> QMenu:
        menu = self.menu()
        fold = menu.addAction("Unfold" if group.is_folded else "Fold")
        fold.triggered.connect(lambda: self._board.fold(group.key, folded=not group.is_folded))
        menu.addSection("Group by")
        self.grouping(menu)
        return menu

    def _offer_field(self, menu: QMenu) -> None:
        now = self._board.grouping
        action = menu.addAction(f"Field {now.field}…" if now.field else "Payload field…")
        action.setToolTip("A field of each agent's newest event")
        action.triggered.connect(self.field_asked)
        self._check(menu, action, is_chosen=now.by == By.FIELD)

    def _offer_sorting(self, menu: QMenu, column: Column) -> None:
        sorting = self._table.columns.sorting
        action = menu.addAction(TITLES[column][0])
        action.setToolTip(TITLES[column][1])
        is_chosen = sorting.column == column
        wanted = Sorting(column, not sorting.falling if is_chosen else column in FALLING)
        action.triggered.connect(partial(self._sort, wanted))
        self._check(menu, action, is_chosen=is_chosen)

    def _check(self, menu: QMenu, action: QAction, *, is_chosen: bool) -> None:
        """One of several in a menu, of which one is chosen."""
        group = menu.findChild(QActionGroup) or QActionGroup(menu)
        action.setCheckable(True)
        action.setChecked(is_chosen)
        group.addAction(action)

    def _group(self, grouping: Grouping, _checked: bool = False) -> None:
        self._board.set_grouping(grouping)

    def _sort(self, sorting: Sorting, _checked: bool = False) -> None:
        self._table.columns.sort_by(sorting)

    def _narrow(self, narrowing: Narrowing, _checked: bool = False) -> None:
        self.narrowing_asked.emit(narrowing)

    def menu(self) -> QMenu:
        """One that goes when it is closed."""
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        return menu

    def _on_asked(self, point: QPoint) -> None:
        row = self._table.rowAt(point.y())
        if row >= 0:
            self.of_row(row).popup(self._table.viewport().mapToGlobal(point))
