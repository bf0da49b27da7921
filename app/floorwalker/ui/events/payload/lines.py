"""Lines of names, values and meanings, to be read and copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from floorwalker.ui.events.dress import PaddedRow, dress_header

if TYPE_CHECKING:
    from collections.abc import Iterable

    from floorwalker.ui.events.payload.decoded import Fact, Group
    from floorwalker.ui.look import Look

ODD: Final = "mdi6.alert-circle-outline"
_FIXED: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TITLE: Final = Qt.ItemFlag.ItemIsEnabled


class Lines(QTreeView):
    """Shows `Group`s; Ctrl+C copies the selected values, one a line."""

    def __init__(self, titles: tuple[str, ...], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = titles
        self._look = look
        self._groups: tuple[Group, ...] = ()
        self.lines = QStandardItemModel(self)
        self._set_up()
        look.changed.connect(self._on_look_changed)

    def show_groups(self, groups: Iterable[Group]) -> None:
        """Show these instead."""
        self._groups = tuple(groups)
        self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what is selected."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """The values of the selected lines, onto the clipboard."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        if rows:
            QGuiApplication.clipboard().setText("\n".join(self.lines.item(row, 1).text() for row in rows))

    def _set_up(self) -> None:
        self.setModel(self.lines)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setItemsExpandable(False)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAllColumnsShowFocus(True)
        self.setItemDelegate(PaddedRow(self._look, 4, self))
        self._fill()

    def _fill(self) -> None:
        self.lines.clear()
        self.lines.setHorizontalHeaderLabels(self._titles)
        for group in self._groups:
            if group.title:
                self.lines.appendRow(self._title(group.title))
            for fact in group.facts:
                self.lines.appendRow(self._line(fact)[: len(self._titles)])
        self._set_widths()

    def _title(self, title: str) -> list[QStandardItem]:
        item = QStandardItem(title)
        item.setFlags(_TITLE)
        item.setForeground(self._look.colour("muted"))
        item.setFont(self._look.small())
        rest = [QStandardItem() for _ in self._titles[1:]]
        for cell in rest:
            cell.setFlags(_TITLE)
        return [item, *rest]

    def _line(self, fact: Fact) -> list[QStandardItem]:
        name, value = QStandardItem(fact.name), QStandardItem(fact.value)
        meaning = QStandardItem(" · ".join(filter(None, (fact.meaning, fact.odd))))
        name.setForeground(self._look.colour("muted"))
        if fact.odd:
            meaning.setIcon(self._look.icon(ODD, "accent"))
        for item in (name, value, meaning):
            item.setFlags(_FIXED)
            item.setToolTip(item.text())
        return [name, value, meaning]

    def _set_widths(self) -> None:
        header = self.header()
        dress_header(header, self._look)
        header.setStretchLastSection(True)
        if header.count() == len(self._titles):
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        if len(self._titles) > 2:
            self.resizeColumnToContents(1)
            self.setColumnWidth(1, min(max(self.columnWidth(1), 160), 480))

    def _on_look_changed(self) -> None:
        self._fill()
