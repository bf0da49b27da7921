"""An agent's statuses and work items as CSV, for other programs: moments in UTC, lengths in seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from floorwalker.session.csv_text import csv_text
from floorwalker.session.times import iso_seconds
from floorwalker.ui.floor.agent.day import lacking

if TYPE_CHECKING:
    from collections.abc import Iterable

    from floorwalker.session.columns import Names
    from floorwalker.ui.floor.agent.day import Entry
    from floorwalker.ui.floor.paints import Paints

TITLES: Final = (
    "agent", "from", "to", "seconds", "status", "reason", "stale", "work item", "last step", "ring seconds",
    "handle seconds", "not told",
)  # fmt: skip


def day_csv(agent: str, entries: Iterable[Entry], now: float, names: Names, paints: Paints) -> str:
    """A line an entry, the oldest first; `to` is empty where it goes on, and seconds are those until now then."""
    lines = [_line(agent, entry, now, names, paints) for entry in entries]
    return csv_text([TITLES, *reversed(lines)])


def _line(agent: str, entry: Entry, now: float, names: Names, paints: Paints) -> tuple[str | int | None, ...]:
    end = None if entry.end is None else iso_seconds(entry.end)
    when = (agent, iso_seconds(entry.start), end, int(entry.seconds(now)))
    if entry.item is None:
        status = paints.status(entry.activity, entry.reason).name
        return (*when, status, names.text(entry.reason), "stale" if entry.is_stale else "", "", "", None, None, "")
    item = entry.item
    step = item.last[1].name.lower()
    return (*when, "", "", "", item.item, step, item.ring, item.handle, lacking(item))
