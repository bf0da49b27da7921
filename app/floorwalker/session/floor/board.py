"""The floor at a moment, as `floorwalker board` reads it from a session."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from floorwalker.event.agent_sessions import sessions_in
from floorwalker.event.catalog import Catalog
from floorwalker.event.clocks import SenderClock
from floorwalker.event.row import FIELDS
from floorwalker.event.statuses import Snapshot, Statuses
from floorwalker.event.work import steps_in
from floorwalker.session.columns import Names, Rows
from floorwalker.session.filter import Filter
from floorwalker.session.floor.agent_details import AgentDetails
from floorwalker.session.floor.floor import Floor, kept_from
from floorwalker.session.floor.in_payloads import InPayloads
from floorwalker.session.floor.judge import Judge
from floorwalker.session.floor.standing import Standing
from floorwalker.session.gaps import unknown_times
from floorwalker.session.reader import Reader
from floorwalker.session.roster import NO_ROSTER, Roster

__all__ = ["Board", "Standing", "read_board", "read_floor"]

_AT_ONCE: Final = 100_000
"""Rows whose statuses are worked out at once."""
_SEQ, _RECEIVED, _CREATED, _NOTES = (FIELDS.index(name) for name in ("seq", "received", "created", "notes"))


@dataclass(frozen=True)
class Board:
    """Everyone ever seen, by name, or those of them who are meant, and the moment that it is told of, in seconds since
    1970 by the sender's clock. seen: how many were ever seen. covers_from: as in `Standing`.
    """

    moment: int
    standings: tuple[Standing, ...]
    seen: int
    covers_from: str | None


@dataclass(frozen=True)
class ReadFloor:
    """A floor as far as it was read, and the sender's clock."""

    floor: Floor
    senders: SenderClock

    def board(self, at: int | None = None, wanted: Filter | None = None) -> Board:
        """The floor at a moment in seconds, which is included; without one, now where events still come, else after the
        last event. wanted: only the agents that it means at that moment.

        Raises FilterError as `Filter.accepts`.
        """
        is_last = at is None and self.senders.is_past(time.time())
        moment = _moment_of(self.senders) if at is None else at
        snapshot = self.floor.statuses.snapshot(None if is_last else moment)
        meant = snapshot if wanted is None else self._meant(snapshot, moment, wanted)
        return Board(moment, tuple(self.floor.standings(meant, moment)), len(snapshot), self.floor.covers_from(moment))

    def _meant(self, snapshot: Snapshot, moment: int, wanted: Filter) -> Snapshot:
        """As the floor view asks: whose status is stale counts as unknown."""
        judge = Judge(wanted, self.floor.catalog, self.floor.names, self.floor.roster)
        return snapshot.of(judge.meant(snapshot.believed(moment), moment))


def read_board(
    reader: Reader, catalog: Catalog, at: int | None = None, roster: Roster = NO_ROSTER, wanted: Filter | None = None
) -> Board:
    """The floor of a session at a moment; see `ReadFloor.board`. roster: names and teams.

    Raises SessionError where the file cannot be read.
    """
    return read_floor(reader, catalog, roster, at).board(at, wanted)


def read_floor(reader: Reader, catalog: Catalog, roster: Roster = NO_ROSTER, until: int | None = None) -> ReadFloor:
    """All that a session's events tell of its agents; of work items only up to a moment, in seconds, where one is
    given. Raises SessionError where the file cannot be read.
    """
    reading = _Reading(reader, catalog, until)
    for rows, fresh in _portions(reader):
        reading.take(rows, fresh)
    reading.statuses.set_gaps(unknown_times(reader.gaps()))
    names = Names()
    names.add(reader.names_after(0))
    floor = Floor(names, catalog, reading.statuses, reading.details, roster, reading.kept_from)
    return ReadFloor(floor, reading.senders)


class _Reading:
    """What was read by now."""

    def __init__(self, reader: Reader, catalog: Catalog, until: int | None) -> None:
        self.statuses, self.senders, self.details = Statuses(), SenderClock(), AgentDetails()
        self.kept_from: int | None = None
        self._reader = reader
        self._in = InPayloads(catalog)
        self._until = until
        self._known: set[tuple[int, int]] = set()

    def take(self, rows: Rows, fresh: Statuses | None) -> None:
        """A portion. fresh: statuses to begin with anew, where what came before is gone."""
        if fresh is not None:
            self.statuses, self.details = fresh, AgentDetails()
            self.kept_from = kept_from(rows[:, _CREATED], rows[:, _NOTES])
            self._known.clear()
        self.senders.take(rows[:, _RECEIVED], rows[:, _CREATED])
        self.statuses.append(rows)
        self._take_sessions(rows)
        self._take_steps(rows)

    def _take_sessions(self, rows: Rows) -> None:
        sessions = list(sessions_in(rows))
        new = {one.seq: one.key for one in sessions if one.key not in self._known}
        sign_ins = {new[seq]: self._in.sign_in(payload) for seq, payload in self._reader.payloads(new)}
        self._known |= sign_ins.keys()
        self.details.take_sessions(sessions, sign_ins)

    def _take_steps(self, rows: Rows) -> None:
        steps = steps_in(rows)
        if self._until is not None:
            steps = steps[steps[:, _CREATED] <= self._until]
        items = self._in.items(self._reader.payloads(steps[:, _SEQ].tolist()))
        self.details.work.append(steps, {seq: item for seq, item in items if item})


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
