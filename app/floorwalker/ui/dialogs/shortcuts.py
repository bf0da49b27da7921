"""All keyboard shortcuts in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QAction


class Shortcuts(QDialog):
    """Actions by where they belong; typing narrows the list."""

    def __init__(self, actions: Mapping[str, Sequence[QAction]], parent: QWidget | None = None) -> None:
        """actions: by the heading that they are listed under. Those without a shortcut are left out."""
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.resize(520, 560)
        self.search = QLineEdit(placeholderText="Find a shortcut", clearButtonEnabled=True)
        self.search.textChanged.connect(self._narrow)
        self._groups: dict[QTreeWidgetItem, list[QTreeWidgetItem]] = {}
        self.list = self._made_list(actions)
        buttons = boxes.buttons(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = boxes.column(self, margins=(16, 16, 16, 16))
        for widget in (self.search, self.list, buttons):
            column.addWidget(widget)

    def _made_list(self, actions: Mapping[str, Sequence[QAction]]) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setRootIsDecorated(False)
        tree.setHeaderLabels(["Action", "Shortcut"])
        tree.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for heading, of_heading in actions.items():
            entries = [_entry(action) for action in of_heading if not action.shortcut().isEmpty()]
            if entries:
                group = QTreeWidgetItem(tree, [heading])
                group.setFlags(Qt.ItemFlag.ItemIsEnabled)
                group.addChildren(entries)
                self._groups[group] = entries
        tree.expandAll()
        return tree

    def _narrow(self, text: str) -> None:
        for group, entries in self._groups.items():
            for entry in entries:
                entry.setHidden(text.casefold() not in f"{entry.text(0)} {entry.text(1)}".casefold())
            group.setHidden(all(entry.isHidden() for entry in entries))


def _entry(action: QAction) -> QTreeWidgetItem:
    shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    entry = QTreeWidgetItem([action.text().replace("&", ""), shortcut])
    entry.setToolTip(0, action.toolTip())
    return entry
