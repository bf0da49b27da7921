"""Where in the strip a time is. Nothing here is of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from floorwalker.ui.events.strip.bins import steps

if TYPE_CHECKING:
    from floorwalker.ui.events.strip.bins import Bins

NARROWEST: Final = 4
"""Pixels of a bar with the free one beside it: less is grass."""
FEWEST: Final = 24
"""Bars that there is room for at least, so that the first events are bars and no walls."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Bars side by side. step: microseconds of each. first: the number of the first, counted from 1970. number: of
    bars. width: pixels of them all."""

    step: int
    first: int
    number: int
    width: int

    @classmethod
    def of(cls, bins: Bins, width: int, finest: int = 0) -> Scale | None:
        """The finest in which all events of some bins have room; None where there are none. finest: microseconds."""
        span = bins.span()
        if span is None:
            return None
        most = max(FEWEST, width // NARROWEST)
        step = next(
            step
            for step in steps()
            if step >= max(bins.step, finest) and (span[1] - 1) // step - span[0] // step < most
        )
        first = span[0] // step
        return cls(step, first, max(FEWEST, (span[1] - 1) // step - first + 1), max(1, width))

    @property
    def start(self) -> int:
        """Where it begins, in microseconds since 1970."""
        return self.first * self.step

    @property
    def end(self) -> int:
        """Where it ends."""
        return (self.first + self.number) * self.step

    def x(self, micros: float) -> float:
        """Pixels from the left for a time, also outside."""
        return (micros - self.start) / (self.end - self.start) * self.width

    def micros(self, x: float) -> int:
        """The time there."""
        return self.start + round(x / self.width * (self.end - self.start))

    def bar_at(self, x: float) -> int:
        """The bar at a place, the first or last one where it is outside."""
        return min(max(int(x * self.number / self.width), 0), self.number - 1)

    def edge(self, bar: int) -> int:
        """The pixel at which a bar begins; that of the one behind the last is the width."""
        return round(bar * self.width / self.number)

    def begin_of(self, bar: int) -> int:
        """When a bar begins."""
        return (self.first + bar) * self.step

    def snapped(self, micros: int) -> int:
        """The beginning of the bar that a time is in."""
        return micros // self.step * self.step
