"""Rows in an order of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

NEAR = 20_000
"""Rows among which a neighbour is looked for that is still shown."""


class Arranged:
    """Rows of the columns in any order, found by position and by row: eight bytes each. It never changes."""

    __slots__ = ("_places", "rows")

    def __init__(self, rows: NDArray[np.int32], total: int) -> None:
        """rows: each at most once. total: how many rows the columns have."""
        self.rows = rows
        self._places = np.full(total, -1, np.int32)
        self._places[rows] = np.arange(len(rows), dtype=np.int32)

    def __len__(self) -> int:
        return len(self.rows)

    def position_of(self, row: int) -> int | None:
        """Where a row is, None where it is not."""
        position = int(self._places[row]) if 0 <= row < len(self._places) else -1
        return position if position >= 0 else None

    def positions_of(self, rows: NDArray[np.int32]) -> NDArray[np.int32]:
        """Where those of the rows are that are here, ascending."""
        positions = self._places[rows[rows < len(self._places)]]
        return np.sort(positions[positions >= 0])

    def among(self, rows: NDArray[np.int32], total: int) -> Arranged:
        """Those that are among rows, in the order that they have here."""
        wanted = np.zeros(total, np.bool_)
        wanted[rows] = True
        return Arranged(self.rows[wanted[self.rows]], total)

    def without(self, count: int) -> Arranged:
        """These, when the first rows are gone, so many: the others have lower numbers."""
        rows = self.rows[self.rows >= count] - np.int32(count)
        return Arranged(rows, max(0, len(self._places) - count))

    def near(self, row: int, former: Arranged | None) -> int:
        """Where a row is, or what came next after it in a former order, or else about the place that it had there."""
        position = self.position_of(row)
        if position is not None or former is None:
            return position or 0
        before = former.position_of(row) or 0
        followers = former.rows[before : before + NEAR]
        positions = self._places[followers[followers < len(self._places)]]
        there = np.flatnonzero(positions >= 0)
        return int(positions[there[0]]) if len(there) else min(before, len(self))


def arrange(
    before: NDArray[np.int32], rows: NDArray[np.int32], ranks: Callable[[NDArray[np.int32]], NDArray[Any]], total: int
) -> Arranged:
    """Rows (ascending), sorted by their ranks, equal ones in their own order.

    before: those of them that are in that order already; with few others this takes a tenth of the time.
    """
    fresh = np.ones(total, np.bool_)
    fresh[before] = False
    others = rows[fresh[rows]]
    # Where one of the others lies before one that is in order, equal ones could come into the wrong order.
    is_behind = not len(before) or not len(others) or int(others[0]) > int(before.max())
    laid = np.concatenate([before, others]) if is_behind else rows
    return Arranged(laid[np.argsort(ranks(laid), kind="stable")], total)
