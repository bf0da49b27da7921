"""The visible events as Qt's views take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from floorwalker.ui.events.table.cells import TITLES, Cells, Column

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from floorwalker.ui.events.said import Said
    from floorwalker.ui.events.visible import VisibleRows
    from floorwalker.ui.following import LiveSession, PayloadSource

_ROOT: Final = QModelIndex()
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ALIGNED_RIGHT: Final = frozenset({Column.TIME, Column.LAG})
# Plain numbers: hashing an enum's member costs as much as all the rest of a call that returns nothing.
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT: Final = int(Qt.ItemDataRole.TextAlignmentRole)


class EventModel(QAbstractTableModel):
    """A row for each visible event; texts are made only for what is asked, which is what is on the screen."""

    def __init__(
        self,
        visible: VisibleRows,
        live: LiveSession,
        payloads: PayloadSource,
        said: Said,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._visible = visible
        self._live = live
        self._count = len(visible)
        self.cells = Cells(live, said)
        visible.about_to_reset.connect(self.beginResetModel)
        visible.reset.connect(self._on_reset)
        live.rows_removed.connect(self.cells.forget)
        visible.about_to_append.connect(self._on_about_to_append)
        visible.appended.connect(self._on_appended)
        payloads.arrived.connect(self._on_arrived)
        said.changed.connect(self._on_said_changed)
        live.catalog_changed.connect(self._on_catalog_changed)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """How many events are visible."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """How many columns there are, shown or not."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> object:
        """What a cell says, and its tip; how it looks is `RowPainter`'s."""
        if role == _DISPLAY:
            return self.cells.text(self._visible.row(index.row()), index.column()) if index.isValid() else None
        if role == _TIP:
            return self.cells.tip(self._visible.row(index.row()), index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """The columns' titles and what they mean."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        title, tip = TITLES[Column(section)]
        if role == _DISPLAY:
            return title
        if role == _TIP:
            return tip
        if role == _ALIGNMENT:
            return _RIGHT if section in _ALIGNED_RIGHT else _LEFT
        return None

    def _on_reset(self) -> None:
        self._count = len(self._visible)
        self.endResetModel()

    def _on_about_to_append(self, first: int, end: int) -> None:
        self.beginInsertRows(_ROOT, first, end - 1)

    def _on_appended(self, _first: int, end: int) -> None:
        self._count = end
        self.endInsertRows()

    def _on_arrived(self, seqs: list[int]) -> None:
        """Sentences can be said now. One change from first to last: the view repaints only what it shows of it."""
        ends = (min(seqs), max(seqs)) if seqs else ()
        rows = [row for row in map(self._live.columns.row_of, ends) if row is not None]
        if rows:
            self._tell_says(self._visible.position_before(rows[0]), self._visible.position_before(rows[-1]))

    def _on_said_changed(self) -> None:
        self._tell_says(0, self._count - 1)

    def _on_catalog_changed(self) -> None:
        self.cells.rename()
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(Column) - 1))

    def _tell_says(self, first: int, last: int) -> None:
        last = min(last, self._count - 1)
        if first <= last:
            self.dataChanged.emit(self.index(first, Column.SAYS), self.index(last, Column.SAYS))
