"""What is found in a body: each item an event, or refused with the reasons.

Immutable values and pure functions; any thread.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import partial
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any, Final, NamedTuple, TypeAlias, cast

from floorwalker.event.catalog import Catalog
from floorwalker.event.facts import Facts, facts_of
from floorwalker.event.model import Fault, NotAnEvent, pointer, read_event


class Accepted(NamedTuple):
    """An event as a session keeps it: the properties of `Event`, its facts, and its payload, which are the exact UTF-8
    bytes that it came as, without white space around them and without BOM. notes: bits of `Note`.
    """

    id: str
    created: int
    category: int
    code: int
    notes: int
    facts: Facts
    payload: bytes


@dataclass(slots=True)
class Refused:
    """What came in an event's place, and why it is none; the pointers begin at the body's root: `/2/Category`."""

    payload: bytes
    faults: tuple[Fault, ...]

    @classmethod
    def because(cls, payload: bytes, problem: str, at: str = "") -> "Refused":
        """For one reason, at one place."""
        return cls(payload, (Fault(at, problem),))


Item: TypeAlias = Accepted | Refused

# They are made by the thousand: without a call of Python's own for each.
_accepted: Final = cast("Callable[[tuple[Any, ...]], Accepted]", partial(tuple.__new__, Accepted))
_facts: Final = cast("Callable[[tuple[Any, ...]], Facts]", partial(tuple.__new__, Facts))


@dataclass(slots=True)
class Columns:
    """Many `Accepted`, property by property; the columns are of one length."""

    ids: Sequence[str]
    created: Sequence[int]
    categories: Sequence[int]
    codes: Sequence[int]
    notes: Sequence[int]
    agents: Sequence[str | None]
    agent_sessions: Sequence[str | None]
    activities: Sequence[int]
    reasons: Sequence[str | None]
    payloads: Sequence[bytes]

    @classmethod
    def of(cls, events: Sequence[Accepted]) -> "Columns":
        """Of events that were judged one by one."""
        if not events:
            return cls(*([()] * 10))
        ids, created, categories, codes, notes, facts, payloads = zip(*events, strict=True)
        agents, agent_sessions, activities, reasons = zip(*facts, strict=True)
        return cls(ids, created, categories, codes, notes, agents, agent_sessions, activities, reasons, payloads)

    @classmethod
    def joined(cls, parts: "Sequence[Columns]") -> "Columns":
        """One part behind the other."""
        if len(parts) == 1:
            return parts[0]
        return cls(*(list(chain(*same)) for same in zip(*map(_each, parts), strict=True)))

    def in_order(self, places: Sequence[int]) -> "Columns":
        """With each event at its place."""
        order = itemgetter(*sorted(range(len(places)), key=places.__getitem__))
        return Columns(*map(order, _each(self)))

    def events(self) -> list[Accepted]:
        """One by one."""
        *columns, agents, agent_sessions, activities, reasons, payloads = _each(self)
        facts = map(_facts, zip(agents, agent_sessions, activities, reasons, strict=True))
        return list(map(_accepted, zip(*columns, facts, payloads, strict=True)))

    def __len__(self) -> int:
        """How many events."""
        return len(self.ids)


_each: Final[Callable[[Columns], tuple[Sequence[Any], ...]]] = attrgetter(*(field.name for field in fields(Columns)))

Items: TypeAlias = Sequence[Item] | Columns


def judged(value: object, payload: bytes, catalog: Catalog, notes: int, steps: Sequence[int] = ()) -> Item:
    """The value that *payload* spells, as an event or refused; *steps* lead to it from the body's root."""
    try:
        read = read_event(value, catalog, notes)
    except NotAnEvent as error:
        root = pointer(*steps)
        return Refused(payload, tuple(Fault(root + fault.at, fault.problem) for fault in error.faults))
    facts = facts_of(read.fields, read.shape, read.sets, catalog)
    return Accepted(read.id, read.created, read.category, read.code, read.notes, facts, payload)
