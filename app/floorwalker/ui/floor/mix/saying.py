"""Words for a moment of the mix, and the order in which its statuses lie upon each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from floorwalker.event.facts import Activity
from floorwalker.event.plural import counted
from floorwalker.ui.floor.mix.counting import UNHEARD
from floorwalker.ui.floor.mix.tip import Line
from floorwalker.ui.floor.status_order import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from floorwalker.event.catalog import Catalog
    from floorwalker.event.statuses.table import Status
    from floorwalker.ui.floor.paints import Paints

_SWATCH: Final = 16
_AWAY: Final = {Activity.SIGNED_OUT, UNHEARD[0]}
"""Of agents who are not known to be there: not stacked."""


def stacked(statuses: Iterable[Status], catalog: Catalog) -> list[Status]:
    """Those that are stacked, from the ground up: as in the catalog, what is unknown on top."""
    return in_order((status for status in statuses if status[0] not in _AWAY), catalog)


def lines_for(numbers: Mapping[Status, int], catalog: Catalog, paints: Paints) -> list[Line]:
    """What is said of a moment, a line a status, the highest layer first; then who is not among them."""
    lines = [
        Line(paints.swatch(status[0], _SWATCH), numbers[status], paints.status(*status).words)
        for status in reversed(stacked(numbers, catalog))
    ]
    away = {(Activity.SIGNED_OUT, 0): paints.status(Activity.SIGNED_OUT).words, UNHEARD: "Not heard of yet"}
    return lines + [Line(None, numbers[status], words) for status, words in away.items() if numbers.get(status)]


def head_for(numbers: Mapping[Status, int], time: str) -> str:
    """The moment and how many agents are stacked then."""
    there = sum(number for (activity, _), number in numbers.items() if activity not in _AWAY)
    return f"{time} · {counted(there, 'agent')}"


def note_for(shown: int, total: int) -> str:
    """Whom the mix is of."""
    if not total:
        return "No agents yet"
    if shown == total:
        return f"All {total:,} agents" if total != 1 else "The one agent"
    return f"{shown:,} of {total:,} agents: those that the filter shows"
