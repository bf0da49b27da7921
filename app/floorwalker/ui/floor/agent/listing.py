"""The list of an agent's spans and work items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from floorwalker.ui.events.dress import PADDING, PaddedRow, dress_header
from floorwalker.ui.floor.agent.model import Column, DayModel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.look import Look

_USUAL: Final = "00:00:00"
_LONG: Final = "0:00:00"
_CHOICE = QAbstractItemView


class DayList(QTableView):
    """Newest first; several lines may be selected. opened(row): a double click, or Enter through an action."""

    opened = Signal(int)

    def __init__(self, model: DayModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._row = PaddedRow(look, parent=self)
        self.setModel(model)
        self._set_up()
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        look.changed.connect(self._dress)
        self._dress()

    def rows(self) -> list[int]:
        """Those that are selected, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def choose(self, row: int) -> None:
        """Select a line and bring it into sight."""
        self.selectRow(row)
        self.scrollTo(self.model().index(row, 0))

    def add_to_selection(self, row: int) -> None:
        """One more."""
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().select(self.model().index(row, 0), flags)

    def make_room(self, texts: Iterable[str]) -> None:
        """Make the first two columns as wide as these times, which have dates where they are of other days."""
        width = max(self._width(text) for text in (_USUAL, *texts))
        for column in (Column.FROM, Column.TO):
            if self.columnWidth(column) != width:
                self.setColumnWidth(column, width)

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + 2 * PADDING

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setItemDelegate(self._row)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(1)  # in a low window it gives way before what is above it does
        self.setSelectionBehavior(_CHOICE.SelectionBehavior.SelectRows)
        self.setSelectionMode(_CHOICE.SelectionMode.ExtendedSelection)
        self.setEditTriggers(_CHOICE.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("The agent's statuses and work items, the newest first")
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(40)

    def _dress(self) -> None:
        dress_header(self.horizontalHeader(), self._look)
        self.verticalHeader().setDefaultSectionSize(self._look.row_height())
        self.setColumnWidth(Column.FOR, self._width(_LONG))
        self.make_room(())
