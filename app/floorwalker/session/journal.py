"""The one writer of a session's file.

What `append` returned for is on the disk. What it failed for is not there at all: neither in the file nor in what the
journal remembers, which goes on as if the batch had never come.
"""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from filelock import FileLock, Timeout

from floorwalker.event.catalog import Catalog
from floorwalker.event.notes import Note
from floorwalker.session.batch import BatchMaker
from floorwalker.session.departed import key_in
from floorwalker.session.errors import SessionError, captured_elsewhere, known_trouble, no_folder
from floorwalker.session.keeping import Keeper, Retention
from floorwalker.session.records import Delivery, Envelope, Frames, Receipt, Totals
from floorwalker.session.repeats import Repeats
from floorwalker.session.schema import check_kind, connect_writer, create

__all__ = ["Delivery", "Envelope", "Frames", "Journal", "Receipt", "SessionError", "Totals", "clock"]

_BEGUN = """
INSERT INTO captures (started, seen, last_seq, events, duplicates, rejected) VALUES (?, ?, ?, ?, ?, ?)
"""

_COMMITTED = """
UPDATE captures SET seen = max(seen, ?), last_seq = ?, events = ?, duplicates = ?, rejected = ? WHERE id = ?
"""

_FEED_STATE = """
INSERT INTO feed_states (feed, capture, at, state, detail, after, whole) VALUES (?, ?, ?, ?, ?, ?, ?)
"""

_REPEAT = int(Note.REPEAT)

_PAGES_A_BATCH = 8
_BYTES_A_PAGE = 3000
"""About so many pages of the WAL a batch takes at least, and one more for so many bytes that came."""


def clock() -> int:
    """Now, in microseconds since 1970."""
    return time.time_ns() // 1000


class Journal:
    """A session's file, open for writing: one journal a file, used by one thread at a time.

    session: the session's UUID. Times are microseconds since 1970. Every method raises SessionError where the file
    cannot be written, and the journal can be used again afterwards.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: FileLock, catalog: Catalog) -> None:
        """Use `open`."""
        self._path = path
        self._connection = connection
        self._lock = lock
        self._catalog = catalog
        [(session,)] = connection.execute("SELECT value FROM meta WHERE key = 'session'")
        self.session = str(session)
        self._maker = BatchMaker(connection)
        self._repeats = Repeats(self._stored_key)
        self._keeper = Keeper(path, connection, catalog, (self._maker, self._repeats), self._transaction)
        self._load_repeats()
        self._capture = 0
        self._wal_pages = 0

    @classmethod
    def open(cls, path: Path, catalog: Catalog, now: int | None = None) -> Self:
        """Opens a session, or makes a new one where there is no file (or an empty one), and begins a capture in it.

        now: when the capture starts. Raises SessionError where another journal has it, and for all that can be wrong
        with a file.
        """
        path = Path(path).resolve()
        with known_trouble(path), ExitStack() as undo:
            is_new = not path.exists() or path.stat().st_size == 0
            if not is_new:
                check_kind(path)
            elif not path.parent.is_dir():
                raise no_folder(path)
            lock = _locked(path)
            undo.callback(lock.release)
            if is_new:
                create(path)
            connection = connect_writer(path)
            undo.callback(connection.close)
            journal = cls(path, connection, lock, catalog)
            journal._begin_capture(clock() if now is None else now)
            undo.pop_all()
        return journal

    @property
    def path(self) -> Path:
        """The file, as an absolute path without links."""
        return self._path

    @property
    def totals(self) -> Totals:
        """The session's counts, of what is on the disk."""
        return self._maker.totals

    @property
    def last_seq(self) -> int:
        """The newest event's seq, 0 where there was none yet."""
        return self._maker.last_seq

    def feed(self, kind: str, address: str) -> int:
        """The id of a feed, a new one where the session does not know it yet. kind: "listen" or "connect"."""
        known = ("SELECT id FROM feeds WHERE kind = ? AND address = ?", (kind, address))
        with self._transaction():
            row = self._connection.execute(*known).fetchone()
            if row is None:
                self._connection.execute("INSERT INTO feeds (kind, address) VALUES (?, ?)", (kind, address))
                row = self._connection.execute(*known).fetchone()
        return int(row[0])

    def position(self, feed: int) -> tuple[str, int] | None:
        """How far a feed that another Floorwalker serves was followed: that one's session and the newest seq from it;
        None where it never was.
        """
        with known_trouble(self._path):
            row = self._connection.execute("SELECT session, seq FROM positions WHERE feed = ?", (feed,)).fetchone()
        return None if row is None else (str(row[0]), int(row[1]))

    def feed_state(self, feed: int, at: int, state: str, detail: str = "", *, whole: bool = False) -> None:
        """Writes down that a feed is now "connecting", "connected", "reconnecting" or "stopped". whole: it is connected
        again, and all that was missed since its loss is still to come.
        """
        row = (feed, self._capture, at, state, detail, self._maker.last_seq, whole)
        with self._transaction():
            self._connection.execute(_FEED_STATE, row)
            self._see(at)

    def append(self, deliveries: Sequence[Delivery | Frames]) -> list[Receipt]:
        """Stores deliveries in one transaction, on the disk when this returns, and tells what became of each, or
        of frames that came together what became of them all.
        """
        if not deliveries:
            return []
        try:
            with self._transaction():
                arrived = self._maker.arrived(deliveries)
                checked = self._repeats.check(arrived.events.ids, self._maker.last_seq + 1)
                batch = self._maker.batch(arrived, checked)
                batch.write(self._connection)
                seen = max(one.received for one in deliveries)
                self._connection.execute(_COMMITTED, (seen, batch.last_seq, *batch.totals, self._capture))
        except BaseException:
            self._maker.drop()
            raise
        self._maker.keep(batch)
        self._repeats.remember(checked)
        came = sum(map(len, arrived.events.payloads))
        self._wal_pages += _PAGES_A_BATCH + came // _BYTES_A_PAGE
        return batch.receipts

    @property
    def is_untidy(self) -> bool:
        """Whether one of the next batches would take some 10 ms longer than the others, because it has to tidy up."""
        return self._wal_pages > self._keeper.room.wal * 3 // 4 or self._repeats.are_untidy

    def tidy(self) -> None:
        """Copies the WAL into the file, so that it begins anew, and puts in order what is known of Ids."""
        self._wal_pages = 0
        self._repeats.tidy()
        # What cannot be copied now stays where it is: the next batches try again, and tell of their own trouble.
        with suppress(SessionError), known_trouble(self._path):
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def heartbeat(self, now: int) -> None:
        """Writes down that the capture lives, for times in which nothing arrives."""
        with self._transaction():
            self._see(now)

    def keep_within(self, limits: Retention, now: int) -> bool:
        """Removes some of the oldest events where that is due, and gives back room that they took: some 10 ms of work.

        False where nothing is due any more.
        """
        with known_trouble(self._path):
            return self._keeper.step(limits, now, self._capture)

    def let_shrink(self) -> bool:
        """Lets the file get smaller when events go. One that an older Floorwalker made has to be written anew for that,
        which is not done where it would take long: False then.
        """
        with known_trouble(self._path):
            return self._keeper.room.let_shrink()

    @property
    def is_full(self) -> bool:
        """Whether something has to go; where nothing can, the limit is too small for what outlives its events."""
        return self._keeper.room.is_full()

    def close(self, now: int | None = None) -> None:
        """Ends the capture and empties the WAL into the file, so that the file alone can be handed over."""
        now = clock() if now is None else now
        ended = "UPDATE captures SET seen = max(seen, ?1), ended = ?1 WHERE id = ?2"
        try:
            with self._transaction():
                self._connection.execute(ended, (now, self._capture))
            with known_trouble(self._path):
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            self._connection.close()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _load_repeats(self) -> None:
        self._keeper.load_departed()
        rows = self._connection.execute("SELECT id_hash, seq FROM events WHERE NOT notes & ?", (_REPEAT,))
        pairs = np.fromiter(chain.from_iterable(rows), np.int64).reshape(-1, 2)
        self._repeats.load(pairs[:, 0], pairs[:, 1])

    def _begin_capture(self, now: int) -> None:
        row = (now, now, self._maker.last_seq, *self._maker.totals)
        with self._transaction():
            self._connection.execute(_BEGUN, row)
            [(self._capture,)] = self._connection.execute("SELECT max(id) FROM captures")

    def _stored_key(self, seq: int) -> bytes | None:
        row = self._connection.execute("SELECT body FROM payloads WHERE seq = ?", (seq,)).fetchone()
        return self._keeper.key(seq) if row is None else key_in(row[0], self._catalog)

    def _see(self, now: int) -> None:
        self._connection.execute("UPDATE captures SET seen = max(seen, ?) WHERE id = ?", (now, self._capture))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with known_trouble(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # After some errors SQLite has rolled back by itself.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


def _locked(path: Path) -> FileLock:
    lock = FileLock(path.with_name(path.name + ".lock"), timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise captured_elsewhere(path) from error
    return lock
