"""The operator for what has been noticed about an event."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import ClassVar, Final, Self

import numpy as np

from floorwalker.event.notes import Note
from floorwalker.session.columns import Columns
from floorwalker.session.filter.base import Scope
from floorwalker.session.filter.errors import shown
from floorwalker.session.filter.known import Known, Offer
from floorwalker.session.filter.numbering import Mask
from floorwalker.session.filter.operators.base import ColumnOperator, Term, any_of, in_words
from floorwalker.session.filter.written import Pattern, Value

_ANY_NOTE: Final = -1
_NOTES: Final = {"duplicate": int(Note.REPEAT), "noted": _ANY_NOTE, "late": int(Note.LATE)}
_MARKED: Final = "marked"
CHOICES: Final = {
    "duplicate": "duplicates",
    "noted": "noted",
    "late": "late",
    _MARKED: "marked",
}
"""What an event can be, each with its words in a sentence."""
_MEANINGS: Final = {
    "duplicate": "its Id came before",
    "noted": "something is odd about it",
    "late": "it arrived behind newer ones",
    _MARKED: "you marked it",
}


@dataclass(frozen=True)
class Is(ColumnOperator):
    """`is:duplicate`, `is:noted`, `is:late`, `is:marked`."""

    names: ClassVar[tuple[str, ...]] = ("is",)
    help: ClassVar[str] = "duplicate (its Id came before), noted (anything odd about it), late, or marked (by you)"
    example: ClassVar[str] = "is:duplicate,late"

    bits: int = field(compare=False, repr=False)
    choices: tuple[str, ...] = field(compare=False, repr=False)

    @property
    def needs_marks(self) -> bool:
        return _MARKED in self.choices

    @classmethod
    def read(cls, term: Term) -> Self:
        choices = tuple(dict.fromkeys(_choice(value) for value in term.values))
        bits = 0
        for choice in choices:
            bits |= _NOTES.get(choice, 0)
        return cls(term.values, term.place, bits, choices)

    @classmethod
    def offers(cls, typed: str, known: Known) -> Iterable[Offer]:  # noqa: ARG003 they are few
        return (Offer(choice, meaning) for choice, meaning in _MEANINGS.items())

    def is_meant(self, row: Mapping[str, int], scope: Scope) -> bool:
        return row["notes"] & self.bits != 0 or (_MARKED in self.choices and row["seq"] in scope.marked)

    def mask(self, columns: Columns, rows: slice, scope: Scope) -> Mask:
        found: Mask = np.bitwise_and(columns.notes[rows], np.int32(self.bits)) != 0
        if _MARKED in self.choices:
            found |= scope.lookup(self, lambda: scope.marked).mask(columns.seq[rows])
        return found

    def phrase(self) -> str:
        return f"that are {any_of(CHOICES[choice] for choice in self.choices)}"

    def negative(self) -> str:
        denied = "neither" if len(self.choices) > 1 else "not"
        return f"that are {denied} {any_of((CHOICES[choice] for choice in self.choices), 'nor')}"


def _choice(value: Value) -> str:
    text = (value.text or "").casefold() if isinstance(value, Pattern) else ""
    if text in CHOICES:
        return text
    near = get_close_matches(text, CHOICES, n=1)
    right = f"Did you mean is:{near[0]}?" if near else f"It may be {any_of(CHOICES)}."
    raise value.place.wrong(f"An event cannot be {shown(in_words(value))}. {right}")
