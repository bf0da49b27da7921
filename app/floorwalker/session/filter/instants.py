"""Times as they are written in a filter, and in an event's fields."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from pydantic import JsonValue

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_UNITS: Final = {
    "s": (1, "second"),
    "m": (60, "minute"),
    "h": (3600, "hour"),
    "d": (86400, "day"),
    "w": (604800, "week"),
}
_RELATIVE: Final = re.compile(r"-([0-9]{1,9})([smhdw])", re.ASCII | re.IGNORECASE)
_DAY: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME: Final = r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?"
_ZONE: Final = r"Z|[+-][0-9]{2}(?::?[0-9]{2})?"
_ISO: Final = re.compile(rf"({_DAY})(?:[T ]({_TIME}) ?({_ZONE})?)?", re.ASCII | re.IGNORECASE)
_DIGITS: Final = re.compile(r"[0-9]{14}", re.ASCII)
_TIME_LIKE: Final = re.compile(r"[0-9]{4}-|-[0-9]+[a-z]", re.ASCII | re.IGNORECASE)

HOW_TO_WRITE: Final = (
    "Write 2026-11-22, 2026-11-22T09:00, 2026-11-22T09:00:05Z, or -15m for 15 minutes ago (s, m, h, d, w)"
)


@dataclass(frozen=True)
class Instant:
    """A moment: microseconds since 1970, UTC; or, where it moves, microseconds after now (so at most 0)."""

    micros: int
    moves: bool = False

    def at(self, now: int) -> int:
        """Microseconds since 1970 while it is *now*."""
        return now + self.micros if self.moves else self.micros

    def english(self) -> str:
        """`2026-11-22 09:00 UTC`, `15 minutes ago`."""
        if self.moves:
            return f"{self.span()} ago"
        moment = _EPOCH + self.micros * _MICROSECOND
        if moment.microsecond:
            return f"{moment:%Y-%m-%d %H:%M:%S.%f} UTC"
        return f"{moment:%Y-%m-%d %H:%M:%S} UTC" if moment.second else f"{moment:%Y-%m-%d %H:%M} UTC"

    def span(self, one: str = "1 ") -> str:
        """How long ago it is, where it moves: `15 minutes`, `1 day`; *one* stands before a single one."""
        seconds = -self.micros // 1_000_000
        size, unit = next((size, unit) for size, unit in reversed(_UNITS.values()) if seconds % size == 0)
        count = seconds // size
        return f"{one}{unit}" if count == 1 else f"{count:,} {unit}s"


def read_instant(text: str) -> Instant | None:
    """A moment as filters write it: a day, a day and time of day, fourteen digits, or relative to now; else None.

    In UTC where it has no offset; a day or a minute is its first second.
    """
    relative = _RELATIVE.fullmatch(text)
    if relative:
        return Instant(-int(relative[1]) * _UNITS[relative[2].lower()][0] * 1_000_000, moves=True)
    moment = _moment(text)
    return None if moment is None else Instant(moment)


def instant_of(value: JsonValue) -> int | None:
    """The moment that a field's value is, in microseconds since 1970: a text as in a filter, or a number of fourteen
    digits; else None."""
    if isinstance(value, str):
        return _moment(value)
    return _moment(str(value)) if type(value) is int and value < 10**14 else None


def is_time_like(text: str) -> bool:
    """Whether *text* was probably meant to be a time."""
    return _TIME_LIKE.match(text) is not None


def _moment(text: str) -> int | None:
    moment = _of_digits(text) if _DIGITS.fullmatch(text) else _of_iso(text)
    return None if moment is None else (moment - _EPOCH) // _MICROSECOND


def _of_digits(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _of_iso(text: str) -> datetime | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    day, time, zone = match.groups()
    try:
        return datetime.fromisoformat(f"{day}T{time or '00:00'}{(zone or 'Z').upper()}")
    except ValueError:
        return None
