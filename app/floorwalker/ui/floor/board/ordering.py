"""The order of agents: by what needs a supervisor first, or by a column. Nothing here is of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from floorwalker.event.natural import natural
from floorwalker.ui.floor.board.columns import Column, Sorting
from floorwalker.ui.floor.status_order import status_ranks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.floor.board.roster import Roster

_REMEMBERED: Final = 20_000
_TEXTS: Final = frozenset({Column.AGENT, Column.USERNAME, Column.TEAM, Column.WORK_ITEM, Column.SESSION_TYPE})


class Told(Protocol):
    """What a column tells of agents, to sort them by."""

    def numbers(self, column: Column, agents: Sequence[int]) -> NDArray[np.float64]:
        """A number of each; nan where there is none."""

    def texts(self, column: Column, agents: Sequence[int]) -> list[str]:
        """A text of each; "" where there is none."""


class Ordering:
    """Sorts the agents of a roster."""

    def __init__(self, catalog: Catalog, told: Told) -> None:
        self.catalog = catalog
        self._told = told
        self._ranked: tuple[Sequence[str], NDArray[np.int64]] = ((), np.empty(0, np.int64))
        self._naturals: dict[str, list[tuple[int, int, str]]] = {}

    def ordered(self, roster: Roster, meant: NDArray[np.bool_], sorting: Sorting) -> NDArray[np.intp]:
        """The places of the agents that are meant, in an order. Whoever has nothing to sort by, and in the order of
        need and of time whoever is not there, comes last all the same."""
        chosen = np.flatnonzero(meant)
        keys = self._keys(roster, sorting)
        return chosen[np.lexsort([key[chosen] for key in reversed(keys)])]

    def ranks(self, texts: Sequence[str]) -> NDArray[np.int64]:
        """The place of each text in the order in which people look for names; that of "" is the last."""
        if texts != self._ranked[0]:
            self._ranked = texts, self._worked_out(texts)
        return self._ranked[1]

    def _worked_out(self, texts: Sequence[str]) -> NDArray[np.int64]:
        ordered = sorted({*texts} - {""}, key=self._natural)
        ranks = {text: rank for rank, text in enumerate(ordered)} | {"": len(ordered)}
        return np.array([ranks[text] for text in texts], np.int64)

    def _keys(self, roster: Roster, sorting: Sorting) -> list[NDArray[np.int64] | NDArray[np.float64]]:
        """What to sort by, the first one being the most important."""
        since, name = roster.since, self._by(Column.AGENT, roster)
        if sorting.column is None:
            over = np.where(roster.stage > 0, -roster.over, 0.0)
            return [roster.absence(), -roster.stage.astype(np.int64), over, since, name]
        sign = -1 if sorting.falling else 1
        if sorting.column == Column.TIME:
            return [roster.absence(), since * -sign, name]
        if sorting.column == Column.STATUS:
            return [self._by_status(roster) * sign, since, name]
        key = self._by(sorting.column, roster)
        missing = key == np.inf
        return [missing.astype(np.int64), np.where(missing, 0, key) * sign, name]

    def _by(self, column: Column, roster: Roster) -> NDArray[np.float64]:
        """What a column sorts by, inf where it tells nothing."""
        agents = roster.everyone
        if column not in _TEXTS:
            numbers = self._told.numbers(column, agents)
            return np.where(np.isnan(numbers), np.inf, numbers)
        texts = self._told.texts(column, agents)
        return np.where([not text for text in texts], np.inf, self.ranks(texts))

    def _by_status(self, roster: Roster) -> NDArray[np.int64]:
        activity = roster.present().activity
        ranks = status_ranks(self.catalog, np.unique(activity).tolist())
        return np.array([ranks[one] for one in activity.tolist()], np.int64)

    def _natural(self, text: str) -> list[tuple[int, int, str]]:
        found = self._naturals.get(text)
        if found is None:
            if len(self._naturals) >= _REMEMBERED:
                self._naturals.clear()
            found = self._naturals[text] = natural(text)
        return found
