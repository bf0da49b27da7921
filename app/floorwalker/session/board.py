"""The floor at a moment: every agent's status, as `floorwalker board` tells it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from pydantic import BaseModel, ConfigDict

from floorwalker.event.catalog import Catalog
from floorwalker.event.clocks import SenderClock
from floorwalker.event.facts import Activity
from floorwalker.event.natural import natural
from floorwalker.event.row import FIELDS
from floorwalker.event.statuses import Snapshot, Spans, Statuses
from floorwalker.event.work import Step, current, logged_in, steps_in, time_per_status
from floorwalker.session.columns import Names, Rows
from floorwalker.session.gaps import unknown_times
from floorwalker.session.reader import Reader
from floorwalker.session.roster import NO_ROSTER, Roster
from floorwalker.session.times import iso_seconds
from floorwalker.session.work import Day, mean_times, read_day, unproven

_AT_ONCE: Final = 100_000
"""Rows whose statuses are worked out at once."""
_RECEIVED: Final = FIELDS.index("received")
_CREATED: Final = FIELDS.index("created")
_NEVER: Final = -(1 << 62)


class Standing(BaseModel):
    """One agent at a moment.

    name, team: by the roster, None where it does not say.

    status: its name in the catalog, or "Unknown" or "SignedOut". activity: the ActivityCode, None where the status has
    none. since: the CreationDateUtc of the event that began it, or the start of the gap that made it unknown; None
    where nothing was known yet. seq: that event's number, None where none began it. heard: when the agent's newest
    event by then was created. stale: nothing was heard of the agent for so long that a SignedOut may have been lost.

    item: the id of the work item that the agent has now, None where there is none or events name none; item_step: its
    last step, "offered" or "accepted", None where there is none; item_since: when that was.

    The rest is of the moment's UTC day until then. offered, accepted, declined, released: events. ring, handle: mean
    seconds of the items that prove them. unproven: how many items lack a step, by what is missing. logged_in: seconds
    in which events prove that the agent was there. times: seconds in each status, by its name.
    """

    model_config = ConfigDict(frozen=True)

    agent: str
    name: str | None
    team: str | None
    status: str
    words: str
    activity: int | None
    reason: str | None
    since: str | None
    seq: int | None
    heard: str | None
    stale: bool
    item: str | None
    item_step: str | None
    item_since: str | None
    offered: int
    accepted: int
    declined: int
    released: int
    ring: float | None
    handle: float | None
    unproven: dict[str, int]
    logged_in: int
    times: dict[str, int]


@dataclass(frozen=True)
class Board:
    """Everyone ever seen, by name, and the moment that it is told of, in seconds since 1970 by the sender's clock."""

    moment: int
    standings: tuple[Standing, ...]


def read_board(reader: Reader, catalog: Catalog, at: int | None = None, roster: Roster = NO_ROSTER) -> Board:
    """The floor at a moment in seconds, which is included; without one, now where events still come, else after the
    last event. roster: names and teams.

    Raises SessionError where the file cannot be read.
    """
    statuses, senders = Statuses(), SenderClock()
    steps: list[Rows] = []
    for rows, fresh in _portions(reader):
        if fresh is not None:
            statuses, steps = fresh, []
        senders.take(rows[:, _RECEIVED], rows[:, _CREATED])
        statuses.append(rows)
        steps.append(steps_in(rows))
    statuses.set_gaps(unknown_times(reader.gaps()))
    names = Names()
    names.add(reader.names_after(0))
    moment = _moment_of(senders) if at is None else at
    snapshot = statuses.snapshot(None if at is None and senders.is_past(time.time()) else moment)
    day = read_day(reader, np.concatenate(steps), moment, catalog)
    return Board(moment, _standings(snapshot, _Telling(moment, names, catalog, statuses, day, roster)))


def _portions(reader: Reader) -> Iterator[tuple[Rows, Statuses | None]]:
    """All events, and statuses to begin with anew where what came before is gone."""
    seq = 0
    while True:
        rows, oldest, past = reader.portion_of_rows(seq, _AT_ONCE)
        yield rows, None if past is None else Statuses(past=past)
        if len(rows) < _AT_ONCE:
            return
        seq = max(int(rows[-1, 0]), oldest - 1)


def _moment_of(senders: SenderClock) -> int:
    now = time.time()
    return int(senders.last() if senders.is_past(now) else senders.at(now))


@dataclass(frozen=True)
class _Telling:
    """What all standings of a moment are told from."""

    moment: int
    names: Names
    catalog: Catalog
    statuses: Statuses
    day: Day
    roster: Roster


def _standings(snapshot: Snapshot, telling: _Telling) -> tuple[Standing, ...]:
    columns = (snapshot.agents, snapshot.activity, snapshot.reason, snapshot.since, snapshot.seq, snapshot.heard)
    rows = np.stack([*columns, snapshot.stale(telling.moment)], axis=1).tolist()
    standings = (_standing(row, telling) for row in rows)
    return tuple(sorted(standings, key=lambda one: natural(one.agent)))


def _standing(row: list[int], telling: _Telling) -> Standing:
    agent, activity, reason, since, seq, heard, stale = row
    text = telling.names.text(reason)
    look = telling.catalog.status(activity, text)
    known = bool(heard)
    username, roster = telling.names.text(agent), telling.roster
    return Standing(
        agent=username,
        name=roster.name(username) if username in roster else None,
        team=roster.team(username) or None,
        status=look.name,
        words=look.words,
        activity=activity if activity >= 0 else None,
        reason=text or None,
        since=iso_seconds(since) if known else None,
        seq=seq or None,
        heard=iso_seconds(heard) if known else None,
        stale=bool(stale) and activity != Activity.SIGNED_OUT,
        **_item(agent, stale=bool(stale), telling=telling),
        **_day(agent, heard if stale else telling.moment, telling),
    )


def _item(agent: int, *, stale: bool, telling: _Telling) -> dict[str, Any]:
    """The work item that the agent has. A release can be lost: none outlives a sign-out, a gap or long silence."""
    item = current(telling.day.items.get(agent, ()))
    if item is None or stale or item.last[0] <= _last_left(telling.statuses.spans(agent), telling.moment):
        return {"item": None, "item_step": None, "item_since": None}
    at, step = item.last
    return {"item": item.item or None, "item_step": step.name.lower(), "item_since": iso_seconds(at)}


def _last_left(spans: Spans, moment: int) -> int:
    """When the agent last signed out, or was last lost in a gap, by a moment; long ago where never."""
    left = ((spans.activity == Activity.SIGNED_OUT) | (spans.seq == 0)) & (spans.starts <= moment)
    return int(spans.starts[left].max(initial=_NEVER))


def _day(agent: int, end: int, telling: _Telling) -> dict[str, Any]:
    """The numbers of the day; end: up to when anything is known of the agent."""
    day, spans = telling.day, telling.statuses.spans(agent)
    items = day.items.get(agent, [])
    ring, handle = mean_times(items, day.start)
    counts = {step.name.lower(): day.counts.get((agent, step), 0) for step in Step}
    times: dict[str, int] = {}
    for (activity, reason), seconds in time_per_status(spans, day.start, end).items():
        name = telling.catalog.status(activity, telling.names.text(reason)).name
        times[name] = times.get(name, 0) + seconds
    proven = {"ring": ring, "handle": handle, "unproven": unproven(items, day.start)}
    return {**counts, **proven, "logged_in": logged_in(spans, day.start, end), "times": times}
