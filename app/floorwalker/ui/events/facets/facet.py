"""What the sections of the panel are, and what an expression says of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from floorwalker.session.filter import (
    EventSelection,
    Named,
    NameSelection,
    conjuncts,
    events_of,
    is_kind,
    names_of,
    parse_filter,
    term_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from floorwalker.event.catalog import Catalog
    from floorwalker.session.filter import Filter


class Facet(Enum):
    """By what events are counted, in the order of the sections."""

    KIND = "Kinds"
    AGENT = "Agents"
    FEED = "Feeds"
    NOTE = "Notes"

    def owns(self, term: Filter) -> bool:
        """Whether a term is this facet's."""
        return is_kind(term) if self is Facet.KIND else NAMED[self].owns(term)


NAMED: Final = {Facet.AGENT: Named.AGENT, Facet.FEED: Named.FEED, Facet.NOTE: Named.NOTE}
"""The facets whose boxes are names."""


@dataclass(frozen=True, slots=True)
class Said:
    """What an expression says of each facet, None where that is more than its boxes can show; and by which parts."""

    kinds: EventSelection | None
    names: dict[Facet, NameSelection | None]
    parts: dict[Facet, list[Filter]]
    """Of those facets that leave something out, and can show it."""

    def is_beyond(self, facet: Facet) -> bool:
        """Whether the expression says more of it than its boxes can show."""
        return (self.kinds if facet is Facet.KIND else self.names[facet]) is None


def said_by(expression: str, catalog: Catalog) -> Said:
    """Read an expression. Raises FilterError."""
    kinds = events_of(expression, catalog)
    names = {facet: names_of(expression, of, catalog) for facet, of in NAMED.items()}
    parts = conjuncts(parse_filter(expression, catalog))
    said = Said(kinds, names, {})
    for facet in Facet:
        own = _owned(parts, facet.owns)
        if own and not said.is_beyond(facet):
            said.parts[facet] = own
    return said


def _owned(parts: tuple[Filter, ...], owns: Callable[[Filter], bool]) -> list[Filter]:
    return [part for part in parts if owns(term_of(part))]
