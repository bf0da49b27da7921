"""What the names of an event's fields tell before anyone looks at their values.

A sender's events have the same few sets of names over and over. Which of them holds the agent, which the status, which
of them are odd for a Category and Code: that is worked out once for each set, and remembered. Any thread.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from floorwalker.event.names import PROPERTIES, Names, normal, spelling_of
from floorwalker.event.rules import Sets

if TYPE_CHECKING:
    from floorwalker.event.catalog import Catalog

_MOST_KINDS: Final = 512


class Told(NamedTuple):
    """What a set of names tells with a Category and Code. sets: what such an event does to its agent's status. notes:
    the bits that the names alone earn. numbers: those of the fields whose values have to be numbers.
    """

    sets: Sets | None
    notes: int
    numbers: Names


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """One set of names. is_plain: the four properties that every event has are there, spelled exactly, and nothing lies
    under AdditionalFields, so that the object's other names are its additional fields.

    agent, session, status, reason: the names, as sent, of the fields that may hold it, in the catalog's order.
    """

    is_plain: bool
    fields: Names
    agent: Names
    session: Names
    status: Names
    reason: Names
    _kinds: dict[tuple[int, int], Told] = field(default_factory=dict, repr=False)

    @classmethod
    def of_object(cls, names: Names, catalog: "Catalog") -> "Shape":
        """The shape of a whole JSON object."""
        is_plain = spelling_of(names).is_plain
        return cls._of(tuple(name for name in names if name not in PROPERTIES), catalog, is_plain=is_plain)

    @classmethod
    def of_fields(cls, names: Names, catalog: "Catalog") -> "Shape":
        """The shape of an event's additional fields, wherever they lay."""
        return cls._of(names, catalog, is_plain=False)

    @classmethod
    def _of(cls, names: Names, catalog: "Catalog", *, is_plain: bool) -> "Shape":
        meant = (catalog.agent_fields, catalog.session_fields, catalog.status_fields, catalog.reason_fields)
        agent, session, status, reason = (_sent(names, wanted) for wanted in meant)
        return cls(is_plain, names, agent, session, status, reason)

    def told(self, category: int, code: int, catalog: "Catalog") -> Told:
        """What the names tell about an event of that Category and Code."""
        return self._kinds.get((category, code)) or self._new_kind(category, code, catalog)

    def _new_kind(self, category: int, code: int, catalog: "Catalog") -> Told:
        rules = catalog.rules(category, code)
        told = Told(rules.sets, *rules.told_by_names(self.fields))
        if len(self._kinds) >= _MOST_KINDS:
            self._kinds.clear()
        self._kinds[category, code] = told
        return told


def _sent(names: Names, wanted: Iterable[str]) -> Names:
    """How the wanted names are spelled here: exactly, else in the first of their spellings; those that are there."""
    spelled = spelling_of(names).by_normal_name
    found = (name if name in names else spelled.get(normal(name)) for name in wanted)
    return tuple(name for name in found if name is not None)
