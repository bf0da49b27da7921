"""The operator for any field of the payload."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from json import dumps
from typing import ClassVar, Final, Self, TypeAlias

from pydantic import JsonValue

from floorwalker.event.model import normal
from floorwalker.session.columns import Columns
from floorwalker.session.filter.base import Scope, Verdict
from floorwalker.session.filter.errors import shown
from floorwalker.session.filter.instants import HOW_TO_WRITE, instant_of, is_time_like, read_instant
from floorwalker.session.filter.operators.base import Operator, Term, any_of, in_words, not_backwards, text_test
from floorwalker.session.filter.operators.times import Period, read_period
from floorwalker.session.filter.payload import Payload
from floorwalker.session.filter.written import Pattern, Range, Value, quoted

Number: TypeAlias = int | float
Test: TypeAlias = Callable[[JsonValue, int], bool]
"""Whether a field's value is meant, at that moment (microseconds since 1970)."""

_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?", re.ASCII | re.IGNORECASE)
_MOST_DIGITS: Final = 300
_BARE_NAME: Final = re.compile(r"[^\W\d][\w.\-]*")
_PREFIX: Final = "field."


@dataclass(frozen=True)
class Field(Operator):
    """`ActivityCode:36`, `field.Status:x`: a property of the payload or an additional field, in any spelling."""

    names: ClassVar[tuple[str, ...]] = (_PREFIX,)
    help: ClassVar[str] = "any field of the payload by its name; field.NAME where the name is an operator's"
    example: ClassVar[str] = 'ActivityCode:36 QueueName:~"^sales" ExitCode:>0'

    name: str
    is_taken: bool = field(compare=False, repr=False)
    """Whether its name alone is an operator."""
    tests: tuple[Test, ...] = field(compare=False, repr=False)
    periods: tuple[Period, ...] = field(compare=False, repr=False)

    @property
    def needs_payload(self) -> bool:
        return True

    @classmethod
    def read(cls, term: Term) -> Self:
        if not term.name:
            raise term.place.wrong("The field has no name. Write one, as in field.Status:x.")
        read = [_test(value) for value in term.values]
        periods = tuple(period for _, period in read if period is not None)
        return cls(term.values, term.place, term.name, term.is_taken, tuple(test for test, _ in read), periods)

    @property
    def moves(self) -> bool:
        return any(period.moves for period in self.periods)

    @cached_property
    def normal_name(self) -> str:
        """Its name without regard to case, spaces and underscores."""
        return normal(self.name)

    def decide(self, columns: Columns, rows: slice, scope: Scope) -> Verdict:  # noqa: ARG002 only the payload tells
        return Verdict.unsure(len(columns.seq[rows]))

    def holds(self, row: Mapping[str, int], payload: Payload, scope: Scope) -> bool:  # noqa: ARG002 the payload is enough
        values = payload.fields.get(self.normal_name, ())
        return any(test(value, scope.now) for value in values for test in self.tests)

    def phrase(self) -> str:
        if any(isinstance(value, Pattern) and value.is_anything for value in self.values):
            return f"with any {self.name}"
        return f"with {self.name} {any_of(map(_words, self.values))}"

    def __str__(self) -> str:
        return written_field(self.name, self.is_taken, self.values)


def written_field(name: str, is_taken: bool, values: Iterable[Value]) -> str:
    """A term for the field of that name; is_taken: the name alone is an operator's."""
    if not _BARE_NAME.fullmatch(name):
        name = quoted(name)
    elif is_taken or name.casefold().startswith(_PREFIX):
        name = _PREFIX + name
    return f"{name}:{','.join(map(str, values))}"


def _test(value: Value) -> tuple[Test, Period | None]:
    if isinstance(value, Range):
        return _range_test(value)
    if isinstance(value, Pattern) and value.text is not None and (number := number_of(value.text)) is not None:
        text = value.text.casefold()
        return lambda found, now: number_of(found) == number or as_text(found).casefold() == text, None  # noqa: ARG005
    fits = text_test(value)
    return lambda found, now: fits(as_text(found)), None  # noqa: ARG005 texts are the same at any time


def _range_test(value: Range) -> tuple[Test, Period | None]:
    low, high = (None if bound is None else number_of(bound) for bound in (value.low, value.high))
    if [low, high].count(None) == [value.low, value.high].count(None):
        return _number_test(value, low, high), None
    for bound in value.bounds:
        if read_instant(bound) is None:
            raise value.place.wrong(_no_bound(bound, is_mixed=low is not None or high is not None))
    period = read_period(value)
    return lambda found, now: (moment := instant_of(found)) is not None and moment in period.span(now), period


def _number_test(value: Range, low: Number | None, high: Number | None) -> Test:
    if low is not None and high is not None:
        not_backwards(value, low <= high)

    def test(found: JsonValue, now: int) -> bool:  # noqa: ARG001 numbers are the same at any time
        number = number_of(found)
        if number is None or (not value.includes and number in (low, high)):
            return False
        return (low is None or low <= number) and (high is None or number <= high)

    return test


def _no_bound(bound: str, *, is_mixed: bool) -> str:
    if is_mixed:
        return "The ends of a range are two numbers or two times. Write 1..5, or 2026-11-22T09:00..2026-11-22T10:00."
    if is_time_like(bound):
        return f"{shown(bound)} is no time. {HOW_TO_WRITE}."
    return f"{shown(bound)} is neither a number nor a time, so nothing is over or under it. A text is NAME:TEXT."


def number_of(value: JsonValue) -> Number | None:
    """The number that a value is, or spells; None where it is none."""
    if isinstance(value, str):
        if len(value) > _MOST_DIGITS or not _NUMBER.fullmatch(value):
            return None
        return int(value) if value.removeprefix("-").isdecimal() else float(value)
    return None if isinstance(value, bool) or not isinstance(value, int | float) else value


def as_text(value: JsonValue) -> str:
    """A field's value as text: a text as it is, anything else as compact JSON."""
    return value if isinstance(value, str) else dumps(value, ensure_ascii=False, separators=(",", ":"))


def _words(value: Value) -> str:
    if isinstance(value, Range) and read_instant(value.bounds[0]) is not None and number_of(value.bounds[0]) is None:
        return read_period(value).english()
    return in_words(value)
