"""A capture's receivers: a server for each of its listeners."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from floorwalker.capture.committer import Committer
from floorwalker.capture.listeners import Bound
from floorwalker.event.catalog import Catalog
from floorwalker.feed.publisher.application import Publisher
from floorwalker.feed.receiver.application import Receiver, Surroundings
from floorwalker.feed.receiver.bodies import Limits
from floorwalker.feed.receiver.server import Server


@dataclass(frozen=True, slots=True)
class Place:
    """What every feed of a capture brings its events to, and what hands them on. session: the session's UUID."""

    session: str
    catalog: Catalog
    committer: Committer
    publisher: Publisher


@asynccontextmanager
async def serving(listeners: Sequence[tuple[Bound, int]], place: Place, max_body: int) -> AsyncIterator[None]:
    """Takes requests while the context is open: by each listener, for the feed of that id."""
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


def _server(bound: Bound, feed: int, place: Place, max_body: int) -> Server:
    def health() -> dict[str, object]:
        return _health(place)

    around = Surroundings(place.committer.commit, health, lambda: server.crowded)
    receiver = Receiver(feed, place.catalog, around, Limits(max_body), bound.routes)
    server = Server(receiver, bound.socket, place.publisher.application(bound.routes.guard), bound.tls)
    return server


def _health(place: Place) -> dict[str, object]:
    """lag: seconds for which the oldest request has been waiting for the disk; waiting: how many do. followers: how
    many the feed has."""
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
        "followers": place.publisher.followers,
    }
