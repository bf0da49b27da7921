"""The facets' other terms, `agent:`, `feed:` and `is:`, and the strip's, `received:`, read and written likewise."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Final

from floorwalker.event.catalog import Catalog
from floorwalker.session.filter.base import Filter
from floorwalker.session.filter.combined import Excluded, conjuncts
from floorwalker.session.filter.errors import Place
from floorwalker.session.filter.operators.base import Operator
from floorwalker.session.filter.operators.marks import Is
from floorwalker.session.filter.operators.origin import Feed
from floorwalker.session.filter.operators.people import Agent
from floorwalker.session.filter.operators.times import Created, Period, Received
from floorwalker.session.filter.parser import parse_filter
from floorwalker.session.filter.rewriting import has_within, replaced, term_of
from floorwalker.session.filter.written import Pattern

ANY: Final = "*"
"""Among names: whatever name; of notes, whatever note, which is written `noted`."""

_NOTED: Final = "noted"
_MARKED: Final = frozenset({"marked"})
"""A mark is the user's: `is:marked` is no matter of notes."""

_NOWHERE: Final = Place(0, 0)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Named(Enum):
    """What is chosen by name in the facets."""

    AGENT = Agent
    FEED = Feed
    NOTE = Is

    def owns(self, term: Filter) -> bool:
        """Whether a term is one of this facet's."""
        operator: type[Operator] = self.value
        return isinstance(term, operator) and not (isinstance(term, Is) and set(term.choices) == _MARKED)


@dataclass(frozen=True, slots=True)
class NameSelection:
    """The names that are included, without the excluded ones; no included names are all, and what has no name too.

    `ANY` among the included is every name, but nothing without one; among the excluded it leaves that alone.
    """

    included: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()

    def shows(self, name: str) -> bool:
        """Whether events of that name are meant, without regard to case; "" is none."""
        if not name:
            return not self.included
        included, excluded = (set(map(str.casefold, names)) for names in (self.included, self.excluded))
        either = {name.casefold(), ANY}
        return not either & excluded and bool(not included or either & included)


def names_of(expression: str, of: Named, catalog: Catalog) -> NameSelection | None:
    """What the terms of one kind select; None where that is more than names can say: in an OR, with a wildcard or a
    regular expression, or with two terms that include. Raises FilterError."""
    included: list[frozenset[str]] = []
    excluded: frozenset[str] = frozenset()
    for part in conjuncts(parse_filter(expression, catalog)):
        term = term_of(part)
        if not of.owns(term):
            if has_within(term, of.owns):
                return None
        elif (names := _names(term)) is None:
            return None
        elif isinstance(part, Excluded):
            excluded |= names
        else:
            included.append(names)
    return NameSelection(included[0] if included else frozenset(), excluded) if len(included) < 2 else None


def with_names(expression: str, of: Named, selection: NameSelection, catalog: Catalog) -> str:
    """The expression with these terms in place of those of the kind that hold for all of it. Raises FilterError."""
    signed = (("", selection.included), ("-", selection.excluded))
    return replaced(expression, of.owns, (sign + _written(names, of) for sign, names in signed if names), catalog)


def received_in(expression: str, catalog: Catalog) -> Period | None:
    """The one time that the `received:` terms leave; None where there is no such term, or they say more than one time.

    Raises FilterError.
    """
    parts = conjuncts(parse_filter(expression, catalog))
    times = [part.periods for part in parts if isinstance(part, Received)]
    alone = len(times) == 1 and len(times[0]) == 1 and sum(has_within(part, is_received) for part in parts) == 1
    return times[0][0] if alone else None


def is_received(term: Filter) -> bool:
    """Whether it is a `received:` term."""
    return isinstance(term, Received)


def with_received(expression: str, times: tuple[int, int] | None, catalog: Catalog) -> str:
    """The expression with that time, both ends included, in microseconds since 1970, in place of its `received:` terms
    that hold for the whole of it. Raises FilterError."""
    terms = () if times is None else (f"received:{_instant(times[0])}..{_instant(times[1])}",)
    return replaced(expression, is_received, terms, catalog)


def with_created(expression: str, times: tuple[int, int], catalog: Catalog) -> str:
    """The expression with that time, both ends included, in seconds since 1970, in place of its `created:` terms that
    hold for the whole of it. Raises FilterError."""
    low, high = (_instant(second * 1_000_000) for second in times)
    return replaced(expression, _is_created, (f"created:{low}..{high}",), catalog)


def _is_created(term: Filter) -> bool:
    return isinstance(term, Created)


def _names(term: Filter) -> frozenset[str] | None:
    """Its values, where each is one name, or any."""
    if isinstance(term, Is):
        return None if _MARKED & set(term.choices) else frozenset(ANY if c == _NOTED else c for c in term.choices)
    values = term.values if isinstance(term, Operator) else ()
    patterns = [value for value in values if isinstance(value, Pattern)]
    if len(patterns) < len(values) or any(value.text is None and not value.is_anything for value in patterns):
        return None
    return frozenset(ANY if value.text is None else value.text for value in patterns)


def _written(names: frozenset[str], of: Named) -> str:
    operator: type[Operator] = of.value
    return f"{operator.names[0]}:{','.join(_value(name, of) for name in sorted(names))}"


def _value(name: str, of: Named) -> str:
    if name == ANY:
        return _NOTED if of is Named.NOTE else ANY
    return str(Pattern((name,), _NOWHERE))


def _instant(micros: int) -> str:
    """`2026-11-22T09:00`, with seconds and parts of them where they are not zero."""
    moment = _EPOCH + timedelta(microseconds=micros)
    return f"{moment:%Y-%m-%dT%H:%M}" if micros % 60_000_000 == 0 else moment.replace(tzinfo=None).isoformat()
