"""What of the agents only payloads tell: their sessions' types and phones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal

from floorwalker.event.agent_sessions import AgentSessions
from floorwalker.session.in_payloads import SignIn
from floorwalker.ui.following.details_reader import DetailsReader, Found

if TYPE_CHECKING:
    from pathlib import Path

    from floorwalker.event.catalog import Catalog
    from floorwalker.session.columns import Columns

_NOTHING: Final = SignIn("", "")


class Details(QObject):
    """What payloads tell of a session's agents by now, for the window's thread only; read on a thread of its own.

    When a session is opened the newest comes first, so that the board is right about now at once, and the past fills
    in: progress(events looked into, all of them). changed(set of agents' ids): something else is known of them.
    failed(problem, remedy): the file cannot be read; what is here stays, and `retry` goes on.
    """

    changed = Signal(object)
    progress = Signal(int, int)
    failed = Signal(str, str)

    def __init__(self, path: Path, catalog: Catalog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sessions = AgentSessions()
        self._sign_ins: dict[tuple[int, int], SignIn] = {}
        self._is_stopped = False
        self.is_complete = False
        """Whether all that was there has been looked into."""
        self._reader = DetailsReader(path, catalog, self)
        self._reader.found.connect(self._on_found, Qt.ConnectionType.QueuedConnection)
        self._reader.failed.connect(self.failed, Qt.ConnectionType.QueuedConnection)

    def look(self, columns: Columns) -> None:
        """The session has new rows."""
        self._reader.look(columns.as_now())

    def session_type(self, agent: int, when: float) -> str:
        """The type of the session that an agent was in at a moment, in seconds, as it was sent; "" where none is
        known."""
        return self._sign_in(agent, when).session_type

    def phone(self, agent: int, when: float) -> str:
        """The phone that an agent was signed in with at a moment; else as `session_type`."""
        return self._sign_in(agent, when).phone

    def retry(self) -> None:
        """Read on after `failed`."""
        self._reader.retry()

    def stop(self) -> None:
        """Read no more; what is here stays. Nothing is told from here on."""
        self._is_stopped = True
        self._reader.stop()

    def _sign_in(self, agent: int, when: float) -> SignIn:
        session = self._sessions.at(agent, when)
        return _NOTHING if session is None else self._sign_ins.get((agent, session.session), _NOTHING)

    def _on_found(self, found: Found) -> None:
        if self._is_stopped:
            return
        try:
            self._take(found)
        finally:
            # Also after a bug on the way: it is told once, and what comes next may still be shown.
            self._reader.take_next()

    def _take(self, found: Found) -> None:
        for session in found.sessions:
            self._sessions.take(session)
        self._sign_ins.update(found.sign_ins)
        if changed := {session.agent for session in found.sessions}:
            self.changed.emit(changed)
        self.is_complete = found.done == found.total
        self.progress.emit(found.done, found.total)
