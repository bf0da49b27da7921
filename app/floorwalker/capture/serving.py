"""A capture's receivers: a server for each of its listeners."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from floorwalker.capture.committer import Committer
from floorwalker.event.catalog import Catalog
from floorwalker.feed.publisher.application import Publisher
from floorwalker.feed.receiver.application import Receiver, Surroundings
from floorwalker.feed.receiver.bodies import Limits
from floorwalker.feed.receiver.guard import OPEN
from floorwalker.feed.receiver.server import Server


@dataclass(frozen=True, slots=True)
class Place:
    """What every feed of a capture brings its events to, and what hands them on. session: the session's UUID."""

    session: str
    catalog: Catalog
    committer: Committer
    publisher: Publisher


@asynccontextmanager
async def serving(listeners: Sequence[tuple[socket.socket, int]], place: Place, max_body: int) -> AsyncIterator[None]:
    """Takes requests while the context is open: at each bound socket, for the feed of that id."""
    servers = [_server(bound, feed, place, max_body) for bound, feed in listeners]
    async with asyncio.TaskGroup() as group:
        for server in servers:
            group.create_task(server.serve_bound())
        try:
            for server in servers:
                await server.up.wait()
            yield
        finally:
            place.publisher.end()
            for server in servers:
                server.stop()


def _server(bound: socket.socket, feed: int, place: Place, max_body: int) -> Server:
    def health() -> dict[str, object]:
        return _health(place)

    around = Surroundings(place.committer.commit, health, lambda: server.crowded)
    server = Server(Receiver(feed, place.catalog, around, Limits(max_body)), bound, place.publisher.application(OPEN))
    return server


def _health(place: Place) -> dict[str, object]:
    """lag: seconds for which the oldest request has been waiting for the disk; waiting: how many do."""
    committer = place.committer
    totals = committer.progress.totals
    return {
        "session": place.session,
        "state": "failing" if committer.failing else "storing",
        "seq": committer.progress.seq,
        "events": totals.events,
        "duplicates": totals.duplicates,
        "rejected": totals.rejected,
        "waiting": committer.waiting,
        "lag": round(committer.lag, 3),
    }
