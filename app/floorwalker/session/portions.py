"""Reads events to be handed on: their payloads with seq and arrival, a bounded portion at a time.

Like `floorwalker.session.rows` in one step of the database, so that other threads run on meanwhile.
"""

import sqlite3
import struct
from itertools import accumulate, pairwise
from typing import NamedTuple

_LAST = """
SELECT max(seq) FROM (
    SELECT seq, size, sum(size) OVER (ORDER BY seq) AS together FROM (
        SELECT seq, length(body) AS size FROM payloads WHERE seq > ? ORDER BY seq LIMIT ?
    )
) WHERE together <= ? OR together = size
"""

_EVENTS = """
SELECT group_concat(numbers, ''), CAST(group_concat(body, '') AS BLOB) FROM (
    SELECT printf('%016x%016x%08x', seq, received, length(body)) AS numbers, body
    FROM events JOIN payloads USING (seq)
    WHERE seq > ? AND seq <= ? ORDER BY seq
)
"""

_NUMBERS = struct.Struct(">qqI")


class Stored(NamedTuple):
    """An event as it is handed on. received: microseconds since 1970. payload: byte for byte as it came."""

    seq: int
    received: int
    payload: bytes


def read_portion(connection: sqlite3.Connection, seq: int, limit: int, size: int) -> list[Stored]:
    """The events that come after one, in order of seq: as many as limit allows, and as have payloads of so many bytes
    together; one at least, where there is one."""
    [(last,)] = connection.execute(_LAST, (seq, limit, size))
    if last is None:
        return []
    [(numbers, payloads)] = connection.execute(_EVENTS, (seq, last))
    told = list(_NUMBERS.iter_unpack(bytes.fromhex(numbers or "")))
    ends = accumulate((length for _, _, length in told), initial=0)
    places = pairwise(ends)
    return [
        Stored(number, received, payloads[start:end])
        for (number, received, _), (start, end) in zip(told, places, strict=True)
    ]
