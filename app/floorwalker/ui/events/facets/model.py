"""The tree of Category and Code with its boxes and counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QStandardItem, QStandardItemModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from floorwalker.event.catalog import Catalog
    from floorwalker.session.filter import EventSelection
    from floorwalker.ui.events.facets.choice import Part
    from floorwalker.ui.events.facets.counts import Counts, Kind

PART_ROLE: Final = Qt.ItemDataRole.UserRole
"""(Category, Code), or (Category, None) for the whole of it."""

_CHECKED, _UNCHECKED, _PARTLY = Qt.CheckState.Checked, Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked
_NAME_FLAGS: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
_COUNT_FLAGS: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class FacetModel(QStandardItemModel):
    """Categories by number, their codes below them by number; two columns: the name with its box, and the count.

    switched(set of kinds, bool): the user has ticked or unticked a box.
    """

    switched = Signal(object, bool)

    def __init__(self, catalog: Catalog, muted: QColor, parent: QObject | None = None) -> None:
        super().__init__(0, 2, parent)
        self._catalog = catalog
        self._muted = muted
        self._names: dict[Part, QStandardItem] = {}
        self._ours = False
        self.setHorizontalHeaderLabels(["Kinds of events", "Count"])
        self.horizontalHeaderItem(1).setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.itemChanged.connect(self._on_item_changed)

    def kinds(self) -> list[Kind]:
        """All kinds of events that there are."""
        return [(category, code) for category, code in self._names if code is not None]

    def show_counts(self, counts: Counts) -> None:
        """Bring the tree up to date."""
        self._ours = True
        for (category, code), count in sorted(counts.of.items()):
            self._show_count(self._code(category, code), count)
        for category in {category for category, _ in counts.of}:
            self._show_count(self._category(category), counts.of_category(category))
        self._ours = False

    def show_selection(self, selection: EventSelection | None) -> None:
        """Tick what the filter shows; None where the boxes cannot say it: then they cannot be used."""
        self._ours = True
        for (category, code), item in self._names.items():
            item.setCheckable(selection is not None)
            if code is not None and selection is not None:
                item.setCheckState(_CHECKED if selection.shows(category, code) else _UNCHECKED)
        for (_, code), item in self._names.items():
            if code is None and selection is not None:
                item.setCheckState(_common_state(item))
            elif selection is None:
                item.setData(None, Qt.ItemDataRole.CheckStateRole)
        self._ours = False

    def set_catalog(self, catalog: Catalog) -> None:
        """Name everything as that does."""
        self._ours = True
        self._catalog = catalog
        for (category, code), item in self._names.items():
            item.setText(catalog.category_name(category) if code is None else self._code_name(category, code))
        self._ours = False

    def recolour(self, muted: QColor) -> None:
        """Counts and numbers are written in that colour."""
        self._ours = True
        self._muted = muted
        for item in self._names.values():
            self._count_of(item).setForeground(muted)
        self._ours = False

    def _category(self, category: int) -> QStandardItem:
        return self._item((category, None), self.invisibleRootItem(), self._catalog.category_name(category))

    def _code(self, category: int, code: int) -> QStandardItem:
        return self._item((category, code), self._category(category), self._code_name(category, code))

    def _code_name(self, category: int, code: int) -> str:
        name = self._catalog.code_name(category, code)
        return f"{name} {code}" if self._catalog.known_code(category, code) else name

    def _item(self, part: Part, parent: QStandardItem, name: str) -> QStandardItem:
        if part not in self._names:
            self._names[part] = item = QStandardItem(name)
            item.setFlags(_NAME_FLAGS)
            item.setData(part, PART_ROLE)
            item.setToolTip(self._tip(part))
            item.setCheckState(_CHECKED)
            parent.insertRow(self._row_for(part, parent), [item, self._count_item()])
        return self._names[part]

    def _count_item(self) -> QStandardItem:
        item = QStandardItem()
        item.setFlags(_COUNT_FLAGS)
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setForeground(self._muted)
        return item

    def _row_for(self, part: Part, parent: QStandardItem) -> int:
        """Where a new part goes in the order of numbers."""
        numbers = [_number(part_of(parent.child(row).data(PART_ROLE))) for row in range(parent.rowCount())]
        return sum(number < _number(part) for number in numbers)

    def _show_count(self, item: QStandardItem, count: int) -> None:
        self._count_of(item).setText(f"{count:,}")

    def _count_of(self, item: QStandardItem) -> QStandardItem:
        return self.itemFromIndex(item.index().siblingAtColumn(1))

    def _tip(self, part: Part) -> str:
        category, code = part
        what = f"Category {category}" if code is None else f"Category {category}, Code {code}"
        return f"{what}\nTick it to show such events. Double-click or Enter: only this."

    def _on_item_changed(self, item: QStandardItem) -> None:
        if self._ours or item.column() != 0:
            return
        category, code = part_of(item.data(PART_ROLE))
        kinds = {kind for kind in self.kinds() if kind[0] == category and code in {None, kind[1]}}
        self.switched.emit(kinds, item.checkState() == _CHECKED)


def part_of(data: Sequence[int | None]) -> Part:
    """What `PART_ROLE` holds, which Qt may have turned into a list."""
    category, code = data
    if category is None:
        raise ValueError("a part without a category")
    return category, code


def _number(part: Part) -> int:
    return part[0] if part[1] is None else part[1]


def _common_state(category: QStandardItem) -> Qt.CheckState:
    states = {category.child(row).checkState() for row in range(category.rowCount())}
    return states.pop() if len(states) == 1 else _PARTLY
