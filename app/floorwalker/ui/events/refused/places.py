"""Where in a body the problems are that it was refused for. Pure functions; any thread."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from floorwalker.event.jsontext import NotJson
from floorwalker.event.slices import Span, elements, members, value_span

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE: Final = re.compile(r"line ([\d,]+), column ([\d,]+)")
_COLUMN: Final = re.compile(r"\(column ([\d,]+)\)")
_BYTE: Final = re.compile(r"byte ([\d,]+)")


def place_of(body: bytes, at: str, problem: str) -> Span | None:
    """The part of the body that a problem is about, as indices of characters, or of bytes where it is no UTF-8; None
    where that is all of it, or not known. What is missing is looked for where it would have to be.
    """
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return _byte(problem, len(body))
    told = f"{at} {problem}"
    if (match := _LINE.search(told)) is not None:
        return _at_line(text, *(int(number.replace(",", "")) for number in match.groups()))
    if (match := _COLUMN.search(problem)) is not None:
        return _one(text, int(match[1].replace(",", "")) - 1)
    return _at_pointer(text, at) if at.startswith("/") else None


def _byte(problem: str, length: int) -> Span | None:
    match = _BYTE.search(problem)
    if match is None:
        return None
    start = min(int(match[1].replace(",", "")) - 1, max(length - 1, 0))
    return start, start + 1


def _at_line(text: str, line: int, column: int) -> Span | None:
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
        if not start:
            return None
    # Whoever counted has taken a byte order mark off before.
    mark = 1 if line == 1 and text.startswith("\ufeff") else 0
    return _one(text, start + column - 1 + mark)


def _one(text: str, at: int) -> Span | None:
    """One character; the last one where the text ended too early."""
    if not text:
        return None
    start = min(at, len(text) - 1)
    return start, start + 1


def _at_pointer(text: str, pointer: str) -> Span | None:
    """What a JSON Pointer leads to. The body may be a part of what came, to which its first steps have led."""
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer[1:].split("/")]
    try:
        root = value_span(text)
        for first in range(len(steps)):
            if (found := _walk(text, root, steps[first:])) is not None:
                return found
        return _missing(text, root, steps)
    except NotJson:
        return None


def _missing(text: str, root: Span, steps: Sequence[str]) -> Span | None:
    """The bracket that opens the object in which the last step is missing."""
    for first in range(len(steps)):
        inside = _walk(text, root, steps[first:-1])
        if inside is not None and text[inside[0]] in "{[":
            return inside[0], inside[0] + 1
    return None


def _walk(text: str, span: Span, steps: Sequence[str]) -> Span | None:
    for step in steps:
        inside: Span | None = None
        if text[span[0]] == "{":
            inside = members(text, span[0]).get(step)
        elif text[span[0]] == "[" and step.isdecimal():
            found = elements(text, span[0])
            inside = found[int(step)] if int(step) < len(found) else None
        if inside is None:
            return None
        span = inside
    return span
