"""Operators for how an event came: its number in the session, and the feed that brought it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Self

from floorwalker.event.values import whole_number
from floorwalker.session.columns import Columns
from floorwalker.session.filter.base import Scope
from floorwalker.session.filter.known import Known, Offer
from floorwalker.session.filter.numbering import Mask, Numbers
from floorwalker.session.filter.operators.base import ColumnOperator, Term, any_of, in_words, integers, text_test, unfit
from floorwalker.session.filter.written import Pattern, Range


@dataclass(frozen=True)
class Seq(ColumnOperator):
    """`seq:812`, `seq:100..200`."""

    names: ClassVar[tuple[str, ...]] = ("seq",)
    help: ClassVar[str] = "the event's number in the session, in order of arrival"
    example: ClassVar[str] = "seq:100..200"

    numbers: tuple[Numbers, ...] = field(compare=False, repr=False)

    @classmethod
    def read(cls, term: Term) -> Self:
        return cls(term.values, term.place, tuple(integers(value, "a number such as 812") for value in term.values))

    def is_meant(self, row: Mapping[str, int], scope: Scope) -> bool:  # noqa: ARG002 a number is enough
        return any(row["seq"] in numbers for numbers in self.numbers)

    def mask(self, columns: Columns, rows: slice, scope: Scope) -> Mask:  # noqa: ARG002 a number is enough
        first, *others = (numbers.mask(columns.seq[rows]) for numbers in self.numbers)
        for other in others:
            first |= other
        return first

    def phrase(self) -> str:
        return f"with number {any_of(map(in_words, self.values))}"


@dataclass(frozen=True)
class Feed(ColumnOperator):
    """`feed:2`, `feed:ws://*`."""

    names: ClassVar[tuple[str, ...]] = ("feed",)
    help: ClassVar[str] = "where the event came from: the feed's address or number"
    example: ClassVar[str] = "feed:ws://*"

    numbers: frozenset[int] = field(compare=False, repr=False)
    addresses: tuple[Callable[[str], bool], ...] = field(compare=False, repr=False)

    @classmethod
    def read(cls, term: Term) -> Self:
        numbers, addresses = set(), []
        for value in term.values:
            if isinstance(value, Range):
                raise unfit(value, "Write an address or a number, as in feed:2")
            number = whole_number(value.text) if isinstance(value, Pattern) and value.text is not None else None
            if number is None:
                addresses.append(text_test(value))
            else:
                numbers.add(number)
        return cls(term.values, term.place, frozenset(numbers), tuple(addresses))

    @classmethod
    def offers(cls, typed: str, known: Known) -> Iterable[Offer]:  # noqa: ARG003 they are few
        return (Offer(address, f"feed {number}") for number, address in known.feeds.items())

    def is_meant(self, row: Mapping[str, int], scope: Scope) -> bool:
        return row["feed"] in self.numbers or self._is_at(scope.feeds.get(row["feed"]))

    def mask(self, columns: Columns, rows: slice, scope: Scope) -> Mask:
        feeds = scope.lookup(self, lambda: self.numbers | self._found(scope))
        return feeds.mask(columns.feed[rows])

    def phrase(self) -> str:
        return f"from feed {any_of(map(in_words, self.values))}"

    def _found(self, scope: Scope) -> set[int]:
        return {number for number, address in scope.feeds.items() if self._is_at(address)}

    def _is_at(self, address: str | None) -> bool:
        return address is not None and any(fits(address) for fits in self.addresses)
