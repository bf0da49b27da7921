"""What the user does with the facets, as changes of the filter's expression."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from floorwalker.session.filter import EventSelection, NameSelection, with_events, with_names
from floorwalker.ui.events.facets.choice import (
    ALL_NAMES,
    EVERYTHING,
    Part,
    all_but,
    all_but_named,
    changed,
    changed_names,
    only,
    only_named,
)
from floorwalker.ui.events.facets.facet import NAMED, Facet
from floorwalker.ui.events.facets.sections import feed_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from floorwalker.ui.events.facets.counting import Counting
    from floorwalker.ui.events.facets.entry import Key
    from floorwalker.ui.events.facets.facet import Said
    from floorwalker.ui.following import LiveSession

Change: TypeAlias = "Callable[[str], str]"
"""From one expression to another."""

_Selection: TypeAlias = EventSelection | NameSelection


class Writing:
    """Writes what lines of the facets are asked for."""

    def __init__(self, live: LiveSession, counting: Counting) -> None:
        self._live = live
        self._counting = counting

    def only(self, key: Key) -> Change:
        """Nothing but what a line says."""
        return self._written(key.facet, _only(key))

    def all_but(self, key: Key) -> Change:
        """Everything but that."""
        return self._written(key.facet, all_but_named(key.of) if isinstance(key.of, str) else all_but(key.of))

    def any_of(self, facet: Facet) -> Change:
        """No term of a facet."""
        return self._written(facet, EVERYTHING if facet is Facet.KIND else ALL_NAMES)

    def only_or_any(self, key: Key, said: Said) -> Change:
        """Nothing but that; where that is so already, everything."""
        now: _Selection | None = said.kinds if key.facet is Facet.KIND else self._in_our_words(key.facet, said)
        return self.any_of(key.facet) if now == _only(key) else self.only(key)

    def switched(self, key: Key, said: Said, *, shown: bool) -> Change:
        """A line's box ticked or not."""
        if isinstance(key.of, str):
            selection = self._in_our_words(key.facet, said) or ALL_NAMES
            return self._written(key.facet, self._narrowed(key, changed_names(selection, key.of, shown=shown)))
        known = [kind for kind, count in self._counting.session.kinds.items() if count]
        return self._written(
            key.facet, changed(said.kinds or EVERYTHING, known, set(_meant(key.of, known)), shown=shown)
        )

    def _narrowed(self, key: Key, selection: NameSelection) -> NameSelection:
        """All feeds, or none of them, are everything."""
        if key.facet is not Facet.FEED:
            return selection
        all_feeds = {feed_names(number, feed)[0] for number, feed in self._live.feeds.items()}
        is_all = all_feeds <= selection.included or all_feeds <= selection.excluded
        return ALL_NAMES if is_all else selection

    def _in_our_words(self, facet: Facet, said: Said) -> NameSelection | None:
        """Feeds may be called by number, too."""
        selection = said.names[facet]
        if facet is not Facet.FEED or selection is None:
            return selection
        ours = {name: feed_names(*item)[0] for item in self._live.feeds.items() for name in feed_names(*item)}
        included, excluded = (
            frozenset(ours.get(name, name) for name in names) for names in (selection.included, selection.excluded)
        )
        return NameSelection(included, excluded)

    def _written(self, facet: Facet, selection: _Selection) -> Change:
        catalog = self._live.catalog
        if isinstance(selection, EventSelection):
            return lambda expression: with_events(expression, selection, catalog)
        return lambda expression: with_names(expression, NAMED[facet], selection, catalog)


def _only(key: Key) -> _Selection:
    return only_named(key.of) if isinstance(key.of, str) else only(key.of)


def _meant(part: Part, known: list[tuple[int, int]]) -> list[tuple[int, int]]:
    category, code = part
    return [kind for kind in known if kind[0] == category and code in {None, kind[1]}]
