"""Sets of whole numbers, asked of one number or of a whole column."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Column: TypeAlias = NDArray[np.int32] | NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]

_FEW: Final = 3
"""Up to so many numbers are compared one by one: a comparison of a million takes 0.3 ms, a look-up in a table 2 ms."""
_LARGEST_TABLE: Final = 1 << 20


@dataclass(frozen=True)
class Span:
    """All whole numbers from low to high, both included; None is no bound."""

    low: int | None
    high: int | None

    def __contains__(self, number: int) -> bool:
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)

    def mask(self, column: Column) -> Mask:
        """Which numbers of a column lie in it."""
        least, most = np.iinfo(column.dtype).min, np.iinfo(column.dtype).max
        low, high = self.low if self.low is not None else least, self.high if self.high is not None else most
        if low > most or high < least or low > high:
            return np.zeros(column.shape, np.bool_)
        if low == high:
            return np.equal(column, low)
        return _both(column >= low if low > least else None, column <= high if high < most else None, column)


@dataclass(frozen=True)
class Numbers:
    """Some numbers, and all numbers of some spans."""

    single: frozenset[int] = frozenset()
    spans: tuple[Span, ...] = ()

    def __contains__(self, number: int) -> bool:
        return number in self.single or any(number in span for span in self.spans)

    def mask(self, column: Column) -> Mask:
        """Which numbers of a column are among them."""
        found = among(column, self.single)
        for span in self.spans:
            found |= span.mask(column)
        return found


ANY: Final = Numbers(spans=(Span(None, None),))
"""All numbers."""


def among(column: Column, numbers: Iterable[int]) -> Mask:
    """Which numbers of a column are one of these."""
    wanted = _representable(numbers, column)
    if len(wanted) > _FEW and wanted[0] >= 0 and wanted[-1] < _LARGEST_TABLE:
        return _looked_up(column, wanted)
    if len(wanted) > 4 * _FEW:
        return np.isin(column, np.array(wanted, column.dtype))
    found = np.zeros(column.shape, np.bool_)
    for number in wanted:
        found |= column == number
    return found


def _representable(numbers: Iterable[int], column: Column) -> list[int]:
    limits = np.iinfo(column.dtype)
    return sorted(number for number in numbers if limits.min <= number <= limits.max)


def _looked_up(column: Column, wanted: list[int]) -> Mask:
    table = np.zeros(wanted[-1] + 2, np.bool_)
    table[wanted] = True
    # As unsigned, negative numbers are huge ones; all that are beyond the table fall on its last place, which is False.
    unsigned = column.view(np.uint32 if column.dtype == np.int32 else np.uint64)
    found: Mask = table[np.minimum(unsigned, len(table) - 1)]
    return found


def _both(above: Mask | None, below: Mask | None, column: Column) -> Mask:
    if above is None:
        return np.ones(column.shape, np.bool_) if below is None else below
    if below is not None:
        above &= below
    return above
