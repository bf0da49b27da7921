"""What `floorwalker info` tells about a session."""

import sqlite3
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from floorwalker.session.gaps import gaps
from floorwalker.session.schema import counted, wal_of
from floorwalker.session.times import iso_seconds


class Info(BaseModel):
    """A session in numbers; its JSON is the output of `floorwalker info --json`.

    session: its UUID. events: every stored event, repeats too. rejected: refused elements and bodies. first, last: the
    earliest and latest CreationDateUtc, ISO 8601, None in an empty session. bytes: of the file with its WAL.
    by: events of each "Category/Code", in order of these.
    """

    model_config = ConfigDict(frozen=True)

    session: str
    format: int
    events: int
    duplicates: int
    rejected: int
    gaps: int
    first: str | None
    last: str | None
    bytes: int
    by: dict[str, int]


def info_of(connection: sqlite3.Connection, path: Path) -> Info:
    """Reads it all from one state of the session."""
    [(session,)] = connection.execute("SELECT value FROM meta WHERE key = 'session'")
    [(version,)] = connection.execute("PRAGMA user_version")
    _, totals = counted(connection)
    kinds = connection.execute(
        "SELECT category, code, count(*), min(created), max(created) FROM events GROUP BY category, code"
    ).fetchall()
    return Info(
        session=session,
        format=version,
        events=totals.events,
        duplicates=totals.duplicates,
        rejected=totals.rejected,
        gaps=len(gaps(connection)),
        first=iso_seconds(min(kind[3] for kind in kinds)) if kinds else None,
        last=iso_seconds(max(kind[4] for kind in kinds)) if kinds else None,
        bytes=sum(file.stat().st_size for file in (path, wal_of(path)) if file.exists()),
        by={f"{category}/{code}": count for category, code, count, _, _ in sorted(kinds)},
    )
