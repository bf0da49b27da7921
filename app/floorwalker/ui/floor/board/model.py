"""The list of agents as Qt's views take it."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from floorwalker.event.facts import Activity
from floorwalker.ui.floor import durations

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtGui import QIcon

    from floorwalker.ui.floor.board.roster import Entry, Roster
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.look import Look

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_ROOT: Final = QModelIndex()


class Column(IntEnum):
    """The columns, from the left."""

    AGENT = 0
    STATUS = 1
    TIME = 2


class Line(NamedTuple):
    """What one row says. is_dim: it is of less interest than others."""

    name: str
    swatch: QIcon
    status: str
    time: str
    is_dim: bool


_TITLES = {Column.AGENT: "Agent", Column.STATUS: "Status", Column.TIME: "For"}
_TIPS = {
    Column.AGENT: "The agent's Username. Click to sort.",
    Column.STATUS: "The status now, by the newest event. Click to sort.",
    Column.TIME: "How long the agent has been in this status. Click to sort.",
}


class RosterModel(QAbstractTableModel):
    """A `Roster`'s rows. `show` after the roster has taken in what is new."""

    def __init__(self, roster: Roster, paints: Paints, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roster = roster
        self._paints = paints
        self._look = look
        self._now = 0.0
        self._sorted_by = (Column.TIME, True)
        self.swatch_size = 16

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The agents shown."""
        return 0 if parent.isValid() else len(self._roster.agents)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """As in `Column`."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        """Titles and tips."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        falling = section == Column.TIME
        told: dict[int, object] = {
            _Role.DisplayRole: self._title(Column(section)),
            _Role.ToolTipRole: _TIPS[Column(section)],
            _Role.TextAlignmentRole: _alignment(section),
            _Role.InitialSortOrderRole: Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder,
        }
        return told.get(role)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """A cell."""
        if not index.isValid():
            return None
        entry, column = self._roster.entry(index.row()), index.column()
        told: object = None
        match role:
            case _Role.DisplayRole:
                told = self._text(entry, column)
            case _Role.TextAlignmentRole:
                told = _alignment(column)
            case _Role.DecorationRole if column == Column.STATUS:
                told = self._paints.swatch(entry.activity, self.swatch_size)
            case _Role.ForegroundRole if self._is_dim(entry):
                told = self._look.colour("muted")
            case _Role.ToolTipRole:
                told = self._tip(entry)
        return told

    def tell_order(self, column: Column, *, falling: bool) -> None:
        """Mark a title as what the rows are sorted by."""
        self._sorted_by = (column, falling)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def show(self, places: NDArray[np.intp], now: float) -> None:
        """Show these places of the roster, which has just taken in what is new."""
        self._now = now
        before, after = self._roster.agents, self._roster.agents_at(places)
        if before == after:
            self._roster.show(places)
            self._tell_changed(Column.AGENT)
        elif len(before) == len(after) and set(before) == set(after):
            self._move(places, before, after)
        else:
            self.beginResetModel()
            self._roster.show(places)
            self.endResetModel()

    def line(self, row: int) -> Line:
        """What a row says, for painting it."""
        entry = self._roster.entry(row)
        return Line(
            entry.name,
            self._paints.swatch(entry.activity, self.swatch_size),
            self._text(entry, Column.STATUS),
            self._text(entry, Column.TIME),
            self._is_dim(entry),
        )

    def row_of(self, agent: int) -> int | None:
        """Where an agent is shown."""
        return self._roster.agents.index(agent) if agent in self._roster.agents else None

    def _move(self, places: NDArray[np.intp], before: list[int], after: list[int]) -> None:
        self.layoutAboutToBeChanged.emit()
        self._roster.show(places)
        rows = {agent: row for row, agent in enumerate(after)}
        old = self.persistentIndexList()
        self.changePersistentIndexList(old, [self.index(rows[before[index.row()]], index.column()) for index in old])
        self.layoutChanged.emit()

    def _tell_changed(self, first: Column) -> None:
        if self._roster.agents:
            self.dataChanged.emit(self.index(0, first), self.index(len(self._roster.agents) - 1, Column.TIME))

    def _title(self, column: Column) -> str:
        sorted_by, falling = self._sorted_by
        if column != sorted_by:
            return _TITLES[column]
        arrow = "▾" if falling else "▴"
        return f"{arrow} {_TITLES[column]}" if column == Column.TIME else f"{_TITLES[column]} {arrow}"

    def _text(self, entry: Entry, column: int) -> str:
        if column == Column.AGENT:
            return entry.name
        if column == Column.STATUS:
            words = self._paints.status(entry.told, entry.reason).words
            return f"{words} · stale" if entry.is_stale else words
        return durations.ticking(self._now - entry.since) if entry.since else ""

    def _tip(self, entry: Entry) -> str:
        words = self._paints.status(entry.told, entry.reason).words
        if not entry.since:
            return f"{entry.name}: nothing is known yet"
        lines = [f"{entry.name}: {words}", f"since {durations.clock(entry.since, self._now)}"]
        if entry.is_stale:
            lines.append("Nothing was heard of the agent for 12 hours: a sign-out may have been lost.")
        elif not entry.seq:
            lines.append("Events may have been missed since then; the agent's next one will tell.")
        return "\n".join(lines)

    def _is_dim(self, entry: Entry) -> bool:
        return entry.activity in {Activity.SIGNED_OUT, Activity.UNKNOWN}


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == Column.TIME else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
