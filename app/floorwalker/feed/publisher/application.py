"""`/feed` as a raw ASGI application, which serves the followers of all of a capture's listeners."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from floorwalker.feed.publisher.bell import Bell
from floorwalker.feed.publisher.follower import Follower
from floorwalker.feed.publisher.shelf import Shelf
from floorwalker.feed.publisher.since import NotAPlace, Since
from floorwalker.feed.publisher.wire import FOLLOWED_BY, SUBPROTOCOL
from floorwalker.feed.receiver.answers import Answer, Receive, Send, busy, problem
from floorwalker.feed.receiver.application import Scope
from floorwalker.feed.receiver.guard import Guard
from floorwalker.feed.receiver.routes import FEED

MOST_FOLLOWERS = 100
"""So many are served at once; more are answered 503."""

_FAREWELL = 2.0
"""Seconds in which followers are still given what they lack when the capture ends."""


class Publisher:
    """Hands a session's events on, for one event loop: make it there, use it as an asynchronous context, and `ring`
    after each commit.

    on_trouble: told the problem and the remedy when the session cannot be read (see `Shelf`).
    """

    def __init__(self, path: Path, session: str, on_trouble: Callable[[str, str], None]) -> None:
        self._session = session
        self._shelf = Shelf(path, on_trouble)
        self._bell = Bell()
        self._followers: set[Follower] = set()
        self._ending = False

    async def __aenter__(self) -> Self:
        await self._shelf.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._bell.close()
        await self._shelf.__aexit__(kind, error, traceback)

    @property
    def followers(self) -> int:
        """How many there are."""
        return len(self._followers)

    def is_followed_by(self, session: str) -> bool:
        """Whether the capture of that session is among them."""
        return any(follower.by == session for follower in self._followers)

    def ring(self) -> None:
        """There is something new in the session."""
        if self._followers:
            self._shelf.ring()
            self._bell.ring(len(self._followers))

    def end(self) -> None:
        """Lets followers have what they lack, as far as they take it in a moment, and closes."""
        self._ending = True
        until = asyncio.get_running_loop().time() + _FAREWELL
        for follower in self._followers:
            follower.end(until)
        self._bell.close()

    def application(self, guard: Guard) -> Callable[[Scope, Receive, Send], Awaitable[None]]:
        """The ASGI application for the WebSockets of one listener, whose guard it is."""

        async def application(scope: Scope, receive: Receive, send: Send) -> None:
            await receive()  # that somebody wants to connect
            answer = self._instead(scope, guard)
            if answer is None:
                await self._serve(scope, receive, send)
            else:
                await answer.reject(send)

        return application

    def _instead(self, scope: Scope, guard: Guard) -> Answer | None:
        """What to answer instead of the feed."""
        if scope["path"] != FEED:
            return problem(404, f"There is no WebSocket at this path. The feed is at {FEED}.")
        query, reached_at = scope["query_string"], scope["server"][0] if scope["server"] else ""
        kept_out = guard.keeps_out_reader(scope["headers"], query, reached_at)
        if kept_out is not None:
            return problem(kept_out.status, kept_out.why, headers=kept_out.headers)
        try:
            Since.of_query(query)
        except NotAPlace as wrong:
            return problem(400, str(wrong))
        if self._ending:
            return busy("The capture is ending.")
        if len(self._followers) >= MOST_FOLLOWERS:
            return busy(f"The feed is followed by {MOST_FOLLOWERS} already.", retry_after=10)
        return None

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        spoken = SUBPROTOCOL if SUBPROTOCOL in scope["subprotocols"] else None
        by = dict(scope["headers"]).get(FOLLOWED_BY.lower().encode(), b"").decode("latin-1")
        follower = Follower(self._session, self._shelf, self._bell, send, by=by, plain=spoken is None)
        self._followers.add(follower)
        try:
            await send({"type": "websocket.accept", "subprotocol": spoken})
            async with asyncio.TaskGroup() as group:
                serving = group.create_task(follower.serve(Since.of_query(scope["query_string"])))
                await _until_gone(receive)
                serving.cancel()
        finally:
            self._followers.discard(follower)


async def _until_gone(receive: Receive) -> None:
    """Hears out a follower, which has nothing to say: what it sends is for other servers."""
    while (await receive())["type"] != "websocket.disconnect":
        pass
