"""Saving the agents that the list shows as a CSV file: told of as of one moment, and written by a thread of its own."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from floorwalker.event.plural import counted
from floorwalker.session.floor.floor import Floor
from floorwalker.session.floor.standings_csv import standings_csv
from floorwalker.ui.floor.copy_and_save import save_csv

if TYPE_CHECKING:
    from pathlib import Path

    from floorwalker.event.statuses import Snapshot
    from floorwalker.session.floor.standing import Standing
    from floorwalker.ui.floor.board.facts import Facts
    from floorwalker.ui.floor.board.roster import Roster
    from floorwalker.ui.following import LiveSession

AT_ONCE: Final = 20
"""Agents told of before the window goes on: a few milliseconds."""


class Writing(QThread):
    """Writes one file. done(words): what came of it, in one line."""

    done = Signal(str)

    def __init__(self, path: Path, standings: list[Standing], parent: QObject, *, named: bool, phones: bool) -> None:
        super().__init__(parent)
        self.setObjectName("floor as CSV")
        self._path = path
        self._standings = standings
        self._named = named
        self._phones = phones

    def run(self) -> None:
        """The thread."""
        text = standings_csv(self._standings, named=self._named, phones=self._phones)
        self.done.emit(save_csv(self._path, text, counted(len(self._standings), "agent")))


class Saving(QObject):
    """One file. Agents are told of bit by bit, because only the window's thread may ask what is known of them.

    finished(words): what came of it, in one line.
    """

    finished = Signal(str)

    def __init__(self, live: LiveSession, roster: Roster, facts: Facts, path: Path, parent: QObject) -> None:
        """Of everyone whom the roster shows, in its order, as of the facts' moment."""
        super().__init__(parent)
        self._floor = Floor(
            live.names, live.catalog, live.statuses, live.details.told, live.roster, live.kept_from(), facts.midnight
        )
        self._waiting = iter(roster.snapshots(AT_ONCE))
        self._moment = math.floor(facts.now)
        self._named = facts.team.is_known
        self._path = path
        self._standings: list[Standing] = []
        self._writing: Writing | None = None
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._go_on)

    def start(self, *, phones: bool) -> None:
        """phones: write them out; without, there is no such column."""
        self._phones = phones
        self._next.start()

    def stop(self) -> None:
        """Write no more, or wait until it is written."""
        self._next.stop()
        if self._writing is not None:
            self._writing.wait()

    def _go_on(self) -> None:
        snapshot = next(self._waiting, None)
        if snapshot is None:
            self._next.stop()
            self._write()
        else:
            self._standings += self._told(snapshot)

    def _told(self, snapshot: Snapshot) -> list[Standing]:
        """In the snapshot's order."""
        by_name = {standing.agent: standing for standing in self._floor.standings(snapshot, self._moment)}
        return [by_name[self._floor.names.text(agent)] for agent in snapshot.agents.tolist()]

    def _write(self) -> None:
        self._writing = Writing(self._path, self._standings, self, named=self._named, phones=self._phones)
        self._writing.done.connect(self.finished)
        self._writing.start()
