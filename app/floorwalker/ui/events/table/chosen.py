"""Which events are selected, kept while everything around them changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtWidgets import QTableView

    from floorwalker.ui.events.visible import VisibleRows

MOST_RUNS: Final = 1_000
"""Separate runs of rows that are selected again after a change: Qt takes seconds for a hundred thousand."""

_ROWS: Final = QItemSelectionModel.SelectionFlag.Rows
_SELECT: Final = QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS


class Chosen:
    """The selected events of a table, as rows of the columns."""

    def __init__(self, table: QTableView, visible: VisibleRows) -> None:
        self._table = table
        self._visible = visible
        self._current: int | None = None
        self._kept: NDArray[np.int32] = np.empty(0, np.int32)
        self.is_waiting = False

    def rows(self) -> NDArray[np.int32]:
        """The selected events in order of arrival."""
        chosen = np.zeros(len(self._visible), np.bool_)
        for first, last in self.runs():
            chosen[first : last + 1] = True
        return self._visible.rows[chosen]

    def runs(self) -> list[tuple[int, int]]:
        """The selected positions as (first, last)s, in no order."""
        parts = self._table.selectionModel().selection().toList()
        return [(part.top(), part.bottom()) for part in parts]

    def choose(self, position: int) -> None:
        """Be at that position and select it alone, whatever keys are held; nothing where there is no such position."""
        index = self._table.model().index(position, 0)
        if index.isValid():
            self._table.selectionModel().setCurrentIndex(index, _SELECT)

    def keep(self) -> None:
        """Remember what is selected, before it all changes. What is still waited for is kept in mind."""
        current = self._table.currentIndex()
        if current.isValid() or not self.is_waiting:
            self._current = self._visible.row(current.row()) if current.isValid() else None
            self._kept = self.rows()

    def shift(self, count: int) -> None:
        """The first rows are gone, so many: what was kept has other numbers."""
        self._kept = self._kept[self._kept >= count] - np.int32(count)
        if self._current is not None:
            self._current = self._current - count if self._current >= count else None

    def bring_back(self) -> None:
        """Select again what was kept and is there; wait for the current event where it is not."""
        shown = self._visible.rows
        positions = np.searchsorted(shown, self._kept)
        found = positions < len(shown)
        found[found] = shown[positions[found]] == self._kept[found]
        self._select(positions[found])
        position = None if self._current is None else self._visible.position_of(self._current)
        self.is_waiting = self._current is not None and position is None
        if position is not None:
            self._set_current(position)

    def on_appended(self) -> bool:
        """More rows are there: True where the event that was waited for is among them."""
        if not self.is_waiting:
            return False
        if self._table.currentIndex().isValid():
            self.is_waiting = False  # the user has gone elsewhere meanwhile
            return False
        self.bring_back()
        return not self.is_waiting

    def _select(self, positions: NDArray[np.intp]) -> None:
        if not len(positions):
            return
        breaks = np.flatnonzero(np.diff(positions) > 1) + 1
        if len(breaks) >= MOST_RUNS:
            return
        model, selection = self._table.model(), QItemSelection()
        for run in np.split(positions, breaks):
            selection.select(model.index(int(run[0]), 0), model.index(int(run[-1]), model.columnCount() - 1))
        self._table.selectionModel().select(selection, _SELECT)

    def _set_current(self, position: int) -> None:
        """Make it current without a scroll and without a change of what is selected."""
        index: QModelIndex = self._table.model().index(position, 0)
        self._table.setAutoScroll(False)
        self._table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._table.setAutoScroll(True)
