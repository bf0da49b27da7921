"""Finds names and envelopes that nothing in a session uses any more, a little at a time.

What is used is marked, row by row from the oldest delivery to the newest, while more arrive behind: when the marking
has come to the end, what was there at its beginning and is not marked is not used. Nobody counts while events arrive.
"""

import sqlite3
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

_MARKED = 10_000
"""Rows looked at together: some milliseconds."""
_GO = 2_000
"""So many go together; and so many must be new before it is worth looking for old ones."""


class _Marking:
    """One way through a table: which numbers of some of its columns occur."""

    def __init__(self, table: str, key: str, columns: str, newest: int) -> None:
        self._query = f"SELECT {key}, {columns} FROM {table} WHERE {key} > ? ORDER BY {key} LIMIT {_MARKED}"  # noqa: S608 our own tables
        self._reached = 0
        self._used: NDArray[np.bool_] = np.zeros(newest + 1, np.bool_)
        # 0 is none, and the newest number must not be given again.
        self._used[[0, -1]] = True

    def go_on(self, connection: sqlite3.Connection) -> bool:
        """Marks some more. True at the end of the table."""
        rows = np.array(connection.execute(self._query, (self._reached,)).fetchall(), np.int64)
        if len(rows):
            self._reached = int(rows[-1, 0])
            self.mark(rows[:, 1:].ravel())
        return len(rows) < _MARKED

    def mark(self, numbers: NDArray[np.int64]) -> None:
        """These are in use."""
        self._used[numbers[numbers < len(self._used)]] = True

    @property
    def used(self) -> int:
        """How many are."""
        return int(self._used.sum())

    def unused(self) -> list[int]:
        """The first of those that are not."""
        unused: list[int] = np.flatnonzero(~self._used)[:_GO].tolist()
        return unused


class Sweep:
    """Looks through one of the tables `names` or `envelopes`; for one thread.

    users: the table that uses them, its key, and its columns with their numbers. kept: gives the numbers that are
    needed whatever the rows say.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        swept: str,
        users: tuple[str, str, str],
        kept: Callable[[], Iterable[int]],
    ) -> None:
        self._connection = connection
        self._swept = swept
        self._users = users
        self._kept = kept
        self._marking: _Marking | None = None
        # What an earlier capture has left over is found with the first.
        self._due_at = _GO

    def step(self) -> set[int] | None:
        """Does a little, in the caller's transaction; None where there is nothing to do. Returns what has gone: whoever
        remembers it must forget it."""
        if self._marking is None and not self._begin():
            return None
        if self._marking is None or not self._marking.go_on(self._connection):
            return set()
        self._marking.mark(np.fromiter(self._kept(), np.int64))
        unused = self._marking.unused()
        if len(unused) < _GO:
            self._due_at = self._newest() + max(_GO, self._marking.used // 2)
            self._marking = None
        else:
            self._marking.mark(np.array(unused))
        rows = ((number,) for number in unused)
        self._connection.executemany(f"DELETE FROM {self._swept} WHERE id = ?", rows)  # noqa: S608
        return set(unused)

    def stop(self) -> None:
        """What was done last has not come to the disk: begin again."""
        self._marking = None

    def _begin(self) -> bool:
        newest = self._newest()
        if newest >= self._due_at:
            self._marking = _Marking(*self._users, newest)
        return self._marking is not None

    def _newest(self) -> int:
        return int(self._connection.execute(f"SELECT coalesce(max(id), 0) FROM {self._swept}").fetchone()[0])  # noqa: S608
