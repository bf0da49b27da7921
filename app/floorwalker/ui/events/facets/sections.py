"""What the panel says: its sections with their lines, made of counts, of the filter and of the catalog's names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from floorwalker.session.filter import NameSelection
from floorwalker.ui.events.facets.choice import ALL_NAMES, EVERYTHING, can_change
from floorwalker.ui.events.facets.entry import HIDDEN, PARTLY, SHOWN, Entries, Entry, Key, Sort
from floorwalker.ui.events.facets.facet import Facet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import Qt

    from floorwalker.event.catalog import Catalog
    from floorwalker.session.filter import EventSelection
    from floorwalker.session.records import Feed
    from floorwalker.ui.events.facets.agents import Agents
    from floorwalker.ui.events.facets.counts import Counts, Kind

FEW: Final = 10
"""Agents that are listed at first."""
MANY: Final = 200
"""Agents that are listed when more are asked for; the others are found by name."""

_HOW: Final = "Tick it to show such events (Space). Double-click or Enter: only this. Delete: everything but this."
_COUNTED: Final = "Events that the rest of the filter leaves, without what these boxes say."
_BEYOND: Final = "The filter says more of these than boxes can show. The menu's Any takes its terms away."
_NO_AGENT: Final = "No agent"
_NO_NOTES: Final = "Nothing noted"
_NOTES: Final = {
    "noted": ("Anything noted", "Something is odd about the event, or how it came"),
    "duplicate": ("Repeats", "An event with this Id had come before"),
    "late": ("Late", "It came more than 5 s behind newer events of the same feed"),
}


def kinds_section(counts: Counts, known: list[Kind], selection: EventSelection | None, catalog: Catalog) -> Entry:
    """Categories by number, their codes below them by number. known: all kinds that there are or were."""
    categories = sorted({category for category, _ in known})
    entries = tuple(_category(one, counts, known, selection, catalog) for one in categories)
    return _section(Facet.KIND, "", entries, selection in (EVERYTHING, None), beyond=selection is None)


def agents_section(
    counts: Counts, agents: Agents, selection: NameSelection | None, most: int, *, is_searched: bool
) -> Entry:
    """The chosen agents, those with most events, and a line to find others where there are more than a few.

    most: agents that are listed. is_searched: only those that were found are.
    """
    top, there = agents.listed(counts), agents.there
    shown = dict(top)
    chosen = () if selection is None or is_searched else sorted(_without_any(selection) - shown.keys())
    # In their own spelling, and not once more in another.
    folded = {name.casefold() for name in shown}
    lines = [_agent(name, agents.count_of(counts, name), selection) for name in chosen if name.casefold() not in folded]
    lines += [_agent(name, count, selection) for name, count in top]
    nobody = int(counts.agents[0])
    if not is_searched and (nobody or selection not in (ALL_NAMES, None)):
        lines.append(_name(Facet.AGENT, "", _NO_AGENT, "Events that no agent is named in", nobody, selection))
    lines += _rest_of_agents(there - len(top), most, is_searched=is_searched, found=bool(top))
    if is_searched or len(agents) > FEW:
        lines.insert(0, Entry(Key(Facet.AGENT, Sort.FIND), "", "Write a part of an agent's name"))
    number = f" · {there:,}" if there and not is_searched else ""
    whole = selection in (ALL_NAMES, None)
    return _section(Facet.AGENT, number, tuple(lines), whole, beyond=selection is None)


def feeds_section(counts: Counts, feeds: Mapping[int, Feed], selection: NameSelection | None) -> Entry:
    """Feeds by number."""
    numbers = sorted(feeds.keys() | {feed for feed, count in counts.feeds.items() if count})
    lines = tuple(_feed(number, feeds.get(number), counts.feeds[number], selection) for number in numbers)
    return _section(Facet.FEED, "", lines, selection in (ALL_NAMES, None), beyond=selection is None)


def notes_section(counts: Counts, selection: NameSelection | None) -> Entry:
    """What is noted about events, and those about which nothing is."""
    lines = [_name(Facet.NOTE, "", _NO_NOTES, "Nothing is odd about the event", counts.notes[""], selection)]
    for word, (text, tip) in _NOTES.items():
        name = "*" if word == "noted" else word
        lines.append(_name(Facet.NOTE, name, text, f"{tip} (is:{word}).", counts.notes[word], selection))
    return _section(Facet.NOTE, "", tuple(lines), selection in (ALL_NAMES, None), beyond=selection is None)


def feed_names(number: int, feed: Feed | None) -> tuple[str, ...]:
    """How a filter may call a feed; the first is how ours do."""
    return (str(number),) if feed is None or feed.address.isdecimal() else (feed.address, str(number))


def _section(facet: Facet, number: str, lines: Entries, is_whole: bool, *, beyond: bool) -> Entry:
    if beyond:
        lines = (Entry(Key(facet, Sort.REMARK), "More than boxes can say", _BEYOND), *lines)
    elif not lines:
        lines = (Entry(Key(facet, Sort.REMARK), "None yet", f"No event has come with any of these {facet.value}"),)
    hidden = "" if is_whole else " · some hidden"
    tip = f"{_COUNTED}\nLeft and Right fold and unfold."
    return Entry(Key(facet, Sort.SECTION), f"{facet.value}{number}{hidden}", tip, stressed=not is_whole, children=lines)


def _category(
    category: int, counts: Counts, known: list[Kind], selection: EventSelection | None, catalog: Catalog
) -> Entry:
    codes = sorted(code for of, code in known if of == category)
    children = tuple(_code((category, code), counts, selection, catalog) for code in codes)
    return Entry(
        Key(Facet.KIND, Sort.KIND, (category, None)),
        catalog.category_name(category),
        f"{catalog.category_name(category)}: Category {category}\n{_HOW}",
        counts.of_category(category),
        None if selection is None else _common([child.box for child in children]),
        selection is not None,
        children=children,
    )


def _code(kind: Kind, counts: Counts, selection: EventSelection | None, catalog: Catalog) -> Entry:
    category, code = kind
    name = catalog.code_name(category, code)
    return Entry(
        Key(Facet.KIND, Sort.KIND, kind),
        f"{name} {code}" if catalog.known_code(category, code) else name,
        f"{name}: Category {category}, Code {code}\n{_HOW}",
        counts.kinds[kind],
        None if selection is None else _box(selection.shows(category, code)),
        selection is not None,
    )


def _agent(name: str, count: int, selection: NameSelection | None) -> Entry:
    return _name(Facet.AGENT, name, name, name, count, selection)


def _feed(number: int, feed: Feed | None, count: int, selection: NameSelection | None) -> Entry:
    names = feed_names(number, feed)
    if selection is not None:
        selection = NameSelection(_as_ours(selection.included, names), _as_ours(selection.excluded, names))
    how = "" if feed is None else "receives at " if feed.kind == "listen" else "connects to "
    return _name(Facet.FEED, names[0], names[0], f"Feed {number}: {how}{names[0]}", count, selection)


def _name(facet: Facet, name: str, text: str, tip: str, count: int, selection: NameSelection | None) -> Entry:
    box = None if selection is None else _box(selection.shows(name))
    can_switch = selection is not None and can_change(selection, name)
    return Entry(Key(facet, Sort.NAME, name), text, f"{tip}\n{_HOW}", count, box, can_switch)


def _rest_of_agents(more: int, most: int, *, is_searched: bool, found: bool) -> Entries:
    key = Key(Facet.AGENT, Sort.MORE)
    if more > 0 and (most < MANY and not is_searched):
        return (Entry(key, f"{more:,} more…", "List more agents (Enter)"),)
    if more > 0:
        return (Entry(key, f"{more:,} more: find by name", "Write a part of a name above (Enter)"),)
    if is_searched and not found:
        return (
            Entry(
                Key(Facet.AGENT, Sort.REMARK),
                "No such agent among these events",
                "Esc above clears what is written there",
            ),
        )
    return ()


def _without_any(selection: NameSelection) -> set[str]:
    return {name for name in selection.included | selection.excluded if name != "*"}


def _as_ours(names: frozenset[str], of_feed: tuple[str, ...]) -> frozenset[str]:
    """Where a feed is called by its number, as if by its address."""
    return frozenset(of_feed[0] if name.casefold() in map(str.casefold, of_feed) else name for name in names)


def _box(shows: bool) -> Qt.CheckState:
    return SHOWN if shows else HIDDEN


def _common(boxes: list[Qt.CheckState | None]) -> Qt.CheckState | None:
    states = set(boxes)
    return states.pop() if len(states) == 1 else PARTLY
