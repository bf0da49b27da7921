"""A payload's field of each agent's newest event, to group agents by: read by a thread of its own, and only while it is
used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, Signal

from floorwalker.event.names import normal
from floorwalker.event.notes import Note
from floorwalker.session.filter.operators.fields import as_text
from floorwalker.session.filter.payload import Payload
from floorwalker.ui.following import PayloadSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from floorwalker.ui.following import LiveSession

LARGE: Final = 64 * 1024
"""Bytes from which on a payload is not read for a heading: it would hold up the window."""
_LONGEST: Final = 60
"""Characters of a heading."""
_READING: Final = "…"


class NewestFields(QObject):
    """Of an agent's events that which arrived last, repeats aside, is the newest. changed: more values are known."""

    changed = Signal()

    def __init__(self, live: LiveSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._field = ""
        self._newest: NDArray[np.int64] = np.zeros(0, np.int64)
        self._values: dict[int, tuple[int, str]] = {}
        self._payloads: PayloadSource | None = None
        live.rows_appended.connect(self._on_rows_appended)

    def use(self, field: str) -> None:
        """Tell of that field from here on, "" for none."""
        if field == self._field:
            return
        self.stop()
        self._field = field
        if field:
            self._newest = self._newest_of(0, len(self._live.columns))

    def stop(self) -> None:
        """End the thread; `use` begins again."""
        if self._payloads is not None:
            self._payloads.stop()
            self._payloads.deleteLater()
            self._payloads = None
        self._field = ""
        self._values.clear()

    def texts(self, agents: Sequence[int], moment: float | None) -> list[str]:
        """The value of each, "" where its newest event by a moment has none, the one before or "…" while it is read."""
        newest = self._newest if moment is None else self._newest_of(0, len(self._live.columns), moment)
        return [self._text(agent, int(newest[agent]) if agent < len(newest) else 0) for agent in agents]

    def _text(self, agent: int, seq: int) -> str:
        known = self._values.get(agent, (0, _READING))
        if not seq or known[0] == seq:
            return known[1] if seq else ""
        source = self._source()
        payload = source.payload(seq)
        if payload is None and not source.is_missing(seq):
            return known[1]
        self._values[agent] = (seq, "" if payload is None else _value(payload, self._field))
        return self._values[agent][1]

    def _source(self) -> PayloadSource:
        if self._payloads is None:
            self._payloads = PayloadSource(self._live.path, self)
            self._payloads.arrived.connect(self.changed)
            self._payloads.failed.connect(self._live.failed)
        return self._payloads

    def _newest_of(self, first: int, end: int, moment: float | None = None) -> NDArray[np.int64]:
        """The seq of each agent's newest event among those rows, by agent; 0 where there is none."""
        columns = self._live.columns
        meant = columns.notes[first:end] & Note.REPEAT == 0
        if moment is not None:
            meant &= columns.created[first:end] <= moment
        rows = np.flatnonzero(meant) + first
        agents = columns.agent[rows]
        newest = np.zeros(max(int(agents.max(initial=0)) + 1, len(self._newest)), np.int64)
        newest[agents] = columns.seq[rows]
        return newest

    def _on_rows_appended(self, first: int, end: int) -> None:
        if self._field:
            added = self._newest_of(first, end)
            grown = np.zeros(len(added), np.int64)
            grown[: len(self._newest)] = self._newest
            self._newest = np.maximum(grown, added)


def _value(payload: bytes, field: str) -> str:
    if len(payload) > LARGE:
        return f"in {len(payload):,} bytes"
    values = Payload(payload).fields.get(normal(field), [])
    return " ".join(", ".join(as_text(value) for value in values)[:_LONGEST].split())
