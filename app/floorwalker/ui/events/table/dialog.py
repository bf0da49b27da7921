"""Choosing the columns of events with the keyboard, fields of payloads among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from floorwalker.ui.events.table.columns import COUNT
from floorwalker.ui.events.table.fields import MOST
from floorwalker.ui.shell.columns_dialog import ColumnsDialog

if TYPE_CHECKING:
    from floorwalker.ui.events.table.header import EventHeader
    from floorwalker.ui.look import Look

_LONGEST_NAME: Final = 200


class EventColumnsDialog(ColumnsDialog):
    """With a line to add a field of the payloads, and a button to remove one."""

    def __init__(self, header: EventHeader, seen: list[str], look: Look, parent: QWidget) -> None:
        """seen: names of fields to offer."""
        self._header = header
        self.field = QComboBox(editable=True)
        self.field.addItems(seen)
        self.field.setAccessibleName("Field of the payloads")
        self.add, self.remove = QPushButton("A&dd field"), QPushButton("Re&move field")
        super().__init__(header, look, parent)

    def _tips(self) -> dict[QPushButton, str]:
        tips = super()._tips()
        reset = tips.pop(self.reset)
        tips[self.remove] = "Take the column of a field away (Alt+M)"
        return tips | {self.reset: reset.replace("width", "width, and no fields")}

    def _lay_below(self, widget: QWidget) -> None:
        if widget is self.problem:
            row = self.grid.rowCount()
            self.grid.addWidget(self.field, row, 0)
            self.grid.addWidget(self.add, row, 1)
        super()._lay_below(widget)

    def _connect(self) -> None:
        super()._connect()
        self.field.setCurrentIndex(-1)
        self.field.setSizePolicy(self.list.sizePolicy().Policy.Expanding, self.field.sizePolicy().verticalPolicy())
        self.add.setToolTip("Show that field of each payload as a column (Alt+D)")
        self.add.setAutoDefault(False)
        self.remove.clicked.connect(self._on_remove)
        self.add.clicked.connect(self._on_add)
        line = self.field.lineEdit()
        if line is not None:
            line.setMaxLength(_LONGEST_NAME)
            line.setPlaceholderText("Name of a field, such as QueueName")
            line.returnPressed.connect(self._on_add)

    def _look_at_current(self) -> None:
        super()._look_at_current()
        self.remove.setEnabled(self._column() >= COUNT)

    def _on_remove(self) -> None:
        if self._column() >= COUNT:
            self._header.remove_field(self._column())
            self._fill(max(0, self.list.currentRow() - 1))

    def _on_add(self) -> None:
        name = self.field.currentText().strip()
        fields = sum(column >= COUNT for column in self._header.in_order())
        if not name:
            self.problem.setText("Choose a field, or write its name first.")
        elif fields >= MOST:
            self.problem.setText(f"There are {MOST} fields already: remove one first.")
        else:
            column = self._header.add_field(name)
            self.problem.setText(f"{self._header.title(column)} is a column now.")
            self.field.clearEditText()
            self._fill(self._header.in_order().index(column))
