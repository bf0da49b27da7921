"""How long an agent was in which status, from spans."""

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.facts import Activity
from floorwalker.event.statuses import Spans


def time_per_status(spans: Spans, start: int, end: int) -> dict[tuple[int, int], int]:
    """Seconds in each (activity, reason) between two moments, in seconds. What is before all spans is in none."""
    found: dict[tuple[int, int], int] = {}
    lasting = _lasting(spans, start, end)
    for activity, reason, seconds in np.stack([spans.activity, spans.reason, lasting], axis=1).tolist():
        if seconds:
            found[activity, reason] = found.get((activity, reason), 0) + seconds
    return found


def logged_in(spans: Spans, start: int, end: int) -> int:
    """Seconds in which events prove that the agent was there: not signed out, and not unknown because of a gap."""
    there = (spans.activity != Activity.SIGNED_OUT) & (spans.seq != 0)
    return int(_lasting(spans, start, end)[there].sum())


def _lasting(spans: Spans, start: int, end: int) -> NDArray[np.int64]:
    edges = np.clip(np.append(spans.starts, end), start, max(start, end))
    lasting: NDArray[np.int64] = np.diff(edges)
    return lasting
