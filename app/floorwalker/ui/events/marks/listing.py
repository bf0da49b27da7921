"""All marks of a session in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from floorwalker.ui.events.dress import PaddedRow, dress_header
from floorwalker.ui.events.labels import centred_label, colour
from floorwalker.ui.look.tips import plain_tip
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from floorwalker.ui.events.marks.marks import SessionMarks
    from floorwalker.ui.events.table.cells import Cells
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look

_EMPTY: Final = "No event is marked yet. M in the table marks the selected ones, Ctrl+Shift+M with a note."
_SEQ: Final = Qt.ItemDataRole.UserRole


class MarksList(QDialog):
    """Time, event, agent and note of each mark, in order of arrival; typing narrows the list.

    chosen(seq): the user wants to go there. note_asked(seq): to change the note. Delete takes marks off.
    """

    chosen = Signal(int)
    note_asked = Signal(int)

    def __init__(self, marks: SessionMarks, live: LiveSession, cells: Cells, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._marks = marks
        self._live = live
        self._cells = cells
        self.setWindowTitle("Marks")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 440)
        self.search = QLineEdit(placeholderText="Find a mark", clearButtonEnabled=True)
        self.search.textChanged.connect(self._narrow)
        self.list = self._made_list(look)
        self.empty = centred_label(_EMPTY)
        colour(self.empty, look.colour("muted"))
        self.go = QPushButton("Go there")
        self.go.setToolTip("Go to the event (Enter)")
        self.note = QPushButton("Note…")
        self.note.setToolTip("Write another note (F2)")
        self.remove = QPushButton("Take off")
        self.remove.setToolTip("Take the selected marks off (Delete); Ctrl+Z brings them back")
        self._lay_out()
        self._connect()
        self._fill()
        self.list.setFocus()

    def selected(self) -> list[int]:
        """The numbers of the selected events."""
        return [int(item.data(0, _SEQ)) for item in self.list.selectedItems()]

    def _made_list(self, look: Look) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setHeaderLabels(["Time", "Event", "Agent", "Note"])
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        tree.header().setStretchLastSection(True)
        tree.setAccessibleName("Marks")
        tree.setItemDelegate(PaddedRow(look, parent=tree))
        dress_header(tree.header(), look)
        return tree

    def _lay_out(self) -> None:
        buttons = boxes.buttons(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        # Enter is the list's and the line's.
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        for button in (self.go, self.note, self.remove, close):
            button.setAutoDefault(False)
        below = boxes.row()
        for button in (self.go, self.note, self.remove):
            below.addWidget(button)
        below.addStretch(1)
        below.addWidget(buttons)
        column = boxes.column(self, margins=(16, 16, 16, 16))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(below)

    def _connect(self) -> None:
        self._marks.changed.connect(self._fill)
        self.list.itemActivated.connect(self._go)
        self.search.returnPressed.connect(self._go)
        self.list.itemSelectionChanged.connect(self._on_selection_changed)
        self.go.clicked.connect(self._go)
        self.note.clicked.connect(self._ask_note)
        self.remove.clicked.connect(lambda: self._marks.take_off(self.selected()))
        keys = {"Del": self.remove.click, "F2": self.note.click, "Ctrl+Z": self._marks.undos.undo}
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self.list, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def _fill(self) -> None:
        """The marks as they are now; who was selected stays so."""
        selected = set(self.selected())
        self.list.clear()
        self.list.addTopLevelItems([self._item(seq) for seq in self._marks.by_seq if self._row(seq) is not None])
        for item in self._items():
            item.setSelected(item.data(0, _SEQ) in selected)
        is_empty = not self.list.topLevelItemCount()
        self.list.setHidden(is_empty)
        self.empty.setHidden(not is_empty)
        self.search.setEnabled(not is_empty)
        self._narrow(self.search.text())
        self._on_selection_changed()

    def _item(self, seq: int) -> QTreeWidgetItem:
        row, note = self._row(seq) or 0, self._marks.by_seq[seq].note
        facts = self._cells.facts(row)
        item = QTreeWidgetItem([self._cells.times.arrival(row), facts.kind.label, facts.agent or "—", note])
        item.setData(0, _SEQ, seq)
        item.setToolTip(3, plain_tip(note))
        return item

    def _row(self, seq: int) -> int | None:
        return self._live.columns.row_of(seq)

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.list.topLevelItem(number) for number in range(self.list.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _narrow(self, text: str) -> None:
        for item in self._items():
            words = " ".join(item.text(column) for column in range(4)).casefold()
            item.setHidden(text.casefold() not in words)
        shown = [item for item in self._items() if not item.isHidden()]
        if shown and not any(item.isSelected() for item in shown):
            self.list.setCurrentItem(shown[0])

    def _on_selection_changed(self) -> None:
        count = len(self.list.selectedItems())
        self.go.setEnabled(count == 1)
        self.note.setEnabled(count == 1)
        self.remove.setEnabled(count > 0)

    def _go(self) -> None:
        if len(selected := self.selected()) == 1:
            self.chosen.emit(selected[0])
            self.accept()

    def _ask_note(self) -> None:
        for seq in self.selected():
            self.note_asked.emit(seq)
