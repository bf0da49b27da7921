"""What of the agents only payloads tell, for the window: their items, their sessions' types and their phones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from floorwalker.session.floor.agent_details import AgentDetails
from floorwalker.ui.following.details_reader import DetailsReader, Found

if TYPE_CHECKING:
    from pathlib import Path

    from floorwalker.event.catalog import Catalog
    from floorwalker.event.statuses import Spans
    from floorwalker.event.work import WorkItem, WorkItems
    from floorwalker.session.columns import Columns

VISITED = 100
"""Agents of whom items are let go of with one portion (see `WorkItems.forget`)."""


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
        self.told = AgentDetails()
        """The same without Qt, as `Floor` takes it."""
        self.is_complete = False
        """Whether all that was there has been looked into."""
        self._path = path
        self._catalog = catalog
        self._before = 0
        self._visits = 0
        self._is_stopped = False
        self._reader = self._new_reader()

    @property
    def work(self) -> WorkItems:
        """All work items by now. It may be another object after `changed`."""
        return self.told.work

    def current(self, agent: int, when: float, spans: Spans) -> WorkItem | None:
        """The item that an agent has at a moment, in seconds; see `AgentDetails.current`."""
        return self.told.current(agent, when, spans)

    def session_type(self, agent: int, when: float) -> str:
        """The type of the session that an agent was in at a moment, in seconds, as it was sent; "" where none is
        known."""
        return self.told.sign_in(agent, when).session_type

    def phone(self, agent: int, when: float) -> str:
        """The phone that an agent was signed in with at a moment; else as `session_type`."""
        return self.told.sign_in(agent, when).phone

    def look(self, columns: Columns) -> None:
        """The session has new rows, or its first ones."""
        self._reader.look(columns.as_now())

    def forget(self, before: int | None) -> None:
        """Let go of what ended before a moment, in seconds: bit by bit, with each portion that is read."""
        if before is not None:
            self._before = before
            self._begin_to_forget()
            self.told.forget(before)

    def set_catalog(self, catalog: Catalog, columns: Columns) -> None:
        """Look into the fields that it says; into all payloads anew where these are others."""
        if _fields_of(catalog) == _fields_of(self._catalog):
            return
        self._catalog = catalog
        self._reader.stop()
        self._reader.deleteLater()
        self.told = AgentDetails()
        self.is_complete = False
        self._reader = self._new_reader()
        self.look(columns)

    def retry(self) -> None:
        """Read on after `failed`."""
        self._reader.retry()

    def stop(self) -> None:
        """Read no more; what is here stays. Nothing is told from here on."""
        self._is_stopped = True
        self._reader.stop()

    def _new_reader(self) -> DetailsReader:
        reader = DetailsReader(self._path, self._catalog, self)
        reader.found.connect(self._on_found, Qt.ConnectionType.QueuedConnection)
        reader.failed.connect(self.failed, Qt.ConnectionType.QueuedConnection)
        return reader

    def _on_found(self, found: Found) -> None:
        if self._is_stopped or self.sender() is not self._reader:
            return
        try:
            self._take(found)
        finally:
            # Also after a bug on the way: it is told once, and what comes next may still be shown.
            self._reader.take_next()

    def _take(self, found: Found) -> None:
        changed = self.told.take_sessions(found.sessions, found.sign_ins)
        if found.work is not None:
            self.told.work = found.work
            self._begin_to_forget()
            changed.update(found.work.agents())
        elif len(found.steps):
            changed |= self.work.append(found.steps, found.named)
        self._forget_on()
        if changed:
            self.changed.emit(changed)
        if not self.is_complete:
            self.is_complete = found.is_last
            self.progress.emit(found.done, found.total)

    def _begin_to_forget(self) -> None:
        self._visits = len(self.work.agents()) // VISITED + 2 if self._before else 0

    def _forget_on(self) -> None:
        if self._visits:
            self._visits -= 1
            self.work.forget(self._before)


def _fields_of(catalog: Catalog) -> tuple[tuple[str, ...], ...]:
    return catalog.subject_fields, catalog.session_type_fields, catalog.phone_fields
