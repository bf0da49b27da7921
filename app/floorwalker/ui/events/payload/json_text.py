"""JSON laid out for reading: each sign as it was sent, only the white space between them another.

Nothing is decoded, so that numbers keep their digits, texts their escapes, and names that are there twice stay twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

INDENT: Final = "  "
DEEPEST: Final = 60
"""Levels that are indented; deeper ones would be out of sight to the right, and each line as long as it is deep."""

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s"{}\[\],:]+')
_CLOSES: Final = {"{": "}", "[": "]"}


def pretty_lines(text: str) -> Iterator[str]:
    """The lines of a JSON text, indented by depth; made as they are asked for, however long the text is."""
    depth, line, opened = 0, "", ""
    for match in _TOKEN.finditer(text):
        sign = match[0]
        if opened and sign == _CLOSES[opened]:  # an empty object or array stays on its line
            line, opened = line + opened + sign, ""
            continue
        if opened:
            yield line + opened
            depth, line, opened = depth + 1, _indent(depth + 1), ""
        if sign in _CLOSES:
            opened = sign
        elif sign in "}]":
            yield line
            depth -= 1
            line = _indent(depth) + sign
        elif sign == ",":
            yield line + sign
            line = _indent(depth)
        else:
            line += ": " if sign == ":" else sign
    yield line + opened


def _indent(depth: int) -> str:
    return INDENT * min(depth, DEEPEST)
