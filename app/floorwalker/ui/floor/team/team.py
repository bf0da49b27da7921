"""What agents are called and which teams they are in, by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from floorwalker.ui.following import LiveSession

HOW_TO_CHOOSE: Final = "Roster file… in the menu (Ctrl+Shift+N) takes one."


class Team(QObject):
    """Asks the session's roster, and remembers the answers. changed: names or teams are others now."""

    changed = Signal()

    def __init__(self, live: LiveSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._names: dict[int, str] = {}
        self._teams: dict[int, str] = {}
        live.roster_changed.connect(self._on_roster_changed)

    @property
    def is_known(self) -> bool:
        """Whether there is a roster, so that names are more than Usernames."""
        return len(self._live.roster) > 0

    def name(self, agent: int) -> str:
        """What an agent is called: the name in the roster, else the Username."""
        if agent not in self._names:
            self._names[agent] = self._live.roster.name(self._live.names.text(agent))
        return self._names[agent]

    def team(self, agent: int) -> str:
        """The agent's team, "" where the roster names none."""
        if agent not in self._teams:
            self._teams[agent] = self._live.roster.team(self._live.names.text(agent))
        return self._teams[agent]

    def username(self, agent: int) -> str:
        """As events name the agent."""
        return self._live.names.text(agent)

    def _on_roster_changed(self) -> None:
        self._names.clear()
        self._teams.clear()
        self.changed.emit()
