"""Terms taken out of an expression and put into it, while the rest stays as it was typed."""

import re
from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from floorwalker.event.catalog import Catalog
from floorwalker.session.filter.base import Filter
from floorwalker.session.filter.combined import All, AnyOf, Excluded, conjuncts
from floorwalker.session.filter.operators.base import Operator
from floorwalker.session.filter.parser import parse_filter

Owns: TypeAlias = Callable[[Filter], bool]
"""Whether a term is one of those that are read and written."""

_SIGN: Final = re.compile(r"(?:-|\bnot\s+)\Z", re.IGNORECASE)


def term_of(part: Filter) -> Filter:
    """What a part includes or excludes."""
    return part.part if isinstance(part, Excluded) else part


def has_within(part: Filter, owns: Owns) -> bool:
    """Whether such a term lies somewhere in it."""
    inner = part.parts if isinstance(part, All | AnyOf) else (part.part,) if isinstance(part, Excluded) else ()
    return owns(part) or any(has_within(one, owns) for one in inner)


def replaced(expression: str, owns: Owns, terms: Iterable[str], catalog: Catalog) -> str:
    """The expression with these terms in place of such as hold for the whole of it, included or excluded.

    Raises FilterError.
    """
    parts = conjuncts(parse_filter(expression, catalog))
    return joined(without(expression, [part for part in parts if owns(term_of(part))], catalog), terms, catalog)


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
