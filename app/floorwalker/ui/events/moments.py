"""Times as people read them: in their own zone, with UTC at hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLION: Final = 1_000_000
_UNITS: Final = ((2 * 86_400, 86_400, "d"), (2 * 3_600, 3_600, "h"), (120, 60, "min"), (0, 1, "s"))
"""From how many seconds on a unit is used, its seconds, its sign: two of a unit tell more than one of the next."""


def utc(microseconds: int) -> datetime:
    """The moment, in UTC."""
    return _EPOCH + timedelta(microseconds=microseconds)


def clock(microseconds: int, today: datetime) -> str:
    """`09:14:03.214` in the user's zone, with the date before it where that is another than today's."""
    return _clock(utc(microseconds).astimezone(), today, 3)


def clock_utc(microseconds: int, today: datetime, *, digits: int = 3) -> str:
    """The same in UTC; digits: of the second's fraction, 3 or 0."""
    return _clock(utc(microseconds), today.astimezone(UTC), digits)


def dated(moment: datetime, today: datetime) -> str:
    """`22 Nov `, with the year where that is another than today's."""
    return f"{moment:%d %b} " if moment.year == today.year else f"{moment:%d %b %Y} "


def full(microseconds: int) -> str:
    """`2026-11-22 09:14:03.214567 UTC+01:00`, in the user's zone."""
    moment = utc(microseconds).astimezone()
    return f"{_written(moment)} {moment:UTC%:z}" if moment.utcoffset() else f"{_written(moment)} UTC"


def full_utc(microseconds: int) -> str:
    """`2026-11-22 08:14:03.214567 UTC`."""
    return f"{_written(utc(microseconds))} UTC"


def seconds_utc(seconds: int) -> str:
    """`2026-11-22 08:14:03 UTC` for whole seconds."""
    return f"{utc(seconds * _MILLION):%Y-%m-%d %H:%M:%S} UTC"


def seconds_here(seconds: int) -> str:
    """`2026-11-22 09:14:03` in the user's zone; "" for a moment that the zone pushes out of the years 1 to 9999."""
    try:
        return f"{utc(seconds * _MILLION).astimezone():%Y-%m-%d %H:%M:%S}"
    except OverflowError:
        return ""


def lag(received: int, created: int) -> int:
    """Whole seconds from creation to arrival, rounded down; less than zero where the sender's clock is ahead."""
    return (received - created * _MILLION) // _MILLION


def span(seconds: int) -> str:
    """`31 s`, `4 min`, `3 h`, `2 d`, with a minus where it is less than zero; always rounded towards zero."""
    size = abs(seconds)
    unit, sign = next((unit, sign) for least, unit, sign in _UNITS if size >= least)
    return f"{'−' if seconds < 0 else ''}{size // unit:,} {sign}"


def passed(microseconds: int) -> str:
    """`+0.384 s`, `+4:03.120`, `+1:04:03.120`, `+2 d 01:04:03`, with a minus where it is less than zero."""
    sign, milliseconds = "−" if microseconds < 0 else "+", round(abs(microseconds) / 1000)
    seconds, fraction = divmod(milliseconds, 1000)
    if seconds < 60:
        return f"{sign}{seconds}.{fraction:03d} s"
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours >= 24:
        return f"{sign}{hours // 24:,} d {hours % 24:02d}:{minutes:02d}:{seconds:02d}"
    return f"{sign}{f'{hours}:{minutes:02d}' if hours else minutes}:{seconds:02d}.{fraction:03d}"


def _clock(moment: datetime, today: datetime, digits: int) -> str:
    date = "" if moment.date() == today.date() else dated(moment, today)
    fraction = f".{moment.microsecond // 1000:03d}" if digits else ""
    return f"{date}{moment:%H:%M:%S}{fraction}"


def _written(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}.{moment.microsecond:06d}"
