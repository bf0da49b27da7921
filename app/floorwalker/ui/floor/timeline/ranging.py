"""A time that is chosen in the chart, by dragging or by keys."""

from __future__ import annotations

import math
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal


class Range(NamedTuple):
    """From one time to another, in whole seconds since 1970; the second one is not in it."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Seconds."""
        return self.end - self.start

    def moved(self, seconds: int) -> Range:
        """As long, so much later, or earlier where less than zero."""
        return Range(self.start + seconds, self.end + seconds)


class Ranging(QObject):
    """changed: `range` is another, perhaps only for as long as it is dragged. chosen(Range or None): it is settled."""

    changed = Signal()
    chosen = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.range: Range | None = None
        self._fixed: float | None = None

    @property
    def is_dragged(self) -> bool:
        """Whether a drag is going on."""
        return self._fixed is not None

    def begin(self, at: float, reach: float) -> None:
        """A press at a time (seconds). reach: seconds beside an end of the range that still mean this end."""
        self._fixed = at
        if self.range is not None:
            near = min(self.range, key=lambda end: abs(end - at))
            if abs(near - at) <= reach:
                self._fixed = self.range.end if near == self.range.start else self.range.start

    def drag(self, at: float) -> None:
        """The mouse is somewhere else."""
        if self._fixed is not None:
            low, high = sorted((self._fixed, at))
            start = math.floor(low)
            self._set(Range(start, max(math.ceil(high), start + 1)))

    def end(self, *, was_click: bool) -> None:
        """The mouse is released; a click lets go of what was chosen."""
        self._fixed = None
        self.choose(None if was_click else self.range)

    def choose(self, chosen: Range | None) -> None:
        """Choose that, or nothing."""
        self._set(chosen)
        self.chosen.emit(chosen)

    def _set(self, chosen: Range | None) -> None:
        if chosen != self.range:
            self.range = chosen
            self.changed.emit()
