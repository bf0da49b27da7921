"""Operators for what happened: an event's Category and Code, by name or number."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import chain
from typing import ClassVar, Final, Self

from floorwalker.event.catalog import Catalog
from floorwalker.event.entries import Entry
from floorwalker.event.model import normal
from floorwalker.event.values import is_int32, whole_number
from floorwalker.session.columns import Columns
from floorwalker.session.filter.base import Scope
from floorwalker.session.filter.errors import FilterError, Place, shown
from floorwalker.session.filter.known import Known, Offer
from floorwalker.session.filter.numbering import ANY, Column, Mask, Numbers
from floorwalker.session.filter.operators.base import ColumnOperator, Term, any_of, in_words, integers, unfit
from floorwalker.session.filter.texts import Search
from floorwalker.session.filter.written import Pattern, Range, Regex, Value

_MOST_NAMED: Final = 6
"""A wildcard that means more names than these is said as it is written."""

_IS_NAME: Final = re.compile(r"[^\W\d]\w*")

_Kinds = tuple[tuple[Numbers, Numbers], ...]
"""Pairs of Categories and Codes: a kind is meant where one pair holds both its numbers."""


@dataclass(frozen=True)
class _KindOperator(ColumnOperator):
    kinds: _Kinds = field(compare=False, repr=False)

    def is_meant(self, row: Mapping[str, int], scope: Scope) -> bool:  # noqa: ARG002 numbers are enough
        return any(row["category"] in categories and row["code"] in codes for categories, codes in self.kinds)

    def mask(self, columns: Columns, rows: slice, scope: Scope) -> Mask:  # noqa: ARG002 numbers are enough
        category, code = columns.category[rows], columns.code[rows]
        first, *others = (_both(kind, category, code) for kind in self.kinds)
        for other in others:
            first |= other
        return first


@dataclass(frozen=True)
class Category(_KindOperator):
    """`category:agent`, `category:1`."""

    names: ClassVar[tuple[str, ...]] = ("category",)
    help: ClassVar[str] = "the event's Category, by name or number"
    example: ClassVar[str] = "category:agent,chat"

    words: tuple[str, ...] = field(compare=False, repr=False)
    only: frozenset[int] | None = field(compare=False, repr=False)
    """The numbers that it means, where they can be listed."""

    @classmethod
    def read(cls, term: Term) -> Self:
        found = [_categories(value, term.catalog) for value in term.values]
        named = (_named(value, numbers, term.catalog) for value, numbers in zip(term.values, found, strict=True))
        words = tuple(dict.fromkeys(chain.from_iterable(named)))
        listed = frozenset(chain.from_iterable(numbers.single for numbers in found))
        only = None if any(numbers.spans for numbers in found) else listed
        return cls(term.values, term.place, _merged((numbers, ANY) for numbers in found), words, only)

    @classmethod
    def offers(cls, typed: str, known: Known) -> Iterable[Offer]:  # noqa: ARG003 they are few
        return (Offer(entry.name, f"Category {number}") for number, entry in known.catalog.categories.items())

    def phrase(self) -> str:
        return f"of category {any_of(self.words)}"

    def before(self) -> str | None:
        """Its meaning right before "events", if every category has a name: `Agent or Chat`."""
        is_named = self.only is not None and not any(word.lstrip("-").isdecimal() for word in self.words)
        return any_of(self.words) if is_named else None


@dataclass(frozen=True)
class Code(_KindOperator):
    """`code:StatusChanged`, `code:3`: a number in every category, a name in every category that has it."""

    names: ClassVar[tuple[str, ...]] = ("code",)
    help: ClassVar[str] = "the event's Code, by name or number, in whichever category"
    example: ClassVar[str] = "code:StatusChanged,SignedOut"

    catalog: Catalog = field(compare=False, repr=False)

    @classmethod
    def read(cls, term: Term) -> Self:
        kinds = chain.from_iterable(_codes(value, term.catalog) for value in term.values)
        return cls(term.values, term.place, _merged(kinds), term.catalog)

    @classmethod
    def offers(cls, typed: str, known: Known) -> Iterable[Offer]:  # noqa: ARG003 they are few
        where: dict[str, list[str]] = {}
        for category in known.catalog.categories.values():
            for number, entry in category.codes.items():
                where.setdefault(entry.name, []).append(f"{category.name} {number}")
        return (Offer(name, ", ".join(places)) for name, places in where.items())

    def phrase(self) -> str:
        return "with any code" if "*" in (words := self._words(None)) else f"with code {any_of(words)}"

    def after(self, categories: frozenset[int] | None) -> str | None:
        """Its meaning right behind "Agent events", if every code has a name there: `StatusChanged or SignedOut`."""
        words = self._words(categories)
        return any_of(words) if all(_IS_NAME.fullmatch(word) for word in words) else None

    def _words(self, categories: frozenset[int] | None) -> tuple[str, ...]:
        category = next(iter(categories)) if categories and len(categories) == 1 else None
        return tuple(dict.fromkeys(self._word(value, category) for value in self.values))

    def _word(self, value: Value, category: int | None) -> str:
        if not isinstance(value, Pattern) or value.text is None:
            return in_words(value)
        number = whole_number(value.text)
        if number is None:
            category, number = min(self.catalog.codes_matching(value.text))
            return self.catalog.code_name(category, number)
        return str(number) if category is None else self.catalog.code_name(category, number)


@dataclass(frozen=True)
class Kind(_KindOperator):
    """`event:agent/3`, `event:email/*`: Category and Code together."""

    names: ClassVar[tuple[str, ...]] = ("event",)
    help: ClassVar[str] = "Category and Code together, each by name, number or *"
    example: ClassVar[str] = "event:agent/3,email/*"

    words: tuple[str, ...] = field(compare=False, repr=False)
    pairs: frozenset[tuple[int, int | None]] | None = field(compare=False, repr=False)
    """The Categories and Codes that it means, where each is one number; None as a Code is all of the category's."""

    @classmethod
    def read(cls, term: Term) -> Self:
        found = [_kinds(value, term.catalog) for value in term.values]
        pairs = [_pair(kinds[0]) if len(kinds) == 1 else None for kinds in found]
        words = tuple(_kind_words(value, pair, term.catalog) for value, pair in zip(term.values, pairs, strict=True))
        listed = frozenset(pair for pair in pairs if pair is not None)
        kinds = _merged(chain.from_iterable(found))
        return cls(term.values, term.place, kinds, words, None if None in pairs else listed)

    @classmethod
    def offers(cls, typed: str, known: Known) -> Iterable[Offer]:  # noqa: ARG003 they are few
        for number, category in known.catalog.categories.items():
            name = category.name.lower()
            yield Offer(f"{_piece(name)}/*", f"every {category.name} event", is_written=True)
            for code, entry in category.codes.items():
                yield Offer(f"{_piece(name)}/{_piece(entry.name)}", f"{number}/{code}", is_written=True)

    def phrase(self) -> str:
        return f"of kind {any_of(self.words)}"


def _both(kind: tuple[Numbers, Numbers], category: Column, code: Column) -> Mask:
    categories, codes = kind
    if categories is ANY:
        return codes.mask(code)
    found = categories.mask(category)
    if codes is not ANY:
        found &= codes.mask(code)
    return found


def _piece(name: str) -> str:
    """A name beside a slash, as it is written."""
    return str(Pattern((name,), Place(0, 0)))


def _categories(value: Value, catalog: Catalog) -> Numbers:
    if isinstance(value, Range):
        return integers(value, "a Category's number")
    if isinstance(value, Regex):
        found = _named_like(value, catalog.categories)
    elif value.is_anything:
        return ANY
    else:
        found = catalog.categories_matching(value.plain)
    if not found:
        raise _unknown("category", value, catalog.categories.values())
    return Numbers(frozenset(found))


def _codes(value: Value, catalog: Catalog) -> _Kinds:
    if isinstance(value, Range):
        return ((ANY, integers(value, "a Code's number")),)
    if isinstance(value, Pattern):
        if value.is_anything:
            return ((ANY, ANY),)
        number = whole_number(value.plain)
        if number is not None and is_int32(number):
            return ((ANY, Numbers(frozenset({number}))),)
        found = catalog.codes_matching(value.plain)
    else:
        of_each = ((category, _named_like(value, entry.codes)) for category, entry in catalog.categories.items())
        found = {(category, code) for category, codes in of_each for code in codes}
    if not found:
        known = (entry for category in catalog.categories.values() for entry in category.codes.values())
        raise _unknown("code", value, known)
    return tuple((Numbers(frozenset({category})), Numbers(frozenset({code}))) for category, code in sorted(found))


def _kinds(value: Value, catalog: Catalog) -> _Kinds:
    if not isinstance(value, Pattern):
        raise unfit(value, "Write Category/Code, as in event:agent/3")
    of, slash, what = value.plain.partition("/")
    if not (of and slash and what):
        right = "Write both, as in agent/3, or agent/* for all of agent."
        raise value.place.wrong(f"{shown(value.plain)} is no Category/Code. {right}")
    categories = _categories(Pattern(tuple(of.split("*")), value.place), catalog)
    within = _codes(Pattern(tuple(what.split("*")), value.place), catalog)
    if within[0][0] is ANY:
        return tuple((categories, codes) for _, codes in within)
    if categories is ANY:
        return within
    kinds = tuple((category, code) for category, code in within if category.single <= categories.single)
    if not kinds:
        names = " or ".join(_category_names(categories.single, catalog))
        raise value.place.wrong(f"{names} has no code called {shown(what)}. Write its number, as in {of}/3.")
    return kinds


def _merged(kinds: Iterable[tuple[Numbers, Numbers]]) -> _Kinds:
    """The same kinds, each of the categories once."""
    merged: dict[Numbers, Numbers] = {}
    for categories, codes in kinds:
        so_far = merged.get(categories, Numbers())
        everything = codes is ANY or so_far is ANY
        merged[categories] = ANY if everything else Numbers(so_far.single | codes.single, so_far.spans + codes.spans)
    return tuple((ANY if categories == ANY else categories, codes) for categories, codes in merged.items())


def _pair(kind: tuple[Numbers, Numbers]) -> tuple[int, int | None] | None:
    categories, codes = kind
    if len(categories.single) != 1 or not (codes is ANY or len(codes.single) == 1):
        return None
    return min(categories.single), None if codes is ANY else min(codes.single)


def _kind_words(value: Value, pair: tuple[int, int | None] | None, catalog: Catalog) -> str:
    if pair is None:
        return in_words(value)
    category, code = pair
    return f"{catalog.category_name(category)} · any" if code is None else catalog.event_label(category, code)


def _named(value: Value, numbers: Numbers, catalog: Catalog) -> Collection[str]:
    if isinstance(value, Pattern) and value.is_anything:
        return ("any",)
    if numbers.spans or len(numbers.single) > _MOST_NAMED:
        return (in_words(value),)
    return _category_names(numbers.single, catalog)


def _category_names(numbers: Iterable[int], catalog: Catalog) -> list[str]:
    return [
        catalog.category_name(number) if catalog.known_category(number) else str(number) for number in sorted(numbers)
    ]


def _named_like(value: Regex, entries: Mapping[int, Entry]) -> set[int]:
    search = Search(value)
    return {
        number for number, entry in entries.items() if any(search.is_in(name) for name in (entry.name, *entry.aliases))
    }


def _unknown(what: str, value: Pattern | Regex, entries: Iterable[Entry]) -> FilterError:
    """That nothing is called so, with the nearest name that there is."""
    text = value.text if isinstance(value, Regex) else value.plain
    names = {normal(name): name for entry in entries for name in (entry.name, *entry.aliases)}
    near = get_close_matches(normal(text), names, n=1)
    known = any_of(sorted(names.values()), "and") if names else "none yet"
    right = f"Did you mean {names[near[0]]}?" if near else f"There are {known}; numbers will do too."
    return value.place.wrong(f"No {what} is called {shown(text)}. {right}")
