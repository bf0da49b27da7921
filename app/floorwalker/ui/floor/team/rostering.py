"""The roster file of the window: chosen, remembered, followed, forgotten, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from floorwalker.session.columns import AGENT
from floorwalker.session.roster import NO_ROSTER, RosterError, read_roster
from floorwalker.ui.floor.team.dialog import RosterDialog
from floorwalker.ui.floor.team.watch import RosterWatch
from floorwalker.ui.shell.memory import Memory

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from floorwalker.session.roster import Roster
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look


class Rostering(QObject):
    """Gives the session its roster. `stop` ends its thread.

    told(line): what was read, whenever that says something new. troubled(problem, remedy): the file cannot be read,
    until settled; the names that were read before stay. changed: `path` or `trouble` is another.
    """

    told = Signal(str)
    troubled = Signal(str, str)
    settled = Signal()
    changed = Signal()

    def __init__(self, live: LiveSession, look: Look, window: QWidget, given: Path | None = None) -> None:
        """given: a file for this window alone, which is there; None for the one that is remembered."""
        super().__init__(window)
        self._live = live
        self._look = look
        self._window = window
        self._memory = Memory()
        self._given = given
        self.path: Path | None = None
        self.trouble: RosterError | None = None
        self._watch = RosterWatch(self)
        self._watch.read.connect(self._on_read, Qt.ConnectionType.QueuedConnection)
        self._watch.failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)
        if given is not None:
            # A filter of the command line that asks for teams means something from the first picture on.
            live.set_roster(_read(given))

    def start(self) -> None:
        """Follow the file that was given, or else the one that is remembered."""
        self._follow(self._given or self._memory.roster)

    def choose(self, path: Path) -> None:
        """Take names and teams from that file, from now on and the next time."""
        self._memory.roster = path.absolute()
        self._follow(path.absolute())

    def forget(self) -> None:
        """No roster any more: agents are called by their Usernames."""
        self._memory.roster = None
        self._follow(None)
        self.trouble = None
        self.settled.emit()
        self._take(NO_ROSTER)

    def open(self) -> None:
        """Show what the roster says and what not, and let another be chosen."""
        RosterDialog(self, self._live, self._look, self._window).open()

    def unnamed(self) -> list[str]:
        """The Usernames of the session that the roster does not have, in order of arrival."""
        return [name for _, name in self._live.names.of_kind(AGENT) if name not in self._live.roster]

    def stop(self) -> None:
        """Follow the file no longer."""
        self._watch.stop()

    def _follow(self, path: Path | None) -> None:
        self.path = path
        self._watch.follow(path)
        self.changed.emit()

    def _on_read(self, path: Path, roster: Roster) -> None:
        if path != self.path:
            return
        self.trouble = None
        self.settled.emit()
        self._take(roster)
        self.told.emit(self._words())

    def _on_failed(self, path: Path, error: RosterError) -> None:
        if path != self.path:
            return
        self.trouble = error
        kept = " The names read before stay." if len(self._live.roster) else ""
        self.troubled.emit(error.problem, f"{error.remedy}{kept}")
        self.changed.emit()

    def _take(self, roster: Roster) -> None:
        self._live.set_roster(roster)
        self.changed.emit()

    def _words(self) -> str:
        missing = len(self.unnamed())
        agents = "agent" if missing == 1 else "agents"
        rest = f"; {missing:,} {agents} of this session are not in it" if missing else ""
        return f"Roster: {len(self._live.roster):,} names, {len(self._live.roster.teams):,} teams{rest}"


def _read(path: Path) -> Roster:
    """The roster, or none where the file has become unreadable since the command line was read: then it is told."""
    try:
        return read_roster(path)
    except RosterError:
        return NO_ROSTER
