"""Bytes as a text to edit, and the bytes again: what was not touched is what it was, byte for byte."""

from __future__ import annotations

import re
from typing import Final

_BREAK: Final = re.compile("\r\n|[\r\u2029]")
"""What an editor shows, and gives back, as the end of a line."""


class EditedText:
    """A body of UTF-8 with its lines as an editor has them. Raises UnicodeDecodeError for any other body."""

    def __init__(self, body: bytes) -> None:
        self._whole = body.decode("utf-8")
        self.shown = _BREAK.sub("\n", self._whole)

    def body(self, edited: str) -> bytes:
        """The body with what was changed in the text. edited: the text as the editor has it now."""
        if edited == self.shown:
            return self._whole.encode()
        begins = _common(self.shown, edited)
        ends = _common(self.shown[begins:][::-1], edited[begins:][::-1])
        start, end = self._place(begins), self._place(len(self.shown) - ends)
        changed = edited[begins : len(edited) - ends]
        return (self._whole[:start] + changed + self._whole[end:]).encode("utf-8", "replace")

    def _place(self, shown: int) -> int:
        """The index in the body's own text that an index in the shown text stands for."""
        longer = 0
        for match in _BREAK.finditer(self._whole):
            if match.start() - longer >= shown:
                break
            longer += len(match[0]) - 1
        return shown + longer


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    short = min(len(one), len(other))
    if one[:short] == other[:short]:
        return short
    low, high = 0, short
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle)
    return low
