"""Writing "this one", "not this one" and "events like these" as expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from floorwalker.session.filter import EventSelection, also, events_of, field_term, parse_filter, quoted, with_events
from floorwalker.ui.events.facets.choice import only

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import JsonValue

    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.events.facets.choice import Part

MOST_AGENTS: Final = 20
"""Agents that are listed by name in an expression for events like these."""


def agents_term(names: Iterable[str], catalog: Catalog) -> str:
    """`agent:c.diaz,"j smith"`."""
    return "agent:" + ",".join(_agent(name, catalog) for name in names)


def for_agent(expression: str, name: str, catalog: Catalog) -> str:
    """The expression that shows only that agent's of its events."""
    return also(expression, agents_term([name], catalog), catalog)


def without_agent(expression: str, name: str, catalog: Catalog) -> str:
    """The expression without that agent's events."""
    return also(expression, f"-{agents_term([name], catalog)}", catalog)


def for_kind(expression: str, part: Part, catalog: Catalog) -> str:
    """The expression that shows only events of that kind, whatever kinds it showed before."""
    return with_events(expression, only(part), catalog)


def without_kind(expression: str, part: Part, catalog: Catalog) -> str:
    """The expression without events of that kind."""
    now = events_of(expression, catalog)
    if now is None:
        return also(expression, "-" + with_events("", only(part), catalog), catalog)
    less = EventSelection(included=now.included - {part}, excluded=now.excluded | {part})
    return with_events(expression, less, catalog)


def for_field(expression: str, name: str, value: JsonValue, catalog: Catalog) -> str:
    """The expression that shows only those of its events whose payload field has that value; see `field_term`."""
    return also(expression, field_term(name, value), catalog)


def without_field(expression: str, name: str, value: JsonValue, catalog: Catalog) -> str:
    """The expression without the events whose payload field has that value."""
    return also(expression, f"-{field_term(name, value)}", catalog)


def like(kinds: Iterable[Part], agents: Iterable[str], catalog: Catalog) -> str:
    """An expression for events of these kinds by these agents."""
    expression = with_events("", EventSelection(included=frozenset(kinds)), catalog)
    names = [name for name in agents if name]
    return also(expression, agents_term(names, catalog), catalog) if 0 < len(names) <= MOST_AGENTS else expression


def _agent(name: str, catalog: Catalog) -> str:
    """In quotes only where it would mean something else without."""
    safe = quoted(name)
    try:
        return name if parse_filter(f"agent:{name}", catalog) == parse_filter(f"agent:{safe}", catalog) else safe
    except ValueError:
        return safe
