"""Copies of agents' spans, of which a `SpanTable` may be made later, on any thread, while the session goes on."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.statuses.spans import STALE_AFTER
from floorwalker.event.statuses.table import SpanTable, bounds_of

if TYPE_CHECKING:
    from floorwalker.event.statuses.statuses import Statuses


class SpanCopy(NamedTuple):
    """One agent's spans of a time, without seqs. starts, activity, reason: as in `Spans`. silences: as
    `Statuses.silences` gives them."""

    agent: int
    starts: NDArray[np.int64]
    activity: NDArray[np.int32]
    reason: NDArray[np.int32]
    silences: list[tuple[int, int]]

    @classmethod
    def of(cls, statuses: "Statuses", agent: int, since: float = -math.inf, until: float = math.inf) -> "SpanCopy":
        """What reaches into a time, in seconds, as known now. On the statuses' thread.

        Raises KeyError for an agent who was never seen.
        """
        spans = statuses.spans(agent)
        first, end = np.searchsorted(spans.starts, (since, until), "right").tolist()
        kept = slice(max(0, first - 1), end)
        silences = [one for one in statuses.silences(agent) if one[0] + STALE_AFTER < until and one[1] > since]
        return cls(agent, spans.starts[kept].copy(), spans.activity[kept].copy(), spans.reason[kept].copy(), silences)


def table_of(copies: Sequence[SpanCopy]) -> SpanTable:
    """All of them in order. It knows of no seqs, and of nothing outside of their times. Any thread."""
    starts = np.concatenate([_NOTHING, *(copy.starts for copy in copies)])
    activity = np.concatenate([_NARROW, *(copy.activity for copy in copies)])
    reason = np.concatenate([_NARROW, *(copy.reason for copy in copies)])
    columns = [starts, activity, reason, np.broadcast_to(np.int64(0), len(starts))]
    silences = [(row, *silence) for row, copy in enumerate(copies) for silence in copy.silences]
    agents = np.array([copy.agent for copy in copies], np.int64)
    return SpanTable(agents, bounds_of([copy.starts for copy in copies]), columns, silences)


_NOTHING: Final = np.empty(0, np.int64)
_NARROW: Final = np.empty(0, np.int32)
