"""Bodies as the frames of one WebSocket."""

import asyncio
from types import TracebackType
from typing import Self

from websockets.asyncio.client import ClientConnection

from floorwalker import __version__
from floorwalker.answers import SHOWN
from floorwalker.feed.sending.reply import Reply
from floorwalker.feed.websocket.address import Target
from floorwalker.feed.websocket.connection import Straight, library_log
from floorwalker.feed.websocket.limits import Limits
from floorwalker.feed.websocket.losses import KNOWN, loss_of

_LISTENS = 1.0
"""Seconds in which a peer that has an answer gives it."""
_SENT_WITHIN = 30.0
_FAREWELL = 5.0


class WebSocketDoor:
    """Sends each body as one frame: of text, or of bytes where it is no UTF-8. A connection that is lost is opened
    again for the next body. An asynchronous context manager, for one event loop. listens: wait a moment after each body
    for what the peer says to it.
    """

    lanes = 1

    def __init__(self, target: Target, *, listens: bool) -> None:
        self._target = target
        self._listens = listens
        self._connection: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        # The peer's answer to it means that all before has come.
        if self._connection is not None:
            await self._connection.close()

    async def deliver(self, body: bytes) -> Reply:
        """What came of it: sent, and what the peer said."""
        try:
            if self._connection is None:
                self._connection = await self._opened()
            async with asyncio.timeout(_SENT_WITHIN):
                await self._connection.send(_frame(body))
            return await self._heard(self._connection) if self._listens else Reply(reason="sent")
        except KNOWN as error:
            if self._connection is not None:
                self._connection.transport.abort()
                self._connection = None
            loss = loss_of(error, self._target.name, SHOWN)
            problem, _, remedy = loss.detail.partition(". ")
            return Reply(problem=f"{problem.rstrip('.')}.", remedy=remedy)

    async def _opened(self) -> ClientConnection:
        return await Straight(
            self._target.url,
            additional_headers=dict(self._target.headers),
            user_agent_header=f"floorwalker/{__version__}",
            open_timeout=Limits().open,
            close_timeout=_FAREWELL,
            logger=library_log,
        )

    async def _heard(self, connection: ClientConnection) -> Reply:
        try:
            async with asyncio.timeout(_LISTENS):
                said = await connection.recv()
        except TimeoutError:
            return Reply(reason="sent")
        text = said if isinstance(said, str) else said.decode("utf-8", "replace")
        return Reply(reason="sent", body=text[:SHOWN], cut=len(text) > SHOWN)


def _frame(body: bytes) -> str | bytes:
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body
