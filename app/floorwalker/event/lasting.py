"""Lengths of time as people write them: `90 s`, `15 min`, `1 h 30 min`. No clock is asked here."""

import re
from typing import Annotated, Final, TypeAlias

from pydantic import BeforeValidator, Field, PlainSerializer

LONGEST: Final = 7 * 24 * 3600
"""Seconds: no shift is longer than a week."""

_UNITS: Final = (("d", 86_400), ("h", 3600), ("min", 60), ("s", 1))
_FACTORS: Final = {
    **dict(_UNITS),
    **dict.fromkeys(("day", "days"), 86_400),
    **dict.fromkeys(("hour", "hours"), 3600),
    **dict.fromkeys(("m", "minute", "minutes"), 60),
    **dict.fromkeys(("sec", "second", "seconds"), 1),
}
_PART: Final = re.compile(r"(\d{1,7}(?:\.\d{1,6})?)\s*([a-z]+)", re.IGNORECASE)
_CLOCK: Final = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)")
_REMEDY: Final = "write a length of time such as 90 s, 15 min or 1 h 30 min"


def seconds_in(text: str) -> int:
    """Whole seconds of `90 s`, `15 min`, `1 h 30 min`, or of `15:00` and `1:30:00` as clocks show them.

    Raises ValueError with what to write, also for none at all and for more than `LONGEST`.
    """
    text = text.strip()
    clock = _CLOCK.fullmatch(text)
    seconds = _of_clock(clock) if clock else _of_parts(text)
    if not 1 <= seconds <= LONGEST:
        raise ValueError(f"{_REMEDY}, from 1 s to {in_words(LONGEST)}")
    return seconds


def in_words(seconds: int) -> str:
    """As `seconds_in` reads it: `1 h 30 min`; `0 s` for none."""
    words = []
    for unit, factor in _UNITS:
        count, seconds = divmod(seconds, factor)
        if count:
            words.append(f"{count} {unit}")
    return " ".join(words) or "0 s"


def _of_clock(clock: re.Match[str]) -> int:
    hours, minutes, seconds = (int(part or 0) for part in clock.groups())
    return hours * 3600 + minutes * 60 + seconds


def _of_parts(text: str) -> int:
    parts = _PART.findall(text)
    if not parts or _PART.sub("", text).strip() or any(unit.casefold() not in _FACTORS for _, unit in parts):
        raise ValueError(_REMEDY)
    return round(sum(float(count) * _FACTORS[unit.casefold()] for count, unit in parts))


def _read(value: object) -> object:
    return seconds_in(value) if isinstance(value, str) else value


Lasting: TypeAlias = Annotated[
    int, BeforeValidator(_read), Field(ge=1, le=LONGEST), PlainSerializer(in_words, return_type=str, when_used="json")
]
"""Whole seconds, in a readable file as words; a bare number there is seconds."""
