"""What the boxes of the facets show, and what a click on one makes of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.session.filter import ANY, EventSelection, NameSelection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from floorwalker.ui.events.facets.counts import Kind

Part = tuple[int, int | None]
"""Category and Code, or None for every code of the category."""

EVERYTHING = EventSelection()
ALL_NAMES = NameSelection()


def only(part: Part) -> EventSelection:
    """Nothing but that."""
    return EventSelection(included=frozenset({part}))


def all_but(part: Part) -> EventSelection:
    """Everything but that."""
    return EventSelection(excluded=frozenset({part}))


def only_named(name: str) -> NameSelection:
    """Nothing but that name, "" being none."""
    return NameSelection(included=frozenset({name})) if name else NameSelection(excluded=frozenset({ANY}))


def all_but_named(name: str) -> NameSelection:
    """Everything but that name, "" being none."""
    return NameSelection(excluded=frozenset({name})) if name else NameSelection(included=frozenset({ANY}))


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


def can_change(selection: NameSelection, name: str) -> bool:
    """Whether a box can be switched: some names and also what has none, the terms of one kind cannot say."""
    if not name:
        return selection.included <= {ANY}
    return ANY not in selection.excluded


def changed_names(selection: NameSelection, name: str, *, shown: bool) -> NameSelection:
    """What a selection becomes when a name is switched on or off, where it `can_change`.

    Where nothing would be shown it becomes everything.
    """
    included, excluded = selection.included, selection.excluded
    if not name:
        return NameSelection(frozenset() if shown else frozenset({ANY}), excluded)
    same = {one for one in included | excluded if one.casefold() == name.casefold()}
    if shown:
        some = included - {ANY}
        more = some | {name} if some and not excluded & same else included
        return NameSelection(more, excluded - same)
    if included and ANY not in included:
        left = included - same
        return NameSelection(left, excluded if left else frozenset())
    return NameSelection(included, excluded | {name})


def _parts(kinds: set[Kind], known: set[Kind]) -> frozenset[Part]:
    """The kinds, a whole category where all that is known of it is among them."""
    whole = {category for category, _ in kinds if all(kind in kinds for kind in known if kind[0] == category)}
    parts: set[Part] = {kind for kind in kinds if kind[0] not in whole}
    return frozenset(parts | {(category, None) for category in whole})


def _unknown(parts: Iterable[Part], known: set[Kind]) -> frozenset[Part]:
    """What the selection names and no event of the session is."""
    categories = {category for category, _ in known}
    return frozenset(part for part in parts if (part[0] not in categories if part[1] is None else part not in known))
