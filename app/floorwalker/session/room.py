"""How much room a session's file takes, and how it gets smaller when events have gone from it."""

import sqlite3
from pathlib import Path
from typing import NamedTuple

from floorwalker.session.schema import WAL_PAGES

_PORTION = 256
"""Pages given back at a time: a megabyte, some 10 ms."""
_IDLE = 64
"""Free pages that are always left for what comes next."""
_INCREMENTAL = 2
_SMALL = 256 * 2**20
"""Bytes of a file that is written anew within a few seconds."""


class Pages(NamedTuple):
    """of_file: pages that the file has. free: those of them that hold nothing. size: bytes of one."""

    of_file: int
    free: int
    size: int

    @property
    def used(self) -> int:
        """Bytes of those that hold something."""
        return (self.of_file - self.free) * self.size


class Room:
    """A session's file and its WAL, measured and made smaller on the writer's connection.

    wal: pages that the WAL takes before it is copied into the file.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._most: int | None = None
        self.wal = WAL_PAGES

    def let_shrink(self) -> bool:
        """Whether the file can get smaller at all; one that cannot is written anew where it is small enough."""
        if not self._shrinks and self._path.stat().st_size <= _SMALL:
            self._connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        return self._shrinks

    @property
    def _shrinks(self) -> bool:
        return self._pragma("auto_vacuum") == _INCREMENTAL

    def limit(self, most: int | None) -> None:
        """Let file and WAL have at most so many bytes together, as long as `is_full` is heeded."""
        if most == self._most:
            return
        self._most = most
        self.wal = WAL_PAGES if most is None else max(16, min(WAL_PAGES, most // 16 // self.pages().size))
        self._connection.execute(f"PRAGMA wal_autocheckpoint = {self.wal}").fetchall()
        self._connection.execute(f"PRAGMA journal_size_limit = {self.wal * self.pages().size}").fetchall()

    def pages(self) -> Pages:
        """As of now."""
        return Pages(self._pragma("page_count"), self._pragma("freelist_count"), self._pragma("page_size"))

    def is_full(self) -> bool:
        """Whether something has to go, so that there is room for what comes until the next look."""
        return self._most is not None and self.pages().used > self._allowed(self.pages())

    def give_back(self) -> bool:
        """Gives a portion of free pages back to the disk. False where there is nothing worth it."""
        pages = self.pages()
        spare = max(_IDLE, (pages.of_file - pages.free) // 16)
        # What has just become free is about to be used again: only what is clearly too much goes.
        too_large = self._most is not None and pages.of_file * pages.size > self._allowed(pages) * 33 // 32
        if pages.free <= (_IDLE // 2 if too_large else 2 * spare) or not self._shrinks:
            return False
        # Each step of this statement gives one page back, and `execute` takes one step only.
        self._connection.executescript(f"PRAGMA incremental_vacuum({_PORTION})")
        return True

    def settle(self) -> bool:
        """Lets the file on the disk have its new, smaller size. False where it has it."""
        pages = self.pages()
        if self._path.stat().st_size <= (pages.of_file + _IDLE) * pages.size:
            return False
        self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        return True

    def _allowed(self, pages: Pages) -> int:
        """Bytes that may be in use: a twentieth less than what the limit leaves beside the WAL, which is copied into
        the file when it has its size, and by then may have twice as much."""
        return ((self._most or 0) - 2 * self.wal * pages.size) * 19 // 20

    def _pragma(self, name: str) -> int:
        return int(self._connection.execute(f"PRAGMA {name}").fetchone()[0])
