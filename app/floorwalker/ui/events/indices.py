"""Ascending row numbers that grow at their end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FIRST_CAPACITY = 1024


class Indices:
    """Row numbers in ascending order, four bytes each, found by position and by number."""

    __slots__ = ("_array", "_length")

    def __init__(self, rows: NDArray[Any] | None = None, *, room: int = 0) -> None:
        """rows: they must not change any more. room: for so many more, which take no memory until they come."""
        self._array = np.empty(room, np.int32) if rows is None else rows.astype(np.int32, copy=False)
        self._length = 0 if rows is None else len(rows)

    def __len__(self) -> int:
        return self._length

    @property
    def rows(self) -> NDArray[np.int32]:
        """All of them, as a view that later growth leaves as it is."""
        return self._array[: self._length]

    def row(self, position: int) -> int:
        """The row at a position from 0."""
        return int(self._array[position])

    def position_of(self, row: int) -> int | None:
        """Where a row is, None where it is not."""
        position = self.position_before(row)
        return position if position < self._length and self._array[position] == row else None

    def position_before(self, row: int) -> int:
        """How many smaller rows there are: where a row is, or would be."""
        # A plain int would be taken as 64 bits wide, and all of the array copied to be the same.
        return int(np.searchsorted(self.rows, np.int32(row)))

    def without(self, count: int) -> Indices:
        """These, when the first rows are gone, so many."""
        return Indices(self.rows[self.position_before(count) :] - np.int32(count))

    def append(self, rows: NDArray[Any]) -> None:
        """Add rows, all greater than those before."""
        end = self._length + len(rows)
        if end > len(self._array):
            grown = np.empty(max(end, len(self._array) * 3 // 2, _FIRST_CAPACITY), np.int32)
            grown[: self._length] = self.rows
            self._array = grown
        self._array[self._length : end] = rows
        self._length = end
