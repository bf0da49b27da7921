"""The part of an expression that the legend and the tiles write: its `status:` term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.session.filter import FilterError, conjuncts, parse_filter, write_value
from floorwalker.session.filter.operators.people import Status
from floorwalker.session.filter.rewriting import joined, without
from floorwalker.session.filter.written import Pattern

if TYPE_CHECKING:
    from floorwalker.event.catalog import Catalog


def statuses_of(expression: str, catalog: Catalog) -> frozenset[str]:
    """The names in the expression's `status:` term; none where it has no such term that holds for all of it."""
    try:
        term = _term(expression, catalog)
    except FilterError:
        return frozenset()
    return frozenset() if term is None else _names(term)


def toggled(expression: str, name: str, catalog: Catalog) -> str:
    """The expression with a status's name in its `status:` term, or without it if it is there.

    An expression that is wrong is given up for the term.
    """
    try:
        term = _term(expression, catalog)
        rest = expression.strip() if term is None else without(expression, [term], catalog)
        wanted = sorted((frozenset() if term is None else _names(term)) ^ {name})
        return joined(rest, [_written(*wanted)] if wanted else [], catalog)
    except FilterError:
        return _written(name)


def _term(expression: str, catalog: Catalog) -> Status | None:
    """The one that holds for all; None where there are several, or it says more than names."""
    terms = [part for part in conjuncts(parse_filter(expression, catalog)) if isinstance(part, Status)]
    return terms[0] if len(terms) == 1 and len(_names(terms[0])) == len(set(terms[0].values)) else None


def _names(term: Status) -> frozenset[str]:
    return frozenset(value.text for value in term.values if isinstance(value, Pattern) and value.text is not None)


def _written(*names: str) -> str:
    return f"status:{','.join(map(write_value, names))}"
