"""The filter language in a list, whose examples can be taken into the line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from floorwalker.session.filter import guide
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from floorwalker.ui.look import Look

_EXAMPLE: Final = 2
_HOW: Final = "Double-click or Enter puts an example into the filter. Anywhere, upper and lower case are the same."


class Language(QDialog):
    """Operators, and ways to put them together; typing narrows the list. chosen(str): an example is wanted."""

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setWindowTitle("The filter language")
        self.resize(1120, 640)
        self.search = QLineEdit(placeholderText="Find an operator", clearButtonEnabled=True)
        self.list = QTreeWidget()
        self._groups: dict[QTreeWidgetItem, list[QTreeWidgetItem]] = {}
        self._set_up()
        self._fill("Operators", guide.operators())
        self._fill("Together", guide.WAYS)
        self.list.expandAll()
        buttons = boxes.buttons(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        column = boxes.column(self, margins=(16, 16, 16, 16))
        for widget in (self.search, self.list, QLabel(_HOW, wordWrap=True), buttons):
            column.addWidget(widget)
        self.search.textChanged.connect(self._narrow)
        self.list.itemActivated.connect(self._on_activated)

    def _set_up(self) -> None:
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels(["Written", "Finds", "Example"])
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def _fill(self, heading: str, entries: Iterable[guide.Entry]) -> None:
        group = QTreeWidgetItem(self.list, [heading])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self._groups[group] = []
        for entry in entries:
            item = QTreeWidgetItem(group, [entry.written, entry.help, entry.example])
            for column in (0, _EXAMPLE):
                item.setFont(column, self._look.mono())
            item.setToolTip(1, entry.help)
            self._groups[group].append(item)

    def _narrow(self, text: str) -> None:
        for group, entries in self._groups.items():
            for entry in entries:
                words = " ".join(entry.text(column) for column in range(_EXAMPLE + 1))
                entry.setHidden(text.casefold() not in words.casefold())
            group.setHidden(all(entry.isHidden() for entry in entries))

    def _on_activated(self, item: QTreeWidgetItem) -> None:
        if item.parent() is not None:
            self.chosen.emit(item.text(_EXAMPLE))
            self.accept()
