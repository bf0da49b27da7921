"""The list's columns as the user has them, and what the rows are sorted by; remembered from one time to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QTableView

from floorwalker.ui.events.dress import PADDING
from floorwalker.ui.floor.board.columns import (
    LEAST_NAME,
    LEAST_STATUS,
    TITLES,
    UNSORTED,
    WIDEST,
    Column,
    Sorting,
    first_columns,
    room_beside_chart,
)
from floorwalker.ui.shell.table_columns import TableColumns

if TYPE_CHECKING:
    from floorwalker.ui.look import Look

_PADDING: Final = 2 * PADDING


class BoardColumns(TableColumns):
    """Governs the list's header. The agent's name takes whatever room the others leave.

    Until the user chooses, moves or sizes columns there are as many as the window has room for. sorting_changed: rows
    are to be sorted by something else. wanted(pixels): how wide the list would be to show them all well.
    """

    sorting_changed = Signal()
    wanted = Signal(int)

    def __init__(self, table: QTableView, look: Look) -> None:
        self._is_arranging = True
        super().__init__(table, Column.AGENT, LEAST_NAME)
        self._look = look
        self._width = 0
        self._has_teams = False
        self.is_automatic = True
        self.sorting = Sorting()
        self._header.sectionClicked.connect(self._on_clicked)
        self._header.sectionMoved.connect(self.own)
        self.changed.connect(self.own)
        look.changed.connect(self._on_look_changed)
        self.reset()

    def title(self, column: int) -> str:
        """What a column is called."""
        return TITLES[Column(column)][0]

    def tip(self, column: int) -> str:
        """What it tells."""
        return TITLES[Column(column)][1]

    def reset(self) -> None:
        """Everything as it is the first time, in an order by need."""
        self.is_automatic = True
        self._arrange()
        self.sort_by(Sorting())

    def show_column(self, column: int, *, shown: bool) -> None:
        """Show or hide a column; the list is as much wider then, where there is room."""
        super().show_column(column, shown=shown)
        self.wanted.emit(self.wanted_width())

    def fit(self, width: int | None = None, *, has_teams: bool | None = None) -> None:
        """List and chart have so many pixels together; agents are in teams or not. None is as before."""
        self._width = self._width if width is None else width
        self._has_teams = self._has_teams if has_teams is None else has_teams
        if self.is_automatic:
            self._arrange()

    def sort_by(self, sorting: Sorting) -> None:
        """Sort by something else."""
        self.sorting = sorting
        self.sorting_changed.emit()

    def own(self, *_: int) -> None:
        """The user has made the list their own: it is not fitted to the window any more."""
        if not self._is_arranging:
            self.is_automatic = False

    def wanted_width(self) -> int:
        """Pixels that the columns take which are shown, with a name of common length."""
        shown = [column for column in Column if self.is_shown(column)]
        return sum(
            self._room(column) if column == Column.AGENT else self._header.sectionSize(column) for column in shown
        )

    def state(self) -> bytes:
        """Width, order and which are shown, for `restore`."""
        return bytes(self._header.saveState().data())

    def restore(self, state: bytes) -> None:
        """Bring back the user's own columns; what it cannot read changes nothing."""
        self._is_arranging = True
        # The state of a header with other columns is taken without a word.
        is_restored = self._header.restoreState(QByteArray(state)) and self._header.count() == len(Column)
        self._header.setSectionsClickable(True)
        self._header.setSortIndicatorShown(False)
        self._is_arranging = False
        self.is_automatic = not is_restored
        if not is_restored:
            self._arrange()
        self._stretch()

    def _arrange(self) -> None:
        """The first columns in their first order, as many as there is room for."""
        self._is_arranging = True
        shown = first_columns(self._width, has_teams=self._has_teams)
        for column in Column:
            self._header.setSectionResizeMode(
                column, QHeaderView.ResizeMode.Fixed if column == Column.AGENT else QHeaderView.ResizeMode.Interactive
            )
            self._header.moveSection(self._header.visualIndex(column), column)
            self._header.setSectionHidden(column, column not in shown)
            self._header.resizeSection(column, self._room(column))
        self._narrow_status()
        self._stretch()
        self._is_arranging = False
        self.wanted.emit(self.wanted_width())

    def _narrow_status(self) -> None:
        """Rather than have the list scroll sideways: its icon stays, and its word is known from the tiles."""
        too_wide = self.wanted_width() - self._room(Column.AGENT) + LEAST_NAME - room_beside_chart(self._width)
        if self._width and too_wide > 0:
            self._header.resizeSection(Column.STATUS, max(LEAST_STATUS, self._room(Column.STATUS) - too_wide))

    def _room(self, column: Column) -> int:
        return QFontMetrics(self._look.body()).horizontalAdvance(WIDEST[column]) + _PADDING

    def _on_resized(self, column: int, before: int, now: int) -> None:
        super()._on_resized(column, before, now)
        if column != Column.AGENT:
            self.own()

    def _on_clicked(self, section: int) -> None:
        if section not in UNSORTED:
            self.sort_by(self.sorting.after_click(Column(section)))

    def _on_look_changed(self) -> None:
        if self.is_automatic:
            self._arrange()
