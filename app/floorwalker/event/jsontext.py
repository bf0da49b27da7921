r"""JSON as it is trusted here: fast, held to the standard, and safe from hostile input.

Two decoders share the work and agree wherever the quick one succeeds: msgspec's, which takes a whole text at a quarter
of the cost and cuts an array into its elements, and the standard library's, which says where a fault lies.

Stricter than that library: `NaN` and `Infinity` are not JSON, and nesting is bounded, however deep the caller's stack.
More patient: a number of thousands of digits becomes an infinite float, as `1e999` does, where the library gives up.
Texts decoded here are whole Unicode: half of a surrogate pair, which JSON can spell and nothing can store, stands in
them as its escape, `\ud800`. Pure functions; any thread.
"""

import json
import re
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

import msgspec
from pydantic import JsonValue

DEEPEST: Final = 200
"""Levels of nesting: far more than an event has."""

NOT_QUICK: Final = object()
"""What `quick_value` gives where the patient decoder has to be asked."""

_BLANKS: Final = b" \t\r\n"
_SMALLEST: Final = 8
"""Bytes of text for each comma, at the least, where elements are taken all at once; events have 30."""
_SHORT: Final = 64 * 2**10
_QUICK: Final = msgspec.json.Decoder()
_QUICK_ELEMENTS: Final = msgspec.json.Decoder(list[msgspec.Raw])
_TOO_DEEP: Final = "nested too deep"
_NOT_BLANK: Final = re.compile(r"[^ \t\r\n]|\Z")
_CONSTANT: Final = re.compile(r'"(?:[^"\\]|\\.)*"|(NaN|-?Infinity)', re.DOTALL)
_HALF_PAIR: Final = re.compile("[\ud800-\udfff]")


class NotJson(ValueError):
    """Text is no JSON that can be read: `problem` is for people, `at` the index of the character."""

    def __init__(self, problem: str, at: int) -> None:
        super().__init__(problem)
        self.problem, self.at = problem, at


class _Constant(ValueError):
    """`NaN` or `Infinity` stands in the text."""


def decode(text: str) -> JsonValue:
    """The one JSON value that *text* is, apart from white space around it. Raises NotJson."""
    value = quick_value(text)
    return decode_alone(text, skip_blanks(text, 0))[0] if value is NOT_QUICK else value  # type: ignore[return-value]


def is_json(text: str) -> bool:
    """Whether *text* is one JSON value."""
    try:
        decode(text)
    except NotJson:
        return False
    return True


def quick_value(text: str | bytes) -> object:
    """The JSON value that *text* is; NOT_QUICK where it is none, or is one that only the patient decoder reads."""
    try:
        value = _QUICK.decode(text)
    except (ValueError, RecursionError):
        return NOT_QUICK
    if len(text) > 2 * DEEPEST and _may_be_deep(text):
        return NOT_QUICK
    return value


def quick_objects(texts: Sequence[bytes]) -> list[object] | None:
    """As `quick_value`, of many texts; None where that is not quick for one of them, or one is no object."""
    try:
        values = list(map(_QUICK.decode, texts))
    except (ValueError, RecursionError):
        return None
    if any(len(text) > 2 * DEEPEST and _may_be_deep(text) for text in texts):
        return None
    return values if set(map(type, values)) == {dict} else None


def quick_elements(text: bytes) -> list[bytes] | None:
    """The elements of the JSON array that *text* is, each exactly as it is spelled; None where it is none.

    An element may yet turn out to be no JSON: only `quick_value` looks into its texts and numbers. None too where the
    elements could be so small that all of them at once would take many times the text's memory.
    """
    if text.count(b",") * _SMALLEST > len(text) + _SHORT:
        return None
    try:
        return [bytes(element) for element in _QUICK_ELEMENTS.decode(text)]
    except (ValueError, RecursionError):
        return None


def quick_lines(text: bytes) -> list[bytes] | None:
    """The lines of *text* that are not blank, each without white space around it; None where there is but one."""
    lines = [line for line in (line.strip(_BLANKS) for line in text.split(b"\n")) if line]
    return lines if len(lines) > 1 else None


def _may_be_deep(text: str | bytes) -> bool:
    opened = text.count("{") + text.count("[") if isinstance(text, str) else text.count(b"{") + text.count(b"[")
    return opened > DEEPEST


def decode_alone(text: str, at: int) -> tuple[JsonValue, int]:
    """As decode_at, and nothing but white space may follow."""
    value, end = decode_at(text, at)
    if (rest := skip_blanks(text, end)) < len(text):
        raise NotJson("not JSON: something follows the value", rest)
    return value, end


def decode_at(text: str, at: int) -> tuple[JsonValue, int]:
    """The JSON value that begins at exactly that index of *text*, and the index behind it. Raises NotJson."""
    try:
        value, end = _STRICT.raw_decode(text, at)
    except (ValueError, RecursionError) as error:
        value, end = _decode_long_numbers(text, at, error)
    if text.count("{", at, end) + text.count("[", at, end) > DEEPEST and _is_too_deep(value):
        raise NotJson(_TOO_DEEP, at)
    may_have_half_pair = text.find("\\ud", at, end) >= 0 or text.find("\\uD", at, end) >= 0
    return (_whole(value) if may_have_half_pair else value, end)


def skip_blanks(text: str, at: int) -> int:
    """The index of the first character from *at* on that is no white space in JSON's sense, or the end."""
    match = _NOT_BLANK.search(text, at)
    return match.start() if match else len(text)


def _decode_long_numbers(text: str, at: int, error: Exception) -> tuple[JsonValue, int]:
    """Decode what stopped at the library's limit on a number's digits, unless *error* says that this is no JSON."""
    if isinstance(error, RecursionError):
        raise NotJson(_TOO_DEEP, at) from None
    if isinstance(error, json.JSONDecodeError):
        raise NotJson(f"not JSON: {error.msg[0].lower()}{error.msg[1:]}", error.pos) from error
    if isinstance(error, _Constant):
        raise NotJson(f"not JSON: {error} is no number", _constant_at(text, at)) from error
    try:
        return _PATIENT.raw_decode(text, at)
    except (ValueError, RecursionError) as another:
        return _decode_long_numbers(text, at, another)


def _refuse(constant: str) -> NoReturn:
    raise _Constant(constant)


def _read_number(digits: str) -> int | float:
    limit = sys.get_int_max_str_digits() or len(digits)
    return int(digits) if len(digits.removeprefix("-")) <= limit else float(digits)


_STRICT: Final = json.JSONDecoder(parse_constant=_refuse)
_PATIENT: Final = json.JSONDecoder(parse_constant=_refuse, parse_int=_read_number)


def _constant_at(text: str, at: int) -> int:
    found = (match.start() for match in _CONSTANT.finditer(text, at) if match[1])
    return next(found, at)


def _is_too_deep(value: JsonValue) -> bool:
    """Whether *value* is nested deeper than DEEPEST; told level by level, so without recursion."""
    level = [value]
    for _ in range(DEEPEST + 1):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return False
    return True


def _inside(value: JsonValue) -> list[JsonValue]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _whole(value: JsonValue) -> JsonValue:
    """*value* with every half of a surrogate pair as its escape. Its depth is bounded, so that this may recurse."""
    if isinstance(value, str):
        return _HALF_PAIR.sub(_escaped, value)
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {_HALF_PAIR.sub(_escaped, name): _whole(item) for name, item in value.items()}
    return value


def _escaped(half: re.Match[str]) -> str:
    return f"\\u{ord(half[0]):04x}"
