"""How long a session keeps its events: by age, by the size of its file, a small part of the work at a time."""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from floorwalker.event.catalog import Catalog
from floorwalker.session.batch import BatchMaker
from floorwalker.session.columns import AGENT
from floorwalker.session.removal import Removal
from floorwalker.session.repeats import Repeats
from floorwalker.session.room import Room
from floorwalker.session.schema import oldest
from floorwalker.session.sweep import Sweep

_IDS_SHARE = 4
"""The Ids of events that are gone may take one part in so many of the largest size."""

_NONE, _ANY = -(1 << 62), 1 << 62
"""Moments before which nothing arrived, and everything."""

_LOWERED = """
UPDATE captures SET events = events - ?, duplicates = duplicates - ?, rejected = rejected - ? WHERE id = ?
"""


@dataclass(frozen=True, slots=True)
class Retention:
    """age: microseconds since an event's arrival. size: bytes of the file and its WAL. None: no limit."""

    age: int | None = None
    size: int | None = None

    def __bool__(self) -> bool:
        return self.age is not None or self.size is not None


EVERYTHING = Retention()


class Keeper:
    """Does a journal's part of it, on the journal's thread, between its transactions."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        catalog: Catalog,
        remembered: tuple[BatchMaker, Repeats],
        transaction: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._connection = connection
        self._maker, self._repeats = remembered
        self._transaction = transaction
        self._room = Room(connection, path)
        self._removal = Removal(connection, catalog)
        self._names = Sweep(connection, "names", ("events", "seq", "agent_session, reason"), self._names_kept)
        self._envelopes = Sweep(
            connection, "envelopes", ("deliveries", "id", "envelope"), self._maker.envelopes_at_hand
        )

    def key(self, seq: int) -> bytes | None:
        """The short key of an event whose Id is remembered though it has gone."""
        return self._removal.departed.key(seq)

    def load_departed(self) -> None:
        """Lets the repeats of events that are gone be known."""
        for hashes, seqs in self._removal.departed.hashes():
            self._repeats.load(hashes, seqs)

    def step(self, limits: Retention, now: int, capture: int) -> bool:
        """Does a part of what is due: tens of milliseconds at most. False where nothing is."""
        self._room.limit(limits.size)
        self._removal.limit(limits.size)
        if self._remove(limits, now, capture) or self._sweep() or self._room.give_back():
            return True
        self._room.settle()
        return False

    @property
    def room(self) -> Room:
        """What the file takes."""
        return self._room

    def _remove(self, limits: Retention, now: int, capture: int) -> bool:
        try:
            with self._transaction():
                forgotten = self._removal.departed.drop(now, limits.size and limits.size // _IDS_SHARE)
                gone = self._removal.remove(self._before(limits, now), now)
                if gone:
                    self._connection.execute(_LOWERED, (*gone, capture))
        except BaseException:
            self._removal.roll_back()
            raise
        if gone:
            self._maker.lower(gone)
        if gone or forgotten:
            self._repeats.forget(self._first_known())
        return bool(gone or forgotten)

    def _before(self, limits: Retention, now: int) -> int:
        """The moment before which what arrived is due to go."""
        if self._room.is_full():
            return _ANY
        return _NONE if limits.age is None else now - limits.age

    def _first_known(self) -> int:
        """The first event that is there, or whose Id is."""
        first, there = self._removal.departed.first_seq, oldest(self._connection)
        return there if first is None else min(first, there)

    def _sweep(self) -> bool:
        """Lets names and envelopes go that nothing uses any more."""
        sweeps = ((self._names, self._maker.forget_names), (self._envelopes, None))
        for sweep, forget in sweeps:
            try:
                with self._transaction():
                    gone = sweep.step()
            except BaseException:
                sweep.stop()
                raise
            if gone and forget:
                forget(gone)
            if gone is not None:
                return True
        return False

    def _names_kept(self) -> Iterable[int]:
        """Everyone ever seen stays known, and what their statuses stand on."""
        agents = self._connection.execute("SELECT id FROM names WHERE kind = ?", (AGENT,))
        return self._removal.names().union(number for (number,) in agents)
