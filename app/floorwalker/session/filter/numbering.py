"""Sets of whole numbers, asked of one number or of a whole column."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Column: TypeAlias = NDArray[np.signedinteger[Any]]
Mask: TypeAlias = NDArray[np.bool_]

_FEW: Final = 3
"""Up to so many numbers are compared one by one: a look-up in a table takes as long as six comparisons."""
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
        found = self._lookup.mask(column)
        for span in self.spans:
            found |= span.mask(column)
        return found

    @cached_property
    def _lookup(self) -> "Lookup":
        return Lookup(self.single)


class Lookup:
    """Some numbers, to be found in many columns or parts of one: what that takes is made once. For any thread."""

    __slots__ = ("_numbers", "_prepared")

    def __init__(self, numbers: Iterable[int]) -> None:
        self._numbers = sorted(set(numbers))
        self._prepared: dict[np.dtype[Any], tuple[list[int], Mask | None]] = {}

    def mask(self, column: Column) -> Mask:
        """Which numbers of a column are one of these."""
        prepared = self._prepared.get(column.dtype)
        if prepared is None:
            prepared = self._prepared[column.dtype] = _prepared(self._numbers, column.dtype)
        wanted, table = prepared
        if table is not None:
            return _looked_up(column, table)
        if len(wanted) > 4 * _FEW:
            return np.isin(column, np.array(wanted, column.dtype))
        return _compared(column, wanted)


ANY: Final = Numbers(spans=(Span(None, None),))
"""All numbers."""


def _prepared(numbers: list[int], dtype: "np.dtype[Any]") -> tuple[list[int], Mask | None]:
    """Those that a column can hold, ascending, and where that is faster, a table of whether each number is one."""
    limits = np.iinfo(dtype)
    wanted = [number for number in numbers if limits.min <= number <= limits.max]
    if not (len(wanted) > _FEW and wanted[0] >= 0 and wanted[-1] < _LARGEST_TABLE):
        return wanted, None
    table = np.zeros(wanted[-1] + 2, np.bool_)
    table[wanted] = True
    return wanted, table


def _looked_up(column: Column, table: Mask) -> Mask:
    # As unsigned, negative numbers are huge ones; all that are beyond the table fall on its last place, which is False.
    unsigned = column.view(f"u{column.dtype.itemsize}")
    found: Mask = table[np.minimum(unsigned, len(table) - 1)]
    return found


def _compared(column: Column, wanted: list[int]) -> Mask:
    if not wanted:
        return np.zeros(column.shape, np.bool_)
    found = np.equal(column, wanted[0])
    for number in wanted[1:]:
        found |= column == number
    return found


def _both(above: Mask | None, below: Mask | None, column: Column) -> Mask:
    if above is None:
        return np.ones(column.shape, np.bool_) if below is None else below
    if below is not None:
        above &= below
    return above
