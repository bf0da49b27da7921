"""Where intervals begin and end."""

from __future__ import annotations

import math
from typing import Final

from floorwalker.ui.floor import durations

_STEPS: Final = (1, 5, 15, 30, 60, 120, 180, 360, 720, 1440)
"""Minutes from one time under a bar to the next."""

MOST: Final = 1_000
"""Intervals that are told at once: ten days of quarters of an hour."""


def times_of(start: float, end: float, count: int) -> list[float]:
    """Round times of the user's clock within a time, at most so many, but for times of many days."""
    step = next((step for step in _STEPS if (end - start) / (step * 60) <= count), _STEPS[-1])
    return [edge for edge in edges_of(start, end, step) if start <= edge <= end]


def edges_of(start: float, end: float, minutes: int) -> list[float]:
    """The edges of the intervals that reach into a time: at whole ones of the user's clock. Seconds since 1970."""
    length = minutes * 60
    offset = durations.local(start).utcoffset()
    shift = 0.0 if offset is None else offset.total_seconds()
    first = math.floor((start + shift) / length) * length - shift
    count = max(1, math.ceil((end - first) / length))
    return [first + number * length for number in range(count + 1)]
