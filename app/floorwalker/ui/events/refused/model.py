"""What was refused, as Qt's views take it."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from datetime import UTC, datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from floorwalker.ui.events import moments
from floorwalker.ui.look.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from floorwalker.session.refusals import RefusedLine

_ROOT: Final = QModelIndex()
_MOST_TEXTS: Final = 10_000
"""Different texts that are kept once each; senders repeat their faults."""


class Column(IntEnum):
    """In their order."""

    TIME = 0
    PEER = 1
    FEED = 2
    SIZE = 3
    PROBLEM = 4


TITLES: Final = {
    Column.TIME: ("Time", "When it arrived, by this computer's clock"),
    Column.PEER: ("From", "Who sent it"),
    Column.FEED: ("At", "The receiver or the feed that it came by"),
    Column.SIZE: ("Size", "Bytes of the refused element or body"),
    Column.PROBLEM: ("Why it was refused", "The first problem, with its place, and how many more there are"),
}
_RIGHT: Final = frozenset({Column.TIME, Column.SIZE})


class RefusedModel(QAbstractTableModel):
    """A row for each, the newest at the end. A hundred thousand take some ten megabytes; texts are made when asked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids = array("q")
        self._received = array("q")
        self._sizes = array("q")
        self._problems = array("q")
        # Texts by column, not by row: the collector of garbage would look through a tuple a row.
        self._texts: dict[int, list[str]] = {Column.PEER: [], Column.FEED: [], Column.PROBLEM: []}
        self._known: dict[str, str] = {}

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says; its tip says it in full."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._tip(index.row(), index.column()))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The columns' titles and what they mean."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        title, tip = TITLES[Column(section)]
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def id_of(self, row: int) -> int:
        """The id of the one in a row."""
        return self._ids[row]

    def row_of(self, refused_id: int) -> int | None:
        """Where one is, None where it is gone."""
        row = bisect_left(self._ids, refused_id)
        return row if row < len(self._ids) and self._ids[row] == refused_id else None

    def add(self, lines: Sequence[RefusedLine]) -> None:
        """More, which came after those that are here."""
        if not lines:
            return
        first = len(self._ids)
        self.beginInsertRows(_ROOT, first, first + len(lines) - 1)
        self._ids.extend(line.id for line in lines)
        self._received.extend(line.received for line in lines)
        self._sizes.extend(line.size for line in lines)
        self._problems.extend(line.problems for line in lines)
        self._texts[Column.PEER].extend(self._once(line.peer) for line in lines)
        self._texts[Column.FEED].extend(self._once(line.feed) for line in lines)
        self._texts[Column.PROBLEM].extend(self._once(line.problem) for line in lines)
        self.endInsertRows()

    def forget_before(self, oldest: int) -> None:
        """Let go of those that the session's file does not have any more. oldest: the id that it has, 0 for none."""
        gone = bisect_left(self._ids, oldest) if oldest else len(self._ids)
        if not gone:
            return
        self.beginRemoveRows(_ROOT, 0, gone - 1)
        for numbers in (self._ids, self._received, self._sizes, self._problems):
            del numbers[:gone]
        for texts in self._texts.values():
            del texts[:gone]
        self.endRemoveRows()

    def _once(self, text: str) -> str:
        if len(self._known) >= _MOST_TEXTS:
            self._known.clear()
        return self._known.setdefault(text, text)

    def _text(self, row: int, column: int) -> str:
        if column == Column.TIME:
            return moments.clock(self._received[row], datetime.now(UTC).astimezone())
        if column == Column.SIZE:
            return f"{self._sizes[row]:,}"
        text = self._texts[column][row]
        if column == Column.PEER:
            return text or "unknown"
        more = self._problems[row] - 1 if column == Column.PROBLEM else 0
        return f"{text} (and {more:,} more)" if more > 0 else text

    def _tip(self, row: int, column: int) -> str:
        if column == Column.TIME:
            return moments.full(self._received[row])
        return f"{self._text(row, column)} bytes" if column == Column.SIZE else self._text(row, column)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
