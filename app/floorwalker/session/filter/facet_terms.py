"""The facets' part of an expression: its `event:` terms, read and written while the rest stays as it was typed."""

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

from floorwalker.event.catalog import Catalog
from floorwalker.session.filter.base import Filter
from floorwalker.session.filter.combined import AnyOf, Excluded, conjuncts
from floorwalker.session.filter.operators.kinds import Kind
from floorwalker.session.filter.parser import parse_filter
from floorwalker.session.filter.rewriting import has_within, joined, replaced, term_of, without

Kinds: TypeAlias = frozenset[tuple[int, int | None]]
"""Categories and Codes; None as a Code is all of the category's, those never seen yet too."""

_PLAIN_NAME: Final = re.compile(r"[^\W\d_]\w*")


@dataclass(frozen=True, slots=True)
class EventSelection:
    """What is ticked in the tree of Category and Code: the included kinds without the excluded ones.

    No included kinds are all kinds.
    """

    included: Kinds = frozenset()
    excluded: Kinds = frozenset()

    def shows(self, category: int, code: int) -> bool:
        """Whether events of that kind are meant."""
        kinds = {(category, code), (category, None)}
        return not kinds & self.excluded and bool(not self.included or kinds & self.included)


def is_kind(term: Filter) -> bool:
    """Whether it is an `event:` term."""
    return isinstance(term, Kind)


def events_of(expression: str, catalog: Catalog) -> EventSelection | None:
    """What the `event:` terms of an expression select; None where that is more than ticks can show: in an OR, with a
    wildcard in a name, or with two terms that include. Raises FilterError."""
    included: list[Kinds] = []
    excluded: Kinds = frozenset()
    for part in conjuncts(parse_filter(expression, catalog)):
        term = term_of(part)
        if not isinstance(term, Kind):
            if has_within(term, is_kind):
                return None
        elif term.pairs is None:
            return None
        elif isinstance(part, Excluded):
            excluded |= term.pairs
        else:
            included.append(term.pairs)
    return EventSelection(included[0] if included else frozenset(), excluded) if len(included) < 2 else None


def with_events(expression: str, selection: EventSelection | None, catalog: Catalog) -> str:
    """The expression with these `event:` terms in place of those that hold for the whole of it; None is no such term.

    Raises FilterError.
    """
    chosen = selection or EventSelection()
    signed = (("", chosen.included), ("-", chosen.excluded))
    return replaced(expression, is_kind, (sign + _written(kinds, catalog) for sign, kinds in signed if kinds), catalog)


def also(expression: str, term: str, catalog: Catalog) -> str:
    """The expression with a term that has to hold too, in place of its opposite if that is there.

    Raises FilterError for a wrong expression, and for a wrong term with the term's places.
    """
    parts = conjuncts(parse_filter(expression, catalog))
    added = parse_filter(term, catalog)
    if all(part in parts for part in conjuncts(added)):
        return expression
    opposite = Excluded.of(added)
    rest = without(expression, [part for part in parts if part == opposite], catalog)
    return joined(rest, [f"({term})" if isinstance(added, AnyOf) else term], catalog)


def _written(kinds: Kinds, catalog: Catalog) -> str:
    ordered = sorted(kinds, key=lambda kind: (kind[0], -1 if kind[1] is None else kind[1]))
    return "event:" + ",".join(
        f"{_category(category, catalog)}/{'*' if code is None else code}" for category, code in ordered
    )


def _category(number: int, catalog: Catalog) -> str:
    """Its name, if that is a plain word and no other category's; else its number."""
    name = catalog.category_name(number).lower()
    return name if _PLAIN_NAME.fullmatch(name) and catalog.categories_matching(name) == {number} else str(number)
