"""The list of agents as Qt's views take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from floorwalker.event.facts import Activity
from floorwalker.event.limits import ALERTS
from floorwalker.ui.floor.board.columns import RIGHT, TITLES, UNSORTED, Column, Sorting
from floorwalker.ui.look.tips import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

    from floorwalker.ui.floor.board.cells import Cells
    from floorwalker.ui.floor.board.groups import Arrangement, Group
    from floorwalker.ui.floor.board.roster import Entry, Roster
    from floorwalker.ui.look import Look

__all__ = ["Column", "RosterModel"]

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_ROOT: Final = QModelIndex()
_VERTICALLY: Final = QAbstractItemModel.LayoutChangeHint.VerticalSortHint
"""Without it a header takes its columns for new ones, and a selection is kept cell by cell."""
_HINTED: Final = ("QList<QPersistentModelIndex>", "QAbstractItemModel::LayoutChangeHint")
_SORTS: Final = "Click to sort by it, again to turn the order, and once more for what needs you first."


class RosterModel(QAbstractTableModel):
    """A `Roster`'s rows: agents, and the headings of groups. `show` after the roster has taken in what is new."""

    def __init__(self, cells: Cells, roster: Roster, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self.cells = cells
        self._look = look
        self._sorting = Sorting()
        self.swatch_size = 16

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The agents shown, and the headings."""
        return 0 if parent.isValid() else len(self._roster.keys)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """As in `Column`."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        """Titles and tips."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        column = Column(section)
        told: dict[int, object] = {
            _Role.DisplayRole: self._title(column),
            _Role.ToolTipRole: TITLES[column][1] if column in UNSORTED else f"{TITLES[column][1]}.\n{_SORTS}",
            _Role.TextAlignmentRole: _alignment(column),
        }
        return told.get(role)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """A cell; a heading stands in the first column."""
        if not index.isValid():
            return None
        heading = self._roster.heading_at(index.row())
        if heading is not None:
            return self._of_heading(heading, index.column(), role)
        entry, column = self._roster.entry(index.row()), index.column()
        told: object = None
        match role:
            case _Role.DisplayRole:
                told = self.cells.text(entry, column)
            case _Role.AccessibleTextRole:
                told = self.cells.spoken(entry, column)
            case _Role.TextAlignmentRole:
                told = _alignment(column)
            case _Role.DecorationRole if column == Column.STATUS:
                told = self.swatch(entry.activity)
            case _Role.ForegroundRole:
                told = self._ink(entry, column)
            case _Role.ToolTipRole:
                told = plain_tip(self.cells.tip(entry, column))
        return told

    def swatch(self, activity: int) -> QIcon:
        """A status's colour with its icon, as large as rows have room for."""
        return self.cells.paints.swatch(activity, self.swatch_size)

    def tell_order(self, sorting: Sorting) -> None:
        """Mark a title as what the rows are sorted by."""
        self._sorting = sorting
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def show(self, shown: Arrangement) -> None:
        """Show these places of the roster, which has just taken in what is new."""
        before, after = self._roster.keys, self._roster.keys_of(shown)
        if before == after:
            self._roster.show(shown)
            self.tell_changed()
        elif len(before) == len(after) and set(before) == set(after):
            self._move(shown, before, after)
        else:
            self.beginResetModel()
            self._roster.show(shown)
            self.endResetModel()

    def tell_changed(self) -> None:
        """The same rows say something else."""
        if rows := len(self._roster.keys):
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, len(Column) - 1))

    def row_of(self, agent: int) -> int | None:
        """Where an agent is shown."""
        return self._roster.keys.index(agent) if agent in self._roster.keys else None

    def _move(self, shown: Arrangement, before: list[int], after: list[int]) -> None:
        self.layoutAboutToBeChanged[_HINTED].emit([], _VERTICALLY)  # type: ignore[index]  # it is, by its types
        self._roster.show(shown)
        rows = {key: row for row, key in enumerate(after)}
        old = self.persistentIndexList()
        self.changePersistentIndexList(old, [self.index(rows[before[index.row()]], index.column()) for index in old])
        self.layoutChanged[_HINTED].emit([], _VERTICALLY)  # type: ignore[index]  # it is, by its types

    def _of_heading(self, heading: Group, column: int, role: int) -> object:
        if column == Column.AGENT and role == _Role.DisplayRole:
            return self.cells.heading(heading)
        if role == _Role.ToolTipRole:
            return plain_tip(f"{self.cells.heading(heading)}\nSpace, Enter or a click shows or hides its agents")
        return None

    def _title(self, column: Column) -> str:
        title = TITLES[column][0]
        by, falling = self._sorting.column, self._sorting.falling
        if by is None and column == Column.TIME:
            return f"⚠▾ {title}"
        if column != by:
            return title
        arrow = "▾" if falling else "▴"
        return f"{arrow} {title}" if column in RIGHT else f"{title} {arrow}"

    def _ink(self, entry: Entry, column: int) -> object:
        if column == Column.TIME and entry.stage >= ALERTS:
            return self._look.colour("danger")
        return self._look.colour("muted") if is_dim(entry) else None


def is_dim(entry: Entry) -> bool:
    """Whether an agent is of less interest than others: not there, or not known to be."""
    return entry.activity in {Activity.SIGNED_OUT, Activity.UNKNOWN}


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
