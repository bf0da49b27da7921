"""One connection to a feed, opened as this program wants it and watched for a peer that goes without a word."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, Final, NamedTuple, TypeAlias, cast

from websockets.asyncio.client import ClientConnection, connect
from websockets.client import ClientProtocol
from websockets.exceptions import ConnectionClosed
from websockets.protocol import State
from websockets.typing import Subprotocol

from floorwalker import __version__
from floorwalker.feed.publisher.wire import FOLLOWED_BY
from floorwalker.feed.websocket.address import Target
from floorwalker.feed.websocket.limits import Limits
from floorwalker.feed.websocket.relayed import SUBPROTOCOL
from floorwalker.feed.websocket.sieve import Sieve
from floorwalker.session.journal import clock

_WRAPPING: Final = 1024
"""Bytes that a frame of another Floorwalker may have beside the event, which had to be within the limit there."""

_FAREWELL: Final = 1.0
"""Seconds for the peer to agree to the end of a connection."""

_END_OF_HEAD: Final = b"\r\n\r\n"

_MOST_WAITING: Final = 2
"""Groups of messages that came and were not taken yet, after which nothing more is read; each has up to 256 KiB."""

# At DEBUG the library writes whole handshakes, the token in them too.
library_log = logging.getLogger("floorwalker.websockets")
library_log.setLevel(logging.INFO)


_Group: TypeAlias = tuple[int, list[bytes] | None]
"""When messages came, and they; None for one that the library puts together, of which not all may have come."""

_THE_END: Final[_Group] = (0, None)


class Came(NamedTuple):
    """Frames that came together, in their order. at: microseconds since 1970."""

    at: int
    frames: list[bytes]


class Connection(ClientConnection):
    """A connection whose messages are had by `came`, never by `recv`, because most of them pass the library by.

    heard: when anything came last, in microseconds since 1970; it counts as life, be it the middle of a frame.
    """

    heard: int = 0

    def __init__(self, protocol: ClientProtocol, *, largest: int, **options: Any) -> None:  # noqa: ANN401 the library's
        super().__init__(protocol, **options)
        self._sieve = Sieve(largest)
        self._handshake: bytes | None = b""
        self._is_over = False
        self._waiting: deque[_Group] = deque()
        self._is_paused = False
        self._news = asyncio.Event()

    async def came(self, most: int) -> Came:
        """What has come next: at least one message and at most so many. For one task at a time; can be cancelled.

        Raises ConnectionClosed where nothing comes any more.
        """
        while not self._waiting and self.state is not State.CLOSED:
            self._go_on()
            self._news.clear()
            await self._news.wait()
        at, frames = self._waiting[0] if self._waiting else _THE_END
        if frames is None:
            self._go_on()
            message = await self.recv(decode=False)
            self._waiting.popleft()
            return Came(clock(), [message])
        if len(frames) > most:
            self._waiting[0] = (at, frames[most:])
        else:
            self._waiting.popleft()
        return Came(at, frames[:most])

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._reading = cast("asyncio.ReadTransport", transport)
        super().connection_made(transport)

    def data_received(self, data: bytes) -> None:
        self.heard = clock()
        if self._handshake is not None:
            data = self._behind_handshake(data, self._handshake)
        if self._is_over:
            super().data_received(data)
            return
        for messages, left, begins in self._sieve.sift(data):
            if messages:
                self._put(messages)
            if left:
                self._leave(left, begins=begins)
            if self._is_over:
                # What follows the end of a connection is not read.
                break

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._news.set()

    def _behind_handshake(self, data: bytes, before: bytes) -> bytes:
        """What of it comes behind the answer to the handshake, which the library gets."""
        searched = before + data
        end = searched.find(_END_OF_HEAD)
        if end < 0:
            self._handshake = searched[1 - len(_END_OF_HEAD) :]
            super().data_received(data)
            return b""
        end += len(_END_OF_HEAD) - len(before)
        self._handshake = None
        super().data_received(data[:end])
        # Anything but a WebSocket is the library's.
        self._is_over = self.state is not State.OPEN
        return data[end:]

    def _leave(self, data: bytes, *, begins: bool) -> None:
        """Leaves bytes to the library. begins: a message begins with them, which it puts together."""
        was_open = self.state is State.OPEN
        if begins:
            self._put(None)
        super().data_received(data)
        self._is_over = was_open and self.state is not State.OPEN

    def _put(self, messages: list[bytes] | None) -> None:
        self._waiting.append((self.heard, messages))
        self._news.set()
        if len(self._waiting) >= _MOST_WAITING and not self._is_paused:
            self._is_paused = True
            self._reading.pause_reading()

    def _go_on(self) -> None:
        if self._is_paused and not self._reading.is_closing():
            self._is_paused = False
            self._reading.resume_reading()


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
    largest = limits.frame + _WRAPPING
    opened = await Straight(
        target.resumed(since),
        subprotocols=[Subprotocol(SUBPROTOCOL)],
        additional_headers={**target.headers, **({FOLLOWED_BY: session} if session else {})},
        user_agent_header=f"floorwalker/{__version__}",
        open_timeout=limits.open,
        ping_interval=None,  # a pong may be stuck behind megabytes of events: see `watch`
        close_timeout=_FAREWELL,
        max_size=largest,
        logger=library_log,
        create_connection=cast("type[ClientConnection]", partial(Connection, largest=largest)),
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
