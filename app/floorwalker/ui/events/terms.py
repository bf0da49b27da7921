"""Writing "this one", "not this one" and "events like these" as expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from floorwalker.session.filter import (
    EventSelection,
    Named,
    NameSelection,
    also,
    events_of,
    field_term,
    names_of,
    with_events,
    with_names,
    write_value,
)
from floorwalker.session.filter.operators.fields import as_text
from floorwalker.ui.events.facets.choice import all_but_named, only, only_named
from floorwalker.ui.events.labels import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import JsonValue

    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.events.facets.choice import Part

MOST_AGENTS: Final = 20
"""Agents that are listed by name in an expression for events like these."""

_SHORT: Final = 40


def agents_term(names: Iterable[str]) -> str:
    """`agent:c.diaz,"j smith"`."""
    return "agent:" + ",".join(map(write_value, names))


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


def for_name(expression: str, of: Named, name: str, catalog: Catalog) -> str:
    """The expression that shows only events of that agent or feed, whatever others it showed before; "" is none."""
    return with_names(expression, of, only_named(name), catalog)


def without_name(expression: str, of: Named, name: str, catalog: Catalog) -> str:
    """The expression without events of that agent or feed."""
    now, less = names_of(expression, of, catalog), all_but_named(name)
    if now is None:
        return also(expression, with_names("", of, less, catalog), catalog)
    left = frozenset(one for one in now.included if one.casefold() != name.casefold()) or less.included
    return with_names(expression, of, NameSelection(left, now.excluded | less.excluded), catalog)


def status_term(reason: str) -> str:
    """Events that set a status with that reason, or one that is known only by that text: `status:Training`."""
    return f"status:{write_value(reason)}"


def activity_term(activity: int, catalog: Catalog) -> str:
    """Events that set that status: by its name where no other is called so, else by its number."""
    name = catalog.status(activity).name
    return f"status:{write_value(name) if catalog.activities_matching(name) == {activity} else activity}"


def in_short(value: JsonValue) -> str:
    """A field's value for a menu: in one line, its beginning where it is long."""
    text = " ".join(as_text(value)[: 2 * _SHORT].split())
    return shortened(text, _SHORT)


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
    return also(expression, agents_term(names), catalog) if 0 < len(names) <= MOST_AGENTS else expression
