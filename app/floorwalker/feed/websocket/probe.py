"""Tries a feed once, for whoever wants to know whether its settings are right."""

import asyncio

from pydantic import BaseModel, ConfigDict

from floorwalker.event.body import Accepted, Item, Refused
from floorwalker.event.catalog import Catalog
from floorwalker.event.own_catalog import own_catalog
from floorwalker.feed.websocket.address import Target
from floorwalker.feed.websocket.connection import Connection, connected
from floorwalker.feed.websocket.frames import read_frame
from floorwalker.feed.websocket.limits import Limits
from floorwalker.feed.websocket.losses import KNOWN, loss_of
from floorwalker.feed.websocket.relayed import SUBPROTOCOL, NotRelayed, frame_of, hello_of


class Found(BaseModel):
    """What a feed is. feed: its URL without secrets. detail: why it is not connected, or what is wrong with what came.
    session, oldest, newest: of a Floorwalker that serves it. frames: how many came, events: in them, refused: what is
    none; until there was an event, or the time was over. first: the first event's payload, its beginning where it is
    long.
    """

    model_config = ConfigDict(extra="forbid")

    feed: str
    connected: bool = False
    detail: str = ""
    subprotocol: str | None = None
    session: str | None = None
    oldest: int | None = None
    newest: int | None = None
    frames: int = 0
    events: int = 0
    refused: int = 0
    first: str | None = None

    def sentence(self) -> str:
        """The same for people, in one line."""
        if not self.connected:
            return f"{self.feed} cannot be followed. {self.detail}"
        kind = "" if self.session is None else f", another Floorwalker's with events {self.oldest:,} to {self.newest:,}"
        came = f"An event came: {self.first}" if self.first is not None else f"No event came in {self.frames} frames."
        return " ".join(filter(None, (f"{self.feed} is a feed{kind}.", came, self.detail)))


_SHOWN = 200
"""Characters of the first event; "…" tells that there are more."""


def probe(target: Target, seconds: float) -> Found:
    """Connects and waits so many seconds for an event."""
    return asyncio.run(_probe(target, seconds, Catalog.load(own_catalog())))


async def _probe(target: Target, seconds: float, catalog: Catalog) -> Found:
    found = Found(feed=target.name)
    limits = Limits()
    try:
        async with connected(target, None, limits) as connection:
            found.connected = True
            found.subprotocol = connection.subprotocol
            if target.subscribe is not None:
                await connection.send(target.subscribe)
            await _look(connection, target, seconds, catalog, found)
    except KNOWN as error:
        found.detail = loss_of(error, target.name, limits.frame).detail
    return found


async def _look(connection: Connection, target: Target, seconds: float, catalog: Catalog, found: Found) -> None:
    try:
        async with asyncio.timeout(seconds):
            while not found.events:
                [frame] = (await connection.came(1)).frames
                found.frames += 1
                _count(_items(frame, target, catalog, found), found)
    except TimeoutError:
        return


def _items(frame: bytes, target: Target, catalog: Catalog, found: Found) -> list[Item]:
    if found.frames == 1 and found.subprotocol == SUBPROTOCOL and (hello := hello_of(frame)) is not None:
        found.session, found.oldest, found.newest = hello.session, hello.oldest, hello.newest
        return []
    if found.session is None:
        return read_frame(frame, catalog, target.parts)
    try:
        return read_frame(bytes(frame_of(frame).event), catalog)
    except NotRelayed:
        found.refused += 1
        return []


def _count(items: list[Item], found: Found) -> None:
    for item in items:
        if isinstance(item, Accepted):
            found.events += 1
            if found.first is None:
                found.first = _excerpt(item.payload)
        elif isinstance(item, Refused):
            found.refused += 1
            fault = item.faults[0]
            found.detail = f"What came is no event: {fault.problem}{f' at {fault.at}' if fault.at else ''}."


def _excerpt(payload: bytes) -> str:
    text = payload[: 4 * _SHOWN + 4].decode(errors="replace")
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
