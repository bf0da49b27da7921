"""The other events of a session that have an event's Id, found in Qt's thread pool."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from floorwalker.session.errors import SessionError
from floorwalker.session.reader import Reader
from floorwalker.session.same_id import events_with_id_of

if TYPE_CHECKING:
    from pathlib import Path

    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.following import LiveSession

MOST: Final = 200
"""Events that are listed: a sender that repeats one more often needs no list to be told so."""


class Twins(QObject):
    """Looks for one event's at a time. found(seq, the others' seqs, at most `MOST`), or failed(seq, what)."""

    found = Signal(int, object)
    failed = Signal(int, str)

    def __init__(self, live: LiveSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._work: _Work | None = None

    def look_for(self, seq: int, payload: bytes) -> None:
        """Begin; what was looked for before is not wanted any more."""
        self.forget()
        self._work = work = _Work(self._live.path, self._live.catalog, seq, payload)
        work.told.found.connect(self._on_found)
        work.told.failed.connect(self._on_failed)
        QThreadPool.globalInstance().start(work)

    def forget(self) -> None:
        """Nothing is wanted any more."""
        if self._work is not None:
            self._work.is_wanted = False
            self._work = None

    def _on_found(self, work: _Work, seqs: list[int]) -> None:
        if work is self._work:
            self._work = None
            self.found.emit(work.seq, seqs)

    def _on_failed(self, work: _Work, what: str) -> None:
        if work is self._work:
            self._work = None
            self.failed.emit(work.seq, what)


class _Told(QObject):
    found = Signal(object, object)
    failed = Signal(object, str)


class _Work(QRunnable):
    def __init__(self, path: Path, catalog: Catalog, seq: int, payload: bytes) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.is_wanted = True
        self.told = _Told()
        self.seq = seq
        self._path, self._catalog, self._payload = path, catalog, payload

    def run(self) -> None:
        try:
            with Reader.open(self._path) as reader:
                self.told.found.emit(self, self._others(reader))
        except SessionError as error:
            self.told.failed.emit(self, error.problem)

    def _others(self, reader: Reader) -> list[int]:
        others: list[int] = []
        for seq in events_with_id_of(self._payload, reader, self._catalog, lambda: self.is_wanted):
            if seq != self.seq:
                others.append(seq)
            if len(others) >= MOST:
                break
        return others
