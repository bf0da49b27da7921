"""What is found in a body: each item an event, or refused with the reasons.

Immutable values and pure functions; any thread.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

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


def judged(value: object, payload: bytes, catalog: Catalog, notes: int, steps: Sequence[int] = ()) -> Item:
    """The value that *payload* spells, as an event or refused; *steps* lead to it from the body's root."""
    try:
        read = read_event(value, catalog, notes)
    except NotAnEvent as error:
        root = pointer(*steps)
        return Refused(payload, tuple(Fault(root + fault.at, fault.problem) for fault in error.faults))
    facts = facts_of(read.fields, read.shape, read.sets, catalog)
    return Accepted(read.id, read.created, read.category, read.code, read.notes, facts, payload)
