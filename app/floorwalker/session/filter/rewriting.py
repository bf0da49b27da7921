"""Terms taken out of an expression and put into it, while the rest stays as it was typed."""

import re
from collections.abc import Iterable
from typing import Final

from floorwalker.event.catalog import Catalog
from floorwalker.session.filter.base import Filter
from floorwalker.session.filter.combined import All, AnyOf, Excluded, conjuncts
from floorwalker.session.filter.operators.base import Operator
from floorwalker.session.filter.parser import parse_filter

_SIGN: Final = re.compile(r"(?:-|\bnot\s+)\Z", re.IGNORECASE)


def term_of(part: Filter) -> Filter:
    """What a part includes or excludes."""
    return part.part if isinstance(part, Excluded) else part


def terms_among(parts: Iterable[Filter], operator: type[Operator]) -> list[Filter]:
    """Those of the parts that are terms of one operator, or exclude one."""
    return [part for part in parts if isinstance(term_of(part), operator)]


def has_within(part: Filter, operator: type[Operator]) -> bool:
    """Whether a term of that operator lies somewhere in it."""
    inner = part.parts if isinstance(part, All | AnyOf) else (part.part,) if isinstance(part, Excluded) else ()
    return isinstance(part, operator) or any(has_within(one, operator) for one in inner)


def replaced(expression: str, operator: type[Operator], terms: Iterable[str], catalog: Catalog) -> str:
    """The expression with these terms in place of those of one operator that hold for the whole of it.

    Raises FilterError.
    """
    parts = conjuncts(parse_filter(expression, catalog))
    return joined(without(expression, terms_among(parts, operator), catalog), terms, catalog)


def joined(expression: str, terms: Iterable[str], catalog: Catalog) -> str:
    """The expression with terms behind it that have to hold too. Raises FilterError."""
    terms = tuple(terms)
    if terms and isinstance(parse_filter(expression, catalog), AnyOf):
        expression = f"({expression})"
    return " ".join(filter(None, (expression, *terms)))


def without(expression: str, parts: list[Filter], catalog: Catalog) -> str:
    """The expression without some of its parts that are terms or excluded terms, the others as they were typed.

    Raises FilterError.
    """
    if not parts:
        return expression.strip()
    left = All.of(part for part in conjuncts(parse_filter(expression, catalog)) if part not in parts)
    text = expression
    for term in sorted(map(term_of, parts), key=_start, reverse=True):
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


def _start(term: Filter) -> int:
    return term.place.start if isinstance(term, Operator) else 0
