"""uvicorn, as a receiver needs it: it leaves signals and logs alone, tells when it is up, and turns floods away."""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable
from functools import partial
from typing import cast

import uvicorn
from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from floorwalker.feed.publisher.connection import FeedConnection
from floorwalker.feed.receiver.answers import Answer, Receive, Send
from floorwalker.feed.receiver.application import Receiver, Scope

Application = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_CONNECTIONS = 1000
"""More than this are served a 503; twice as many, and they are cut as they come."""

_KEEP_ALIVE = 75
"""Seconds that an idle connection is kept: longer than the pools of most senders keep theirs, so that they hang up
first.
"""

_HEAD_TIME = 10.0
"""Seconds in which a new connection has to send its first request's head."""

_LARGEST_MESSAGE = 64 * 2**10
"""Bytes that a follower of the feed may say at once; it has nothing to say."""

_PING_INTERVAL = 20.0
_PING_TIMEOUT = 40.0
"""Seconds: a follower that is gone without a word is found out within a minute."""

_LAST_ANSWERS = 5
"""Seconds that requests in progress have to be finished when the server stops."""


class _Protocol(HttpToolsProtocol):
    """One connection. Far too many are cut as they come, those that ask for nothing after a while.

    A request whose body came with its head takes the receiver's shortcut: its ASGI task is not begun until all that
    came is read, and then there is nothing left for it to wait for. Other requests go uvicorn's way.
    """

    _reading = False
    _put_off: RequestResponseCycle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self._patience = self.loop.call_later(_HEAD_TIME, self._on_patience_lost)
        if len(self.connections) > 2 * MOST_CONNECTIONS:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._patience.cancel()

    def eof_received(self) -> bool:  # type: ignore[override]  # True keeps the other direction open, as asyncio has it
        """A sender that says that it sends no more may still wait for the answer to all that it has sent."""
        cycle = self._last_request
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
        self._reading = True
        super().data_received(data)
        self._reading = False
        if self._put_off is not None:
            cycle, self._put_off = self._put_off, None
            self._start(cycle)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
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

    @property
    def _last_request(self) -> RequestResponseCycle | None:
        return self.cycle  # None before the first, whatever uvicorn's type says

    def _on_patience_lost(self) -> None:
        if self._last_request is None:
            self.transport.close()


class Server(uvicorn.Server):
    """Serves one ASGI application on one bound socket, from `serve_bound` until `stop`; requests in progress are
    finished. feed: serves the WebSockets.

    up: set when connections are taken.
    """

    def __init__(self, application: Application, bound: socket.socket, feed: Application | None = None) -> None:
        super().__init__(_config(application, feed))
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

    def capture_signals(self) -> contextlib.AbstractContextManager[None]:  # type: ignore[override]  # no generator
        """Leaves signals to the capture, which has more than a server to end."""
        return contextlib.nullcontext()


def _config(application: Application, feed: Application | None) -> uvicorn.Config:
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
        timeout_graceful_shutdown=_LAST_ANSWERS,
    )
