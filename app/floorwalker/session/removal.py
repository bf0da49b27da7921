"""Takes the oldest deliveries out of a session, with their events and with what was refused, some at a time.

What outlives them: each agent's status (table `floor`), and the Ids of the last day (table `departed`). A gap goes with
the last event before it, having made its agents unknown.
"""

import sqlite3
from itertools import takewhile
from typing import NamedTuple

import numpy as np

from floorwalker.event.catalog import Catalog
from floorwalker.event.notes import Note
from floorwalker.event.row import FIELDS
from floorwalker.event.statuses import Past
from floorwalker.event.statuses.told import told_by
from floorwalker.session.departed import REMEMBERED, Departed
from floorwalker.session.gaps import gaps, unknown_times
from floorwalker.session.records import Totals

_MOST = 500
"""Deliveries, events and refused elements that go together: some 10 ms of work, so that no answer waits for longer."""
_SHARE = 20_000
"""Of a small limit, one for so many bytes: what goes is written to the WAL first."""
_BYTES = 4 * 2**20
"""Bytes of bodies that go together, unless one delivery alone has more."""

_REPEAT = int(Note.REPEAT)
_SEQ, _RECEIVED, _NOTES, _DELIVERY = 0, 1, FIELDS.index("notes"), len(FIELDS)

_DELIVERIES = "SELECT id, received, size FROM deliveries ORDER BY id LIMIT ?"
_EVENTS = f"SELECT {', '.join(FIELDS)}, delivery FROM events ORDER BY seq LIMIT ?"  # noqa: S608 our own columns
_REFUSED = "SELECT id, delivery FROM refused ORDER BY id LIMIT ?"
_STATES = """
DELETE FROM feed_states
WHERE after < ?1 AND id NOT IN (SELECT max(id) FROM feed_states WHERE after < ?1 GROUP BY feed)
"""
_CAPTURES = """
DELETE FROM captures
WHERE id < (SELECT max(id) FROM captures WHERE last_seq < ?1) AND id NOT IN (SELECT capture FROM feed_states)
"""


class _Portion(NamedTuple):
    """What goes next. events: the numbers of each, and its delivery. refused: ids. delivery: the last one of which
    nothing stays.
    """

    events: list[tuple[int, ...]]
    refused: list[int]
    delivery: int


class Removal:
    """Removes portions from a session; the caller begins transactions, and tells by `roll_back` when one has failed.

    For one thread.
    """

    def __init__(self, connection: sqlite3.Connection, catalog: Catalog) -> None:
        self._connection = connection
        self.departed = Departed(connection, catalog)
        self._floor: dict[int, Past] = {}
        self._most = _MOST
        self.roll_back()

    def roll_back(self) -> None:
        """What is on the disk counts."""
        rows = self._connection.execute("SELECT agent, past FROM floor")
        self._floor = {agent: Past.of_text(text) for agent, text in rows}
        self.departed.count_again()

    def names(self) -> set[int]:
        """The ids of the names that statuses of events that are gone stand on."""
        return {name for past in self._floor.values() for name in past.names()}.union(self._floor)

    def limit(self, size: int | None) -> None:
        """Let portions suit a file of so many bytes."""
        self._most = _MOST if size is None else max(1, min(_MOST, size // _SHARE))

    def remove(self, before: int, now: int) -> Totals | None:
        """Removes the oldest of what arrived before a moment. Returns how much went, None where nothing did."""
        portion = self._portion(before)
        if portion is None:
            return None
        starts = self._gap_starts()
        self._keep_statuses(portion.events, starts)
        self._keep_ids(portion.events, now)
        self._delete(portion)
        self._pass_gaps(starts)
        repeats = sum(1 for event in portion.events if event[_NOTES] & _REPEAT)
        return Totals(len(portion.events), repeats, len(portion.refused))

    def _portion(self, before: int) -> _Portion | None:
        last = self._last_delivery(before)
        if last is None:
            return None
        rows = self._connection.execute(_EVENTS, (self._most + 1,)).fetchall()
        events = list(takewhile(lambda row: row[_DELIVERY] <= last, rows))
        if len(events) > self._most:
            last = events[self._most][_DELIVERY] - 1
        refused = [row for row in self._connection.execute(_REFUSED, (self._most + 1,)) if row[1] <= last]
        if len(refused) > self._most:
            last = refused[self._most][1] - 1
        return _Portion(events[: self._most], [number for number, _ in refused[: self._most]], last)

    def _last_delivery(self, before: int) -> int | None:
        """The last one that is old enough, with all before it: these came no later, whatever the clock said then."""
        last, size = None, 0
        for number, received, of_body in self._connection.execute(_DELIVERIES, (self._most,)):
            if size > 0 and size + of_body > _BYTES:
                break
            size += of_body
            if received < before:
                last = number
        return last

    def _gap_starts(self) -> list[int]:
        return sorted({start for start, _ in unknown_times(gaps(self._connection))})

    def _keep_statuses(self, events: list[tuple[int, ...]], starts: list[int]) -> None:
        if not events:
            return
        agents, told = told_by(np.array([event[:_DELIVERY] for event in events], np.int64))
        for agent, one in zip(agents.tolist(), told.tolist(), strict=True):
            self._floor.setdefault(agent, Past()).take(one, starts)
        self._write(set(agents.tolist()))

    def _pass_gaps(self, before: list[int]) -> None:
        """Gaps that are gone now have been passed by everyone."""
        if not before:
            return
        for start in sorted(set(before).difference(self._gap_starts())):
            self._write({agent for agent, past in self._floor.items() if past.pass_gap(start, before)})

    def _write(self, agents: set[int]) -> None:
        rows = ((agent, self._floor[agent].text()) for agent in agents)
        self._connection.executemany("INSERT OR REPLACE INTO floor VALUES (?, ?)", rows)

    def _keep_ids(self, events: list[tuple[int, ...]], now: int) -> None:
        """Of those that arrived within a day, and of what came after them: keys are found by their place."""
        first = next((event[_SEQ] for event in events if event[_RECEIVED] > now - REMEMBERED), None)
        if first is not None:
            self.departed.add(first, events[-1][_SEQ], max(event[_RECEIVED] for event in events))

    def _delete(self, portion: _Portion) -> None:
        execute = self._connection.execute
        if portion.events:
            last = portion.events[-1][_SEQ]
            execute("DELETE FROM events WHERE seq <= ?", (last,))
            execute("DELETE FROM payloads WHERE seq <= ?", (last,))
            execute(_STATES, (last + 1,))
            execute(_CAPTURES, (last + 1,))
        if portion.refused:
            execute("DELETE FROM refused WHERE id <= ?", (portion.refused[-1],))
        execute("DELETE FROM deliveries WHERE id <= ?", (portion.delivery,))
