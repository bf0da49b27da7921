"""An agent's numbers by interval as Qt's views take them: a line an interval, above them one for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from floorwalker.event.facts import Activity
from floorwalker.event.metrics import Interval, Kinds, total_of
from floorwalker.ui.floor import durations
from floorwalker.ui.floor.status_order import in_order
from floorwalker.ui.look.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from floorwalker.event.catalog import Catalog
    from floorwalker.event.statuses.table import Status
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.look import Look

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_ROOT: Final = QModelIndex()
_SWATCH: Final = 12
_NONE: Final = "–"
_OCCUPANCY: Final = (
    "Handling ÷ (handling + available), by the catalog: on call, on email, chatting and wrap-up, against available"
)
_HANDLE: Final = "Average handle time: from accepting a work item to its release, of the items released in the interval"
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its title, what its tip says, and what it says of an interval."""

    title: str
    tip: str
    text: Callable[[Interval], str]
    status: Status | None = None


class IntervalModel(QAbstractTableModel):
    """`show` sets all; columns of statuses are those that occur."""

    def __init__(self, catalog: Catalog, paints: Paints, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.catalog = catalog
        self._paints = paints
        self._look = look
        self._lines: list[Interval] = []
        self._fields: list[Field] = []

    def show(self, intervals: Sequence[Interval]) -> None:
        """Show these."""
        lines = [total_of(intervals), *intervals] if intervals else []
        fields = [(field.title, field.status) for field in self._fields]
        wanted = self._made(in_order({status for of in intervals for status in of.seconds}, self.catalog))
        is_same = [(field.title, field.status) for field in wanted] == fields and len(lines) == len(self._lines)
        if not is_same:
            self.beginResetModel()
        self._lines, self._fields = lines, wanted
        if not is_same:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(wanted) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(lines) - 1)

    @property
    def fields(self) -> Sequence[Field]:
        """The columns."""
        return self._fields

    def titles(self) -> list[str]:
        """The row of titles, with one for the intervals."""
        return ["Interval", *(field.title for field in self._fields)]

    def line(self, row: int) -> list[str]:
        """What a row says: from when to when, and the numbers."""
        return [self.times(row), *(field.text(self._lines[row]) for field in self._fields)]

    def times(self, row: int) -> str:
        """`09:00 – 09:15` in the user's zone, with the day where it is another than that of the last interval."""
        if row == 0:
            return "Whole time"
        of, last = self._lines[row], durations.local(self._lines[-1].start)
        start, end = durations.local(of.start), durations.local(of.end)
        day = "" if start.date() == last.date() else f"{start:%d %b} "
        return f"{day}{start:%H:%M} – {end:%H:%M}"

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Intervals, and one for all."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Numbers."""
        return 0 if parent.isValid() else len(self._fields)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        """Titles and tips; intervals at the left, where they stay in sight."""
        if orientation == Qt.Orientation.Vertical:
            is_told = role == _Role.DisplayRole and section < len(self._lines)
            return self.times(section) if is_told else None
        if not 0 <= section < len(self._fields):
            return None
        field = self._fields[section]
        told: dict[int, object] = {
            _Role.DisplayRole: field.title,
            _Role.ToolTipRole: plain_tip(field.tip),
            _Role.TextAlignmentRole: _RIGHT,
        }
        if role == _Role.DecorationRole and field.status is not None:
            return self._paints.swatch(field.status[0], _SWATCH)
        return told.get(role)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """A cell."""
        if not index.isValid():
            return None
        field, interval = self._fields[index.column()], self._lines[index.row()]
        told: object = None
        match role:
            case _Role.DisplayRole:
                told = field.text(interval)
            case _Role.TextAlignmentRole:
                told = _RIGHT
            case _Role.ForegroundRole if index.row() == 0:
                told = self._look.colour("accent")
            case _Role.ToolTipRole:
                told = plain_tip(field.tip)
        return told

    def _made(self, statuses: list[Status]) -> list[Field]:
        kinds = Kinds.of(self.catalog)
        return [
            Field("Proven", "The part of the interval in which events prove a status", lambda of: percent(of.proven)),
            Field("Occupancy", _OCCUPANCY, lambda of: percent(of.occupancy(kinds))),
            Field("Handle", _HANDLE, lambda of: _time(of.handle_time)),
            Field("Offered", "Work items offered", lambda of: f"{of.offered:,}"),
            Field("Accepted", "Work items accepted", lambda of: f"{of.accepted:,}"),
            Field("Declined", "Work items declined", lambda of: f"{of.declined:,}"),
            *map(self._of_status, statuses),
        ]  # fmt: skip

    def _of_status(self, status: Status) -> Field:
        words = self._paints.status(*status).words
        tip = f"Time in “{words}”, and its share of the time that the agent was signed in and known"
        if status[0] == Activity.SIGNED_OUT:
            tip = "Time in which the agent was signed out"
        return Field(words, tip, lambda of: _lasting(of, status), status)


def percent(part: float | None) -> str:
    """`42 %`; a dash where there is nothing to tell a part of."""
    return _NONE if part is None else f"{part:.0%}".replace("%", " %")


def _time(seconds: float | None) -> str:
    return _NONE if seconds is None else durations.ticking(seconds)


def _lasting(of: Interval, status: Status) -> str:
    seconds, share = of.seconds.get(status, 0.0), of.share(status)
    if not seconds:
        return _NONE
    return durations.ticking(seconds) if share is None else f"{durations.ticking(seconds)} · {percent(share)}"
