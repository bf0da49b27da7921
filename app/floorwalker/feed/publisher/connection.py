"""uvicorn's WebSocket, as a feed needs it: it sends frames that are made already, many at once, and gives up on a peer
that does not take them.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, cast

from uvicorn._types import ASGI3Application, ASGISendEvent
from uvicorn.config import Config
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.protocol import State

_Message = MutableMapping[str, Any]
_Application = Callable[
    [_Message, Callable[[], Awaitable[_Message]], Callable[[_Message], Awaitable[None]]], Awaitable[None]
]

FRAMES = "floorwalker.frames"
"""A message beside those of ASGI, {"type", "frames": bytes}; it is sent when the peer has taken nearly all of it."""

_PATIENCE = 10.0
_LEAST = 64 * 2**10
"""A peer has to take so many bytes, or all there are, in so many seconds."""

_LAST_WORDS = 2.0
"""Seconds in which a peer has to take what is left and answer the close, before the connection is cut."""

_log = logging.getLogger(__name__)
# uvicorn logs every handshake with its URL, and with the token in it.
_log.setLevel(logging.WARNING)


class TooSlow(Exception):
    """The peer does not take what it is sent."""


class FeedConnection(WebSocketsSansIOProtocol):
    """One follower's connection, for one ASGI application."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        *,
        application: _Application,
    ) -> None:
        super().__init__(config, server_state, app_state)
        self.app = cast("ASGI3Application", application)
        self.logger = self.conn.logger = _log
        self.conn.debug = False

    async def send(self, message: ASGISendEvent | _Message) -> None:
        """As ASGI's, and FRAMES. Raises TooSlow there, and ClientDisconnected when the peer is gone."""
        told = cast("_Message", message)
        if told["type"] == FRAMES:
            await self._send_frames(told["frames"])
        elif told["type"] == "websocket.close" and self.handshake_complete:
            self._take_leave(told["code"], told["reason"])
        else:
            await super().send(cast("ASGISendEvent", message))
            # A refusal completes the handshake too, which uvicorn forgets and complains about.
            self.handshake_complete |= told["type"] == "websocket.http.response.body"

    def pause_writing(self) -> None:
        """A peer that takes nothing is not listened to: to answer its pings would take memory without end."""
        super().pause_writing()
        self.transport.pause_reading()

    def resume_writing(self) -> None:
        """Listens again."""
        super().resume_writing()
        if not self.read_paused:
            self.transport.resume_reading()

    def keepalive_timeout(self) -> None:
        """While data is on its way the ping is behind it, and the peer is judged by how it takes that."""
        if self.writable.is_set():
            super().keepalive_timeout()
        else:
            self.pong_timer = self.pending_ping_payload = None
            self.schedule_ping()

    def shutdown(self) -> None:
        """The server stops; the feed takes its leave by itself."""

    async def _send_frames(self, frames: bytes) -> None:
        if self.disconnected or self.conn.state is not State.OPEN:
            raise ClientDisconnected
        self.transport.write(frames)
        left = self.transport.get_write_buffer_size()
        while not self.writable.is_set():
            before, left = left, await self._patiently()
            if not self.writable.is_set() and before - left < _LEAST:
                raise TooSlow

    async def _patiently(self) -> int:
        """Waits until the peer has taken what it was sent, but not for long. Returns how many bytes are left."""
        try:
            async with asyncio.timeout(_PATIENCE):
                await self.writable.wait()
        except TimeoutError:
            pass
        return self.transport.get_write_buffer_size()

    def _take_leave(self, code: int, reason: str) -> None:
        """Closes, also where the peer takes nothing any more."""
        if self.close_sent or self.conn.state is not State.OPEN or self.transport.is_closing():
            return
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        self.conn.send_close(code, reason)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.stop_keepalive()
        self.transport.resume_reading()
        self.close_timer = self.loop.call_later(_LAST_WORDS, self.transport.abort)
