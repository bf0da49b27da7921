"""One follower of the feed: it gets what it has not had, then what is journaled, as it is."""

import asyncio

from floorwalker.feed.publisher.bell import Bell
from floorwalker.feed.publisher.connection import FRAMES, TooSlow
from floorwalker.feed.publisher.shelf import Shelf
from floorwalker.feed.publisher.since import Since
from floorwalker.feed.publisher.wire import hello
from floorwalker.feed.receiver.answers import Send
from floorwalker.session.errors import SessionError

_GOING_AWAY = 1001
_FAILED = 1011
_TRY_AGAIN_LATER = 1013


class Follower:
    """Serves one follower, from its handshake on. session: the session's UUID. by: that of the session whose
    capture it is, "" where it does not tell. plain: it does not speak `floorwalker.feed.v1`.
    """

    def __init__(self, session: str, shelf: Shelf, bell: Bell, send: Send, *, by: str, plain: bool) -> None:
        self.by = by
        self._session = session
        self._shelf = shelf
        self._bell = bell
        self._send = send
        self._plain = plain
        self._position = 0
        self._until: float | None = None
        self._limit: asyncio.Timeout | None = None

    async def serve(self, since: Since) -> None:
        """Returns when the follower was bidden farewell, or is gone."""
        try:
            await self._close(*await self._serve_until_end(since))
        except OSError:
            return  # it is gone, and may come again and go on where it was

    def end(self, at: float) -> None:
        """Closes when the follower has all there is, or at that time of the event loop's clock. Close the bell then."""
        self._until = at
        if self._limit is not None:
            self._limit.reschedule(at)

    async def _serve_until_end(self, since: Since) -> tuple[int, str]:
        """Returns the code and the words to close with. Raises OSError where the follower is gone."""
        try:
            async with asyncio.timeout_at(self._until) as self._limit:
                await self._hand_on(since)
        except TimeoutError:
            return _GOING_AWAY, "The capture has ended."
        except TooSlow:
            return _TRY_AGAIN_LATER, "Read too slowly."
        except SessionError:
            return _FAILED, "The session cannot be read."
        finally:
            self._limit = None
        return _GOING_AWAY, "The capture has ended."

    async def _hand_on(self, since: Since) -> None:
        oldest, newest = await self._shelf.bounds()
        self._position = since.position(self._session, newest)
        if not self._plain:
            await self._give(hello(self._session, oldest, newest))
        while True:
            news = self._bell.news
            batch = await self._shelf.after(self._position, plain=self._plain)
            if batch.frames:
                await self._give(batch.frames)
            if batch.last > self._position:
                self._position = batch.last
            elif self._until is not None:
                return
            else:
                await news.wait()

    async def _give(self, frames: bytes) -> None:
        await self._send({"type": FRAMES, "frames": frames})

    async def _close(self, code: int, why: str) -> None:
        reason = f"{why} Go on with since={self._session}:{self._position}"
        await self._send({"type": "websocket.close", "code": code, "reason": reason})
