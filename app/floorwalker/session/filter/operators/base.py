"""What operators have in common."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Self

from floorwalker.event.catalog import Catalog
from floorwalker.event.values import whole_number
from floorwalker.session.columns import Columns
from floorwalker.session.filter.base import Filter, Scope, Verdict
from floorwalker.session.filter.errors import FilterError, Place, shown
from floorwalker.session.filter.known import Known, Offer
from floorwalker.session.filter.numbering import Mask, Numbers, Span
from floorwalker.session.filter.payload import Payload
from floorwalker.session.filter.texts import Search, Wild
from floorwalker.session.filter.written import Pattern, Range, Regex, Value


@dataclass(frozen=True)
class Term:
    """A term as it is written, to be made an operator of. `is_taken`: its name alone would be an operator's."""

    name: str
    is_taken: bool
    values: tuple[Value, ...]
    place: Place
    catalog: Catalog


@dataclass(frozen=True)
class Operator(Filter):
    """One term of an expression: a name and values, any of which will do. `place` is where the term stands."""

    names: ClassVar[tuple[str, ...]]
    """What stands before the colon, the first one being written. Compared without regard to case."""
    help: ClassVar[str]
    """What it finds, and which values it takes, in a line."""
    example: ClassVar[str]
    """An expression with it."""

    values: tuple[Value, ...]
    place: Place = field(compare=False)

    @classmethod
    @abstractmethod
    def read(cls, term: Term) -> Self:
        """The operator with a term's values. Raises FilterError for one that it does not take."""

    @classmethod
    def offers(cls, typed: str, known: Known) -> Iterable[Offer]:  # noqa: ARG003 there may be nothing to offer
        """Values to choose from, the likely ones first. Where there are many, only some that have *typed* in them."""
        return ()

    def __str__(self) -> str:
        return f"{self.names[0]}:{','.join(map(str, self.values))}"


class ColumnOperator(Operator):
    """An operator that the columns decide, for all events."""

    def holds(self, row: Mapping[str, int], payload: Payload, scope: Scope) -> bool:  # noqa: ARG002 columns know it all
        return self.is_meant(row, scope)

    def decide(self, columns: Columns, rows: slice, scope: Scope) -> Verdict:
        return Verdict.sure(self.mask(columns, rows, scope))

    @abstractmethod
    def is_meant(self, row: Mapping[str, int], scope: Scope) -> bool:
        """Its meaning for one event."""

    @abstractmethod
    def mask(self, columns: Columns, rows: slice, scope: Scope) -> Mask:
        """Its meaning for many."""


def any_of(words: Iterable[str], last: str = "or") -> str:
    """`a`, `a or b`, `a, b or c`; the same words are said once."""
    *others, final = dict.fromkeys(words)
    return f"{', '.join(others)} {last} {final}" if others else final


def in_words(value: Value) -> str:
    """A value in a sentence."""
    if isinstance(value, Pattern):
        return value.plain or "“”"
    if isinstance(value, Regex):
        return f"matching {value.text}"
    if value.low is not None and value.high is not None:
        return f"from {value.low} to {value.high}"
    if value.low is not None:
        return f"{'at least' if value.includes else 'over'} {value.low}"
    return f"{'at most' if value.includes else 'under'} {value.high}"


def integers(value: Value, what: str) -> Numbers:
    """A value as whole numbers. Raises FilterError where it is none; *what* it should be: `a number such as 812`."""
    if isinstance(value, Range):
        return Numbers(spans=(integer_span(value, what),))
    number = whole_number(value.text) if isinstance(value, Pattern) and value.text is not None else None
    if number is None:
        raise value.place.wrong(f"{shown(in_words(value))} is not {what}.")
    return Numbers(frozenset({number}))


def integer_span(value: Range, what: str) -> Span:
    """A range as whole numbers. Raises FilterError where a bound is none, or the first lies behind the second."""
    low, high = (_integer(bound, value, what) for bound in (value.low, value.high))
    if low is not None and high is not None:
        not_backwards(value, low <= high)
    margin = 0 if value.includes else 1
    return Span(None if low is None else low + margin, None if high is None else high - margin)


def not_backwards(value: Range, is_forwards: bool) -> None:
    """Raises FilterError where a range ends before it begins."""
    if not is_forwards:
        turned = Range(value.high, value.low, True, value.place)
        raise value.place.wrong(f"The range runs backwards, so nothing lies in it. Write {turned}.")


def unfit(value: Value, right: str) -> FilterError:
    """That an operator does not take such a value; *right*: what it does take."""
    what = "A range" if isinstance(value, Range) else "A regular expression" if isinstance(value, Regex) else "That"
    return value.place.wrong(f"{what} means nothing here. {right}.")


def text_test(value: Pattern | Regex, fold: Callable[[str], str] = str.casefold) -> Callable[[str], bool]:
    """Whether a whole text is meant by a pattern, or a part of it by a regular expression; without regard to case.

    Raises FilterError for a wrong regular expression, and what it returns raises FilterError for one that runs wild.
    """
    if isinstance(value, Regex):
        return Search(value).is_in
    wild = Wild(value, fold)
    return lambda text: wild.is_whole(fold(text))


def _integer(bound: str | None, value: Range, what: str) -> int | None:
    if bound is None:
        return None
    number = whole_number(bound)
    if number is None:
        raise value.place.wrong(f"{shown(bound)} is not {what}.")
    return number
