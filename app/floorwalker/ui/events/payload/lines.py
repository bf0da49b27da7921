"""Lines of names, values and meanings, to be read, searched and copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from floorwalker.ui.events.dress import PaddedRow, dress_header
from floorwalker.ui.look.tips import plain_tip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from floorwalker.ui.events.payload.facts import Fact, Group
    from floorwalker.ui.look import Look

ODD: Final = "mdi6.alert-circle-outline"
_FIXED: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TITLE: Final = Qt.ItemFlag.ItemIsEnabled
_WIDEST: Final = 320
_FACT: Final = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class Lines(QTreeView):
    """Shows `Group`s, objects and lists to be unfolded; Ctrl+C copies the selected values, one a line.

    event_asked(seq): the user wants to see the event that a line is about. found: `look_for` is through.
    """

    event_asked = Signal(int)
    found = Signal()

    def __init__(self, name: str, titles: tuple[str, ...], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = titles
        self._look = look
        self._groups: tuple[Group, ...] = ()
        self._hits: list[QPersistentModelIndex] = []
        self.lines = QStandardItemModel(self)
        self.setAccessibleName(name)
        self._set_up()
        self.activated.connect(self._on_activated)
        self.clicked.connect(self._on_clicked)
        look.changed.connect(self._on_look_changed)

    def show_groups(self, groups: Iterable[Group]) -> None:
        """Show these instead; lines of the same names stay unfolded, and the same line current."""
        self._groups = tuple(groups)
        self._fill()

    def fact(self, index: Index) -> Fact | None:
        """What a line shows; None for a title."""
        return index.sibling(index.row(), 0).data(_FACT) if index.isValid() else None

    def current_fact(self) -> Fact | None:
        """The line that the user is at."""
        return self.fact(self.currentIndex())

    def chosen_facts(self) -> list[Fact]:
        """The selected lines, from the top."""
        chosen = self.selectionModel().selectedRows()
        places = sorted(chosen, key=lambda index: self.visualRect(index).top())
        return [fact for index in places if (fact := self.fact(index)) is not None]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what is selected."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def go_to(self, index: QModelIndex) -> None:
        """Be at a line, and have no other selected, whatever key is held down."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def copy(self) -> None:
        """The values of the selected lines, whole, onto the clipboard."""
        self._copy(fact.sent.text if fact.sent else fact.value for fact in self.chosen_facts())

    def copy_lines(self) -> None:
        """The selected lines as `name: value`."""
        facts = self.chosen_facts()
        self._copy(f"{fact.name}: {fact.sent.text if fact.sent else fact.value}" for fact in facts)

    def look_for(self, text: str) -> None:
        """Look for a text in all lines; `hits` of them have it."""
        wanted = text.casefold()
        rows = self._rows(self.lines.invisibleRootItem()) if wanted else ()
        self._hits = [QPersistentModelIndex(row) for row in rows if wanted in self._text(row).casefold()]
        self.found.emit()

    @property
    def hits(self) -> int:
        """How many lines have what was looked for."""
        return len(self._hits)

    def go_to_hit(self, number: int) -> None:
        """Go to one of them, from 0."""
        index = QModelIndex(self._hits[number])  # type: ignore[call-overload]
        self.go_to(index)
        self.scrollTo(index)

    def _copy(self, texts: Iterable[str]) -> None:
        if text := "\n".join(texts):
            QGuiApplication.clipboard().setText(text)

    def _rows(self, item: QStandardItem) -> Iterator[QModelIndex]:
        for row in range(item.rowCount()):
            child = item.child(row)
            yield child.index()
            yield from self._rows(child)

    def _text(self, index: QModelIndex) -> str:
        return " ".join(str(index.siblingAtColumn(column).data()) for column in range(len(self._titles)))

    def _set_up(self) -> None:
        self.setModel(self.lines)
        self.setRootIsDecorated(False)
        self.setIndentation(16)
        self.setUniformRowHeights(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAllColumnsShowFocus(True)
        self.setItemDelegate(PaddedRow(self._look, 4, self))
        dress_header(self.header(), self._look)
        self._fill()

    def _fill(self) -> None:
        unfolded, current = self._unfolded(), self._path(self.currentIndex())
        self._hits = []
        # Else each line that goes would make the next one current, and measured.
        self.selectionModel().clear()
        self.lines.clear()
        self.lines.setHorizontalHeaderLabels(self._titles)
        for group in self._groups:
            if group.title:
                self.lines.appendRow(self._title(group.title))
            for fact in group.facts:
                self.lines.appendRow(self._line(fact))
        self.setRootIsDecorated(any(fact.inside for group in self._groups for fact in group.facts))
        for index in self._rows(self.lines.invisibleRootItem()):
            path = self._path(index)
            if path in unfolded:
                self.expand(index)
            if path == current and current:
                self.go_to(index)
        self._set_widths()

    def _unfolded(self) -> set[tuple[str, ...]]:
        rows = self._rows(self.lines.invisibleRootItem())
        return {self._path(index) for index in rows if self.isExpanded(index)}

    def _path(self, index: QModelIndex) -> tuple[str, ...]:
        names: list[str] = []
        while index.isValid():
            names.insert(0, str(index.siblingAtColumn(0).data()))
            index = index.parent()
        return tuple(names)

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
        name.setData(fact, _FACT)
        name.setForeground(self._look.colour("muted"))
        if fact.goes_to is not None:
            value.setForeground(self._look.colour("accent"))
        if fact.odd:
            meaning.setIcon(self._look.icon(ODD, "accent"))
        for item in (name, value, meaning):
            item.setFlags(_FIXED)
            item.setToolTip(plain_tip(item.text()) if fact.goes_to is None else "Click or Enter: show that event")
        for inner in fact.inside:
            name.appendRow(self._line(inner))
        rest = [QStandardItem() for _ in self._titles[3:]]
        for item in rest:
            item.setFlags(_FIXED)
        return [name, value, meaning, *rest][: len(self._titles)]

    def _set_widths(self) -> None:
        header = self.header()
        header.setStretchLastSection(True)
        if header.count() == len(self._titles):
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        if len(self._titles) > 2:
            self.resizeColumnToContents(1)
            self.setColumnWidth(1, min(max(self.columnWidth(1), 160), _WIDEST))

    def _on_activated(self, index: QModelIndex) -> None:
        fact = self.fact(index)
        if fact is not None and fact.goes_to is not None:
            self.event_asked.emit(fact.goes_to)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == 1:
            self._on_activated(index)

    def _on_look_changed(self) -> None:
        dress_header(self.header(), self._look)
        self._fill()
