"""Tables as CSV, for spreadsheets.

Texts come from whoever sends events. A spreadsheet takes one that begins like a formula for a formula, so that it gets
an apostrophe in front, as OWASP advises against CSV injection; numbers and phones stay what they are.
"""

import csv
import io
import re
from collections.abc import Iterable
from typing import Final, TypeAlias

BOM: Final = "\ufeff"
"""For the beginning of a file: without it spreadsheets on Windows read it as Windows-1252."""

Cell: TypeAlias = str | int | float | None

_FORMULA: Final = re.compile(r"[=+\-@\t\r]")
_NUMBER: Final = re.compile(r"[+-]?[0-9][0-9 ()./-]*")


def csv_text(rows: Iterable[Iterable[Cell]]) -> str:
    """Rows of cells as RFC 4180 has them, None as an empty one."""
    text = io.StringIO()
    csv.writer(text).writerows([_written(cell) for cell in row] for row in rows)
    return text.getvalue()


def _written(cell: Cell) -> Cell:
    if isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell
