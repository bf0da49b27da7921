"""The lines of the facets as Qt's views take them: two columns, what it is with its box, and the count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from floorwalker.ui.events.facets.entry import SHOWN, Entry, Key, Sort
from floorwalker.ui.look.tips import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from floorwalker.ui.look import Look

Index = QModelIndex | QPersistentModelIndex

KEY_ROLE: Final = int(Qt.ItemDataRole.UserRole)
"""The line's `Key`."""

_ROOT: Final = QModelIndex()
_DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
_TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
_BOX: Final = int(Qt.ItemDataRole.CheckStateRole)
_ALIGNMENT: Final = int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TITLES: Final = ("Show", "Events")


class _Node:
    """A line, where it is, and what is below it."""

    __slots__ = ("children", "entry", "number", "parent")

    def __init__(self, number: int, entry: Entry | None, parent: _Node | None) -> None:
        self.number = number
        self.entry = entry
        self.parent = parent
        self.children: list[_Node] = []

    def row(self) -> int:
        return self.parent.children.index(self) if self.parent is not None else 0


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Ascending numbers as first and last of those that follow each other."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


def _same(one: list[Key], other: list[Key]) -> int:
    """How many keys both begin with."""
    return next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one))


def _said(entry: Entry, column: int) -> dict[int, object]:
    """What a cell says, by role."""
    if column == 0:
        return {_DISPLAY: entry.text, _TIP: plain_tip(entry.tip), _BOX: entry.box, KEY_ROLE: entry.key}
    count = "" if entry.count is None else f"{entry.count:,}"
    return {_DISPLAY: count, _TIP: plain_tip(entry.tip), _ALIGNMENT: _RIGHT, KEY_ROLE: entry.key}


class FacetModel(QAbstractItemModel):
    """Shows `Entry`s; lines keep their identity by their keys while counts, names and order change around them.

    switched(Key, bool): the user has ticked or unticked a box.
    """

    switched = Signal(object, bool)

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._top = _Node(0, None, None)
        # Qt holds numbers, which cannot dangle where a node is gone.
        self._nodes = {0: self._top}
        self._last = 0

    def show(self, entries: tuple[Entry, ...]) -> None:
        """Bring the lines up to date."""
        self._sync(self._top, _ROOT, entries)

    def index_of(self, key: Key, parent: Index = _ROOT) -> QModelIndex:
        """Where a line is, an invalid index where it is not."""
        for row, node in enumerate(self._node(parent).children):
            if node.entry is not None and node.entry.key == key:
                return self.index(row, 0, parent)
            below = self.index_of(key, self.index(row, 0, parent))
            if below.isValid():
                return below
        return QModelIndex()

    def key(self, index: Index) -> Key | None:
        """Which line an index is."""
        entry = self._node(index).entry
        return None if entry is None else entry.key

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many lines are below one."""
        return 0 if parent.column() > 0 else len(self._node(parent).children)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: ARG002 everywhere the same
        """Two."""
        return len(_TITLES)

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """The place of a line's cell."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, self._node(parent).children[row].number)

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]  # QObject's takes nothing
        """The line that one is below."""
        above = self._node(index).parent if index.isValid() else None
        return QModelIndex() if above is None or above is self._top else self.createIndex(above.row(), 0, above.number)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A line can be gone to; its box can be ticked where a filter can say that."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        entry = self._entry(index)
        if entry.key.sort is Sort.FIND:  # Its line shows where the user is, and would cover half of what is selected.
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        can_tick = index.column() == 0 and entry.can_switch
        return flags | Qt.ItemFlag.ItemIsUserCheckable if can_tick else flags

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """What a cell says and how."""
        if not index.isValid():
            return None
        entry = self._entry(index)
        said = _said(entry, index.column())
        return said[role] if role in said else self._dress(entry, index.column(), role)

    def setData(self, index: Index, value: object, role: int = _DISPLAY) -> bool:
        """The user ticks a box: it shows that when the filter says it."""
        if role != Qt.ItemDataRole.CheckStateRole or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        self.switched.emit(self._entry(index).key, Qt.CheckState(value) == SHOWN)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """The columns' titles."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(_TITLES):
            return None
        if role == _DISPLAY:
            return _TITLES[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return "What the boxes of a section leave out does not change its own counts: they tell what a click gives."
        return _RIGHT if role == Qt.ItemDataRole.TextAlignmentRole and section == 1 else None

    def recolour(self) -> None:
        """The look is another."""
        for node in self._nodes.values():
            if node is not self._top:
                first = self.createIndex(node.row(), 0, node.number)
                self.dataChanged.emit(first, first.siblingAtColumn(1))

    def _dress(self, entry: Entry, column: int, role: int) -> object:
        is_quiet = entry.key.sort not in (Sort.KIND, Sort.NAME)
        if role == Qt.ItemDataRole.ForegroundRole:
            if entry.stressed or entry.key.sort is Sort.MORE:
                return self._look.colour("accent")
            return self._look.colour("muted") if column == 1 or is_quiet or not entry.count else None
        if role == Qt.ItemDataRole.BackgroundRole and entry.key.sort is Sort.SECTION:
            return self._look.colour("ground")
        if role == Qt.ItemDataRole.FontRole and is_quiet:
            font: QFont = self._look.small()
            return font
        return None

    def _node(self, index: Index) -> _Node:
        return self._nodes[index.internalId()] if index.isValid() else self._top

    def _entry(self, index: Index) -> Entry:
        entry = self._node(index).entry
        if entry is None:
            raise LookupError("no line is there")
        return entry

    def _sync(self, node: _Node, index: QModelIndex, entries: tuple[Entry, ...]) -> None:
        """Make the lines below one be these: away with others, then each to its place."""
        wanted = {entry.key: entry for entry in entries}
        self._remove(node, index, [row for row in range(len(node.children)) if self._key_at(node, row) not in wanted])
        there = [key for row in range(len(node.children)) if (key := self._key_at(node, row))]
        if there != [key for key in wanted if key in set(there)]:
            # Where the order is another, as of agents, the lines have nothing below them.
            self._remove(node, index, list(range(_same(there, list(wanted)), len(there))))
        self._insert(node, index, entries)
        for row, entry in enumerate(entries):
            node.children[row].entry = entry
            if entry.children or node.children[row].children:
                self._sync(node.children[row], self.index(row, 0, index), entry.children)
        self._tell_changed(node, index)

    def _remove(self, node: _Node, index: QModelIndex, rows: list[int]) -> None:
        """The last ones first, and neighbours at once: each time the view lays out its lines anew."""
        for first, last in reversed(_runs(rows)):
            self.beginRemoveRows(index, first, last)
            for child in node.children[first : last + 1]:
                self._forget(child)
            del node.children[first : last + 1]
            self.endRemoveRows()

    def _insert(self, node: _Node, index: QModelIndex, entries: tuple[Entry, ...]) -> None:
        there = {self._key_at(node, row) for row in range(len(node.children))}
        for first, last in _runs([row for row, entry in enumerate(entries) if entry.key not in there]):
            self.beginInsertRows(index, first, last)
            node.children[first:first] = [self._made(entry, node) for entry in entries[first : last + 1]]
            self.endInsertRows()

    def _made(self, entry: Entry, parent: _Node) -> _Node:
        self._last += 1
        self._nodes[self._last] = _Node(self._last, entry, parent)
        return self._nodes[self._last]

    def _forget(self, node: _Node) -> None:
        del self._nodes[node.number]
        for child in node.children:
            self._forget(child)

    def _key_at(self, node: _Node, row: int) -> Key | None:
        entry = node.children[row].entry
        return None if entry is None else entry.key

    def _tell_changed(self, node: _Node, index: QModelIndex) -> None:
        last = len(node.children) - 1
        if last >= 0:
            self.dataChanged.emit(self.index(0, 0, index), self.index(last, 1, index))
