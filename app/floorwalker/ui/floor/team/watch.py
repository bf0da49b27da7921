"""The thread that reads the roster file, and reads it again when it has become another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from floorwalker.files import stamp_of
from floorwalker.session.roster import RosterError, read_roster
from floorwalker.ui.waiting_thread import WaitingThread

if TYPE_CHECKING:
    from pathlib import Path

GLANCE: Final = 1.0
"""Seconds between two looks at whether the file has become another. A look asks for its times and size."""


class RosterWatch(WaitingThread):
    """Follows one file, or none. It starts with the first.

    read(path, Roster): what the file says now. failed(path, RosterError): it cannot be read; told once for each state
    of the file, and for a file that is gone only when it has not come back by the next look, because many programs
    save by putting another file in the place of the old one. It goes on looking.
    """

    read = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, parent: QObject | None = None, glance: float = GLANCE) -> None:
        super().__init__(parent)
        self.setObjectName("roster")
        self._glance = glance
        self._path: Path | None = None
        self._is_news = False

    def follow(self, path: Path | None) -> None:
        """Read that file now and whenever it changes; None: none any more."""
        with self._condition:
            self._path, self._is_news = path, True
            self._condition.notify_all()
        if path is not None and not self.isRunning():
            self.start()

    def run(self) -> None:
        """The thread: look, read, look again, until `stop`."""
        told: tuple[Path, tuple[int, ...] | None] | None = None
        missed = False
        while (found := self._next()) is not None:
            path, is_news = found
            stamp = stamp_of(path)
            is_gone = stamp is None and not is_news and not missed
            missed = stamp is None
            if is_news or (not is_gone and told != (path, stamp)):
                told = (path, stamp)
                self._read(path)

    def _next(self) -> tuple[Path, bool] | None:
        """Which file to look at, and whether it is to be read in any case; None where the thread shall end."""
        with self._condition:
            while True:
                self._condition.wait_for(
                    lambda: self._stopping or self._is_news, None if self._path is None else self._glance
                )
                is_news, self._is_news = self._is_news, False
                if self._stopping:
                    return None
                if self._path is not None:
                    return self._path, is_news

    def _read(self, path: Path) -> None:
        try:
            self.read.emit(path, read_roster(path))
        except RosterError as error:
            self.failed.emit(path, error)
