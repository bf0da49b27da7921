"""One connection to a feed, opened as this program wants it and watched for a peer that goes without a word."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from floorwalker import __version__
from floorwalker.feed.publisher.wire import FOLLOWED_BY
from floorwalker.feed.websocket.address import Target
from floorwalker.feed.websocket.limits import Limits
from floorwalker.feed.websocket.relayed import SUBPROTOCOL
from floorwalker.session.journal import clock

_WRAPPING: Final = 1024
"""Bytes that a frame of another Floorwalker may have beside the event, which had to be within the limit there."""

_FAREWELL: Final = 1.0
"""Seconds for the peer to agree to the end of a connection."""

# At DEBUG the library writes whole handshakes, the token in them too.
library_log = logging.getLogger("floorwalker.websockets")
library_log.setLevel(logging.INFO)


class Connection(ClientConnection):
    """heard: when anything came last, in microseconds since 1970; it counts as life, be it the middle of a frame."""

    heard: int = 0

    def data_received(self, data: bytes) -> None:
        self.heard = clock()
        super().data_received(data)


class Straight(connect):
    """Follows no redirects: the headers, secrets among them, are meant for the host that was named."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


@asynccontextmanager
async def connected(
    target: Target, since: tuple[str, int] | None, limits: Limits, session: str | None = None
) -> AsyncIterator[Connection]:
    """A connection that is open, and closed at the end. session: the UUID of the one that follows, which is told.

    Raises one of `losses.KNOWN` where the connection cannot be had.
    """
    opened = await Straight(
        target.resumed(since),
        subprotocols=[Subprotocol(SUBPROTOCOL)],
        additional_headers={**target.headers, **({FOLLOWED_BY: session} if session else {})},
        user_agent_header=f"floorwalker/{__version__}",
        open_timeout=limits.open,
        ping_interval=None,  # a pong may be stuck behind megabytes of events: see `watch`
        close_timeout=_FAREWELL,
        max_size=limits.frame + _WRAPPING,
        logger=library_log,
        create_connection=Connection,
    )
    assert isinstance(opened, Connection)  # noqa: S101 it was told to make one
    try:
        yield opened
    finally:
        await opened.close()


async def silence(connection: Connection, limits: Limits) -> None:
    """Returns when the peer must be taken for dead: nothing came for a time, nor an answer to a ping. Never returns
    where the connection ends otherwise.
    """
    heard = -1
    while True:
        await asyncio.sleep(limits.quiet)
        if connection.heard == heard and not await _answers(connection, limits.answer):
            return
        heard = connection.heard


async def _answers(connection: Connection, within: float) -> bool:
    before = connection.heard
    try:
        pong = await connection.ping()
        async with asyncio.timeout(within):
            await pong
    except TimeoutError:
        return connection.heard != before
    except ConnectionClosed:
        # Whoever reads it is told.
        return True
    return True
