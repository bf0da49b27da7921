"""Where intervals begin and end."""

from __future__ import annotations

import math
from typing import Final

from floorwalker.ui.floor import durations

MOST: Final = 1_000
"""Intervals that are told at once: ten days of quarters of an hour."""


def edges_of(start: float, end: float, minutes: int) -> list[float]:
    """The edges of the intervals that reach into a time: at whole ones of the user's clock. Seconds since 1970."""
    length = minutes * 60
    offset = durations.local(start).utcoffset()
    shift = 0.0 if offset is None else offset.total_seconds()
    first = math.floor((start + shift) / length) * length - shift
    count = max(1, math.ceil((end - first) / length))
    return [first + number * length for number in range(count + 1)]
