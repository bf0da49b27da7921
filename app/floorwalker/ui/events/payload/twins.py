"""The other events of a session that have an event's Id, found in Qt's thread pool."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from floorwalker.session.errors import SessionError
from floorwalker.session.reader import Reader
from floorwalker.session.same_id import others_with_id_of

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
        self._wish: _Wish | None = None
        self._told = _Told()
        self._told.found.connect(self._on_found)
        self._told.failed.connect(self._on_failed)

    def look_for(self, seq: int) -> None:
        """Begin; what was looked for before is not wanted any more."""
        self.forget()
        self._wish = wish = _Wish(seq)
        QThreadPool.globalInstance().start(_Work(self._told, wish, self._live.path, self._live.catalog))

    def forget(self) -> None:
        """Nothing is wanted any more."""
        if self._wish is not None:
            self._wish.is_wanted = False
            self._wish = None

    def _on_found(self, wish: _Wish, seqs: list[int]) -> None:
        if wish is self._wish:
            self._wish = None
            self.found.emit(wish.seq, seqs)

    def _on_failed(self, wish: _Wish, what: str) -> None:
        if wish is self._wish:
            self._wish = None
            self.failed.emit(wish.seq, what)


class _Wish:
    """Whose Id is looked for, and whether somebody still waits."""

    def __init__(self, seq: int) -> None:
        self.seq = seq
        self.is_wanted = True


class _Told(QObject):
    """Outlives the one who asks as long as work for it goes on."""

    found = Signal(object, object)
    failed = Signal(object, str)


class _Work(QRunnable):
    def __init__(self, told: _Told, wish: _Wish, path: Path, catalog: Catalog) -> None:
        super().__init__()
        self._told, self._wish, self._path, self._catalog = told, wish, path, catalog

    def run(self) -> None:
        try:
            with Reader.open(self._path) as reader:
                self._told.found.emit(self._wish, self._others(reader))
        except SessionError as error:
            self._told.failed.emit(self._wish, error.problem)

    def _others(self, reader: Reader) -> list[int]:
        wish = self._wish
        others = others_with_id_of(wish.seq, reader, self._catalog, lambda: wish.is_wanted)
        return list(islice(others, MOST))
