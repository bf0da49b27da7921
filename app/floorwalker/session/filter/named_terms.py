"""The facets' other terms, `agent:`, `feed:` and `is:`, and the strip's, `received:`: read and written as `event:` is."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Final

from floorwalker.event.catalog import Catalog
from floorwalker.session.filter.combined import Excluded, conjuncts
from floorwalker.session.filter.errors import Place
from floorwalker.session.filter.operators.base import Operator
from floorwalker.session.filter.operators.marks import Is
from floorwalker.session.filter.operators.origin import Feed
from floorwalker.session.filter.operators.people import Agent
from floorwalker.session.filter.operators.times import Period, Received
from floorwalker.session.filter.parser import parse_filter
from floorwalker.session.filter.rewriting import has_within, replaced, term_of, terms_among
from floorwalker.session.filter.written import Pattern

ANY: Final = "*"
"""Among names: whatever name."""

_NOWHERE: Final = Place(0, 0)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Named(Enum):
    """What is chosen by name in the facets."""

    AGENT = Agent
    FEED = Feed
    IS = Is

    @property
    def operator(self) -> type[Operator]:
        """The operator that its terms are of."""
        return self.value


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
        if not isinstance(term, of.operator):
            if has_within(term, of.operator):
                return None
        elif (names := _names(term)) is None:
            return None
        elif isinstance(part, Excluded):
            excluded |= names
        else:
            included.append(names)
    return NameSelection(included[0] if included else frozenset(), excluded) if len(included) < 2 else None


def with_names(expression: str, of: Named, selection: NameSelection, catalog: Catalog) -> str:
    """The expression with these terms in place of those of the kind that hold for the whole of it. Raises FilterError."""
    signed = (("", selection.included), ("-", selection.excluded))
    return replaced(expression, of.operator, (sign + _written(names, of) for sign, names in signed if names), catalog)


def received_in(expression: str, catalog: Catalog) -> Period | None:
    """The one time that the `received:` terms leave; None where there is no such term, or they say more than one time.

    Raises FilterError.
    """
    terms = terms_among(conjuncts(parse_filter(expression, catalog)), Received)
    only = terms[0] if len(terms) == 1 else None
    return only.periods[0] if isinstance(only, Received) and len(only.periods) == 1 else None


def with_received(expression: str, times: tuple[int, int] | None, catalog: Catalog) -> str:
    """The expression with that time, both ends included, in microseconds since 1970, in place of its `received:` terms
    that hold for the whole of it. Raises FilterError."""
    terms = () if times is None else (f"received:{_instant(times[0])}..{_instant(times[1])}",)
    return replaced(expression, Received, terms, catalog)


def _names(term: Operator) -> frozenset[str] | None:
    """Its values, where each is one name, or any."""
    patterns = [value for value in term.values if isinstance(value, Pattern)]
    if len(patterns) < len(term.values) or any(value.text is None and not value.is_anything for value in patterns):
        return None
    return frozenset(ANY if value.text is None else value.text for value in patterns)


def _written(names: frozenset[str], of: Named) -> str:
    patterns = (Pattern(("", "") if name == ANY else (name,), _NOWHERE) for name in sorted(names))
    return f"{of.operator.names[0]}:{','.join(map(str, patterns))}"


def _instant(micros: int) -> str:
    """`2026-11-22T09:00`, with seconds and parts of them where they are not zero."""
    moment = _EPOCH + timedelta(microseconds=micros)
    return f"{moment:%Y-%m-%dT%H:%M}" if micros % 60_000_000 == 0 else moment.replace(tzinfo=None).isoformat()
