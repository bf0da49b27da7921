"""Which kinds of events the boxes of the facets show, and what a click on one makes of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.session.filter import EventSelection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from floorwalker.ui.events.facets.counts import Kind

Part = tuple[int, int | None]
"""Category and Code, or None for every code of the category."""

EVERYTHING = EventSelection()


def only(part: Part) -> EventSelection:
    """Nothing but that."""
    return EventSelection(included=frozenset({part}))


def all_but(part: Part) -> EventSelection:
    """Everything but that."""
    return EventSelection(excluded=frozenset({part}))


def changed(selection: EventSelection, known: Iterable[Kind], switched: set[Kind], *, shown: bool) -> EventSelection:
    """What a selection becomes when some of the known kinds are switched on or off.

    It goes on saying what is shown, or what is not, as before; the second shows kinds too that are not known yet.
    Where all or none of the known ones would be shown it becomes everything.
    """
    known = set(known)
    visible = {kind for kind in known if (shown if kind in switched else selection.shows(*kind))}
    if visible in (known, set()):
        return EVERYTHING
    if selection.included:
        return EventSelection(
            included=_parts(visible, known) | _unknown(selection.included, known), excluded=frozenset()
        )
    hidden = _parts(known - visible, known) | _unknown(selection.excluded, known)
    return EventSelection(excluded=hidden)


def _parts(kinds: set[Kind], known: set[Kind]) -> frozenset[Part]:
    """The kinds, a whole category where all that is known of it is among them."""
    whole = {category for category, _ in kinds if all(kind in kinds for kind in known if kind[0] == category)}
    parts: set[Part] = {kind for kind in kinds if kind[0] not in whole}
    return frozenset(parts | {(category, None) for category in whole})


def _unknown(parts: Iterable[Part], known: set[Kind]) -> frozenset[Part]:
    """What the selection names and no event of the session is."""
    categories = {category for category, _ in known}
    return frozenset(part for part in parts if (part[0] not in categories if part[1] is None else part not in known))
