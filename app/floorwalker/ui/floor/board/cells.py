"""What stands in the cells of the list, and what their tips tell; worked out for what is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from floorwalker.event.facts import Activity
from floorwalker.event.limits import ALERTS
from floorwalker.event.statuses import STALE_AFTER
from floorwalker.ui.floor import durations
from floorwalker.ui.floor.board.columns import Column
from floorwalker.ui.floor.board.roster import status_ranks

if TYPE_CHECKING:
    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.floor.board.facts import Facts
    from floorwalker.ui.floor.board.groups import Group
    from floorwalker.ui.floor.board.roster import Entry
    from floorwalker.ui.floor.paints import Paints

OVER: Final = "⚠"
"""Behind a time that is over its limit."""
UNSEEN: Final = "Not seen yet"
"""The status of whom, at a past moment, only later events tell of."""
_HOURS: Final = STALE_AFTER // 3600


class Share(NamedTuple):
    """Part of an agent's time. share: of one."""

    activity: int
    reason: int
    seconds: int
    share: float


class Cells:
    """The texts of the rows, for the window's thread only. now: the moment that is told, in seconds."""

    def __init__(self, catalog: Catalog, facts: Facts, paints: Paints) -> None:
        self.catalog = catalog
        self._facts = facts
        self.paints = paints

    @property
    def now(self) -> float:
        """The moment that is told of, in seconds."""
        return self._facts.now

    def text(self, entry: Entry, column: int) -> str:
        """A cell."""
        match column:
            case Column.STATUS:
                return self._status(entry)
            case Column.TIME:
                time = self.time(entry)
                return f"{time} {OVER}" if entry.stage >= ALERTS else time
            case Column.LOGGED_IN:
                return durations.ticking(self._facts.logged_in(entry.agent))
            case Column.SHARE:
                return ", ".join(self._share_words(share) for share in self.shares(entry.agent))
        return self._facts.text(Column(column), entry.agent)

    def time(self, entry: Entry) -> str:
        """How long the agent has been in the status, "" where nothing is known."""
        return durations.ticking(self.now - entry.since) if entry.since else ""

    def team(self, agent: int) -> str:
        """The agent's team, "" for none."""
        return self._facts.text(Column.TEAM, agent)

    def shares(self, agent: int) -> list[Share]:
        """Of the agent's time since midnight, without that in which they were signed out: how much in which status, in
        the order of the catalog."""
        times = {
            status: seconds for status, seconds in self._facts.times(agent).items() if status[0] != Activity.SIGNED_OUT
        }
        whole = sum(times.values())
        ranks = status_ranks(self.catalog, [activity for activity, _ in times])
        ordered = sorted(times, key=lambda status: (ranks[status[0]], status[1]))
        return [Share(*status, times[status], times[status] / whole) for status in ordered]

    def tip(self, entry: Entry, column: int) -> str:
        """What a cell's tip says."""
        names = self._names(entry.agent)
        if entry.is_unseen:
            return f"{names}: nothing had been received about this agent yet"
        lines = [f"{names}: {self.paints.status(entry.told, entry.reason).words}"]
        lines += [f"since {durations.clock(entry.since, self.now)}", *self._remarks(entry)]
        if column == Column.SHARE:
            lines += ["", *(self._share_line(share) for share in self.shares(entry.agent))]
        return "\n".join(lines)

    def heading(self, group: Group) -> str:
        """`On call  12`, with those that are over their limit."""
        over = f", {group.alerts:,} over the limit" if group.alerts else ""
        return f"{group.words}  {group.size:,}{over}"

    def _status(self, entry: Entry) -> str:
        if entry.is_unseen:
            return UNSEEN
        words = self.paints.status(entry.told, entry.reason).words
        return f"{words} · stale" if entry.is_stale else words

    def _names(self, agent: int) -> str:
        name, username = self._facts.text(Column.AGENT, agent), self._facts.text(Column.USERNAME, agent)
        team = self.team(agent)
        both = name if name == username else f"{name} ({username})"
        return f"{both}, {team}" if team else both

    def _remarks(self, entry: Entry) -> list[str]:
        if entry.is_stale:
            return [f"Nothing was heard of the agent for {_HOURS} hours: a sign-out may have been lost."]
        if not entry.seq:
            return ["Events may have been missed since then; the agent's next one will tell."]
        if entry.stage:
            limit = durations.ticking(self.now - entry.since - entry.over)
            beyond = "Over its limit" if entry.stage >= ALERTS else "Near its limit"
            return [f"{beyond}: {durations.ticking(entry.over)} past {limit}"]
        return []

    def _share_words(self, share: Share) -> str:
        words = self.paints.status(share.activity, share.reason).words
        return f"{words} {share.share:.0%}"

    def _share_line(self, share: Share) -> str:
        return f"{self._share_words(share)}, {durations.ticking(share.seconds)}"
