"""A table as text for other programs: tab-separated for the clipboard, CSV for files. Any thread."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BOM: Final = "\ufeff"
"""Without it spreadsheets on Windows read a CSV file as Windows-1252."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a text must not begin with, else spreadsheets calculate it: names come from whoever sends events."""


def tab_separated(rows: Iterable[Sequence[str]]) -> str:
    """Lines of values between tabs; line ends and tabs within values become spaces."""
    return "\n".join("\t".join(" ".join(value.split()) for value in row) for row in rows) + "\n"


def csv_lines(rows: Iterable[Sequence[str | float | None]]) -> str:
    """RFC 4180, lines ended by CR LF; None is an empty value."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([_plain(value) for value in row] for row in rows)
    return text.getvalue()


def _plain(value: str | float | None) -> str | float:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
