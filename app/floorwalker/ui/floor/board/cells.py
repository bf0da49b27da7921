"""What stands in the cells of the list, and what their tips tell; worked out for what is looked at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from floorwalker.event.facts import Activity
from floorwalker.event.limits import ALERTS
from floorwalker.ui.floor import durations, remarks
from floorwalker.ui.floor.board.columns import COUNTS, Column
from floorwalker.ui.floor.status_order import in_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from floorwalker.event.catalog import Catalog
    from floorwalker.event.work import WorkItem
    from floorwalker.ui.floor.board.facts import Facts
    from floorwalker.ui.floor.board.groups import Group
    from floorwalker.ui.floor.board.roster import Entry
    from floorwalker.ui.floor.paints import Paints

UNSEEN: Final = "Not seen yet"
"""The status of whom, at a past moment, only later events tell of."""
HIDDEN: Final = "•••••"
"""In place of a phone."""
_OF_TODAY: Final = frozenset({*COUNTS, Column.LOGGED_IN, Column.SHARE})


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
        self.shows_phones = False
        self._ways: dict[int, Callable[[Entry], str]] = {
            Column.STATUS: self.status,
            Column.TIME: self.time,
            Column.WORK_TIME: lambda entry: self._work_time(entry.agent),
            Column.PHONE: lambda entry: self._phone(entry.agent),
            Column.LOGGED_IN: lambda entry: durations.ticking(facts.logged_in(entry.agent)),
            Column.SHARE: lambda entry: ", ".join(map(self._share_words, self.shares(entry.agent))),
            **{column: partial(self._count, place) for place, column in enumerate(COUNTS)},
        }

    @property
    def now(self) -> float:
        """The moment that is told of, in seconds."""
        return self._facts.now

    def text(self, entry: Entry, column: int) -> str:
        """A cell."""
        told = self._ways.get(column)
        return self._facts.text(Column(column), entry.agent) if told is None else told(entry)

    def status(self, entry: Entry) -> str:
        """The status in words."""
        if entry.is_unseen:
            return UNSEEN
        words = self.paints.status(entry.told, entry.reason).words
        return f"{words} · stale" if entry.is_stale else words

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
        return [Share(*status, times[status], times[status] / whole) for status in in_order(times, self.catalog)]

    def spoken(self, entry: Entry, column: int) -> str:
        """A cell for whoever does not see its colour."""
        told = self.text(entry, column)
        return f"{told}, over its limit" if column == Column.TIME and entry.stage >= ALERTS else told

    def tip(self, entry: Entry, column: int) -> str:
        """What a cell's tip says."""
        names = self._names(entry.agent)
        if entry.is_unseen:
            return f"{names}: nothing had been received about this agent yet"
        lines = [f"{names}: {self.paints.status(entry.told, entry.reason).words}"]
        lines += [f"since {durations.clock(entry.since, self.now)}", *self._remarks(entry)]
        return "\n".join([*lines, *self._more(entry.agent, column)])

    def heading(self, group: Group) -> str:
        """`On call  12`, with those that are over their limit."""
        over = f", {group.alerts:,} over the limit" if group.alerts else ""
        return f"{group.words}  {group.size:,}{over}"

    def _work_time(self, agent: int) -> str:
        """`0:07 / 6:12`; a dash for what no event tells, or what is still to come."""
        item = self._facts.item(agent)
        if item is None:
            return ""
        if item.accepted is None:
            return f"{durations.ticking(self.now - item.last[0])} / –"
        ring = "–" if item.ring is None else durations.ticking(item.ring)
        return f"{ring} / {durations.ticking(self.now - item.accepted)}"

    def _count(self, place: int, entry: Entry) -> str:
        return f"{self._facts.counts(entry.agent)[place]:,}"

    def _phone(self, agent: int) -> str:
        phone = self._facts.phone(agent)
        return phone if self.shows_phones or not phone else HIDDEN

    def _more(self, agent: int, column: int) -> list[str]:
        """What a tip says of its own column."""
        since, item = self._facts.covers_from, self._facts.item(agent)
        lines: list[str] = []
        match column:
            case Column.SHARE:
                lines = [self._share_line(share) for share in self.shares(agent)]
            case Column.WORK_TIME | Column.WORK_ITEM:
                lines = ["No work item now"] if item is None else self._about(item)
            case Column.OFFERED | Column.ACCEPTED | Column.DECLINED:
                lines = [
                    f"{name.capitalize()} {count:,} since midnight"
                    for name, count in self._facts.counts(agent)._asdict().items()
                ]
        if since is not None and column in _OF_TODAY:
            lines.append(f"Only from {durations.clock(since, self.now)} on: older events have gone")
        return ["", *lines] if lines else []

    def _about(self, item: WorkItem) -> list[str]:
        """When its steps were, and which of them no event told."""
        steps = {"Offered": item.offered, "Accepted": item.accepted}
        lines = [f"{name} {durations.clock(at, self.now)}" for name, at in steps.items() if at is not None]
        lines += [f"Not told: {step.name.lower()}" for step in item.lacks]
        return [f"Work item {item.item}" if item.item else "A work item without an id", *lines]

    def _names(self, agent: int) -> str:
        name, username = self._facts.text(Column.AGENT, agent), self._facts.text(Column.USERNAME, agent)
        team = self.team(agent)
        both = name if name == username else f"{name} ({username})"
        return f"{both}, {team}" if team else both

    def _remarks(self, entry: Entry) -> list[str]:
        if entry.is_stale:
            return [remarks.STALE]
        if not entry.seq:
            return [remarks.GAP]
        if entry.stage:
            past = durations.ticking(self.now - entry.since - entry.limit)
            beyond = "Over its limit" if entry.stage >= ALERTS else "Near its limit"
            return [f"{beyond}: {past} past {durations.ticking(entry.limit)}"]
        return []

    def _share_words(self, share: Share) -> str:
        words = self.paints.status(share.activity, share.reason).words
        return f"{words} {share.share:.0%}"

    def _share_line(self, share: Share) -> str:
        return f"{self._share_words(share)}, {durations.ticking(share.seconds)}"
