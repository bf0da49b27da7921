"""The agents of a session, found by a part of their name and ordered by their counts, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from floorwalker.session.columns import AGENT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from floorwalker.session.columns import Names
    from floorwalker.ui.events.facets.counts import Counts


class Agents:
    """All agents that were ever named. They are ranked only when asked, so that nothing moves under the mouse."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._last_id = 0
        self._texts: list[str] = []
        self._folded: list[str] = []
        self._places: dict[str, int] = {}
        self._ids = np.empty(0, np.int64)
        self._wanted = ""
        self._found = np.empty(0, np.int64)
        """Places of those whose name has `_wanted` in it."""
        self._ranked = np.empty(0, np.int64)
        self.there = 0
        """How many counted at all when they were ranked."""

    def __len__(self) -> int:
        return len(self._texts)

    def update(self) -> None:
        """Take in those that have been named since."""
        new = self._names.newer_of_kind(AGENT, self._last_id)
        self._last_id = self._names.last_id
        if not new:
            return
        first = len(self._texts)
        self._texts += [text for _, text in new]
        self._folded += [text.casefold() for _, text in new]
        self._places.update(zip(self._folded[first:], range(first, len(self._folded)), strict=True))
        self._ids = np.concatenate([self._ids, np.array([number for number, _ in new], np.int64)])
        self._found = np.concatenate([self._found, self._find_from(first)])

    def find(self, part: str) -> None:
        """Look only at those with that in their name, without regard to case; "" is all."""
        if part.casefold() != self._wanted:
            self._wanted = part.casefold()
            self._found = self._find_from(0)

    def rank(self, counts: Counts, most: int) -> None:
        """Choose those that count most, at most so many, to be `listed`."""
        counted = counts.of_agents(self._ids[self._found])
        there = np.flatnonzero(counted)
        self.there = len(there)
        if len(there) > most:
            there = there[np.argpartition(counted[there], len(there) - most)[len(there) - most :]]
        order = sorted(there.tolist(), key=lambda place: (-counted[place], self._texts[self._found[place]]))
        self._ranked = self._found[order]

    def are_others(self, counts: Counts, most: int) -> bool:
        """Whether there is room for so many, and others would have it."""
        if len(self._ranked) >= most:
            return False
        return int(np.count_nonzero(counts.of_agents(self._ids[self._found]))) != len(self._ranked)

    def listed(self, counts: Counts) -> list[tuple[str, int]]:
        """Names and counts of those that were ranked last, in that order."""
        counted = counts.of_agents(self._ids[self._ranked])
        return [(self._texts[place], count) for place, count in zip(self._ranked, counted.tolist(), strict=True)]

    def count_of(self, counts: Counts, name: str) -> int:
        """How many events an agent has, by name without regard to case."""
        place = self._places.get(name.casefold())
        return 0 if place is None else int(counts.of_agents(self._ids[place : place + 1])[0])

    def _find_from(self, first: int) -> NDArray[np.int64]:
        wanted = self._wanted
        places = range(first, len(self._folded))
        return np.array([place for place in places if wanted in self._folded[place]], np.int64)
