"""Choosing columns with the keyboard: which, in which order, how wide, and fields of payloads among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from floorwalker.ui.events.table.columns import COUNT
from floorwalker.ui.events.table.fields import MOST
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from floorwalker.ui.events.table.header import EventHeader
    from floorwalker.ui.look import Look

_COLUMN: Final = int(Qt.ItemDataRole.UserRole)
_STEP: Final = 16
"""Pixels by which a column becomes wider or narrower."""
_LONGEST_NAME: Final = 200


class ColumnsDialog(QDialog):
    """Everything in it is done at once; Reset columns is the way back."""

    def __init__(self, header: EventHeader, seen: list[str], look: Look, parent: QWidget) -> None:
        """seen: names of fields to offer."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Columns")
        self._header = header
        self.list = QListWidget()
        self.list.setSpacing(2)
        self.list.setAccessibleName("Columns, from left to right")
        self.field = QComboBox(editable=True)
        self.field.addItems(seen)
        self.field.setAccessibleName("Field of the payloads")
        self.problem = QLabel()
        self.add = QPushButton("A&dd field")
        self.left, self.right = QPushButton("&Left"), QPushButton("&Right")
        self.wider, self.narrower = QPushButton("&Wider"), QPushButton("&Narrower")
        self.remove, self.reset = QPushButton("Re&move field"), QPushButton("Re&set columns")
        self._set_up(look)
        self._lay_out()
        self._connect()
        self._fill(0)
        self.resize(480, 520)
        self.list.setFocus()

    def _set_up(self, look: Look) -> None:
        line = self.field.lineEdit()
        if line is not None:
            line.setMaxLength(_LONGEST_NAME)
            line.setPlaceholderText("Name of a field, such as QueueName")
        self.field.setCurrentIndex(-1)
        self.field.setSizePolicy(self.list.sizePolicy().Policy.Expanding, self.field.sizePolicy().verticalPolicy())
        self.problem.setFont(look.small())
        tips = {
            self.left: "Move the column to the left (Alt+L)",
            self.right: "Move the column to the right (Alt+R)",
            self.wider: "Make the column wider (Alt+W)",
            self.narrower: "Make the column narrower (Alt+N)",
            self.remove: "Take the column of a field away (Alt+M)",
            self.reset: "The first columns, in their first order and width, and no fields (Alt+S)",
            self.add: "Show that field of each payload as a column (Alt+D)",
        }
        for button, tip in tips.items():
            button.setToolTip(tip)
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 16, 16, 16)
        grid.setSpacing(8)
        hint = QLabel("Space shows or hides a column.")
        hint.setFont(self.problem.font())
        grid.addWidget(self.list, 0, 0, 7, 1)
        for place, button in enumerate((self.left, self.right, self.wider, self.narrower, self.remove, self.reset)):
            grid.addWidget(button, place, 1)
        grid.setRowStretch(6, 1)
        grid.addWidget(hint, 7, 0, 1, 2)
        grid.addWidget(self.field, 8, 0)
        grid.addWidget(self.add, 8, 1)
        grid.addWidget(self.problem, 9, 0, 1, 2)
        buttons = boxes.buttons(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        # Enter adds the field that was written; it must not close the dialog too.
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        grid.addWidget(buttons, 10, 0, 1, 2)

    def _connect(self) -> None:
        self.list.itemChanged.connect(self._on_item_changed)
        self.list.currentRowChanged.connect(self._look_at_current)
        self.left.clicked.connect(lambda: self._move(-1))
        self.right.clicked.connect(lambda: self._move(1))
        self.wider.clicked.connect(lambda: self._header.widen(self._column(), _STEP))
        self.narrower.clicked.connect(lambda: self._header.widen(self._column(), -_STEP))
        self.remove.clicked.connect(self._on_remove)
        self.reset.clicked.connect(self._on_reset)
        self.add.clicked.connect(self._on_add)
        line = self.field.lineEdit()
        if line is not None:
            line.returnPressed.connect(self._on_add)

    def _fill(self, current: int) -> None:
        """The columns as they are now; current: the place of the one to be at."""
        self.list.blockSignals(True)
        self.list.clear()
        for column in self._header.in_order():
            item = QListWidgetItem(self._header.title(column))
            item.setData(_COLUMN, column)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if self._header.is_shown(column) else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(current)
        self._look_at_current()

    def _column(self) -> int:
        item = self.list.currentItem()
        return int(item.data(_COLUMN))

    def _look_at_current(self) -> None:
        place = self.list.currentRow()
        self.left.setEnabled(place > 0)
        self.right.setEnabled(place < self.list.count() - 1)
        self.remove.setEnabled(self._column() >= COUNT)

    def _move(self, by: int) -> None:
        place = self.list.currentRow() + by
        if 0 <= place < self.list.count():
            self._header.move(self._column(), by)
            self._fill(place)

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        column, shown = int(item.data(_COLUMN)), item.checkState() == Qt.CheckState.Checked
        self._header.show_column(column, shown=shown)
        if self._header.is_shown(column) != shown:
            self.problem.setText("The last column stays: without a header there would be no way back.")
            self._fill(self.list.currentRow())

    def _on_remove(self) -> None:
        if self._column() >= COUNT:
            self._header.remove_field(self._column())
            self._fill(max(0, self.list.currentRow() - 1))

    def _on_reset(self) -> None:
        self._header.reset()
        self._fill(0)

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
