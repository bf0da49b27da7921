"""One connection to a feed, opened as this program wants it and watched for a peer that goes without a word."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import accumulate
from typing import Any, Final, NamedTuple, TypeAlias, cast

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode
from websockets.protocol import Event, State
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

_MOST_WAITING: Final = 2
"""Groups of messages that came and were not taken yet, after which nothing more is read; each is what one read gave."""

_MOST_BYTES: Final = 2**18
"""Of messages that are taken together: what is done with them in one step takes milliseconds then."""

# At DEBUG the library writes whole handshakes, the token in them too.
library_log = logging.getLogger("floorwalker.websockets")
library_log.setLevel(logging.INFO)


_TEXT: Final = Opcode.TEXT
_BINARY: Final = Opcode.BINARY

_Group: TypeAlias = tuple[int, list[bytes] | None]
"""When messages came, and they; None for one in fragments, of which not all may have come."""

_THE_END: Final[_Group] = (0, None)


class Came(NamedTuple):
    """Messages that came together, in their order, one frame each or put together of fragments. at: microseconds since
    1970.
    """

    at: int
    frames: list[bytes]


class Connection(ClientConnection):
    """A connection whose messages are had by `came`, never by `recv`: those that are read at once are taken at once,
    without a turn of the event loop's machinery for each.

    heard: when anything came last, in microseconds since 1970; it counts as life, be it the middle of a frame.
    """

    heard: int = 0

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 the library's
        super().__init__(*arguments, **options)
        self._read: list[bytes] = []
        self._waiting: deque[_Group] = deque()
        self._is_paused = False
        self._news = asyncio.Event()

    async def came(self, most: int) -> Came:
        """What has come next: at least one message and at most so many, of few bytes if there are more than one. For
        one task at a time; can be cancelled.

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
        count = _fitting(frames[:most])
        if count < len(frames):
            self._waiting[0] = (at, frames[count:])
        else:
            self._waiting.popleft()
        return Came(at, frames[:count])

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._reading = cast("asyncio.ReadTransport", transport)
        super().connection_made(transport)

    def data_received(self, data: bytes) -> None:
        self.heard = clock()
        super().data_received(data)
        self._put_read()

    def process_event(self, event: Event) -> None:
        # All that a feed brings passes here, whole messages nearly all of it.
        if isinstance(event, Frame) and (event.opcode is _TEXT or event.opcode is _BINARY):
            if event.fin:
                self._read.append(bytes(event.data))
                return
            self._put_read()
            self._put(None)
        super().process_event(event)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._news.set()

    def _put_read(self) -> None:
        if self._read:
            self._put(self._read)
            self._read = []

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


def _fitting(frames: list[bytes]) -> int:
    """How many of them may be taken together."""
    if sum(map(len, frames)) <= _MOST_BYTES:
        return len(frames)
    return max(1, sum(size <= _MOST_BYTES for size in accumulate(map(len, frames))))


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
