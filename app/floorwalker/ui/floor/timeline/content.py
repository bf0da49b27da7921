"""What the chart is to show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from floorwalker.event.statuses import Statuses
from floorwalker.event.work import WorkItems

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True)
class Content:
    """agents: in the order of the rows, less than 1 for a row that is nobody's. start, end, now: seconds since 1970.

    row_height: pixels. offset: pixels of rows that lie above those in sight.
    """

    statuses: Statuses = field(default_factory=Statuses)
    work: WorkItems = field(default_factory=WorkItems)
    agents: Sequence[int] = ()
    start: float = 0.0
    end: float = 1.0
    now: float = 0.0
    row_height: int = 24
    offset: int = 0

    @property
    def first_row(self) -> int:
        """The first row in sight."""
        return self.offset // self.row_height
