"""Reads many events' numbers in one step of the database.

A step a row would take and let go of the interpreter's lock a million times, and while the window is busy each time may
cost milliseconds. So the database itself writes a portion of rows into one text, in hexadecimal, and other threads run
on meanwhile.
"""

import sqlite3

import numpy as np

from floorwalker.session.columns import FIELDS, WIDE, Rows

_ROW = np.dtype([(name, ">i8" if name in WIDE else ">i4") for name in FIELDS])
_FORMAT = "".join("%016x" if name in WIDE else "%08x" for name in FIELDS)
_NUMBERS = ", ".join(name if name in WIDE else f"{name} & 0xFFFFFFFF" for name in FIELDS)
_QUERY = f"""
SELECT group_concat(text, '') FROM (
    SELECT printf('{_FORMAT}', {_NUMBERS}) AS text FROM events WHERE seq > ? ORDER BY seq LIMIT ?
)
"""  # noqa: S608 the names of our own columns


def read_rows(connection: sqlite3.Connection, seq: int, limit: int) -> Rows:
    """The numbers of up to limit events that come after one, in order of seq."""
    [(text,)] = connection.execute(_QUERY, (seq, limit))
    packed = np.frombuffer(bytes.fromhex(text or ""), _ROW)
    rows = np.empty((len(packed), len(FIELDS)), np.int64)
    for position, name in enumerate(FIELDS):
        rows[:, position] = packed[name]
    return rows
