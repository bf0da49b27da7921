"""Reads a session's numbers whole, for those who need all of them at once."""

from typing import Final

from floorwalker.session.columns import Columns, Names
from floorwalker.session.reader import Reader

_AT_ONCE: Final = 50_000
"""Rows read in one step of the database."""


def read_columns(reader: Reader) -> tuple[Columns, Names]:
    """All events and the names that they use, 56 bytes an event. Raises SessionError."""
    columns, names, last = Columns(), Names(), 0
    while len(rows := reader.rows_after(last, _AT_ONCE)):
        columns.append(rows)
        last = int(rows[-1, 0])
    names.add(reader.names_after(0))
    return columns, names
