"""What a filter is: one meaning, told twice from the same numbers and texts.

Over columns, for many events at once, a filter decides what the columns can decide and leaves the rest open; over one
event's row and payload it decides everything. The two never contradict each other.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from floorwalker.session.columns import Columns, Names
from floorwalker.session.filter.narrowing import Narrowing
from floorwalker.session.filter.numbering import Lookup
from floorwalker.session.filter.payload import Payload
from floorwalker.session.roster import NO_ROSTER, Roster


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What a filter has to know beside the events.

    names: the texts of the columns' ids. now: microseconds since 1970, UTC, the moment that `-15m` counts from. marked:
    the seqs of marked events. feeds: the feeds' addresses by their ids. roster: which team each agent is in.
    """

    names: Names
    now: int
    marked: frozenset[int] = frozenset()
    feeds: Mapping[int, str] = field(default_factory=dict)
    roster: Roster = NO_ROSTER
    _lookups: dict[Hashable, Lookup] = field(default_factory=dict, init=False, repr=False, compare=False)

    def lookup(self, of: Hashable, numbers: Callable[[], Iterable[int]]) -> Lookup:
        """The numbers that something means here, worked out once: for the parts of columns that are looked at one after
        the other. of: what means them. Names that come later are not among them. Any thread."""
        known = self._lookups.get(of)
        if known is None:
            known = self._lookups[of] = Lookup(numbers())
        return known


class Verdict(NamedTuple):
    """One truth value an event: yes, open (only the payload decides), or else no. Never both yes and open."""

    yes: NDArray[np.bool_]
    open: NDArray[np.bool_]

    @classmethod
    def sure(cls, yes: NDArray[np.bool_]) -> "Verdict":
        """Nothing open."""
        return cls(yes, np.zeros_like(yes))

    @classmethod
    def unsure(cls, length: int) -> "Verdict":
        """Everything open."""
        return cls(np.zeros(length, np.bool_), np.ones(length, np.bool_))


class Filter(ABC):
    """Which events are meant. Filters never change, and any thread may use one; equal ones are written the same.

    `str()` is an expression that is read as the same filter again.
    """

    @property
    def needs_payload(self) -> bool:
        """Whether it looks into payloads, for some events at least."""
        return False

    @property
    def moves(self) -> bool:
        """Whether it holds a time relative to now, so that its answers change while the events stay."""
        return False

    @property
    def needs_marks(self) -> bool:
        """Whether it asks which events are marked, so that its answers change with the marks."""
        return False

    @property
    def needs_roster(self) -> bool:
        """Whether it asks for agents' teams, so that its answers change with the roster."""
        return False

    @property
    def depth(self) -> int:
        """How many filters lie inside of each other, this one among them."""
        return 1

    @property
    def narrowing(self) -> Narrowing | None:
        """What must be true of the payload's raw text where the columns leave an event open and it is meant; None where
        that is not known."""
        return None

    @abstractmethod
    def decide(self, columns: Columns, rows: slice, scope: Scope) -> Verdict:
        """What the columns say about these rows, in their order. The slice has a step of one."""

    @abstractmethod
    def holds(self, row: Mapping[str, int], payload: Payload, scope: Scope) -> bool:
        """Whether one event is meant, by its numbers (see `FIELDS`) and payload. Raises FilterError as `accepts`."""

    @abstractmethod
    def phrase(self) -> str:
        """Its meaning in words that go on after "events": `from agent j.smith`."""

    def negative(self) -> str:
        """Its opposite, in such words."""
        return f"not {self.phrase()}"

    def accepts(self, row: Mapping[str, int], payload: bytes, scope: Scope) -> bool:
        """Whether one event is meant, by its numbers (see `FIELDS`) and its payload as it came.

        Raises FilterError where a regular expression takes too long on this payload and had to be stopped.
        """
        return self.holds(row, Payload(payload), scope)

    def english(self) -> str:
        """Its meaning as a plain sentence: `Agent events StatusChanged, not from agents bot*`."""
        # The sentence knows all the operators, and these know this class.
        from floorwalker.session.filter.english import sentence

        return sentence(self)
