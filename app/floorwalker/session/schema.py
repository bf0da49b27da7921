"""A session's file: what lies in it, and how it is made and opened.

The file is a SQLite database in WAL mode. It is created whole (made beside its place, then renamed), so that a file
that is there is a session. Everything here raises `SessionError` for known trouble and nothing else.
"""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import floorwalker
from floorwalker.files import sync_folder
from floorwalker.session.errors import (
    SessionError,
    damaged,
    known_trouble,
    missing,
    newer_format,
    not_a_session,
    wal_out_of_reach,
)
from floorwalker.session.formats import ADDED_SINCE, migrate, read_as_today
from floorwalker.session.records import Totals

__all__ = [
    "APPLICATION_ID",
    "FORMAT",
    "WAL_PAGES",
    "SessionError",
    "check_kind",
    "connect_reader",
    "connect_writer",
    "counted",
    "create",
    "is_immutable",
    "oldest",
]

APPLICATION_ID = 0x466C_5761
"""FlWa: tells a session from other SQLite files."""

FORMAT = 2
"""The file's user_version. A reader refuses newer ones; older ones are migrated by the next writer."""

_TABLES = """
-- The session's UUID, when it was created (ISO 8601), the version of the program that made it.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One row an event, numbers only: the units are those of floorwalker.session.columns. id_hash: 64 bits of its Id.
CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    received INTEGER NOT NULL,
    created INTEGER NOT NULL,
    category INTEGER NOT NULL,
    code INTEGER NOT NULL,
    agent INTEGER NOT NULL,
    agent_session INTEGER NOT NULL,
    activity INTEGER NOT NULL,
    reason INTEGER NOT NULL,
    notes INTEGER NOT NULL,
    feed INTEGER NOT NULL,
    delivery INTEGER NOT NULL,
    id_hash INTEGER NOT NULL
);

-- The event's JSON, byte for byte as it came.
CREATE TABLE payloads (seq INTEGER PRIMARY KEY, body BLOB NOT NULL);

-- kind: 1 agent (one id for all spellings that differ in case, the first is kept), 2 reason, 3 agent session.
CREATE TABLE names (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, text TEXT NOT NULL);

-- JSON {"method", "target", "headers": [[name, value], …]}, shared by all deliveries that were addressed alike.
CREATE TABLE envelopes (id INTEGER PRIMARY KEY, text TEXT NOT NULL);

-- One row a request or frame. size: bytes as sent. answer: the HTTP status, NULL where none was given. verdict: of its
-- signature, '' where none was asked for. sent_seq, sent_received: where and when it came to the Floorwalker that
-- handed it on.
CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY,
    received INTEGER NOT NULL,
    feed INTEGER NOT NULL,
    peer TEXT NOT NULL,
    envelope INTEGER NOT NULL,
    size INTEGER NOT NULL,
    answer INTEGER,
    verdict TEXT NOT NULL DEFAULT '',
    sent_seq INTEGER,
    sent_received INTEGER
);

-- One row a refused element, or a body that could not be read; problems: JSON [{"at", "problem"}, …].
CREATE TABLE refused (
    id INTEGER PRIMARY KEY,
    received INTEGER NOT NULL,
    delivery INTEGER NOT NULL,
    feed INTEGER NOT NULL,
    body BLOB NOT NULL,
    problems TEXT NOT NULL
);

-- kind: 'listen' or 'connect'.
CREATE TABLE feeds (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, address TEXT NOT NULL, UNIQUE (kind, address));

-- How far a feed that another Floorwalker serves has been followed: that one's session, and the newest seq from it.
CREATE TABLE positions (feed INTEGER PRIMARY KEY, session TEXT NOT NULL, seq INTEGER NOT NULL);

-- What is left of each agent's events that are gone. past: JSON, see floorwalker.event.statuses.past.
CREATE TABLE floor (agent INTEGER PRIMARY KEY, past TEXT NOT NULL);

-- The Ids of events that went within a day of their arrival, 16 bytes an event in order of seq, zeros for a repeat's.
-- received: when the last of them arrived.
CREATE TABLE departed (
    first_seq INTEGER PRIMARY KEY,
    last_seq INTEGER NOT NULL,
    received INTEGER NOT NULL,
    keys BLOB NOT NULL
);

-- A feed's ups and downs. after: the last event's seq when it was told, 0 for none. whole: 1 for a return that brings
-- all that was missed since the loss.
CREATE TABLE feed_states (
    id INTEGER PRIMARY KEY,
    feed INTEGER NOT NULL,
    capture INTEGER NOT NULL,
    at INTEGER NOT NULL,
    state TEXT NOT NULL,
    detail TEXT NOT NULL,
    after INTEGER NOT NULL,
    whole INTEGER NOT NULL DEFAULT 0
);

-- One row a capture. seen: its last sign of life, so that the end of a killed one is known. ended: NULL while it runs,
-- or where it was killed. The others are the session's then, so that nobody counts a million rows: last_seq, which is
-- never given again, and the numbers of events (repeats too), of repeats, and of what was refused.
CREATE TABLE captures (
    id INTEGER PRIMARY KEY,
    started INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    ended INTEGER,
    last_seq INTEGER NOT NULL,
    events INTEGER NOT NULL,
    duplicates INTEGER NOT NULL,
    rejected INTEGER NOT NULL
);
"""

WAL_PAGES = 2000
"""Pages that the WAL takes before it is copied into the file."""

_WRITER = (
    "PRAGMA journal_mode = WAL",
    # A commit returns when the WAL is on the disk. On macOS only a full fsync empties the drive's own cache.
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
    # Every 8 MB the writer copies the WAL into the file and begins it anew: small, it is quick to read and to recover.
    f"PRAGMA wal_autocheckpoint = {WAL_PAGES}",
    "PRAGMA journal_size_limit = 33554432",
)

_READER = ("PRAGMA query_only = ON",)

_PATIENCE = 5.0
"""Seconds to wait for another connection's lock. Ours hold theirs for milliseconds."""


def check_kind(path: Path) -> None:
    """Raises SessionError where the file is not there or is not a session, having touched nothing."""
    with known_trouble(path):
        if not path.exists():
            raise missing(path)
        if path.is_dir():
            raise not_a_session(path)
        if _application_id(path) != APPLICATION_ID:
            raise not_a_session(path)


def _application_id(path: Path) -> int | None:
    """What a file says that it is, from its start (see `create`); None where it is no database. Without locks, and with
    nothing made beside it.

    SQLite has to open it: whoever opens and closes a file by himself lets go of all locks that his process has on it
    (POSIX). Its WAL would go while we read, and what is written after that would never be seen.
    """
    with closing(sqlite3.connect(_uri(path, "ro", "immutable=1"), uri=True)) as connection:
        try:
            # While a capture copies its WAL into the file, the start tells of pages that are not there yet, and would
            # be refused as damaged. With this SQLite takes the size that it finds; only the start is read here.
            connection.execute("PRAGMA writable_schema = ON")
            [(found,)] = connection.execute("PRAGMA application_id")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_NOTADB:
                raise
            return None
        return int(found)


def counted(connection: sqlite3.Connection) -> tuple[int, Totals]:
    """The newest seq and the session's counts, as the newest capture left them; cheap, however large the session."""
    newest = "SELECT last_seq, events, duplicates, rejected FROM captures ORDER BY id DESC LIMIT 1"
    last_seq, *counts = connection.execute(newest).fetchone() or (0, 0, 0, 0)
    return last_seq, Totals(*counts)


def oldest(connection: sqlite3.Connection) -> int:
    """The seq of the oldest event that is there; the next one's where there is none."""
    [(first,)] = connection.execute("SELECT min(seq) FROM events")
    return counted(connection)[0] + 1 if first is None else int(first)


def create(path: Path) -> None:
    """Makes a new, empty session at path, durable when this returns. What was there is replaced: only the holder of the
    session's lock may call it."""
    making = path.with_name(f".{path.name}.making")
    with known_trouble(path):
        making.unlink(missing_ok=True)
        with closing(sqlite3.connect(_uri(making, "rwc"), uri=True, isolation_level=None)) as connection:
            connection.execute("PRAGMA fullfsync = ON")
            # No file beside it that could be left: one that was not finished is never looked at again.
            connection.execute("PRAGMA journal_mode = MEMORY").fetchall()
            # Pages that old events leave can be given back piece by piece; to be set before there is a table.
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.executescript(f"BEGIN; {_TABLES}")
            connection.executemany("INSERT INTO meta VALUES (?, ?)", _meta(connection))
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
            connection.execute("COMMIT")
        making.replace(path)
        sync_folder(path.parent)


def connect_writer(path: Path) -> sqlite3.Connection:
    """A connection that writes to an existing session, in autocommit mode. One thread may use it at a time."""
    check_kind(path)
    with known_trouble(path):
        connection = _connect(_uri(path, "rw"))
        with _closed_on_failure(connection):
            migrate(connection, _check(connection, path))
            for pragma in _WRITER:
                connection.execute(pragma).fetchall()
        return connection


def connect_reader(path: Path) -> sqlite3.Connection:
    """A connection that reads an existing session, in autocommit mode. One thread may use it at a time.

    Other than a connection with mode=ro it takes the WAL and its index away when it is the last to leave. Where nothing
    can be written the file is read as it is (see `is_immutable`).
    """
    check_kind(path)
    with known_trouble(path):
        immutable = is_immutable(path)
        connection = _connect(_uri(path, "ro", "immutable=1") if immutable else _uri(path, "rw"))
        with _closed_on_failure(connection):
            read_as_today(connection, _check(connection, path))
            for pragma in _READER:
                connection.execute(pragma).fetchall()
        return connection


def is_immutable(path: Path) -> bool:
    """Whether a session must be read without locks: its folder cannot be written to and no WAL lies beside it.

    Raises SessionError where a WAL lies there that nobody keeps open, since it cannot be read.
    """
    if os.access(path.parent, os.W_OK):
        return False
    wal = wal_of(path)
    if not wal.exists() or wal.stat().st_size == 0:
        return True
    if not path.with_name(path.name + "-shm").exists():
        raise wal_out_of_reach(path)
    return False


def wal_of(path: Path) -> Path:
    """Where the session's newest commits are, until they are copied into it."""
    return path.with_name(path.name + "-wal")


@contextmanager
def _closed_on_failure(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _connect(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_PATIENCE, check_same_thread=False)


def _uri(path: Path, mode: str, *more: str) -> str:
    return "&".join((f"{path.absolute().as_uri()}?mode={mode}", *more))


def _check(connection: sqlite3.Connection, path: Path) -> int:
    """The file's format. Raises SessionError where it is a newer one, or the file is damaged."""
    [(found,)] = connection.execute("PRAGMA user_version")
    if found > FORMAT:
        raise newer_format(path, found, FORMAT)
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    lost = set(re.findall(r"CREATE TABLE (\w+)", _TABLES)) - tables - ADDED_SINCE.get(found, frozenset())
    if lost:
        raise damaged(path, f"it has lost its {', '.join(sorted(lost))}")
    return int(found)


def _meta(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    [(created,)] = connection.execute("SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now')")
    return [("session", str(uuid4())), ("created", created), ("program", floorwalker.__version__)]
