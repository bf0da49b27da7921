"""The facets' part of an expression: its `event:` terms, read and written while the rest stays as it was typed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from floorwalker.event.catalog import Catalog
from floorwalker.session.filter.base import Filter
from floorwalker.session.filter.combined import All, AnyOf, Excluded, conjuncts
from floorwalker.session.filter.operators.base import Operator
from floorwalker.session.filter.operators.kinds import Kind
from floorwalker.session.filter.parser import parse_filter

Kinds: TypeAlias = frozenset[tuple[int, int | None]]
"""Categories and Codes; None as a Code is all of the category's, those never seen yet too."""

_SIGN: Final = re.compile(r"(?:-|\bnot\s+)\Z", re.IGNORECASE)
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


def events_of(expression: str, catalog: Catalog) -> EventSelection | None:
    """What the `event:` terms of an expression select; None where that is more than ticks can show: in an OR, with a
    wildcard in a name, or with two terms that include. Raises FilterError."""
    included: list[Kinds] = []
    excluded: Kinds = frozenset()
    for part in conjuncts(parse_filter(expression, catalog)):
        term, is_excluded = (part.part, True) if isinstance(part, Excluded) else (part, False)
        if not isinstance(term, Kind):
            if _has_kinds(term):
                return None
        elif term.pairs is None:
            return None
        elif is_excluded:
            excluded |= term.pairs
        else:
            included.append(term.pairs)
    return EventSelection(included[0] if included else frozenset(), excluded) if len(included) < 2 else None


def with_events(expression: str, selection: EventSelection | None, catalog: Catalog) -> str:
    """The expression with these `event:` terms in place of those that hold for the whole of it; None is no such term.

    Raises FilterError.
    """
    parts = conjuncts(parse_filter(expression, catalog))
    facets = [part for part in parts if isinstance(_term(part), Kind)]
    rest = _without(expression, facets, catalog)
    if selection is None:
        return rest
    signed = (("", selection.included), ("-", selection.excluded))
    return _joined(rest, (sign + _written(kinds, catalog) for sign, kinds in signed if kinds), catalog)


def also(expression: str, term: str, catalog: Catalog) -> str:
    """The expression with a term that has to hold too, in place of its opposite if that is there.

    Raises FilterError for a wrong expression, and for a wrong term with the term's places.
    """
    parts = conjuncts(parse_filter(expression, catalog))
    added = parse_filter(term, catalog)
    if all(part in parts for part in conjuncts(added)):
        return expression
    opposite = Excluded.of(added)
    rest = _without(expression, [part for part in parts if part == opposite], catalog)
    return _joined(rest, [f"({term})" if isinstance(added, AnyOf) else term], catalog)


def _joined(expression: str, terms: Iterable[str], catalog: Catalog) -> str:
    terms = tuple(terms)
    if terms and isinstance(parse_filter(expression, catalog), AnyOf):
        expression = f"({expression})"
    return " ".join(filter(None, (expression, *terms)))


def _without(expression: str, parts: list[Filter], catalog: Catalog) -> str:
    """The expression without some of its parts that are terms or excluded terms, the others as they were typed."""
    if not parts:
        return expression.strip()
    left = All.of(part for part in conjuncts(parse_filter(expression, catalog)) if part not in parts)
    text = expression
    for term in sorted((_term(part) for part in parts), key=_start, reverse=True):
        text = _cut(text, term)
    # Where a term stood in parentheses or beside an AND, what is left is no filter, or another.
    return text if _means(text, left, catalog) else str(left)


def _cut(text: str, term: Filter) -> str:
    if not isinstance(term, Operator):
        return text
    before = _SIGN.sub("", text[: term.place.start])
    return f"{before.rstrip()} {text[term.place.end :].lstrip()}".strip()


def _means(text: str, wanted: Filter, catalog: Catalog) -> bool:
    try:
        return parse_filter(text, catalog) == wanted
    except ValueError:
        return False


def _term(part: Filter) -> Filter:
    return part.part if isinstance(part, Excluded) else part


def _start(term: Filter) -> int:
    return term.place.start if isinstance(term, Operator) else 0


def _has_kinds(part: Filter) -> bool:
    inner = part.parts if isinstance(part, All | AnyOf) else (part.part,) if isinstance(part, Excluded) else ()
    return isinstance(part, Kind) or any(map(_has_kinds, inner))


def _written(kinds: Kinds, catalog: Catalog) -> str:
    ordered = sorted(kinds, key=lambda kind: (kind[0], -1 if kind[1] is None else kind[1]))
    return "event:" + ",".join(
        f"{_category(category, catalog)}/{'*' if code is None else code}" for category, code in ordered
    )


def _category(number: int, catalog: Catalog) -> str:
    """Its name, if that is a plain word and no other category's; else its number."""
    name = catalog.category_name(number).lower()
    return name if _PLAIN_NAME.fullmatch(name) and catalog.categories_matching(name) == {number} else str(number)
