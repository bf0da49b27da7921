"""The visible events as Qt's views take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from floorwalker.ui.events.table.cells import Cells, Column
from floorwalker.ui.events.table.columns import COUNT
from floorwalker.ui.look.tips import plain_tip

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from floorwalker.ui.events.order.shown import ShownRows
    from floorwalker.ui.events.said import Said
    from floorwalker.ui.following import LiveSession, PayloadSource

_ROOT: Final = QModelIndex()
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
# Plain numbers: hashing an enum's member costs as much as all the rest of a call that returns nothing.
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT: Final = int(Qt.ItemDataRole.TextAlignmentRole)


class EventModel(QAbstractTableModel):
    """A row for each event that is shown; texts are made only for what is asked, which is what is on the screen."""

    def __init__(
        self,
        shown: ShownRows,
        live: LiveSession,
        payloads: PayloadSource,
        said: Said,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shown = shown
        self._live = live
        self._count = len(shown)
        self._arrow: tuple[int, str] | None = None
        self.cells = Cells(live, shown, payloads, said)
        shown.about_to_reset.connect(self.beginResetModel)
        shown.reset.connect(self._on_reset)
        live.rows_removed.connect(self.cells.forget)
        shown.about_to_append.connect(self._on_about_to_append)
        shown.appended.connect(self._on_appended)
        payloads.arrived.connect(self._on_arrived)
        said.changed.connect(self._tell_all)
        live.catalog_changed.connect(self._on_catalog_changed)
        self.cells.times.changed.connect(self._on_times_changed)

    def add_field(self, name: str) -> int:
        """Make a field of the payloads a column; which one it is, or is already."""
        there = self.cells.fields.index_of(name)
        if there is not None:
            return COUNT + there
        column = self.cells.count
        self.beginInsertColumns(_ROOT, column, column)
        self.cells.fields.add(name)
        self.endInsertColumns()
        return column

    def remove_field(self, column: int) -> None:
        """A field is no column any more."""
        self.beginRemoveColumns(_ROOT, column, column)
        self.cells.fields.remove(column - COUNT)
        self.endRemoveColumns()

    def point_at(self, column: int | None, *, descending: bool) -> None:
        """Show with its title that the table is sorted by a column, None for none."""
        # Qt's own arrow stands over a title at the right, and points down for what grows downwards.
        arrow = None if column is None else (column, "↓" if descending else "↑")
        if arrow != self._arrow:
            self._arrow = arrow
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.cells.count - 1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """How many events are shown."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """How many columns there are, shown or not."""
        return 0 if parent.isValid() else self.cells.count

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> object:
        """What a cell says, and its tip; how it looks is `RowPainter`'s."""
        if role == _DISPLAY:
            return self.cells.text(self._shown.row(index.row()), index.column()) if index.isValid() else None
        if role == _TIP:
            return plain_tip(self.cells.tip(self._shown.row(index.row()), index.column()))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """The columns' titles and what they mean."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.cells.count:
            return None
        title, tip = self.cells.title(section)
        if role == _DISPLAY:
            return f"{title} {self._arrow[1]}" if self._arrow and self._arrow[0] == section else title
        if role == _TIP:
            return plain_tip(tip)
        if role == _ALIGNMENT:
            return _RIGHT if self.cells.is_right(section) else _LEFT
        return None

    def _on_catalog_changed(self) -> None:
        self.cells.forget()
        self._tell_all()

    def _on_reset(self) -> None:
        self._count = len(self._shown)
        self.endResetModel()

    def _on_about_to_append(self, first: int, end: int) -> None:
        self.beginInsertRows(_ROOT, first, end - 1)

    def _on_appended(self, _first: int, end: int) -> None:
        self._count = end
        self.endInsertRows()

    def _on_arrived(self, seqs: list[int]) -> None:
        """What payloads say can be shown now, somewhere: the view repaints only what is in sight."""
        if seqs:
            self._tell_all()

    def _on_times_changed(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.TIME, Column.TIME)
        self._tell_all()

    def _tell_all(self) -> None:
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, self.cells.count - 1))
