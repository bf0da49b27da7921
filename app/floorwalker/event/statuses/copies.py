"""Copies of agents' spans, of which a `SpanTable` may be made later, on any thread, while the session goes on."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.statuses.table import SpanTable, bounds_of

if TYPE_CHECKING:
    from floorwalker.event.statuses.statuses import Statuses

_AT_ONCE: Final = 20_000
"""Spans that are counted within a millisecond, in which no other thread can go on."""


class SpanCopy(NamedTuple):
    """One agent's spans, without seqs. starts, activity, reason: as in `Spans`. silences: as
    `Statuses.silences` gives them."""

    agent: int
    starts: NDArray[np.int64]
    activity: NDArray[np.int32]
    reason: NDArray[np.int32]
    silences: list[tuple[int, int]]

    @classmethod
    def of(cls, statuses: "Statuses", agent: int) -> "SpanCopy":
        """The agent as known now. On the statuses' thread.

        Raises KeyError for an agent who was never seen.
        """
        spans = statuses.spans(agent)
        columns = (spans.starts.copy(), spans.activity.copy(), spans.reason.copy())
        return cls(agent, *columns, statuses.silences(agent))


def table_of(copies: Sequence[SpanCopy]) -> SpanTable:
    """All of them in order. It knows of no seqs. Any thread."""
    starts = np.concatenate([_NOTHING, *(copy.starts for copy in copies)])
    activity = np.concatenate([_NARROW, *(copy.activity for copy in copies)])
    reason = np.concatenate([_NARROW, *(copy.reason for copy in copies)])
    columns = [starts, activity, reason, np.broadcast_to(np.int64(0), len(starts))]
    silences = [(row, *silence) for row, copy in enumerate(copies) for silence in copy.silences]
    agents = np.array([copy.agent for copy in copies], np.int64)
    return SpanTable(agents, bounds_of([copy.starts for copy in copies]), columns, silences)


def tables_of(copies: Sequence[SpanCopy]) -> list[SpanTable]:
    """All of them in order as tables, which know of no seqs; so many that each takes no time to ask."""
    ends = np.cumsum([len(copy.starts) for copy in copies])
    cuts = np.searchsorted(ends, np.arange(_AT_ONCE, int(ends[-1]) if len(ends) else 0, _AT_ONCE)) + 1
    bounds = sorted({0, *cuts.tolist(), len(copies)})
    return [table_of(copies[first:end]) for first, end in pairwise(bounds)]


_NOTHING: Final = np.empty(0, np.int64)
_NARROW: Final = np.empty(0, np.int32)
