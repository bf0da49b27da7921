"""Sending to a WebSocket as `Poster` posts: what is not taken is sent again."""

import asyncio
import logging
from types import TracebackType
from typing import Self

from floorwalker.feed.errors import FeedError
from floorwalker.feed.post import FIRST_PAUSE, LONGEST_PAUSE, PATIENCE
from floorwalker.feed.sending.websocket import WebSocketDoor
from floorwalker.feed.websocket.address import Target

_log = logging.getLogger(__name__)


class FramePoster:
    """Each body is one frame of one WebSocket. An asynchronous context manager, for one event loop."""

    def __init__(self, target: Target) -> None:
        self._door = WebSocketDoor(target, listens=False)
        self._name = target.name
        self._one_at_a_time = asyncio.Lock()
        self._was_reached = False

    async def __aenter__(self) -> Self:
        await self._door.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._door.__aexit__(kind, error, traceback)

    async def post(self, body: bytes) -> None:
        """Returns when the body was sent. Raises FeedError where nobody is there at all."""
        loop = asyncio.get_running_loop()
        began, pause = loop.time(), FIRST_PAUSE
        async with self._one_at_a_time:
            while (reply := await self._door.deliver(body)).problem:
                if not self._was_reached and loop.time() - began > PATIENCE:
                    raise FeedError(f"No events can be sent to {self._name}. {reply.problem}", reply.remedy)
                _log.info("Not sent, tried again in %.1f s: %s", pause, reply.problem)
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            self._was_reached = True
