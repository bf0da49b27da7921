"""A payload in pieces that can be shown without holding up the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from floorwalker.ui.events.payload.json_text import pretty_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PAGE: Final = 16 * 1024
"""Characters or bytes of a page: Qt lays out and colours one line of that length in 20 ms where it is all numbers."""
LONGEST_LINE: Final = 8 * 1024
"""Characters of one line of a pretty page; a longer text is cut there, and said to be."""
_UNSEEN: Final = (*(code for code in range(0x20) if chr(code) not in "\t\n"), *range(0x7F, 0xA0), 0xAD, 0x061C)
"""Controls and the soft hyphen."""
_FORMATS: Final = (*range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF)
"""What takes no room or changes the direction of what follows."""
_SIGNS: Final = {
    code: chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else f"⟨{code:04X}⟩"
    for code in (*_UNSEEN, *_FORMATS)
}
_NOTHING: Final = dict.fromkeys(_SIGNS)
_HEX_PAGE: Final = 8 * 1024
_HEX_ROW: Final = 16


BOM: Final = b"\xef\xbb\xbf"


class Pages:
    """Pages of text that are made as they are asked for. `length` is what all of them come from, in bytes.

    joint: what stands between two pages.
    """

    def __init__(self, pages: Iterator[str], length: int, joint: str = "") -> None:
        self._coming = pages
        self._made: list[str] = []
        self.length = length
        self.joint = joint

    def page(self, number: int) -> str:
        """A page from 0; "" behind the last one."""
        while len(self._made) <= number and (page := next(self._coming, None)) is not None:
            self._made.append(page)
        return self._made[number] if number < len(self._made) else ""

    def has(self, number: int) -> bool:
        """Whether there is such a page."""
        self.page(number)
        return number < len(self._made)


def pretty(payload: bytes) -> Pages:
    """The JSON laid out for reading."""
    lines = pretty_lines(payload.removeprefix(BOM).decode("utf-8", "replace"))
    return Pages((page.translate(_SIGNS) for page in _joined(lines)), len(payload), "\n")


def raw(payload: bytes) -> Pages:
    """The exact bytes as text, what cannot be seen in it as signs; where they are not UTF-8, as hexadecimal numbers."""
    try:
        text = payload.decode("utf-8")
    except UnicodeDecodeError:
        return hexadecimal(payload)
    return Pages((text[at : at + PAGE].translate(_SIGNS) for at in _starts(text, PAGE)), len(payload))


def hexadecimal(payload: bytes) -> Pages:
    """Sixteen bytes a line: where they are, their numbers, and the characters of ASCII among them."""
    pages = (_hex_page(payload, at) for at in _starts(payload, _HEX_PAGE))
    return Pages(pages, len(payload), "\n")


def remarks(payload: bytes) -> list[str]:
    """What of a payload cannot be seen, in words."""
    text = payload.decode("utf-8", "replace")
    unseen = len(text) - len(text.translate(_NOTHING))
    begins = payload.startswith(BOM)
    unseen -= begins
    return [
        *(["begins with a byte order mark"] if begins else []),
        *([f"{unseen:,} unprintable, shown as signs"] if unseen > 0 else []),
    ]


def _starts(whole: Sequence[object], step: int) -> range:
    return range(0, max(len(whole), 1), step)


def _joined(lines: Iterator[str]) -> Iterator[str]:
    page: list[str] = []
    size = 0
    for line in lines:
        cut = (
            line
            if len(line) <= LONGEST_LINE
            else f"{line[:LONGEST_LINE]}… {len(line) - LONGEST_LINE:,} more characters"
        )
        if size + len(cut) > PAGE and page:
            yield "\n".join(page)
            page, size = [], 0
        page.append(cut)
        size += len(cut) + 1
    yield "\n".join(page)


def _hex_page(payload: bytes, at: int) -> str:
    return "\n".join(_hex_row(payload, row) for row in range(at, min(at + _HEX_PAGE, len(payload)), _HEX_ROW))


def _hex_row(payload: bytes, at: int) -> str:
    piece = payload[at : at + _HEX_ROW]
    shown = "".join(chr(byte) if 0x20 <= byte < 0x7F else "·" for byte in piece)
    return f"{at:08x}  {piece.hex(' ', 1):<{3 * _HEX_ROW - 1}}  {shown}"
