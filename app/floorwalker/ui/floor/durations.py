"""Durations and moments in the words of the floor."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def ticking(seconds: float) -> str:
    """`0:07`, `17:04`, `2:05:09`, `3 d 04:00`: exact while it ticks, and of equal form, so that columns line up."""
    whole = max(0, int(seconds))
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    if hours >= 24:
        return f"{hours // 24} d {hours % 24:02d}:{minute:02d}"
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"


def clock(seconds: float, beside: float) -> str:
    """`09:14:03` in the user's zone, with the date where it is another day than the moment *beside* it."""
    moment, other = local(seconds), local(beside)
    return f"{moment:%H:%M:%S}" if moment.date() == other.date() else f"{moment:%d %b %Y, %H:%M:%S}"


def period(start: float, end: float, *, to_the_second: bool = False) -> str:
    """`Sun 22 Nov 08:00 – 16:04` in the user's zone, both days where it goes over midnight; with seconds where it is
    short, or was chosen to the second."""
    first, last = local(start), local(end)
    form = "%H:%M:%S" if to_the_second or end - start < 600 else "%H:%M"
    day = "" if first.date() == last.date() else f"{last:%a %d %b} "
    return f"{first:%a %d %b} {first:{form}} – {day}{last:{form}}"


def midnight(seconds: float) -> float:
    """When the day of a moment began in the user's zone."""
    return local(seconds).replace(hour=0, minute=0, second=0, microsecond=0).timestamp()


def exact(seconds: float) -> str:
    """`42 s`, `15 min 28 s`, `2 h 5 min`, `3 d 4 h`: in its two largest units, for what stands beside times of day."""
    told: list[str] = []
    rest = max(0, int(seconds))
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "min"), (1, "s")):
        number, rest = divmod(rest, size)
        if number or told:
            told.append(f"{number} {unit}" if number else "")
    return " ".join(filter(None, told[:2])) or "0 s"


def rough(seconds: float) -> str:
    """`0 s`, `42 s`, `17 min`, `2.4 h`, `312 h`: to two or three digits, with its unit, for totals."""
    if seconds < 59.5:
        return f"{seconds:.0f} s"
    if seconds < 59.5 * 60:
        return f"{seconds / 60:.0f} min"
    hours = seconds / 3600
    return f"{hours:.1f} h" if hours < 9.95 else f"{hours:,.0f} h"


def time_of_day(beside: float, hour: int, minute: int) -> float:
    """When it is that time in the user's zone on the day of a moment, both in seconds since 1970."""
    day = local(beside).replace(hour=hour, minute=minute, second=0, microsecond=0)
    try:
        # The day's clock may have been put forward or back between the two.
        return day.replace(tzinfo=None).astimezone().timestamp()
    except (OverflowError, ValueError):
        return day.timestamp()


def local(seconds: float) -> datetime:
    """The moment in the user's zone, or in UTC where the zone would push it out of the years 1 to 9999."""
    moment = _EPOCH + timedelta(seconds=seconds)
    try:
        return moment.astimezone()
    except OverflowError:
        return moment
