"""Feeds as other programs serve them, on a thread of their own."""

import asyncio
import json
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

V1 = Subprotocol("floorwalker.feed.v1")
SESSION = "0d9a6f3e-2b5c-4c1d-8e7f-000000000001"

Handler = Callable[[ServerConnection], Awaitable[None]]
Judge = Callable[[ServerConnection, Request], Response | None]


@dataclass
class Feed:
    """A feed that is served. requests: of each connection, in order; came: given for each."""

    handler: Handler
    subprotocols: Sequence[Subprotocol] = ()
    tls: ssl.SSLContext | None = None
    judge: Judge | None = None
    port: int = 0
    requests: list[Request] = field(default_factory=list)
    came: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    _ready: threading.Event = field(default_factory=threading.Event)
    _end: Callable[[], object] = field(default=lambda: None)

    @property
    def url(self) -> str:
        host = "wss://localhost" if self.tls else "ws://127.0.0.1"
        return f"{host}:{self.port}/feed"

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.requests]

    async def _serve(self) -> None:
        ending = asyncio.Event()
        loop = asyncio.get_running_loop()
        self._end = lambda: loop.call_soon_threadsafe(ending.set)
        server = await serve(
            self._serve_one,
            "127.0.0.1",
            self.port,
            subprotocols=self.subprotocols or None,
            ssl=self.tls,
            process_request=self._judge,
            ping_interval=None,
            close_timeout=0.2,
        )
        self.port = next(iter(server.sockets)).getsockname()[1]
        self._ready.set()
        await ending.wait()
        for connection in server.connections:
            connection.transport.abort()
        server.close()
        await server.wait_closed()

    def _judge(self, connection: ServerConnection, request: Request) -> Response | None:
        self.requests.append(request)
        self.came.release()
        return self.judge(connection, request) if self.judge else None

    async def _serve_one(self, connection: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            await self.handler(connection)


@contextmanager
def serving(feed: Feed) -> Iterator[Feed]:
    """Serves each connection by the handler, then closes it. In the end those that are left are cut."""
    thread = threading.Thread(target=lambda: asyncio.run(feed._serve()))
    thread.start()
    try:
        assert feed._ready.wait(20)
        yield feed
    finally:
        feed._end()
        thread.join()
        feed._ready.clear()


def sends(*frames: str | bytes) -> Handler:
    """Sends frames, then waits for the end."""

    async def handler(connection: ServerConnection) -> None:
        for frame in frames:
            await connection.send(frame)
        await connection.wait_closed()

    return handler


def echoes(came: list[str | bytes]) -> Handler:
    """Keeps what comes, and answers each text with `got` before it."""

    async def handler(connection: ServerConnection) -> None:
        async for frame in connection:
            came.append(frame)
            if isinstance(frame, str):
                # Whoever has sent its last frame may have gone, and what came before it is read all the same.
                with suppress(ConnectionClosed):
                    await connection.send(f"got {frame}")

    return handler


def in_turn(*handlers: Handler) -> Handler:
    """One handler for each connection; the last one for all that follow."""
    left = list(handlers)

    async def handler(connection: ServerConnection) -> None:
        await (left.pop(0) if len(left) > 1 else left[0])(connection)

    return handler


def cut(connection: ServerConnection) -> None:
    """As when a cable is pulled out, but told by the system."""
    connection.transport.abort()


@dataclass
class Relaying:
    """Another Floorwalker, as DESIGN.md has it. payloads: its events from seq 1 on. oldest: older ones are gone. cuts:
    after how many events each of the first connections is cut.
    """

    payloads: list[bytes]
    session: str = SESSION
    oldest: int = 1
    cuts: list[int] = field(default_factory=list)
    sinces: list[str | None] = field(default_factory=list)

    async def __call__(self, connection: ServerConnection) -> None:
        assert connection.request
        [since] = parse_qs(urlsplit(connection.request.path).query).get("since", [None])
        self.sinces.append(since)
        session, _, seq = (since or "").rpartition(":")
        at = int(seq) if session == self.session else 0
        await connection.send(hello(self.session, self.oldest, len(self.payloads)))
        if at + 1 < self.oldest:
            await connection.send(json.dumps({"type": "gap", "from": at + 1, "to": self.oldest - 1}))
            at = self.oldest - 1
        left = self.cuts.pop(0) if self.cuts else None
        for number, payload in enumerate(self.payloads[at:], at + 1):
            if left == 0:
                cut(connection)
                return
            await connection.send(relayed(number, payload))
            left = None if left is None else left - 1
        await connection.wait_closed()


def hello(session: str, oldest: int, newest: int) -> str:
    return json.dumps({"type": "hello", "session": session, "oldest": oldest, "newest": newest})


def relayed(seq: int, payload: bytes, received: str = "2026-11-22T12:00:00.000000Z") -> str:
    return f'{{"seq": {seq}, "received": "{received}", "event": {payload.decode()}}}'
