"""What was refused, read for a list: without the bodies, which may be large, and then one with all that is known."""

import json
import sqlite3
from typing import NamedTuple

_LINES = """
SELECT refused.id, refused.received, deliveries.peer, feeds.address, length(refused.body), refused.problems
FROM refused
JOIN deliveries ON deliveries.id = refused.delivery
JOIN feeds ON feeds.id = refused.feed
WHERE refused.id > ? ORDER BY refused.id LIMIT ?
"""


class RefusedLine(NamedTuple):
    """One refused element or body. received: microseconds since 1970. feed: its address. size: bytes of the body.
    problem: the first of so many problems, with its place before it where it has one.
    """

    id: int
    received: int
    peer: str
    feed: str
    size: int
    problem: str
    problems: int


def read_lines(connection: sqlite3.Connection, after_id: int, limit: int) -> list[RefusedLine]:
    """Up to limit that come after one, in the order of their ids."""
    rows = connection.execute(_LINES, (after_id, limit))
    return [
        RefusedLine(number, received, peer, feed, size, *_first(problems))
        for number, received, peer, feed, size, problems in rows
    ]


def oldest_refused(connection: sqlite3.Connection) -> int:
    """The id of the oldest that is there, 0 for none."""
    return int(connection.execute("SELECT coalesce(min(id), 0) FROM refused").fetchone()[0])


def _first(problems: str) -> tuple[str, int]:
    found = json.loads(problems)
    first = found[0] if found else {"at": "", "problem": "no reason is known"}
    return (f"{first['at']}: {first['problem']}" if first["at"] else first["problem"]), len(found)
