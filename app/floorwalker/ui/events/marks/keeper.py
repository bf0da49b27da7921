"""The thread that keeps a session's marks in their file, and sees what other windows write there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from floorwalker.files import stamp_of
from floorwalker.session.errors import SessionError
from floorwalker.session.marks import change_marks, marks_file, read_marks
from floorwalker.session.reader import Reader
from floorwalker.ui.waiting_thread import WaitingThread

if TYPE_CHECKING:
    from pathlib import Path

    from floorwalker.session.marks import Changes, Mark

GLANCE: Final = 1.0
"""Seconds between two looks at whether another window has written. A look asks the file for its time and size."""
AGAIN: Final = 5.0
"""Seconds after which what could not be written is tried again."""


class Keeper(WaitingThread):
    """Reads the marks at the start and whenever the file has become another, and writes what is changed.

    read(Marks, number): what the file has by now, the changes up to that number (see `keep`) among them.
    failed(SessionError): they could not be read or written; it goes on trying. `stop` writes what there is to write.
    """

    read = Signal(object, int)
    failed = Signal(object)

    def __init__(self, session: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"marks of {session.name}")
        self._session = session
        self._waiting: dict[int, Mark | None] = {}
        self._number = 0
        self._is_news = False
        self._seen: tuple[int, ...] | str | None = "nothing yet"

    def keep(self, changes: Changes) -> int:
        """Write these too; returns their number, one more than the last. The thread must have been started."""
        with self._condition:
            self._waiting |= changes
            self._number += 1
            self._is_news = True
            self._condition.notify_all()
            return self._number

    def run(self) -> None:
        """The thread: look, write, look again, until `stop`."""
        pause = 0.0
        while self._goes_on(pause):
            try:
                self._look()
                pause = GLANCE
            except SessionError as error:
                self.failed.emit(error)
                pause = AGAIN
        if self._waiting:
            self._write_last()

    def _goes_on(self, pause: float) -> bool:
        with self._condition:
            self._condition.wait_for(lambda: self._stopping or self._is_news, pause)
            self._is_news = False
            return not self._stopping

    def _look(self) -> None:
        with self._condition:
            changes, self._waiting, number = self._waiting, {}, self._number
        stamp = stamp_of(marks_file(self._session))
        if not changes and stamp == self._seen:
            return
        try:
            with Reader.open(self._session) as reader:
                marks = change_marks(reader, changes) if changes else read_marks(reader)
        except SessionError:
            with self._condition:
                self._waiting = changes | self._waiting
            raise
        # What others write while this is read has another stamp than this, and is seen the next time.
        self._seen = None if changes else stamp
        self.read.emit(marks, number)

    def _write_last(self) -> None:
        try:
            self._look()
        except SessionError as error:
            self.failed.emit(error)
