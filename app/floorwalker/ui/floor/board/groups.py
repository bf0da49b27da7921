"""Agents in groups, each under a heading that can be folded: by status, team, reason, session type or any field of the
agents' newest events. Nothing here is of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from floorwalker.event.limits import ALERTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class By(StrEnum):
    """What agents are grouped by. Layouts that are remembered know them by these names."""

    NOTHING = ""
    STATUS = "status"
    TEAM = "team"
    REASON = "reason"
    SESSION_TYPE = "session type"
    FIELD = "field"


WITHOUT: Final = {
    By.TEAM: "No team",
    By.REASON: "No reason",
    By.SESSION_TYPE: "Session type not told",
}


@dataclass(frozen=True, slots=True)
class Grouping:
    """field: the name of a payload's field for By.FIELD."""

    by: By = By.NOTHING
    field: str = ""

    @property
    def without(self) -> str:
        """The heading of those who have nothing to be grouped by."""
        return WITHOUT.get(self.by, f"No {self.field}")

    @property
    def words(self) -> str:
        """`Status`, `QueueName`."""
        return self.field or self.by.value.capitalize()


class Group(NamedTuple):
    """A heading. key: less than zero, the same as long as agents are grouped so. activity: of a group by status. size:
    how many agents are in it; alerts: how many of them are over their limit."""

    key: int
    words: str
    activity: int | None
    size: int
    alerts: int
    is_folded: bool


class Label(NamedTuple):
    """What one agent is grouped by. rank: of the group among groups."""

    rank: int
    words: str
    activity: int | None = None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Rows. places: of all agents that are shown, in their order, those in folded groups too. lines: one a row, a place
    or, as -1, -2 …, the first, second … of the groups."""

    places: NDArray[np.intp]
    lines: NDArray[np.intp]
    groups: tuple[Group, ...] = ()

    @classmethod
    def flat(cls, places: NDArray[np.intp]) -> Arrangement:
        """Agents without groups."""
        return cls(places, places)

    @classmethod
    def empty(cls) -> Arrangement:
        """No rows."""
        return cls.flat(np.empty(0, np.intp))


class Groups:
    """Puts agents that are in an order under headings, and remembers which of these are folded."""

    def __init__(self) -> None:
        self._keys: dict[str, int] = {}
        self._folded: set[int] = set()

    def fold(self, key: int, *, folded: bool) -> None:
        """Fold a group or unfold it."""
        if folded:
            self._folded.add(key)
        else:
            self._folded.discard(key)

    def arranged(self, places: NDArray[np.intp], labels: Sequence[Label], stage: NDArray[np.int8]) -> Arrangement:
        """places: of agents, in their order. labels: one for each of these. stage: of everyone; see `Limits`."""
        found = sorted(set(labels))
        numbers = {label: number for number, label in enumerate(found)}
        number = np.array([numbers[label] for label in labels], np.intp)
        order = np.argsort(number, kind="stable")
        places, number = places[order], number[order]
        starts = np.searchsorted(number, np.arange(len(found) + 1))
        groups, lines = [], []
        for place, (label, first, end) in enumerate(zip(found, starts[:-1].tolist(), starts[1:].tolist(), strict=True)):
            key = self._keys.setdefault(label.words, -1 - len(self._keys))
            members = places[first:end]
            alerts = int(np.count_nonzero(stage[members] >= ALERTS))
            groups.append(Group(key, label.words, label.activity, end - first, alerts, key in self._folded))
            lines += [np.array([-1 - place], np.intp), members[: 0 if key in self._folded else None]]
        return Arrangement(places, np.concatenate(lines) if lines else places, tuple(groups))
