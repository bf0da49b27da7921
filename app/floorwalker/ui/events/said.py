"""What events say, in words, for the rows that are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from floorwalker.event.catalog import Activity
from floorwalker.event.jsontext import decode
from floorwalker.event.model import event_of
from floorwalker.event.say import say

if TYPE_CHECKING:
    from floorwalker.ui.following import LiveSession, PayloadSource

REMEMBERED: Final = 4_000
"""Sentences: some screens' worth, so that scrolling back reads nothing again."""
FRESH: Final = 1_000
"""Milliseconds for which the sentence of a status is believed while events arrive."""
LARGE: Final = 256 * 1024
"""Bytes from which on a payload is not read for a sentence: it would hold up the window."""


class Said(QObject):
    """The sentence of each event: of a status from the columns at once, of others from their payloads.

    For the window's thread only. `of_row` returns None while the payload is being fetched; `payloads.arrived` tells
    when to ask again, and so does changed.
    """

    changed = Signal()

    def __init__(self, live: LiveSession, payloads: PayloadSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._payloads = payloads
        self._sentences: dict[int, str] = {}
        self._statuses: dict[int, str] = {}
        self._freshness = QTimer(self, singleShot=True, interval=FRESH)
        self._freshness.timeout.connect(self._forget_statuses)
        live.agents_changed.connect(self._on_agents_changed)
        live.loaded.connect(self._forget_statuses)
        live.rows_removed.connect(self._statuses.clear)
        live.catalog_changed.connect(self._forget_all)

    def of_row(self, row: int) -> str | None:
        """What the event in a row of the columns says."""
        columns = self._live.columns
        if int(columns.activity[row]) in _NOT_BY_COLUMNS:
            return self._by_payload(int(columns.seq[row]))
        if row not in self._statuses:
            if len(self._statuses) >= REMEMBERED:
                self._statuses.clear()
            self._statuses[row] = self._by_columns(row)
        return self._statuses[row]

    def _by_columns(self, row: int) -> str:
        columns = self._live.columns
        after = self._words(int(columns.activity[row]), int(columns.reason[row]))
        before = self._before(row)
        return f"{before} → {after}" if before and before != after else f"→ {after}"

    def _before(self, row: int) -> str:
        """The words of the status that the event's own ended, "" where that is not known."""
        columns, agent = self._live.columns, int(self._live.columns.agent[row])
        if not agent:
            return ""
        try:
            spans = self._live.statuses.spans(agent)
        except KeyError:  # a repeat of something that the session does not hold
            return ""
        began = int(np.searchsorted(spans.starts, columns.created[row]))
        own = np.flatnonzero(spans.seq[began:] == columns.seq[row])
        position = began + int(own[0]) - 1 if len(own) else -1
        if position < 0 or spans.activity[position] in _NOT_WORTH_TELLING:
            return ""
        return self._words(int(spans.activity[position]), int(spans.reason[position]))

    def _words(self, activity: int, reason: int) -> str:
        return self._live.catalog.status(activity, self._live.names.text(reason)).words

    def _on_agents_changed(self) -> None:
        if not self._freshness.isActive():
            self._freshness.start()

    def _forget_statuses(self) -> None:
        """An event that came late can have changed what was before others."""
        self._statuses.clear()
        self.changed.emit()

    def _forget_all(self) -> None:
        """What things are called has changed."""
        self._sentences.clear()
        self._forget_statuses()

    def _by_payload(self, seq: int) -> str | None:
        if seq in self._sentences:
            return self._sentences[seq]
        payload = self._payloads.payload(seq)
        if payload is None:
            return "its payload is no longer in the file" if self._payloads.is_missing(seq) else None
        if len(self._sentences) >= REMEMBERED:
            self._sentences.clear()
        self._sentences[seq] = sentence = self._sentence(payload)
        return sentence

    def _sentence(self, payload: bytes) -> str:
        if len(payload) > LARGE:
            return f"a payload of {len(payload):,} bytes"
        catalog = self._live.catalog
        try:
            return say(event_of(decode(payload.decode()), catalog), catalog)
        except ValueError as error:
            return f"its payload cannot be read: {error}"


_NOT_BY_COLUMNS: Final = frozenset({Activity.NONE, Activity.UNKNOWN, Activity.SIGNED_OUT})
"""Signing in and out say more than their status, such as an exit code."""
_NOT_WORTH_TELLING: Final = frozenset({Activity.UNKNOWN, Activity.SIGNED_OUT})
"""Before a first status nothing is known but that the agent signed in."""
