"""Choosing a table's columns with the keyboard: which, in which order, how wide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from floorwalker.ui.look.tips import plain_tip
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from floorwalker.ui.look import Look
    from floorwalker.ui.shell.table_columns import TableColumns

_COLUMN: Final = int(Qt.ItemDataRole.UserRole)
_STEP: Final = 16
"""Pixels by which a column becomes wider or narrower."""


class ColumnsDialog(QDialog):
    """Everything in it is done at once; Reset columns is the way back."""

    def __init__(self, columns: TableColumns, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Columns")
        self._columns = columns
        self._make_parts(look)
        self._lay_out()
        self._connect()
        self._fill(0)
        self.resize(480, 520)
        self.list.setFocus()

    def _make_parts(self, look: Look) -> None:
        self.list = QListWidget()
        self.list.setSpacing(2)
        self.list.setAccessibleName("Columns, from left to right")
        self.problem = QLabel()
        self.problem.setFont(look.small())
        self.left, self.right = QPushButton("&Left"), QPushButton("&Right")
        self.wider, self.narrower = QPushButton("&Wider"), QPushButton("&Narrower")
        self.reset = QPushButton("Re&set columns")
        for button, tip in self._tips().items():
            button.setToolTip(tip)
            button.setAutoDefault(False)

    def _tips(self) -> dict[QPushButton, str]:
        """The buttons beside the list, from the top."""
        return {
            self.left: "Move the column to the left (Alt+L)",
            self.right: "Move the column to the right (Alt+R)",
            self.wider: "Make the column wider (Alt+W)",
            self.narrower: "Make the column narrower (Alt+N)",
            self.reset: "The first columns, in their first order and width (Alt+S)",
        }

    def _lay_out(self) -> None:
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(16, 16, 16, 16)
        self.grid.setSpacing(8)
        hint = QLabel("Space shows or hides a column.")
        hint.setFont(self.problem.font())
        beside = list(self._tips())
        self.grid.addWidget(self.list, 0, 0, len(beside) + 1, 1)
        for place, button in enumerate(beside):
            self.grid.addWidget(button, place, 1)
        self.grid.setRowStretch(len(beside), 1)
        self._lay_below(hint)
        self._lay_below(self.problem)
        buttons = boxes.buttons(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        # Enter adds the field that was written; it must not close the dialog too.
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        self._lay_below(buttons)

    def _lay_below(self, widget: QWidget) -> None:
        self.grid.addWidget(widget, self.grid.rowCount(), 0, 1, 2)

    def _connect(self) -> None:
        self.list.itemChanged.connect(self._on_item_changed)
        self.list.currentRowChanged.connect(self._look_at_current)
        self.left.clicked.connect(lambda: self._move(-1))
        self.right.clicked.connect(lambda: self._move(1))
        self.wider.clicked.connect(lambda: self._columns.widen(self._column(), _STEP))
        self.narrower.clicked.connect(lambda: self._columns.widen(self._column(), -_STEP))
        self.reset.clicked.connect(self._on_reset)

    def _fill(self, current: int) -> None:
        """The columns as they are now; current: the place of the one to be at."""
        self.list.blockSignals(True)
        self.list.clear()
        for column in self._columns.in_order():
            item = QListWidgetItem(self._columns.title(column))
            item.setToolTip(plain_tip(self._columns.tip(column)))
            item.setData(_COLUMN, column)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if self._columns.is_shown(column) else Qt.CheckState.Unchecked)
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

    def _move(self, by: int) -> None:
        place = self.list.currentRow() + by
        if 0 <= place < self.list.count():
            self._columns.move(self._column(), by)
            self._fill(place)

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        column, shown = int(item.data(_COLUMN)), item.checkState() == Qt.CheckState.Checked
        self._columns.show_column(column, shown=shown)
        if self._columns.is_shown(column) != shown:
            self.problem.setText("The last column stays: without a header there would be no way back.")
            self._fill(self.list.currentRow())

    def _on_reset(self) -> None:
        self._columns.reset()
        self._fill(0)
