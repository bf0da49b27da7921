"""Where on the slider a moment is. Nothing here is of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SHORTEST: Final = 60.0
"""Seconds that the slider shows at least: a session of a few seconds is no wall."""


@dataclass(frozen=True, slots=True)
class Course:
    """From the session's first event to the newest moment, both in seconds since 1970, over so many pixels."""

    begin: float
    latest: float
    width: float

    @classmethod
    def of(cls, begin: float | None, latest: float, width: float) -> Course:
        """begin: None where nothing has happened yet."""
        first = latest if begin is None else min(begin, latest)
        return cls(min(first, latest - SHORTEST), latest, max(1.0, width))

    @property
    def scale(self) -> float:
        """Seconds a pixel."""
        return (self.latest - self.begin) / self.width

    def x(self, moment: float) -> float:
        """Pixels from the left, within the slider."""
        return min(max((moment - self.begin) / self.scale, 0.0), self.width)

    def moment(self, x: float) -> float | None:
        """The moment in whole seconds, as events have them; None at the right end, which is live."""
        if x >= self.width:
            return None
        return float(int(self.begin + max(x, 0.0) * self.scale))
