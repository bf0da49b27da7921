"""Fields of payloads as columns: read for the rows that are looked at, and only for those."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from floorwalker.event.names import normal
from floorwalker.session.filter.operators.fields import as_text
from floorwalker.session.filter.payload import Payload

if TYPE_CHECKING:
    from collections.abc import Iterable

    from floorwalker.ui.following import LiveSession, PayloadSource

REMEMBERED: Final = 4_000
"""Events whose values are kept: some screens' worth."""
LARGE: Final = 256 * 1024
"""Bytes from which on a payload is not read for a cell: it would hold up the window."""
LONGEST: Final = 500
"""Characters of a value that a cell takes."""
MOST: Final = 20
"""Fields that are columns at a time."""


class FieldCells:
    """The values of the fields that are columns; for the window's thread only."""

    def __init__(self, live: LiveSession, payloads: PayloadSource) -> None:
        self._live = live
        self._payloads = payloads
        self._names: list[str] = []
        self._values: dict[int, tuple[str, ...]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The fields, in the order of the columns' numbers."""
        return tuple(self._names)

    def index_of(self, name: str) -> int | None:
        """Which of them a field is, in any spelling; None where it is none of them."""
        spellings = [normal(one) for one in self._names]
        return spellings.index(normal(name)) if normal(name) in spellings else None

    def add(self, name: str) -> None:
        """One more, at the end."""
        self._names.append(name)
        self._values.clear()

    def remove(self, index: int) -> None:
        """One less; those behind it have lower numbers."""
        del self._names[index]
        self._values.clear()

    def text(self, row: int, index: int) -> str:
        """The value of a field in a row of the columns: "" where it has none, "…" while it is being read."""
        seq = int(self._live.columns.seq[row])
        values = self._values.get(seq)
        if values is None:
            payload = self._payloads.payload(seq)
            if payload is None:
                return "" if self._payloads.is_missing(seq) else "…"
            if len(self._values) >= REMEMBERED:
                self._values.clear()
            values = self._values[seq] = tuple(_texts(payload, self._names))
        return values[index]

    def seen(self, rows: Iterable[int]) -> list[str]:
        """The names of the fields that those rows have, as far as their payloads are at hand."""
        names: dict[str, str] = {}
        for row in rows:
            payload = self._payloads.payload(int(self._live.columns.seq[row]))
            if payload is not None and len(payload) <= LARGE:
                for name in Payload(payload).names:
                    names.setdefault(normal(name), name)
        return sorted(names.values(), key=str.casefold)


def _texts(payload: bytes, names: Iterable[str]) -> Iterable[str]:
    if len(payload) > LARGE:
        return [f"in {len(payload):,} bytes" for _ in names]
    fields = Payload(payload).fields
    return (_text(fields.get(normal(name), [])) for name in names)


def _text(values: Iterable[object]) -> str:
    whole = ", ".join(as_text(value) for value in values)  # type: ignore[arg-type]  # they are JSON
    # One line of a cell.
    return " ".join(whole[:LONGEST].split())
