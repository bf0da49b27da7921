"""Moments as they are typed: `09:14`, `09:14:03`, `2026-11-22 09:14`, `-15m`. Nothing here is of Qt."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

from floorwalker.session.filter.instants import read_instant
from floorwalker.ui.floor import durations

HOW_TO_WRITE: Final = "Write 09:14, 09:14:03, 2026-11-22 09:14, or -15m for 15 minutes ago"
_CLOCK: Final = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?", re.ASCII)
_OFFSET: Final = re.compile(r"(?:Z|[+-][0-9:]+)$", re.ASCII)


def read_moment(text: str, shown: float, latest: float) -> float | None:
    """Seconds since 1970, or None where it is no time. In the user's zone, unless it has an offset.

    A time of day is that of the day shown, or where that is yet to come, of the day before; -15m is before *latest*.
    """
    text = text.strip()
    clock = _CLOCK.fullmatch(text)
    if clock is not None:
        return _on_day(durations.local(shown), clock, latest)
    instant = read_instant(text)
    if instant is None:
        return None
    if instant.moves or _has_zone(text):
        return instant.at(round(latest * 1_000_000)) / 1_000_000
    return _in_users_zone(instant.micros)


def _on_day(day: datetime, clock: re.Match[str], latest: float) -> float:
    hour, minute, second = (int(part or 0) for part in clock.groups())
    moment = day.replace(hour=hour, minute=minute, second=second, microsecond=0, tzinfo=None)
    seconds = moment.astimezone().timestamp()
    return seconds if seconds <= latest else (moment - timedelta(days=1)).astimezone().timestamp()


def _has_zone(text: str) -> bool:
    _, _, time = text.upper().replace(" ", "T", 1).partition("T")
    return _OFFSET.search(time) is not None


def _in_users_zone(micros: int) -> float:
    """The moment whose clock in the user's zone shows what UTC's does at another."""
    plain = datetime(1970, 1, 1) + timedelta(microseconds=micros)  # noqa: DTZ001 in the user's zone
    try:
        return plain.astimezone().timestamp()
    except (OverflowError, ValueError):
        return micros / 1_000_000
