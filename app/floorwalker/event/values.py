"""Reading the numbers and times of an event, in every spelling that is accepted.

Accepted are (the documented spelling first, the rest by our decision): whole numbers `1`, `1.0` and `"1"`; times as the
text `yyyyMMddHHmmss`, as the same fourteen digits in a number, and as ISO 8601 text with a time of day, in UTC where it
names no zone. Pure functions of decoded JSON values; any thread.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from json import dumps
from math import isinf
from typing import Final, cast

LEAST_INT32: Final = -(2**31)
MOST_INT32: Final = 2**31 - 1

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND: Final = timedelta(seconds=1)
_BLANKS: Final = " \t\r\n"
# Length bounded: nothing longer is a 32-bit number, and int() of thousands of digits is slow, then an error.
_NUMBER_TEXT: Final = re.compile(r"([+-]?[0-9]{1,32})(?:\.0{1,32})?")
_FOURTEEN_DIGITS: Final = re.compile(r"([0-9]{8})([0-9]{6})")
# The shape comes first because datetime.fromisoformat alone takes a mere date, any character between date and time, and
# from Python 3.14 on also 24 o'clock.
_ISO_TIME: Final = re.compile(r"[0-9W-]{7,10}[Tt ](?:[01][0-9]|2[0-3])[0-9:.,]*(?:[Zz]|[+-][0-9:]{2,8})?")
_MOST_SHOWN: Final = 40
_GUID: Final = 36
_HYPHENS: Final = (8, 13, 18, 23)
"""Characters of a GUID as it is usually spelled, and where its hyphens are."""


def whole_number(value: object) -> int | None:
    """The whole number that *value* is or spells, of any size; None where it is none (`true`, `1.5`, `"one"`, `""`)."""
    if type(value) is int:  # not isinstance: True is no number
        return value
    if type(value) is str:
        match = _NUMBER_TEXT.fullmatch(value.strip(_BLANKS))
        return int(match[1]) if match else None
    if type(value) is float and value.is_integer():
        return int(value)
    return None


def is_int32(number: int) -> bool:
    """Whether *number* fits into 32 bits with sign, as every number of an event must."""
    return LEAST_INT32 <= number <= MOST_INT32


def are_int32(numbers: Sequence[object]) -> bool:
    """Whether all of some values are whole numbers of 32 bits, as the decoder makes them."""
    if set(map(type, numbers)) != {int}:  # True is no number
        return False
    distinct = cast("set[int]", set(numbers))
    return is_int32(min(distinct)) and is_int32(max(distinct))


def are_usual_guids(texts: Sequence[object]) -> bool:
    """Whether all of some values are GUIDs as they are usually spelled: 36 characters, without braces."""
    if set(map(type, texts)) != {str}:
        return False
    return usual_guids(cast("Sequence[str]", texts)) is not None


def usual_guids(texts: Sequence[str]) -> bytes | None:
    """The bytes of GUIDs, 16 for each; None where one of the texts is none, or is not spelled as usual."""
    joined = "".join(texts)
    if set(map(len, texts)) != {_GUID} or not all(joined[at::_GUID] == "-" * len(texts) for at in _HYPHENS):
        return None
    try:
        guids = bytes.fromhex(joined.replace("-", ""))
    except ValueError:
        return None
    # It would be shorter with more hyphens, or with blanks, which fromhex passes over.
    return guids if len(guids) == 16 * len(texts) else None


def documented_times(texts: Sequence[object]) -> list[int] | None:
    """As `documented_time`, of many values; None where one of them is no such time."""
    if set(map(type, texts)) != {str}:
        return None
    spelled = cast("Sequence[str]", texts)
    times = {text: moment for text in set(spelled) if (moment := documented_time(text)) is not None}
    moments = list(map(times.get, spelled))
    return None if None in moments else cast("list[int]", moments)


@lru_cache(maxsize=4096)
def documented_time(text: str) -> int | None:
    """Seconds since the epoch of `yyyyMMddHHmmss`; None where the text is not that, or no time (`20261345…`).

    Remembered, because the events of one second carry the same text.
    """
    match = _FOURTEEN_DIGITS.fullmatch(text)
    return iso_time(f"{match[1]}T{match[2]}") if match else None


def iso_time(text: str) -> int | None:
    """Seconds since the epoch of ISO 8601 text with a time of day, its fraction cut off; UTC where it names no zone."""
    if not _ISO_TIME.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text.upper())
        in_utc = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):  # OverflowError: the offset leads out of the years 1 to 9999
        return None
    return (in_utc - _EPOCH) // _SECOND


def other_time(value: object) -> int | None:
    """Seconds since the epoch of a time in one of the spellings that are accepted beside the documented one."""
    if type(value) is str:
        text = value.strip(_BLANKS)
        return documented_time(text) if text.isdigit() else iso_time(text)
    number = whole_number(value)
    return documented_time(str(number)) if number is not None and 0 <= number < 10**14 else None


def found(value: object) -> str:
    """*value* as the short beginning of a sentence: `found "one"`, `found an array`."""
    if isinstance(value, dict):
        return "found an object"
    if isinstance(value, list):
        return "found an array"
    if isinstance(value, float) and isinf(value):
        return "found a number too large to read"
    shown = value if isinstance(value, str) else dumps(value)
    cut = shown if len(shown) <= _MOST_SHOWN else shown[: _MOST_SHOWN - 1] + "…"
    return f"found {dumps(cut, ensure_ascii=False) if isinstance(value, str) else cut}"
