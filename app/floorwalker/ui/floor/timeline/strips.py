"""Spans of many agents as strips: a row an agent, a column a pixel, each column the span that is painted there.

Nothing here is of Qt. Strips cost what the spans in sight cost, however many spans there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from floorwalker.ui.floor.timeline.spans import ShownSpans

BEFORE: Final = -1
"""In place of a span: nothing was known yet."""
AFTER: Final = -2
"""In place of a span: that is still to come."""

_SHIFT: Final = 2
"""Columns that a span may be shifted by so that a shorter one before it keeps a pixel."""
_LIFT: Final = 42
"""Bits that hold every second of a calendar; a row's number stands above them."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What is looked at: from *start* on (seconds), so many seconds a column, so many columns; nothing after *now*."""

    start: float
    scale: float
    columns: int
    now: float

    @property
    def end(self) -> float:
        """The end of the last column, or now where that is earlier."""
        return min(self.start + self.scale * self.columns, self.now)

    @property
    def stop(self) -> int:
        """The first column of what is still to come."""
        return min(max(self.column_of(self.now) + 1, 0), self.columns)

    def column_of(self, seconds: float) -> int:
        """The column of a moment; it may lie outside."""
        return int(np.floor((seconds - self.start) / self.scale))


@dataclass(frozen=True, slots=True)
class Strips:
    """The spans in sight and where they are painted.

    Of each span row: its agent's; first, end: its columns, end not among them and none at all where it has no place;
    place: which of the spans it is. bounds: those of row `r` are from `bounds[r]` to `bounds[r + 1]`. is_nobody: of
    each row, as in `ShownSpans`; nothing is painted there. What is painted before others' first spans is not known.
    """

    sight: Sight
    is_nobody: NDArray[np.bool_]
    bounds: NDArray[np.int64]
    row: NDArray[np.int64]
    first: NDArray[np.int64]
    end: NDArray[np.int64]
    place: NDArray[np.int64]

    @property
    def rows(self) -> int:
        """How many."""
        return len(self.bounds) - 1

    def at(self, row: int, column: int) -> int:
        """The place of the span that is painted there, or BEFORE or AFTER."""
        if column >= self.sight.stop or self.is_nobody[row]:
            return AFTER
        first, end = self.bounds[row : row + 2].tolist()
        span = first + int(np.searchsorted(self.first[first:end], column, "right")) - 1
        return int(self.place[span]) if span >= first else BEFORE

    def painted(self, values: NDArray[np.uint32], before: int, after: int) -> NDArray[np.uint32]:
        """A value for each column of each row: of its span, or of what was not known or is still to come."""
        lengths = np.zeros(len(self.row) + 2 * self.rows, np.int64)
        told = np.empty(len(lengths), np.uint32)
        # A row's spans with what is before and after them.
        span = np.arange(len(self.row)) + 2 * self.row + 1
        head, tail = self.bounds[:-1] + 2 * np.arange(self.rows), self.bounds[1:] + 2 * np.arange(self.rows) + 1
        lengths[span], told[span] = self.end - self.first, values
        lengths[head], told[head] = self._unknown_until(), np.where(self.is_nobody, after, before)
        lengths[tail], told[tail] = self.sight.columns - self.sight.stop, after
        return np.repeat(told, lengths).reshape(self.rows, self.sight.columns)

    def _unknown_until(self) -> NDArray[np.int64]:
        """Of each row, the column where what is known begins."""
        until = np.full(self.rows, self.sight.stop)
        some = self.bounds[1:] > self.bounds[:-1]
        until[some] = np.minimum(self.first[self.bounds[:-1][some]], self.sight.stop)
        return until


def strips_of(spans: ShownSpans, sight: Sight) -> Strips:
    """The strips of all rows."""
    begin, end = _in_sight(spans, sight)
    counts = end - begin
    bounds = np.append(0, np.cumsum(counts))
    row = np.repeat(np.arange(spans.rows), counts)
    place = np.arange(len(row)) + np.repeat(begin - bounds[:-1], counts)
    first = _first_columns(row, spans.starts[place], sight)
    return Strips(sight, spans.is_nobody, bounds, row, first, _ends(row, first, sight), place)


def _in_sight(spans: ShownSpans, sight: Sight) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of each row, the places of the first span that reaches into sight, and of the first one after it."""
    lifted = np.arange(spans.rows) << _LIFT
    keys = spans.starts + (spans.row() << _LIFT)
    begin = np.searchsorted(keys, lifted + int(np.floor(sight.start)), "right") - 1
    end = np.searchsorted(keys, lifted + int(np.floor(sight.end)), "right")
    begin = np.maximum(begin, spans.offsets[:-1])
    return begin, np.maximum(end, begin)


def _first_columns(row: NDArray[np.int64], start: NDArray[np.int64], sight: Sight) -> NDArray[np.int64]:
    """Where spans begin: in the column of their start, or up to `_SHIFT` later to leave one to each span before."""
    column = np.floor((start - sight.start) / sight.scale)
    column = np.clip(column, 0, sight.columns).astype(np.int64)
    # Each span at least one column after the one before it: a running maximum of columns that are slanted by one a
    # span, and lifted row by row so that rows do not meet.
    slant = row * (sight.columns + len(row) + 1) - np.arange(len(row))
    apart = np.maximum.accumulate(column + slant) - slant
    first: NDArray[np.int64] = np.minimum(apart, column + _SHIFT)
    return np.minimum(first, max(sight.column_of(sight.end), 0))


def _ends(row: NDArray[np.int64], first: NDArray[np.int64], sight: Sight) -> NDArray[np.int64]:
    """Where spans end: where the next one of their agent begins, or now."""
    end = np.full(len(row), sight.stop)
    end[:-1] = np.where(row[1:] == row[:-1], first[1:], end[:-1])
    ends: NDArray[np.int64] = np.clip(end, np.minimum(first, sight.stop), sight.stop)
    return ends
