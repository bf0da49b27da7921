"""The reference for all that is stored or read: Python's own sqlite3, with nothing of ours around it.

`python -m tests.benchmarks.sqlite_alone store FILE SECONDS` prints how many events a second it makes durable;
`… read SESSION` prints what our window does to a session, done by SQL, as one JSON object.
"""

import itertools
import json
import sqlite3
import sys
import time
from collections.abc import Callable

from tests.benchmarks.events import events

_GROUP = 1600
"""Events a transaction: 16 senders with an array of 100 each."""
_FIRST = 1000
_FILTERS = (
    "category = 1 AND code = 5",
    "code = 3",
    "agent IN (SELECT id FROM names WHERE kind = 1 AND text LIKE 'agent.01%')",
    "created > (SELECT max(created) FROM events) - 900",
    "category = 1 AND code = 3 AND agent <> (SELECT id FROM names WHERE kind = 1 AND text = 'agent.007')",
)
_FOUND = "%agent.042%"


def store(path: str, seconds: float) -> float:
    """Events a second, durable as ours are: WAL, synchronous=FULL."""
    source = events(0)
    batches = [[(body,) for body in itertools.islice(source, _GROUP)] for _ in range(50)]
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE payloads (body BLOB);")
    began, count = time.perf_counter(), 0
    for batch in itertools.cycle(batches):
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO payloads VALUES (?)", batch)
        connection.execute("COMMIT")
        count += len(batch)
        if (took := time.perf_counter() - began) >= seconds:
            return count / took
    raise AssertionError


def read(path: str) -> dict[str, float]:
    """Seconds, milliseconds and MB/s of the same work on the same file, on one thread."""
    began = time.perf_counter()
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)

    def ask(query: str, *values: object) -> list[tuple[object, ...]]:
        return connection.execute(query, values).fetchall()

    ask("SELECT * FROM events ORDER BY seq DESC LIMIT ?", _FIRST)
    first = time.perf_counter() - began
    filters = [_seconds(lambda: ask(f"SELECT seq FROM events WHERE {one}")) for one in _FILTERS]  # noqa: B023, S608
    size = ask("SELECT sum(length(body)) FROM payloads")[0][0]
    assert isinstance(size, int)
    return {
        "first_s": first,
        "all_s": _seconds(lambda: ask("SELECT * FROM events")),
        "filter_ms": max(filters) * 1000,
        "find_s": _seconds(lambda: ask("SELECT seq FROM payloads WHERE CAST(body AS TEXT) LIKE ?", _FOUND)),
        "export_mb_s": size / 1e6 / _seconds(lambda: b",".join(body for (body,) in _bodies(connection))),
    }


def _bodies(connection: sqlite3.Connection) -> sqlite3.Cursor:
    return connection.execute("SELECT body FROM payloads ORDER BY seq")


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    print(json.dumps(store(sys.argv[2], float(sys.argv[3])) if sys.argv[1] == "store" else read(sys.argv[2])))
