"""Decoding a large payload without holding up the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from floorwalker.ui.events.payload.decoded import decoded
from floorwalker.ui.events.payload.facts import Fact, Group

if TYPE_CHECKING:
    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.following import LiveSession

AT_ONCE = 64 * 1024
"""Bytes that are decoded on the calling thread: a millisecond."""


class Decoder(QObject):
    """Decodes payloads by the session's catalog, large ones in Qt's thread pool. done(seq, list of Group)."""

    done = Signal(int, object)

    def __init__(self, live: LiveSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._told = _Told()
        self._told.done.connect(self.done)

    def decode(self, seq: int, payload: bytes) -> None:
        """Decode that; where it is small, `done` is told before this returns."""
        work = _Work(self._told, seq, payload, self._live.catalog)
        if len(payload) <= AT_ONCE:
            work.run()
        else:
            QThreadPool.globalInstance().start(work)


class _Told(QObject):
    """Outlives the decoder as long as work for it goes on."""

    done = Signal(int, object)


class _Work(QRunnable):
    def __init__(self, told: _Told, seq: int, payload: bytes, catalog: Catalog) -> None:
        super().__init__()
        self._told, self._seq, self._payload, self._catalog = told, seq, payload, catalog

    def run(self) -> None:
        self._told.done.emit(self._seq, self._groups())

    def _groups(self) -> list[Group]:
        try:
            return decoded(self._payload, self._catalog)
        except ValueError as error:
            return [Group("", (Fact("Cannot be decoded", f"{error}. The page Raw shows it as it is."),))]
