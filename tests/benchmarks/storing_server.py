"""What the libraries alone make of the receiver's work: uvicorn, and SQLite with `synchronous=FULL`.

Each event is on the disk before it is answered, those that wait go together, and a repeat of an Id is found. Nothing is
judged, named or counted, and nothing is kept of how it came.

`python -m tests.benchmarks.storing_server FILE` prints its URL, and serves until its stdin ends.
"""

import asyncio
import json
import sqlite3
import sys
from typing import Any

from tests.benchmarks.bare_server import BODY, START, Receive, Send, run

_TABLES = """
PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE events (id TEXT UNIQUE, body BLOB);
"""


class Store:
    """Group commit on the event loop's own thread, which is the quickest way where few wait and the disk is quick."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.executescript(_TABLES)
        self._waiting: list[tuple[bytes, asyncio.Future[None]]] = []

    def stored(self, body: bytes) -> "asyncio.Future[None]":
        """Done when it is on the disk."""
        loop = asyncio.get_running_loop()
        if not self._waiting:
            loop.call_soon(self._gather, 0)
        done: asyncio.Future[None] = loop.create_future()
        self._waiting.append((body, done))
        return done

    def _gather(self, before: int) -> None:
        """Commits as soon as no more came while all that was there was read."""
        if len(self._waiting) > before:
            asyncio.get_running_loop().call_soon(self._gather, len(self._waiting))
        else:
            self._commit()

    def _commit(self) -> None:
        waiting, self._waiting = self._waiting, []
        rows = [(json.loads(body)["Id"], body) for body, _ in waiting]
        self._connection.execute("BEGIN")
        self._connection.executemany("INSERT OR IGNORE INTO events VALUES (?, ?)", rows)
        self._connection.execute("COMMIT")
        for _, done in waiting:
            done.set_result(None)


class Storing:
    """The application."""

    def __init__(self, path: str) -> None:
        self._store = Store(path)

    async def __call__(self, _scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Reads the whole body, stores it, answers 200."""
        message = await receive()
        body = message["body"]
        while message.get("more_body"):
            message = await receive()
            body += message["body"]
        await self._store.stored(body)
        await send(START)
        await send(BODY)


if __name__ == "__main__":
    run(Storing(sys.argv[1]))
