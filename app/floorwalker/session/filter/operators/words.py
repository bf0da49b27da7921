"""The operator for words anywhere in the payload, which has no name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Self

from floorwalker.session.columns import Columns
from floorwalker.session.filter.base import Scope, Verdict
from floorwalker.session.filter.narrowing import Narrowing, containing, narrowed_by_all, narrowed_by_any
from floorwalker.session.filter.operators.base import Operator, Term, any_of
from floorwalker.session.filter.payload import Payload
from floorwalker.session.filter.texts import Wild
from floorwalker.session.filter.written import Pattern, write_word


@dataclass(frozen=True)
class Text(Operator):
    """`hold`, `"hold music"`: a text anywhere in the payload, its JSON escapes resolved, or as it came."""

    names: ClassVar[tuple[str, ...]] = ()
    help: ClassVar[str] = "a word, or a text in quotes, anywhere in the payload"
    example: ClassVar[str] = '"hold music"'

    wanted: tuple[Wild, ...] = field(compare=False, repr=False)

    @property
    def needs_payload(self) -> bool:
        return True

    @property
    def narrowing(self) -> Narrowing | None:
        patterns = (value for value in self.values if isinstance(value, Pattern))
        return narrowed_by_any(narrowed_by_all(map(containing, pattern.parts)) for pattern in patterns)

    @classmethod
    def read(cls, term: Term) -> Self:
        patterns = [value for value in term.values if isinstance(value, Pattern)]
        if any(pattern.text == "" for pattern in patterns):
            raise term.place.wrong("No text stands between these quotes. Write what to look for.")
        return cls(term.values, term.place, tuple(Wild(pattern) for pattern in patterns))

    def decide(self, columns: Columns, rows: slice, scope: Scope) -> Verdict:  # noqa: ARG002 only the payload tells
        return Verdict.unsure(len(columns.seq[rows]))

    def holds(self, row: Mapping[str, int], payload: Payload, scope: Scope) -> bool:  # noqa: ARG002 the text is enough
        return any(wanted.is_in(text) for wanted in self.wanted for text in payload.texts)

    def phrase(self) -> str:
        words = (f"“{value.plain}”" for value in self.values if isinstance(value, Pattern))
        return f"with {any_of(words)} in the payload"

    def __str__(self) -> str:
        return " ".join(write_word(value) for value in self.values if isinstance(value, Pattern))
