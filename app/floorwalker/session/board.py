"""The floor at a moment: every agent's status, as `floorwalker board` tells it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from pydantic import BaseModel, ConfigDict

from floorwalker.event.catalog import Catalog
from floorwalker.event.clocks import SenderClock
from floorwalker.event.facts import Activity
from floorwalker.event.natural import natural
from floorwalker.event.row import FIELDS
from floorwalker.event.statuses import Snapshot, Statuses
from floorwalker.session.columns import Names, Rows
from floorwalker.session.gaps import unknown_times
from floorwalker.session.reader import Reader
from floorwalker.session.times import iso_seconds

_AT_ONCE: Final = 100_000
"""Rows whose statuses are worked out at once."""
_RECEIVED: Final = FIELDS.index("received")
_CREATED: Final = FIELDS.index("created")


class Standing(BaseModel):
    """One agent at a moment.

    status: its name in the catalog, or "Unknown" or "SignedOut". activity: the ActivityCode, None where the status has
    none. since: the CreationDateUtc of the event that began it, or the start of the gap that made it unknown; None
    where nothing was known yet. seq: that event's number, None where none began it. heard: when the agent's newest
    event by then was created. stale: nothing was heard of the agent for so long that a SignedOut may have been lost.
    """

    model_config = ConfigDict(frozen=True)

    agent: str
    status: str
    words: str
    activity: int | None
    reason: str | None
    since: str | None
    seq: int | None
    heard: str | None
    stale: bool


@dataclass(frozen=True)
class Board:
    """Everyone ever seen, by name, and the moment that it is told of, in seconds since 1970 by the sender's clock."""

    moment: int
    standings: tuple[Standing, ...]


def read_board(reader: Reader, catalog: Catalog, at: int | None = None) -> Board:
    """The floor at a moment in seconds, which is included; without one, now where events still come, else after the
    last event.

    Raises SessionError where the file cannot be read.
    """
    statuses, senders = Statuses(), SenderClock()
    for rows, fresh in _portions(reader):
        statuses = statuses if fresh is None else fresh
        senders.take(rows[:, _RECEIVED], rows[:, _CREATED])
        statuses.append(rows)
    statuses.set_gaps(unknown_times(reader.gaps()))
    names = Names()
    names.add(reader.names_after(0))
    moment = _moment_of(senders) if at is None else at
    snapshot = statuses.snapshot(None if at is None and senders.is_past(time.time()) else moment)
    return Board(moment, _standings(snapshot, moment, names, catalog))


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


def _standings(snapshot: Snapshot, moment: int, names: Names, catalog: Catalog) -> tuple[Standing, ...]:
    columns = (snapshot.agents, snapshot.activity, snapshot.reason, snapshot.since, snapshot.seq, snapshot.heard)
    rows = np.stack([*columns, snapshot.stale(moment)], axis=1).tolist()
    standings = (_standing(row, names, catalog) for row in rows)
    return tuple(sorted(standings, key=lambda one: natural(one.agent)))


def _standing(row: list[int], names: Names, catalog: Catalog) -> Standing:
    agent, activity, reason, since, seq, heard, stale = row
    text = names.text(reason)
    look = catalog.status(activity, text)
    known = bool(heard)
    return Standing(
        agent=names.text(agent),
        status=look.name,
        words=look.words,
        activity=activity if activity >= 0 else None,
        reason=text or None,
        since=iso_seconds(since) if known else None,
        seq=seq or None,
        heard=iso_seconds(heard) if known else None,
        stale=bool(stale) and activity != Activity.SIGNED_OUT,
    )
