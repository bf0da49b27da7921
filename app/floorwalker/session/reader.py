"""Reads a session's file, also while a capture writes it.

Every call reads what it needs and lets go of the file before it returns, so that the writer can always begin its WAL
anew.
"""

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.statuses import Past
from floorwalker.session.columns import Rows
from floorwalker.session.errors import SessionError, known_trouble
from floorwalker.session.gaps import gaps
from floorwalker.session.info import Info, info_of
from floorwalker.session.portions import Stored, read_among, read_portion
from floorwalker.session.records import Arrival, DeliveryView, Feed, FeedNews, Gap, LastCapture, RefusedView, Totals
from floorwalker.session.refusals import RefusedLine, oldest_refused, read_lines
from floorwalker.session.rows import read_rows
from floorwalker.session.schema import connect_reader, counted, is_immutable, oldest, wal_of

__all__ = ["DeliveryView", "Feed", "Gap", "Info", "Reader", "RefusedView", "SessionError", "Totals"]

_BATCH = 1000
"""Payloads read at a time: half a megabyte, some milliseconds."""
_BATCH_BYTES = 4 * 2**20
"""And at most so many bytes of them, where many are read in one step of the database."""

_DELIVERIES = """
SELECT
    deliveries.id, envelopes.text,
    deliveries.received, feeds.address, deliveries.peer, deliveries.size, deliveries.answer,
    deliveries.verdict, deliveries.sent_seq, deliveries.sent_received
FROM deliveries
JOIN envelopes ON envelopes.id = deliveries.envelope
JOIN feeds ON feeds.id = deliveries.feed
WHERE deliveries.id IN (SELECT value FROM json_each(?))
"""

_REFUSED = """
SELECT refused.id, refused.received, deliveries.peer, refused.body, refused.problems
FROM refused
JOIN deliveries ON deliveries.id = refused.delivery
WHERE refused.id > ? ORDER BY refused.id LIMIT ?
"""


_TOLD_OF = """
SELECT (SELECT max(id) FROM captures), (SELECT max(id) FROM feed_states), (SELECT min(seq) FROM events)
"""


# Where an aggregate is the greatest, SQLite takes the other values from its row.
_FEED_NEWS = """
SELECT feed, state, at, detail, max(id) FROM feed_states
WHERE capture = (SELECT max(id) FROM captures) GROUP BY feed
"""


class Portion(NamedTuple):
    """rows: as in `Rows`. oldest: the seq of the oldest event that is there. past: where events before the rows are
    gone, what is left of them, in place of all before; otherwise None.
    """

    rows: Rows
    oldest: int
    past: dict[int, Past] | None


class Reader:
    """A session's file, open for reading; for one thread at a time. Use `open`.

    session: the session's UUID. Every method raises SessionError where the file cannot be read any more.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._still = _stamp(path) if is_immutable(path) else None
        # A gap is known when a capture starts or a feed returns, and not before; it goes with the last event before it.
        self._gaps: tuple[tuple[int | None, ...], list[Gap]] | None = None
        with self._reading():
            [(session,)] = connection.execute("SELECT value FROM meta WHERE key = 'session'")
        self.session = str(session)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Opens a session. Raises SessionError for all that can be wrong with a file."""
        path = Path(path).resolve()
        connection = connect_reader(path)
        try:
            return cls(path, connection)
        except BaseException:
            connection.close()
            raise

    @property
    def path(self) -> Path:
        """The file, as an absolute path without links."""
        return self._path

    def data_version(self) -> int:
        """A number that changes whenever the file has: cheap enough to be asked every few milliseconds."""
        with self._reading() as connection:
            return int(connection.execute("PRAGMA data_version").fetchone()[0])

    def rows_after(self, seq: int, limit: int) -> Rows:
        """The numbers of up to limit events that come after one, in order of seq."""
        with self._reading() as connection:
            return read_rows(connection, seq, limit)

    def portion_of_rows(self, seq: int, limit: int) -> "Portion":
        """As `rows_after`, with the oldest seq that is there, and what is left of what is missing in between."""
        with self._reading() as connection:
            first = oldest(connection)
            past = _floor(connection) if first > seq + 1 else None
            return Portion(read_rows(connection, seq, limit), first, past)

    def names_after(self, last_id: int) -> list[tuple[int, int, str]]:
        """The (id, kind, text)s of names that came after one.

        Read the events first: then no name of theirs is missing.
        """
        with self._reading() as connection:
            query = "SELECT id, kind, text FROM names WHERE id > ? ORDER BY id"
            return connection.execute(query, (last_id,)).fetchall()

    def seqs_with_hash_of(self, seq: int, first: int, last: int) -> list[int]:
        """Which of the events from first to last have the hash of an event's Id; see `floorwalker.session.same_id`."""
        hash_of = "(SELECT id_hash FROM events WHERE seq = ?)"
        query = f"SELECT seq FROM events WHERE seq BETWEEN ? AND ? AND id_hash = {hash_of} ORDER BY seq"  # noqa: S608
        with self._reading() as connection:
            return [found for (found,) in connection.execute(query, (first, last, seq))]

    def payload(self, seq: int) -> bytes | None:
        """An event's JSON, byte for byte as it came; None where the event is not there."""
        return dict(self.payloads((seq,))).get(seq)

    def payloads(self, seqs: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """The events' JSON, each with its seq, in the order asked for. Those that are not there are left out."""
        remaining = iter(seqs)
        while batch := list(islice(remaining, _BATCH)):
            found = self.payloads_of(batch)
            yield from ((seq, found[seq]) for seq in batch if seq in found)

    def payloads_of(self, seqs: Sequence[int]) -> dict[int, bytes]:
        """The events' JSON by seq, all at once: at most some thousands. Those that are not there are left out."""
        among, parameters = _among(seqs)
        with self._reading() as connection:
            found = dict(connection.execute(f"SELECT seq, body FROM payloads WHERE seq {among}", parameters))  # noqa: S608
        return {seq: found[seq] for seq in seqs if seq in found}

    def payloads_in_order(self, seqs: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """As `payloads`, but ascending whatever the order asked for, and in few steps of the database, each of which
        brings a few megabytes at most or one payload: for many, on a thread that holds up no other."""
        wanted = sorted(set(seqs))
        for first in range(0, len(wanted), _BATCH):
            remaining = wanted[first : first + _BATCH]
            while remaining:
                with self._reading() as connection:
                    found = read_among(connection, remaining, _BATCH_BYTES)
                yield from found
                remaining = remaining[bisect_right(remaining, found[-1][0]) :] if found else []

    def seqs_where(self, condition: str, texts: Sequence[str], first: int, last: int) -> NDArray[np.int64]:
        """The seqs from first to last, ascending, of whose payloads (`body`) a condition of the database is true. Other
        threads run on meanwhile, and other readers read: it is one step of the database."""
        query = f"SELECT group_concat(seq) FROM (SELECT seq FROM payloads WHERE seq BETWEEN ? AND ? AND {condition})"  # noqa: S608 a condition of our own
        with self._reading() as connection:
            [(found,)] = connection.execute(query, (first, last, *texts))
        return np.array(found.split(",") if found else [], np.int64)

    def portion_after(self, seq: int, limit: int, size: int) -> tuple[list[Stored], int]:
        """The events that come after one, in order of seq, and the newest seq there is: at most limit events, with at
        most so many bytes of payloads, but one of any size. Numbers that are left out are there no more."""
        with self._reading() as connection:
            return read_portion(connection, seq, limit, size), counted(connection)[0]

    def bounds(self) -> tuple[int, int]:
        """The oldest and the newest seq. Where nothing is there, the oldest is the one that comes next."""
        with self._reading() as connection:
            return oldest(connection), counted(connection)[0]

    def delivery(self, seq: int) -> DeliveryView | None:
        """How an event arrived; None where the event is not there."""
        arrival = self.arrivals((seq,)).get(seq)
        return arrival.delivery if arrival else None

    def arrivals(self, seqs: Sequence[int]) -> dict[int, Arrival]:
        """How events arrived. Those that are not there are left out. At most some thousands at a time."""
        among, parameters = _among(seqs)
        with self._reading() as connection:
            query = f"SELECT seq, notes, delivery FROM events WHERE seq {among}"  # noqa: S608
            events = connection.execute(query, parameters).fetchall()
            ids = json.dumps(list({delivery for _, _, delivery in events}))
            rows = connection.execute(_DELIVERIES, (ids,)).fetchall()
        deliveries = {number: _delivery_view(envelope, told) for number, envelope, *told in rows}
        known = [event for event in events if event[2] in deliveries]
        arrivals = {seq: Arrival(deliveries[delivery], notes) for seq, notes, delivery in known}
        return {seq: arrivals[seq] for seq in seqs if seq in arrivals}

    def totals(self) -> Totals:
        """The session's counts; cheap, however large the session."""
        with self._reading() as connection:
            return counted(connection)[1]

    def last_seq(self) -> int:
        """The newest event's seq, 0 where there was none yet; cheap, however large the session."""
        with self._reading() as connection:
            return counted(connection)[0]

    def floor(self) -> dict[int, Past]:
        """What is left of the agents' events that are gone, for `Statuses`."""
        with self._reading() as connection:
            return _floor(connection)

    def gaps(self) -> list[Gap]:
        """The times in which events may have been missed, in order (see `floorwalker.session.gaps`)."""
        with self._reading() as connection:
            told_of = connection.execute(_TOLD_OF).fetchone()
            if self._gaps is None or self._gaps[0] != told_of:
                self._gaps = (told_of, gaps(connection))
            return list(self._gaps[1])

    def refused(self, after_id: int = 0, limit: int = 1000) -> list[RefusedView]:
        """Up to limit refused elements and bodies that come after one, in the order of their ids."""
        with self._reading() as connection:
            rows = connection.execute(_REFUSED, (after_id, limit)).fetchall()
        return [
            RefusedView(number, received, peer, body, _problems(problems))
            for number, received, peer, body, problems in rows
        ]

    def refused_lines(self, after_id: int, limit: int) -> tuple[list[RefusedLine], int]:
        """Up to limit refused elements and bodies that come after one, without their bodies, and the id of the oldest
        that is there, 0 for none."""
        with self._reading() as connection:
            return read_lines(connection, after_id, limit), oldest_refused(connection)

    def refused_one(self, refused_id: int) -> tuple[RefusedView, DeliveryView] | None:
        """A refused element or body and how it arrived; None where it is not there."""
        found = next(iter(self.refused(refused_id - 1, 1)), None)
        if found is None or found.id != refused_id:
            return None
        with self._reading() as connection:
            query = "SELECT json_array(delivery) FROM refused WHERE id = ?"
            delivery = connection.execute(query, (refused_id,)).fetchone()
            rows = [] if delivery is None else connection.execute(_DELIVERIES, delivery).fetchall()
        return next(((found, _delivery_view(envelope, told)) for _, envelope, *told in rows), None)

    def feeds(self) -> dict[int, Feed]:
        """Where events came from, by the feeds' ids."""
        with self._reading() as connection:
            return {number: Feed(*feed) for number, *feed in connection.execute("SELECT id, kind, address FROM feeds")}

    def feed_news(self) -> dict[int, FeedNews]:
        """The last that the newest capture told of its feeds, by the feeds' ids."""
        with self._reading() as connection:
            return {feed: FeedNews(*news) for feed, *news, _ in connection.execute(_FEED_NEWS)}

    def last_capture(self) -> LastCapture | None:
        """The newest capture, None where there never was one."""
        newest = "SELECT seen, ended IS NOT NULL FROM captures ORDER BY id DESC LIMIT 1"
        with self._reading() as connection:
            found = connection.execute(newest).fetchone()
        return None if found is None else LastCapture(found[0], bool(found[1]))

    def info(self) -> Info:
        """The session in numbers. Counts a million events in some tenths of a second."""
        with self._reading() as connection:
            return info_of(connection, self._path)

    def close(self) -> None:
        """Lets go of the file. The last to do so takes what is left of the WAL into the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the file, let go of at the end."""
        with known_trouble(self._path):
            if self._still is not None and self._still != _stamp(self._path):
                self._open_again()
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                # After some errors SQLite has rolled back by itself.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def _open_again(self) -> None:
        """A file that was read without locks is written now, by someone who may: locks are needed."""
        self._connection.close()
        self._connection = connect_reader(self._path)
        self._still = _stamp(self._path) if is_immutable(self._path) else None


def _floor(connection: sqlite3.Connection) -> dict[int, Past]:
    rows = connection.execute("SELECT agent, past FROM floor").fetchall()
    return {agent: Past.of_text(text) for agent, text in rows}


def _delivery_view(envelope: str, told: Sequence[Any]) -> DeliveryView:
    addressed = json.loads(envelope)
    headers = tuple((name, value) for name, value in addressed["headers"])
    received, feed, peer, *others = told
    return DeliveryView(received, feed, peer, addressed["method"], addressed["target"], headers, *others)


def _among(seqs: Sequence[int]) -> tuple[str, tuple[int, int] | tuple[str]]:
    """A condition that is true of these seqs, and of few others, with its parameters."""
    if seqs and max(seqs) - min(seqs) < 2 * len(seqs):
        return "BETWEEN ? AND ?", (min(seqs), max(seqs))
    return "IN (SELECT value FROM json_each(?))", (json.dumps(list(seqs)),)


def _stamp(path: Path) -> tuple[int, ...]:
    """Tells whether a file that lay still has been touched, or a WAL begun beside it."""
    file, wal = path.stat(), wal_of(path)
    return (file.st_ino, file.st_size, file.st_mtime_ns, wal.stat().st_size if wal.exists() else 0)


def _problems(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((problem["at"], problem["problem"]) for problem in json.loads(text))
