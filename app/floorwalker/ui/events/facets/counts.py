"""How many events each facet counts: by Category and Code, by agent, by feed, by note."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from floorwalker.event.notes import Note

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from floorwalker.session.columns import Columns

Kind = tuple[int, int]
"""Category and Code."""

NOTES: Final[dict[str, int]] = {"noted": -1, "duplicate": int(Note.REPEAT), "late": int(Note.LATE)}
"""What `is:` says of notes, and the bits that it means."""

_CATEGORIES: Final = 64
_CODES: Final = 1024
_FEEDS: Final = 4096
"""Numbers below these are counted without sorting; the vendor's are below ten."""
_MOST_AGENTS: Final = 1 << 24
"""Ids of names from here on are not counted: only a broken file has them."""

Rows = slice | np.ndarray[Any, np.dtype[Any]]


class Counts:
    """Counts of some of a session's events, added to as rows arrive; repeats count too.

    Each facet is given rows of its own: those that the rest of the filter leaves. kinds: by Category and Code. agents:
    by the names' id, an array as long as the highest id that was counted needs. feeds: by id. notes: by the word of
    `NOTES`, and "" for those without notes.
    """

    def __init__(self) -> None:
        self.kinds: Counter[Kind] = Counter()
        self.agents = np.zeros(64, np.int64)
        self.feeds: Counter[int] = Counter()
        self.notes: Counter[str] = Counter()

    def count_kinds(self, columns: Columns, rows: Rows, sign: int = 1) -> None:
        """Count some more rows, or with a sign of -1 count them no more: a millisecond for 100,000 of them."""
        category, code = columns.category[rows].astype(np.int64), columns.code[rows].astype(np.int64)
        small = (category >= 0) & (category < _CATEGORIES) & (code >= 0) & (code < _CODES)
        if small.all():
            keys, counted = _tallied(category * _CODES + code, _CATEGORIES * _CODES)
            kinds = np.stack([keys // _CODES, keys % _CODES])
        else:
            kinds, counted = np.unique(np.stack([category, code]), axis=1, return_counts=True)
        for one_category, one_code, count in zip(*kinds.tolist(), counted.tolist(), strict=True):
            self.kinds[one_category, one_code] += sign * count

    def count_agents(self, columns: Columns, rows: Rows, sign: int = 1) -> None:
        """The same by agent, 0 for those without one."""
        agents = columns.agent[rows]
        if not len(agents):
            return
        highest = int(agents.max())
        if highest >= _MOST_AGENTS or agents.min() < 0:
            agents = agents[(agents >= 0) & (agents < _MOST_AGENTS)]
            highest = int(agents.max(initial=0))
        if highest >= len(self.agents):
            self.agents = np.concatenate([self.agents, np.zeros(highest + 1, np.int64)])
        np.add.at(self.agents, agents, sign)

    def count_feeds(self, columns: Columns, rows: Rows, sign: int = 1) -> None:
        """The same by feed."""
        feeds, counted = _tallied(columns.feed[rows], _FEEDS)
        for feed, count in zip(feeds.tolist(), counted.tolist(), strict=True):
            self.feeds[feed] += sign * count

    def count_notes(self, columns: Columns, rows: Rows, sign: int = 1) -> None:
        """The same by note."""
        notes = columns.notes[rows]
        for word, bits in NOTES.items():
            self.notes[word] += sign * int(np.count_nonzero(notes & np.int32(bits)))
        self.notes[""] += sign * (len(notes) - int(np.count_nonzero(notes)))

    def of_category(self, category: int) -> int:
        """All events of a Category."""
        return sum(count for kind, count in self.kinds.items() if kind[0] == category)

    def of_agents(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many events each of some agents has."""
        counted = np.zeros(len(ids), np.int64)
        known = ids < len(self.agents)
        counted[known] = self.agents[ids[known]]
        return counted


def _tallied(numbers: NDArray[Any], least_unusual: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Each number that there is, and how often."""
    if len(numbers) and numbers.min() >= 0 and numbers.max() < least_unusual:
        counted = np.bincount(numbers)
        there = np.flatnonzero(counted)
        return there, counted[there]
    return np.unique(numbers, return_counts=True)
