"""What events are sorted by."""

from __future__ import annotations

from typing import NamedTuple

from floorwalker.ui.events.table.columns import Column


class SortBy(NamedTuple):
    """what: a column, or the name of a payload's field. Events of equal value stand in order of arrival, and those
    without a value at the end, whichever direction it is."""

    what: Column | str
    descending: bool = False

    @property
    def needs_payload(self) -> bool:
        """Whether the columns' numbers are not enough."""
        return isinstance(self.what, str) or self.what == Column.SAYS
