"""The time that is chosen in the strip, and how it changes as it is dragged or moved by keys. Nothing here is of Qt."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from floorwalker.ui.events.strip.scale import Scale


class Span(NamedTuple):
    """From one time to another, in microseconds since 1970, both included."""

    start: int
    end: int


class Grip(Enum):
    """What a drag changes."""

    NEW = 1
    WHOLE = 2
    START = 3
    END = 4


class Drag:
    """A drag from where the mouse was pressed. `to` tells what is chosen when it is somewhere else."""

    def __init__(self, grip: Grip, at: int, before: Span | None) -> None:
        """at: the time that was pressed on. before: what was chosen then."""
        self.grip = grip
        self._at = at
        self._before = before

    def to(self, time: int, scale: Scale) -> Span:
        """What is chosen now, in whole bars."""
        if self.grip is Grip.NEW or self._before is None:
            return _whole(self._at, time, scale)
        if self.grip is Grip.WHOLE:
            away = round((time - self._at) / scale.step) * scale.step
            return Span(self._before.start + away, self._before.end + away)
        fixed = self._before.end - 1 if self.grip is Grip.START else self._before.start
        return _whole(fixed, time, scale)


def grip_at(x: float, chosen: Span | None, scale: Scale, reach: int) -> Grip:
    """What a press there would drag. reach: pixels beside an end that still mean it."""
    if chosen is None:
        return Grip.NEW
    start, end = scale.x(chosen.start), scale.x(chosen.end)
    if abs(x - end) <= reach and abs(x - end) <= abs(x - start):
        return Grip.END
    if abs(x - start) <= reach:
        return Grip.START
    return Grip.WHOLE if start < x < end else Grip.NEW


def moved(chosen: Span, bars: int, scale: Scale, *, resized: bool) -> Span:
    """So many bars later, or earlier where less than zero; resized: its end alone, one bar at least."""
    away = bars * scale.step
    if resized:
        return Span(chosen.start, max(chosen.start + scale.step, chosen.end + away))
    return Span(chosen.start + away, chosen.end + away)


def _whole(one: int, other: int, scale: Scale) -> Span:
    """All bars from one time to another."""
    low, high = min(one, other), max(one, other)
    low, high = max(low, scale.start), min(high, scale.end - 1)
    return Span(scale.snapped(low), scale.snapped(high) + scale.step)
