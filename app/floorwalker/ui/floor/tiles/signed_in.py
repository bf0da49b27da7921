"""The part of an expression that the tile of those signed in writes: neither signed out nor unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.session.filter import FilterError, also, conjuncts, parse_filter
from floorwalker.session.filter.rewriting import without

if TYPE_CHECKING:
    from floorwalker.event.catalog import Catalog
    from floorwalker.session.filter import Filter


def asks_for_signed_in(expression: str, catalog: Catalog) -> bool:
    """Whether the whole of the expression means only whoever is signed in."""
    try:
        return _term(catalog) in conjuncts(parse_filter(expression, catalog))
    except FilterError:
        return False


def toggled_signed_in(expression: str, catalog: Catalog) -> str:
    """The expression with that part, or without it if it is there. One that is wrong is given up."""
    term = _term(catalog)
    if asks_for_signed_in(expression, catalog):
        return without(expression, [term], catalog)
    try:
        return also(expression, str(term), catalog)
    except FilterError:
        return str(term)


def _term(catalog: Catalog) -> Filter:
    return parse_filter(f"-status:{catalog.signed_out.name},{catalog.unknown.name}", catalog)
