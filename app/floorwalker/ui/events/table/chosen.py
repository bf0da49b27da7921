"""Which events are selected, kept while everything around them changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex

from floorwalker.ui.events.table.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from PySide6.QtWidgets import QTableView

    from floorwalker.ui.events.order.shown import ShownRows

MOST_RUNS: Final = 1_000
"""Separate runs of rows that Qt is told to select again after a change: it takes seconds for a hundred thousand. More
are kept here, and last until the user selects something else."""

_ROWS: Final = QItemSelectionModel.SelectionFlag.Rows
_SELECT: Final = QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS


class Chosen:
    """The selected events of a table, as rows of the columns."""

    def __init__(self, table: QTableView, shown: ShownRows) -> None:
        self._table = table
        self._shown = shown
        self._current: int | None = None
        self._column: int = Column.EVENT
        """What can be filtered for at first is the kind of an event, not its time."""
        self._kept: NDArray[np.int32] = np.empty(0, np.int32)
        self._scattered: NDArray[np.bool_] | None = None
        self._is_as_kept = False
        self._is_selecting = False
        self.is_waiting = False

    def rows(self) -> NDArray[np.int32]:
        """The selected events in the order that they are shown in."""
        chosen = np.zeros(len(self._shown), np.bool_)
        if self._scattered is not None:
            chosen[: len(self._scattered)] = self._scattered
        for first, last in self.runs():
            chosen[first : last + 1] = True
        return self._shown.rows[chosen]

    def tests(self) -> Callable[[int], bool]:
        """Whether a position is selected, to be asked for some of them now."""
        runs, scattered = self.runs(), self._scattered
        if scattered is None:
            return lambda position: any(first <= position <= last for first, last in runs)
        return lambda position: position < len(scattered) and bool(scattered[position])

    def on_selection_changed(self) -> None:
        """Unless it was brought back, the user has selected something else, and nothing hidden is selected any more."""
        if not self._is_selecting:
            self._scattered = None
            self._is_as_kept = False

    def runs(self) -> list[tuple[int, int]]:
        """The selected positions as (first, last)s, in no order."""
        parts = self._table.selectionModel().selection().toList()
        return [(part.top(), part.bottom()) for part in parts]

    def choose(self, position: int) -> None:
        """Be at that position, in the column of before, and select it alone, whatever keys are held; nothing where
        there is no such position."""
        self._keep_column()
        index = self._table.model().index(position, self._column)
        if index.isValid():
            self._table.selectionModel().setCurrentIndex(index, _SELECT)

    def keep(self) -> None:
        """Remember what is selected, before it all changes. What a filter has hidden since is kept in mind."""
        self._keep_column()
        current = self._table.currentIndex()
        if current.isValid() or not self.is_waiting:
            self._current = self._shown.row(current.row()) if current.isValid() else None
        if not self._is_as_kept:
            self._kept = np.sort(self.rows())

    def shift(self, count: int) -> None:
        """The first rows are gone, so many: what was kept has other numbers."""
        self._kept = self._kept[self._kept >= count] - np.int32(count)
        if self._current is not None:
            self._current = self._current - count if self._current >= count else None

    def bring_back(self) -> None:
        """Select again what was kept and is there; wait for the rest."""
        self._select(self._shown.positions_of(self._kept))
        self._is_as_kept = True
        position = None if self._current is None else self._shown.position_of(self._current)
        self.is_waiting = self._current is not None and position is None
        if position is not None:
            self._set_current(position)

    def on_appended(self, first: int) -> bool:
        """More rows are there, from that position on: True where the event that was waited for is among them."""
        if not self._is_as_kept or not self._is_kept(self._shown.rows[first:]):
            return False
        was_waiting, current = self.is_waiting, self._table.currentIndex()
        if current.isValid():  # the user has gone there meanwhile
            was_waiting, self._current = False, self._shown.row(current.row())
        self.bring_back()
        return was_waiting and not self.is_waiting

    def _is_kept(self, rows: NDArray[np.int32]) -> bool:
        """Whether any of these was selected when the selection was kept."""
        places = np.searchsorted(self._kept, rows)
        inside = places < len(self._kept)
        return bool(np.any(self._kept[places[inside]] == rows[inside]))

    def _keep_column(self) -> None:
        if (current := self._table.currentIndex()).isValid():
            self._column = current.column()
        if self._column >= self._table.model().columnCount() or self._table.isColumnHidden(self._column):
            self._column = 0

    def _select(self, positions: NDArray[np.signedinteger]) -> None:
        self._scattered = None
        if not len(positions):
            return
        breaks = np.flatnonzero(np.diff(positions) > 1) + 1
        if len(breaks) >= MOST_RUNS:
            self._scattered = np.zeros(len(self._shown), np.bool_)
            self._scattered[positions] = True
            return
        model, selection = self._table.model(), QItemSelection()
        for run in np.split(positions, breaks):
            selection.select(model.index(int(run[0]), 0), model.index(int(run[-1]), model.columnCount() - 1))
        self._is_selecting = True
        self._table.selectionModel().select(selection, _SELECT)
        self._is_selecting = False

    def _set_current(self, position: int) -> None:
        """Make it current without a scroll and without a change of what is selected."""
        index: QModelIndex = self._table.model().index(position, self._column)
        self._table.setAutoScroll(False)
        self._table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._table.setAutoScroll(True)
