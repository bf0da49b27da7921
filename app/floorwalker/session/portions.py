"""Reads events to be handed on: their payloads with seq and arrival, a bounded portion at a time.

Like `floorwalker.session.rows` in one step of the database, so that other threads run on meanwhile.
"""

import json
import sqlite3
import struct
from collections.abc import Sequence
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

_LAST_AMONG = """
SELECT max(seq) FROM (
    SELECT seq, size, sum(size) OVER (ORDER BY seq) AS together FROM (
        SELECT seq, length(body) AS size FROM payloads WHERE seq IN (SELECT value FROM json_each(?))
    )
) WHERE together <= ? OR together = size
"""

_AMONG = """
SELECT group_concat(numbers, ''), CAST(group_concat(body, '') AS BLOB) FROM (
    SELECT printf('%016x%08x', seq, length(body)) AS numbers, body
    FROM payloads WHERE seq IN (SELECT value FROM json_each(?)) AND seq <= ? ORDER BY seq
)
"""

_SEQ_AND_SIZE = struct.Struct(">qI")


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


def read_among(connection: sqlite3.Connection, seqs: Sequence[int], size: int) -> list[tuple[int, bytes]]:
    """The payloads of some events, each with its seq, ascending: as many as have so many bytes together, one at least.
    Those that are not there are left out; none where none of them is."""
    wanted = json.dumps(list(seqs))
    [(last,)] = connection.execute(_LAST_AMONG, (wanted, size))
    if last is None:
        return []
    [(numbers, payloads)] = connection.execute(_AMONG, (wanted, last))
    told = list(_SEQ_AND_SIZE.iter_unpack(bytes.fromhex(numbers)))
    places = pairwise(accumulate((length for _, length in told), initial=0))
    return [(number, payloads[start:end]) for (number, _), (start, end) in zip(told, places, strict=True)]
