"""What to expect of the events of one Category and Code, prepared for asking it of every event."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from pydantic import JsonValue

from floorwalker.event.names import Names, normal, remember
from floorwalker.event.notes import Note
from floorwalker.event.values import whole_number

FieldKind: TypeAlias = Literal["text", "number"]
Kinds: TypeAlias = Mapping[str, FieldKind]
Sets: TypeAlias = Literal["status", "signed in", "signed out"]
# What names alone tell: the notes they earn, and those of them whose values have to be numbers.
_Check: TypeAlias = tuple[int, Names]

# As plain numbers: the operators of an enum take a microsecond.
_NUMBER_AS_TEXT: Final = int(Note.NUMBER_AS_TEXT)
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
    _checks: dict[Names, _Check] = field(default_factory=dict, repr=False)

    @classmethod
    def of_code(cls, shared: Kinds, own: Kinds | None, sets: Sets | None) -> "Rules":
        """Rules of a known code; *shared* are its category's fields, *own* None where its fields are not public."""
        return cls(sets, _by_normal_name({**shared, **(own or {})}), own is not None, 0)

    @classmethod
    def of_unknown_code(cls, shared: Kinds) -> "Rules":
        """Rules of a code that the catalog does not know, in a category that it knows."""
        return cls(None, _by_normal_name(shared), False, int(Note.UNKNOWN_CODE))

    def noted(self, fields: Mapping[str, JsonValue]) -> int:
        """The bits of the notes that an event with these additional fields earns."""
        names = tuple(fields)
        notes, numbers = self._checks.get(names) or self._new_check(names)
        for name in numbers:
            value = fields[name]
            if type(value) is str and whole_number(value) is not None:
                notes |= _NUMBER_AS_TEXT
        return notes

    def _new_check(self, names: Names) -> _Check:
        kinds = {name: self.kinds.get(normal(name)) for name in names}
        numbers = tuple(name for name, kind in kinds.items() if kind == "number")
        check = self.notes | (_UNKNOWN_FIELD if self.is_closed and None in kinds.values() else 0), numbers
        remember(self._checks, names, check)
        return check


RULES_OF_UNKNOWN_CATEGORY: Final = Rules(None, {}, is_closed=False, notes=int(Note.UNKNOWN_CATEGORY))
"""Rules of every code of a category that the catalog does not know."""


def _by_normal_name(fields: Kinds) -> Kinds:
    return {normal(name): kind for name, kind in fields.items()}
