"""The Ids of events that went less than a day after they came, so that their repeats are still told."""

import sqlite3
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.body import Accepted, Unreadable, read_body
from floorwalker.event.catalog import Catalog
from floorwalker.event.notes import Note
from floorwalker.session.repeats import KEY, hashes_of, short_key

REMEMBERED = 24 * 3600 * 1_000_000
"""Microseconds from an event's arrival for which its Id is remembered: no sender repeats for longer."""

_ROWS = 4
"""Rows dropped at a time: more than are added in one."""

_GOING = """
SELECT events.notes, payloads.body FROM events JOIN payloads ON payloads.seq = events.seq
WHERE events.seq BETWEEN ? AND ? ORDER BY events.seq
"""

_REPEAT = int(Note.REPEAT)

_NONE = bytes(KEY)
"""In place of the key of a repeat, or of what the disk has spoiled: no Id has it."""


class Departed:
    """The table `departed`: one row for the events that went together. For one thread; the caller begins transactions.

    size: bytes that the Ids take.
    """

    def __init__(self, connection: sqlite3.Connection, catalog: Catalog) -> None:
        self._connection = connection
        self._catalog = catalog
        self.size = 0
        self.count_again()

    def count_again(self) -> None:
        """What was written has not come to the disk, or has."""
        [(self.size,)] = self._connection.execute("SELECT coalesce(sum(length(keys)), 0) FROM departed")

    def add(self, first: int, last: int, received: int) -> None:
        """Remembers the Ids of events that are about to go, from one seq to another. received: the latest of them."""
        rows = self._connection.execute(_GOING, (first, last))
        keys = b"".join([_NONE if notes & _REPEAT else key_in(body, self._catalog) or _NONE for notes, body in rows])
        self._connection.execute("INSERT INTO departed VALUES (?, ?, ?, ?)", (first, last, received, keys))
        self.size += len(keys)

    def drop(self, now: int, most: int | None) -> bool:
        """Forgets the oldest Ids where they are older than a day, or take more than so many bytes: some at a time.
        Tells whether it did.
        """
        oldest = "SELECT first_seq, received, length(keys) FROM departed ORDER BY first_seq LIMIT ?"
        dropped = False
        for first, received, size in self._connection.execute(oldest, (_ROWS,)).fetchall():
            if received > now - REMEMBERED and (most is None or self.size <= most):
                break
            self._connection.execute("DELETE FROM departed WHERE first_seq = ?", (first,))
            self.size -= size
            dropped = True
        return dropped

    @property
    def first_seq(self) -> int | None:
        """The first event whose Id may be here."""
        seq: int | None = self._connection.execute("SELECT min(first_seq) FROM departed").fetchone()[0]
        return seq

    def key(self, seq: int) -> bytes | None:
        """The short key of an event that has gone, None where it is not remembered."""
        query = """
            SELECT substr(keys, (?1 - first_seq) * 16 + 1, 16) FROM departed
            WHERE first_seq <= ?1 AND last_seq >= ?1 ORDER BY first_seq DESC LIMIT 1
        """
        row = self._connection.execute(query, (seq,)).fetchone()
        return None if row is None else bytes(row[0])

    def hashes(self) -> Iterable[tuple[NDArray[np.int64], NDArray[np.int64]]]:
        """The hashes of all that is remembered, each with its event's seq, row by row."""
        for first, keys in self._connection.execute("SELECT first_seq, keys FROM departed ORDER BY first_seq"):
            each = [keys[at : at + KEY] for at in range(0, len(keys), KEY)]
            known = np.flatnonzero([key != _NONE for key in each])
            if len(known):
                yield hashes_of(each)[known], first + known


def key_in(payload: bytes, catalog: Catalog) -> bytes | None:
    """The short key of a stored payload's Id; None where the disk has spoiled it: that proves no repeat."""
    try:
        [stored] = read_body(payload, catalog)
    except Unreadable:
        return None
    return short_key(stored.id) if isinstance(stored, Accepted) else None
