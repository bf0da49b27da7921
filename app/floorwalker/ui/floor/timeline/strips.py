"""Spans of many agents as a grid of cells: a row an agent, a column a pixel, each cell the span that is painted there.

Nothing here is of Qt. A grid costs what its cells and the spans in sight cost, however many spans there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from floorwalker.event.facts import Activity
from floorwalker.event.statuses import Spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from floorwalker.event.statuses import Statuses

BEFORE: Final = -1
"""In a cell: nothing was known yet."""
AFTER: Final = -2
"""In a cell: that is still to come."""

_SHIFT: Final = 2
"""Columns that a span may be shifted by so that a shorter one before it keeps a pixel."""


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

    def column_of(self, seconds: float) -> int:
        """The column of a moment; it may lie outside."""
        return int(np.floor((seconds - self.start) / self.scale))


@dataclass(frozen=True, slots=True)
class Strips:
    """The spans in sight and where they are painted.

    cells: of shape (agents, columns), each a number of a span, BEFORE or AFTER. Of each span first, end: its columns,
    end not among them and none at all where it has no place; row: its agent's row; activity: as in
    `floorwalker.event.statuses.Spans`; number: its place among its agent's spans, one more than there are for a status
    that has become stale.
    """

    cells: NDArray[np.intp]
    row: NDArray[np.int64]
    first: NDArray[np.int64]
    end: NDArray[np.int64]
    activity: NDArray[np.int64]
    number: NDArray[np.int64]


def strips_of(statuses: Statuses, agents: Sequence[int], stale_from: Sequence[float], sight: Sight) -> Strips:
    """The strips of some agents, less than 1 for rows that are nobody's; stale_from: when the last status of each is no
    longer to be believed, in seconds."""
    row, number, start, activity = _in_sight(statuses, agents, stale_from, sight)
    first = _first_columns(row, start, sight)
    cells = _cells(len(agents), row, first, sight)
    # A row that is nobody's is like a time to come: nothing is painted there, and nothing can be pointed at.
    cells[np.asarray(agents) <= 0] = AFTER
    return Strips(cells, row, first, _ends(row, first, sight), activity, number)


def _in_sight(
    statuses: Statuses, agents: Sequence[int], stale_from: Sequence[float], sight: Sight
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """row, number, start and activity of the spans that reach into sight, row after row."""
    bounds = (sight.start, sight.end)
    starts, activities, firsts, counts = [], [], [], []
    for agent, stale in zip(agents, stale_from, strict=True):
        spans = statuses.spans(agent) if agent > 0 else _NO_SPANS
        before, end = np.searchsorted(spans.starts, bounds, "right").tolist()
        begin = max(before - 1, 0)
        starts.append(spans.starts[begin:end])
        activities.append(spans.activity[begin:end])
        if stale < sight.end and end == len(spans) and spans.activity[-1] != Activity.SIGNED_OUT:
            starts.append(np.array([stale], np.int64))
            activities.append(_UNKNOWN)
            end += 1
        firsts.append(begin)
        counts.append(max(end - begin, 0))
    if not starts:
        return _NOTHING, _NOTHING, _NOTHING, _NOTHING
    row = np.repeat(np.arange(len(agents)), counts)
    ends = np.cumsum(counts)
    number = np.arange(len(row)) + np.repeat(np.array(firsts) - ends + np.array(counts), counts)
    return row, number, np.concatenate(starts), np.concatenate(activities)


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
    end = np.full(len(row), min(sight.column_of(sight.now) + 1, sight.columns))
    end[:-1] = np.where(row[1:] == row[:-1], first[1:], end[:-1])
    ends: NDArray[np.int64] = np.maximum(end, first)
    return ends


def _cells(rows: int, row: NDArray[np.int64], first: NDArray[np.int64], sight: Sight) -> NDArray[np.intp]:
    cells = np.full((rows, sight.columns), BEFORE, np.intp)
    inside = first < sight.columns
    cells[row[inside], first[inside]] = np.flatnonzero(inside)
    np.maximum.accumulate(cells, axis=1, out=cells)
    cells[:, max(sight.column_of(sight.now) + 1, 0) :] = AFTER
    return cells


_NOTHING: Final = np.empty(0, np.int64)
_NO_SPANS: Final = Spans(_NOTHING, _NOTHING, _NOTHING, _NOTHING)
_UNKNOWN: Final = np.array([Activity.UNKNOWN], np.int64)
