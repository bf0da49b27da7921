"""Older formats of a session's file: what a writer changes in it, and how a reader reads it unchanged.

Every step adds; nothing that a session holds is lost or changed. Format 2 added to deliveries the signature's verdict
and the place in the session of a Floorwalker that handed the event on, the positions of such feeds, and whether a
feed's return brought all that was missed.
"""

import sqlite3
from typing import Final

_TO_2: Final = """
ALTER TABLE deliveries ADD COLUMN verdict TEXT NOT NULL DEFAULT '';
ALTER TABLE deliveries ADD COLUMN sent_seq INTEGER;
ALTER TABLE deliveries ADD COLUMN sent_received INTEGER;
ALTER TABLE feed_states ADD COLUMN whole INTEGER NOT NULL DEFAULT 0;
CREATE TABLE positions (feed INTEGER PRIMARY KEY, session TEXT NOT NULL, seq INTEGER NOT NULL);
CREATE TABLE floor (agent INTEGER PRIMARY KEY, past TEXT NOT NULL);
CREATE TABLE departed (
    first_seq INTEGER PRIMARY KEY,
    last_seq INTEGER NOT NULL,
    received INTEGER NOT NULL,
    keys BLOB NOT NULL
);
"""

_AS_2: Final = """
CREATE TEMP VIEW deliveries AS
    SELECT *, '' AS verdict, NULL AS sent_seq, NULL AS sent_received FROM main.deliveries;
CREATE TEMP VIEW feed_states AS SELECT *, 0 AS whole FROM main.feed_states;
CREATE TEMP VIEW floor AS SELECT 0 AS agent, '' AS past WHERE FALSE;
"""

_STEPS: Final = {1: (_TO_2, _AS_2)}
"""By the format that is there: how it becomes the next one, and views that make it read as one."""

ADDED_SINCE: Final = {1: frozenset({"positions", "floor", "departed"})}
"""By the format that is there: the tables that later ones added."""


def migrate(connection: sqlite3.Connection, found: int) -> None:
    """Brings a file from an older format to today's, in one transaction."""
    steps = "".join(to_next for older, (to_next, _) in sorted(_STEPS.items()) if older >= found)
    if steps:
        connection.executescript(f"BEGIN IMMEDIATE; {steps} PRAGMA user_version = {max(_STEPS) + 1}; COMMIT;")


def read_as_today(connection: sqlite3.Connection, found: int) -> None:
    """Lets this connection read an older file as if it had today's format; the file stays as it is."""
    connection.executescript("".join(view for older, (_, view) in sorted(_STEPS.items()) if older >= found))
