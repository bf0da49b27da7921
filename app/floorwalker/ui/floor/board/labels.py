"""What agents are grouped by, as the headings above them say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.ui.floor.board.columns import Column
from floorwalker.ui.floor.board.groups import By, Grouping, Label
from floorwalker.ui.floor.status_order import status_ranks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from floorwalker.session.columns import Names
    from floorwalker.ui.floor.board.facts import Facts
    from floorwalker.ui.floor.board.fields import NewestFields
    from floorwalker.ui.floor.board.ordering import Ordering
    from floorwalker.ui.floor.board.roster import Roster


class Labels:
    """Tells the group of each agent; for the window's thread only."""

    def __init__(self, names: Names, facts: Facts, fields: NewestFields, ordering: Ordering) -> None:
        self._names = names
        self._fields = fields
        self._facts = facts
        self._ordering = ordering

    def of(self, roster: Roster, places: NDArray[np.intp], grouping: Grouping, moment: float | None) -> list[Label]:
        """One for each place of a roster, as of a moment in seconds or None for now."""
        if grouping.by == By.STATUS:
            return self._statuses(roster, places)
        if grouping.by == By.FIELD:
            texts = self._fields.texts(roster.agents_at(places), moment)
        else:
            texts = self._texts(roster, places, grouping)
        ranks = self._ordering.ranks(texts).tolist()
        return [Label(rank, text or grouping.without) for rank, text in zip(ranks, texts, strict=True)]

    def _statuses(self, roster: Roster, places: NDArray[np.intp]) -> list[Label]:
        """By status without its reason, in the order of the catalog."""
        of, catalog = roster.present(), self._ordering.catalog
        activities, reasons = of.activity[places].tolist(), of.reason[places].tolist()
        ranks = status_ranks(catalog, activities)
        made: dict[tuple[int, int], Label] = {}
        for activity, reason in {*zip(activities, reasons, strict=True)}:
            look = catalog.status(activity)
            words = look.words or self._names.text(reason)
            made[activity, reason] = Label(ranks[activity], words, activity)
        return [made[status] for status in zip(activities, reasons, strict=True)]

    def _texts(self, roster: Roster, places: NDArray[np.intp], grouping: Grouping) -> list[str]:
        if grouping.by == By.REASON:
            return [self._names.text(reason) for reason in roster.present().reason[places].tolist()]
        column = Column.TEAM if grouping.by == By.TEAM else Column.SESSION_TYPE
        return self._facts.texts(column, roster.agents_at(places))
