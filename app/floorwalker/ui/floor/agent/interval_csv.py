"""Agents' numbers by interval as CSV, for other programs: moments in UTC, lengths in seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from floorwalker.event.facts import Activity
from floorwalker.session.csv_text import csv_text
from floorwalker.session.times import iso_seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from floorwalker.event.metrics import Interval, Kinds
    from floorwalker.event.statuses.table import Status

_FIRST: Final = (
    "agent", "start", "end", "seconds", "proven seconds", "handling seconds", "available seconds", "occupancy",
    "handle time", "offered", "accepted", "declined", "released", "released after accepted",
)  # fmt: skip


def titles(statuses: Sequence[Status], name: Callable[[Status], str]) -> str:
    """The first line. name: of a status in the catalog."""
    return csv_text([[*_FIRST, *(f"{name(status)} seconds" for status in statuses), *_shares(statuses, name)]])


def lines(agent: str, intervals: Iterable[Interval], statuses: Sequence[Status], kinds: Kinds) -> str:
    """A line an interval of one agent."""
    return csv_text(_line(agent, interval, statuses, kinds) for interval in intervals)


def _shares(statuses: Sequence[Status], name: Callable[[Status], str]) -> list[str]:
    return [f"{name(status)} share" for status in statuses if status[0] != Activity.SIGNED_OUT]


def _line(agent: str, of: Interval, statuses: Sequence[Status], kinds: Kinds) -> list[str | float | None]:
    known, length = sum(of.seconds.values()), of.end - of.start
    handling, available = of.in_any(kinds.handling), of.in_any(kinds.available)
    return [
        agent, iso_seconds(int(of.start)), iso_seconds(int(of.end)), _whole(length), _whole(known), _whole(handling),
        _whole(available), _rounded(of.occupancy(kinds)), _rounded(of.handle_time, 1), of.offered, of.accepted,
        of.declined, of.released, of.handled, *(_whole(of.seconds.get(status, 0.0)) for status in statuses),
        *(_rounded(of.share(status)) for status in statuses if status[0] != Activity.SIGNED_OUT),
    ]  # fmt: skip


def _whole(seconds: float) -> int:
    return round(seconds)


def _rounded(value: float | None, places: int = 4) -> float | None:
    return None if value is None else round(value, places)
