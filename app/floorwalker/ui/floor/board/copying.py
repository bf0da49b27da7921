"""Rows of the list as text: the columns that are shown, in their order, between tabs, under their titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.ui.floor.agent.text import tab_separated
from floorwalker.ui.floor.board.columns import TITLES, Column

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from floorwalker.ui.floor.board.cells import Cells
    from floorwalker.ui.floor.board.roster import Entry


def as_text(entries: Iterable[Entry], columns: Sequence[Column], cells: Cells) -> str:
    """A line each, below one of titles."""
    rows = [[cells.text(entry, column) for column in columns] for entry in entries]
    return tab_separated([[TITLES[column][0] for column in columns], *rows])
