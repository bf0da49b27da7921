"""The thread that reads what was refused: the list, some at a time, and the one that is looked at."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from floorwalker.session.errors import SessionError
from floorwalker.session.reader import Reader
from floorwalker.ui.events.refused.places import place_of
from floorwalker.ui.waiting_thread import WaitingThread

if TYPE_CHECKING:
    from pathlib import Path

    from floorwalker.event.slices import Span
    from floorwalker.session.records import DeliveryView, RefusedView

AT_ONCE: Final = 400
"""Lines that are read before they are handed over: some milliseconds of work for the window."""
_MOST_PLACES: Final = 100
"""Problems of one body whose places are looked for."""


@dataclass(frozen=True, slots=True)
class Opened:
    """One that is looked at. places: where each of its first problems is in the body, as `place_of` tells it."""

    view: RefusedView
    delivery: DeliveryView
    places: tuple[Span | None, ...]


class RefusedTail(WaitingThread):
    """Reads on when it is asked to, the one that is looked at first.

    lines_read(list of RefusedLine, id of the oldest that is there): told until there are no more; the next are read
    when `take_next` is called. opened(id, Opened or None): what was asked for, None where it is gone. The thread starts
    with the first request. After failed(problem, remedy) it ends; the next request tries again.
    """

    lines_read = Signal(object, int)
    opened = Signal(int, object)
    failed = Signal(str, str)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"refused of {path.name}")
        self._path = path
        self._asked: int | None = None
        self._is_news = False
        self._is_taken = True
        self._last = 0

    def read_on(self) -> None:
        """There may be more."""
        self._wake(news=True)

    def open(self, refused_id: int) -> None:
        """Read one whole; what was asked for before and not read yet is dropped."""
        self._wake(asked=refused_id)

    def take_next(self) -> None:
        """What was read is shown; more may come."""
        with self._condition:
            self._is_taken = True
            self._condition.notify_all()

    def run(self) -> None:
        """The thread."""
        try:
            with closing(Reader.open(self._path)) as reader:
                while self._wait():
                    self._open_asked(reader)
                    self._read_on(reader)
        except SessionError as error:
            self.failed.emit(error.problem, error.remedy)

    def _wake(self, *, news: bool = False, asked: int | None = None) -> None:
        with self._condition:
            if self._stopping:
                return
            self._is_news |= news
            self._asked = self._asked if asked is None else asked
            self._condition.notify_all()
        if not self.isRunning():
            self.start()

    def _wait(self) -> bool:
        with self._condition:
            self._condition.wait_for(
                lambda: self._stopping or self._asked is not None or (self._is_news and self._is_taken)
            )
            return not self._stopping

    def _open_asked(self, reader: Reader) -> None:
        with self._condition:
            asked, self._asked = self._asked, None
        if asked is None:
            return
        found = reader.refused_one(asked)
        if found is None:
            self.opened.emit(asked, None)
            return
        view, delivery = found
        places = tuple(place_of(view.body, at, problem) for at, problem in view.problems[:_MOST_PLACES])
        self.opened.emit(asked, Opened(view, delivery, places))

    def _read_on(self, reader: Reader) -> None:
        with self._condition:
            if not (self._is_news and self._is_taken):
                return
            self._is_news = False
        lines, oldest = reader.refused_lines(self._last, AT_ONCE)
        with self._condition:
            self._is_news |= len(lines) == AT_ONCE
            self._is_taken = False
        self._last = lines[-1].id if lines else self._last
        self.lines_read.emit(lines, oldest)
