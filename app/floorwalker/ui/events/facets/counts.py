"""How many events of each Category and Code there are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from floorwalker.session.columns import Columns

Kind = tuple[int, int]
"""Category and Code."""

_CATEGORIES: Final = 64
_CODES: Final = 1024
"""Numbers below these are counted without sorting; the vendor's are below ten."""


class Counts:
    """Counts of a session's events by Category and Code, added to as rows arrive; repeats count too."""

    def __init__(self) -> None:
        self.of: Counter[Kind] = Counter()
        self.total = 0

    def add(self, columns: Columns, rows: slice) -> None:
        """Count some more rows: a millisecond for 100,000 of them."""
        category, code = columns.category[rows].astype(np.int64), columns.code[rows].astype(np.int64)
        small = (category >= 0) & (category < _CATEGORIES) & (code >= 0) & (code < _CODES)
        if small.all():
            counted = np.bincount(category * _CODES + code)
            keys = np.flatnonzero(counted)
            self._take(keys // _CODES, keys % _CODES, counted[keys])
        else:
            kinds, counted = np.unique(np.stack([category, code]), axis=1, return_counts=True)
            self._take(kinds[0], kinds[1], counted)
        self.total += len(category)

    def take_off(self, columns: Columns, rows: slice) -> None:
        """Count some rows no more."""
        gone = Counts()
        gone.add(columns, rows)
        self.of.subtract(gone.of)
        self.total -= gone.total

    def of_category(self, category: int) -> int:
        """All events of a Category."""
        return sum(count for kind, count in self.of.items() if kind[0] == category)

    def _take(self, categories: NDArray[Any], codes: NDArray[Any], counted: NDArray[Any]) -> None:
        for category, code, count in zip(categories.tolist(), codes.tolist(), counted.tolist(), strict=True):
            self.of[category, code] += count
