"""One agent's spans and work items as Qt's views take them."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from floorwalker.event.facts import Activity
from floorwalker.event.work import Step
from floorwalker.ui.floor import durations, remarks
from floorwalker.ui.floor.agent.day import Entry, lacking
from floorwalker.ui.look.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from floorwalker.event.work import WorkItem
    from floorwalker.session.columns import Names
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.look import Look

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_ROOT: Final = QModelIndex()
_SWATCH: Final = 16
_TICK: Final = "mdi6.subdirectory-arrow-right"
_OPEN: Final = {Step.OFFERED: "no answer yet", Step.ACCEPTED: "not released yet"}


class Column(IntEnum):
    """The columns, from the left."""

    FROM = 0
    TO = 1
    FOR = 2
    WHAT = 3


_TITLES: Final = {
    Column.FROM: ("From", "When the status began, or the work item's first step"),
    Column.TO: ("To", "When it ended; empty while it goes on"),
    Column.FOR: ("For", "How long it lasted, or has lasted by now"),
    Column.WHAT: ("Status", "The status and its reason; indented: work items, with ring and handle time"),
}


class DayModel(QAbstractTableModel):
    """Shows entries, the newest first. What is there already stays where it is as new ones come."""

    def __init__(self, names: Names, paints: Paints, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._paints = paints
        self._look = look
        self._entries: Sequence[Entry] = ()
        self._now = 0.0

    def show(self, entries: Sequence[Entry], now: float) -> bool:
        """Show these as of now, in seconds. Returns whether lines went or changed their places."""
        new = len(entries) - len(self._entries)
        if new >= 0 and _goes_on(self._entries, entries[new:]):
            self._grow(entries, new, now)
            return False
        self.beginResetModel()
        self._entries, self._now = entries, now
        self.endResetModel()
        return True

    def tick(self, now: float) -> None:
        """Time went by: what goes on has lasted longer."""
        self._now = now
        if self._entries:
            self.dataChanged.emit(self.index(0, Column.FOR), self.index(len(self._entries) - 1, Column.FOR))

    @property
    def entries(self) -> Sequence[Entry]:
        """All, the newest first."""
        return self._entries

    def entry(self, row: int) -> Entry:
        """What is in a row."""
        return self._entries[row]

    def row_at(self, moment: float) -> int | None:
        """The row of the span that lasts at a moment; None where there is none."""
        for row, entry in enumerate(self._entries):
            if entry.item is None and entry.start <= moment:
                return row if entry.end is None or moment < entry.end else None
        return None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The entries."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """As in `Column`."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        """Titles and tips."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        title, tip = _TITLES[Column(section)]
        told: dict[int, object] = {
            _Role.DisplayRole: title,
            _Role.ToolTipRole: tip,
            _Role.TextAlignmentRole: _alignment(section),
        }
        return told.get(role)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """A cell."""
        if not index.isValid():
            return None
        entry, column = self._entries[index.row()], index.column()
        told: object = None
        match role:
            case _Role.DisplayRole:
                told = self.text(entry, column)
            case _Role.TextAlignmentRole:
                told = _alignment(column)
            case _Role.DecorationRole if column == Column.WHAT:
                told = self._icon(entry)
            case _Role.ForegroundRole if self._is_dim(entry):
                told = self._look.colour("muted")
            case _Role.ToolTipRole:
                told = plain_tip(self._tip(entry))
        return told

    def text(self, entry: Entry, column: int) -> str:
        """What a cell says."""
        match column:
            case Column.FROM:
                return durations.clock(entry.start, self._now)
            case Column.TO:
                return "" if entry.end is None else durations.clock(entry.end, self._now)
            case Column.FOR:
                return durations.ticking(entry.seconds(self._now))
        return self._words(entry)

    def _grow(self, entries: Sequence[Entry], new: int, now: float) -> None:
        if new:
            self.beginInsertRows(_ROOT, 0, new - 1)
        self._entries, self._now = entries, now
        if new:
            self.endInsertRows()
        self.dataChanged.emit(self.index(0, 0), self.index(new, len(Column) - 1))

    def _words(self, entry: Entry) -> str:
        if entry.item is not None:
            return _item_words(entry.item)
        words = self._paints.status(entry.activity, entry.reason).words
        return f"{words} · stale" if entry.is_stale else words

    def _icon(self, entry: Entry) -> object:
        if entry.item is not None:
            return self._look.icon(_TICK, "muted")
        return self._paints.swatch(entry.activity, _SWATCH)

    def _is_dim(self, entry: Entry) -> bool:
        return entry.item is not None or entry.activity in {Activity.SIGNED_OUT, Activity.UNKNOWN}

    def _tip(self, entry: Entry) -> str:
        lines = [self._words(entry)]
        if entry.item is not None:
            lines[0] = f"Work item: {lines[0]}"
        if entry.is_stale:
            lines.append(remarks.STALE)
        elif entry.item is None and entry.activity == Activity.UNKNOWN:
            lines.append(remarks.UNTOLD if entry.seq else remarks.GAP)
        if entry.seq:
            lines.append("Enter or a double click shows the event behind it.")
        return "\n".join(lines)


def _goes_on(before: Sequence[Entry], now: Sequence[Entry]) -> bool:
    """Whether these are the same, of which the newest may have gone on or have ended."""
    if not before or before[1:] != now[1:]:
        return False
    return before[0]._replace(end=None, item=None) == now[0]._replace(end=None, item=None)


def _item_words(item: WorkItem) -> str:
    """`ring 0:07 · handle 6:12 · 7F2`, `released without accepted · 7F2`: first what is soonest missed."""
    at, last = item.last
    parts = [lacking(item)]
    if item.ring is not None:
        parts.append(f"ring {durations.ticking(item.ring)}")
    if item.handle is not None:
        parts.append(f"handle {durations.ticking(item.handle)}")
    if last == Step.DECLINED and item.offered is not None:
        parts.append(f"declined after {durations.ticking(at - item.offered)}")
    parts += [_OPEN.get(last, ""), item.item or "work item"]
    return " · ".join(filter(None, parts))


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == Column.WHAT else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
