"""uvicorn, as a receiver needs it: it leaves signals and logs alone, tells when it is up, and turns floods away."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, NamedTuple, cast

import uvicorn
from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from floorwalker.feed.publisher.connection import FeedConnection
from floorwalker.feed.receiver.answers import Answer, Receive, Send
from floorwalker.feed.receiver.application import Receiver, Scope
from floorwalker.feed.receiver.framing import HEAD_TIME, BoundedProtocol
from floorwalker.feed.receiver.routes import Head

Application = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_CONNECTIONS = 2000
"""More than this are served a 503; twice as many, and they are cut as they come. A thousand may be idle, as the pools
of many senders keep them, and leave room for as many that ask.
"""

_KEEP_ALIVE = 75
"""Seconds that an idle connection is kept: longer than the pools of most senders keep theirs, so that they hang up
first.
"""

_LARGEST_MESSAGE = 64 * 2**10
"""Bytes that a follower of the feed may say at once; it has nothing to say."""

_PING_INTERVAL = 20.0
_PING_TIMEOUT = 40.0
"""Seconds: a follower that is gone without a word is found out within a minute."""

_LAST_ANSWERS = 5
"""Seconds that requests in progress have to be finished when the server stops."""


_END_OF_HEAD = b"\r\n\r\n"
_MOST_KNOWN = 64
"""Heads that a connection remembers: they differ in Content-Length, and a sender's events in a few dozen lengths."""
_LONGEST_KNOWN = 16 * 2**10
_MOST_BYTES_KNOWN = 16 * 2**10
"""Bytes of these heads together: there may be thousands of connections."""


class _Known(NamedTuple):
    """What a head means: so many bytes of body follow it."""

    length: int
    head: Head
    scope: Scope


class _Protocol(BoundedProtocol):
    """One connection. Far too many are cut as they come, those that ask for nothing after a while.

    A request whose body came with its head takes the receiver's shortcut: its ASGI task is not begun until all that
    came is read, and then there is nothing left for it to wait for. Other requests go uvicorn's way.

    A sender that keeps its connection repeats its head byte for byte. What a whole one meant is remembered, and the
    next that begins with the same bytes, and is as long as they say, is not parsed again.
    """

    _reading = False
    _running: RequestResponseCycle | None = None
    _put_off: RequestResponseCycle | None = None
    _in_message = False
    _came: bytes | None = None
    _awaited = False
    _behind = b""
    _ends = False
    _last_known = 0.0

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 as uvicorn has it
        super().__init__(*arguments, **named)
        self._known: dict[bytes, _Known] = {}
        self._known_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self._patience = self.loop.call_later(HEAD_TIME, self._on_patience_lost)
        if len(self.connections) > 2 * MOST_CONNECTIONS:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._patience.cancel()
        if self._running is not None:
            # uvicorn tells only the newest request, which may be one that waits behind this.
            self._running.disconnected = True
            self._running.message_event.set()

    def eof_received(self) -> bool:  # type: ignore[override]  # True keeps the other direction open, as asyncio has it
        """A sender that says that it sends no more may still wait for the answer to all that it has sent."""
        if self._awaited:
            self._ends = True
            return True
        cycle = self.last_request
        if cycle is None or cycle.response_complete or cycle.more_body:
            return False
        cycle.keep_alive = False
        return True

    def handle_websocket_upgrade(self) -> None:
        """Hands the connection over to the feed's protocol."""
        self._patience.cancel()
        super().handle_websocket_upgrade()

    def _should_upgrade(self) -> bool:
        # Anything else that asks for it has a body, or is older than WebSockets, and is served as if it had not asked.
        return super()._should_upgrade() and self.scope["method"] == "GET"

    def data_received(self, data: bytes) -> None:
        if self._awaited:
            self._behind += data
            self.flow.pause_reading()
        elif not (self._is_between and self._took_known(data)):
            self._read(data)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_message = True

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._in_message = False

    def shutdown(self) -> None:
        """Closes the connection, when the request on its way is answered."""
        if self._awaited:
            self._ends = True
        else:
            super().shutdown()

    def timeout_keep_alive_handler(self) -> None:
        """Closes the connection, unless requests came in the meantime that were not parsed."""
        left = (
            self.timeout_keep_alive if self._awaited else self._last_known + self.timeout_keep_alive - self.loop.time()
        )
        if left > 0:
            self.timeout_keep_alive_task = self.loop.call_later(left, self.timeout_keep_alive_handler)
        else:
            super().timeout_keep_alive_handler()

    @property
    def _is_between(self) -> bool:
        """Whether what comes next begins a request, and the one before is answered."""
        return not self._in_message and (self.last_request is None or self.is_idle)

    def _read(self, data: bytes) -> None:
        self._came = data if self._is_between else None
        self._reading = True
        super().data_received(data)
        self._reading = False
        if self._put_off is not None:
            cycle, self._put_off = self._put_off, None
            self._start(cycle)

    def _took_known(self, data: bytes) -> bool:
        end = data.find(_END_OF_HEAD) + len(_END_OF_HEAD)
        known = self._known.get(data[:end])
        if known is None or len(data) != end + known.length:
            return False
        receiver, body = cast("Receiver", self.app), data[end:]
        if not receiver.takes(body):
            return False
        self._awaited = True
        receiver.take(known.head, known.scope, body, self._respond_to_known)
        return True

    def _respond_to_known(self, answer: Answer) -> None:
        self._awaited = False
        self._last_known = self.loop.time()
        if self.transport.is_closing():
            return
        self.transport.write(answer.raw)
        self.server_state.total_requests += 1
        behind, self._behind = self._behind, b""
        if behind:
            self.flow.resume_reading()
            self.data_received(behind)
        if self._ends and not self.eof_received():
            self.transport.close()

    def _learn(self, head: Head, scope: Scope, size: int) -> None:
        """Remembers the head of a request that was all that had come, and whose body stood behind it as it is."""
        if self._came is None or len(self._came) > _LONGEST_KNOWN:
            return
        end = self._came.find(_END_OF_HEAD) + len(_END_OF_HEAD)
        if len(self._came) == end + size:
            if len(self._known) >= _MOST_KNOWN or self._known_bytes + end > _MOST_BYTES_KNOWN:
                self._known.clear()
                self._known_bytes = 0
            self._known_bytes += end
            self._known[self._came[:end]] = _Known(size, head, scope)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._running = cycle
        if app is not self.app:
            super()._start_asgi_task(cycle, app)
        elif self._reading:
            self._put_off = cycle
        else:
            self._start(cycle)

    def _start(self, cycle: RequestResponseCycle) -> None:
        if not cycle.more_body and cycle.keep_alive and isinstance(self.app, Receiver):
            body, scope = bytes(cycle.body), cast("Scope", cycle.scope)
            head = self.app.shortcut(scope, body)
            if head is not None:
                self._learn(head, scope, len(body))
                self.app.take(head, scope, body, partial(self._respond, cycle))
                return
        super()._start_asgi_task(cycle, self.app)

    def _respond(self, cycle: RequestResponseCycle, answer: Answer) -> None:
        if cycle.disconnected:
            return
        cycle.response_started = cycle.response_complete = True
        self.transport.write(answer.raw)
        if not cycle.keep_alive:  # the server has begun to stop
            self.transport.close()
        cycle.on_response()

    def _on_patience_lost(self) -> None:
        if self.last_request is None:
            self.transport.close()


class Server(uvicorn.Server):
    """Serves one ASGI application on one bound socket, from `serve_bound` until `stop`; requests in progress are
    finished. feed: serves the WebSockets. tls: None for plain HTTP.

    up: set when connections are taken.
    """

    def __init__(
        self,
        application: Application,
        bound: socket.socket,
        feed: Application | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__(_config(application, feed, tls))
        self.bound = bound
        self.up = asyncio.Event()

    @property
    def crowded(self) -> bool:
        """True while more connections are open than are served."""
        return len(self.server_state.connections) > MOST_CONNECTIONS

    async def serve_bound(self) -> None:
        """Returns when the last request after `stop` is answered."""
        await self.serve(sockets=[self.bound])

    def stop(self) -> None:
        """Takes no more requests."""
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's, and tells when it is done."""
        await super().startup(sockets)
        self.up.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's, but what is not finished in time is cut off, and its task takes the sender for gone. uvicorn
        would cancel it, answer 500 and log where each was: more than a pipe holds that nobody reads.
        """
        cut = asyncio.get_running_loop().call_later(_LAST_ANSWERS, self._cut_off)
        await super().shutdown(sockets)
        cut.cancel()

    def _cut_off(self) -> None:
        for connection in list(self.server_state.connections):
            connection.transport.abort()

    def capture_signals(self) -> contextlib.AbstractContextManager[None]:  # type: ignore[override]  # no generator
        """Leaves signals to the capture, which has more than a server to end."""
        return contextlib.nullcontext()


def _config(application: Application, feed: Application | None, tls: ssl.SSLContext | None) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        http=_Protocol,
        ws="none" if feed is None else cast("type[asyncio.Protocol]", partial(FeedConnection, application=feed)),
        ws_max_size=_LARGEST_MESSAGE,
        ws_ping_interval=_PING_INTERVAL,
        ws_ping_timeout=_PING_TIMEOUT,
        ws_per_message_deflate=False,
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=_KEEP_ALIVE,
        ssl_context_factory=None if tls is None else lambda *_: tls,
    )
