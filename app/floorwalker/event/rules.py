"""What to expect of the events of one Category and Code, prepared for asking it of every event."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from floorwalker.event.names import Names, normal
from floorwalker.event.notes import Note

FieldKind: TypeAlias = Literal["text", "number"]
Kinds: TypeAlias = Mapping[str, FieldKind]
Sets: TypeAlias = Literal["status", "signed in", "signed out"]

_UNKNOWN_FIELD: Final = int(Note.UNKNOWN_FIELD)


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """`sets`: what such an event does to its agent's status. `kinds`: the documented fields, by normal name.

    Where `is_closed`, these are all the fields there are. `notes`: the notes that every such event earns.
    """

    sets: Sets | None
    kinds: Kinds
    is_closed: bool
    notes: int

    @classmethod
    def of_code(cls, shared: Kinds, own: Kinds | None, sets: Sets | None) -> "Rules":
        """Rules of a known code; *shared* are its category's fields, *own* None where its fields are not public."""
        return cls(sets, _by_normal_name({**shared, **(own or {})}), own is not None, 0)

    @classmethod
    def of_unknown_code(cls, shared: Kinds) -> "Rules":
        """Rules of a code that the catalog does not know, in a category that it knows."""
        return cls(None, _by_normal_name(shared), False, int(Note.UNKNOWN_CODE))

    def told_by_names(self, names: Names) -> tuple[int, Names]:
        """What the names of additional fields tell: the bits of the notes that they earn, and those of them whose
        values have to be numbers.
        """
        kinds = {name: self.kinds.get(normal(name)) for name in names}
        numbers = tuple(name for name, kind in kinds.items() if kind == "number")
        return self.notes | (_UNKNOWN_FIELD if self.is_closed and None in kinds.values() else 0), numbers


RULES_OF_UNKNOWN_CATEGORY: Final = Rules(None, {}, is_closed=False, notes=int(Note.UNKNOWN_CATEGORY))
"""Rules of every code of a category that the catalog does not know."""


def _by_normal_name(fields: Kinds) -> Kinds:
    return {normal(name): kind for name, kind in fields.items()}
