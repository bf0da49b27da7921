"""Follows one feed for as long as a capture runs: connects, takes what comes, and comes back after each loss."""

import asyncio
import logging
from contextlib import suppress
from typing import Final

from websockets.exceptions import ConnectionClosed

from floorwalker.feed.websocket.address import Target
from floorwalker.feed.websocket.backoff import Backoff
from floorwalker.feed.websocket.connection import Came, connected, silence
from floorwalker.feed.websocket.intake import Intake
from floorwalker.feed.websocket.limits import Limits
from floorwalker.feed.websocket.losses import KNOWN, Loss, loss_of, too_large
from floorwalker.feed.websocket.plain import take_plain
from floorwalker.feed.websocket.relay import Relay
from floorwalker.feed.websocket.relayed import SUBPROTOCOL, hello_of
from floorwalker.feed.websocket.visit import Home, News, State, Visit
from floorwalker.session.journal import clock

_GREETING: Final = 2.0
"""Seconds in which a feed of the subprotocol should have said hello. Others accept it too, and may have nothing to say
for hours."""

_FAREWELL: Final = 5.0
"""Seconds for the journal to take what had come before the end."""

_log = logging.getLogger(__name__)


class Follower:
    """For one event loop; make it there. `follow` runs until it is cancelled, and then leaves nothing behind."""

    def __init__(self, target: Target, home: Home, limits: Limits) -> None:
        self._target = target
        self._home = home
        self._limits = limits
        self._intake = Intake(home.commit_group)
        self._backoff = Backoff()
        self._relay = Relay(home.position)

    async def follow(self) -> None:
        """Never returns; raises CancelledError."""
        try:
            await self._tell("connecting")
            while True:
                loss = await self._once()
                await self._intake.stored()
                wait = self._backoff.next(loss)
                _log.info("%s: %s Tried again in %.1f s.", self._target.name, loss.detail, wait)
                await self._tell("reconnecting", loss.detail, loss.at)
                await asyncio.sleep(wait)
        finally:
            await self._end()

    async def _end(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(_FAREWELL):
                await self._intake.stored()
        if left := self._intake.give_up():
            _log.warning("%s: %d frames could not be stored.", self._target.name, left)
        await self._tell("stopped")

    async def _tell(self, state: State, detail: str = "", at: int | None = None) -> None:
        await self._home.tell(News(state, clock() if at is None else at, detail))

    async def _once(self) -> Loss:
        """One connection from its beginning to its end, or an attempt at it."""
        target = self._target
        try:
            async with connected(target, self._relay.since, self._limits, self._home.session) as connection:
                visit = Visit(connection, target, self._home, self._limits, self._intake, self._backoff)
                return await self._watched(visit)
        except KNOWN as error:
            return loss_of(error, target.name, self._limits.frame)

    async def _watched(self, visit: Visit) -> Loss:
        async with asyncio.TaskGroup() as group:
            watch = group.create_task(self._watch(visit))
            try:
                loss = await self._read(visit)
            finally:
                watch.cancel()
        return loss

    async def _watch(self, visit: Visit) -> None:
        """Ends the connection of a peer that has gone without a word."""
        await silence(visit.connection, self._limits)
        # Nothing is heard either while nothing is read, because the journal takes nothing.
        while self._intake.is_full:
            await self._intake.room()
            await silence(visit.connection, self._limits)
        visit.is_dead = True
        await visit.connection.close()

    async def _read(self, visit: Visit) -> Loss:
        """Takes what comes, and tells why the connection has ended."""
        try:
            if self._target.subscribe is not None:
                await visit.connection.send(self._target.subscribe)
            loss = await self._take(visit)
        except ConnectionClosed as closed:
            loss = loss_of(closed, self._target.name, self._limits.frame)
        if visit.is_dead:
            seconds = self._limits.quiet + self._limits.answer
            return Loss(f"Nothing came for {seconds:g} s, nor an answer to a ping.", at=visit.connection.heard)
        if loss == too_large(self._limits.frame):
            visit.refuse(clock(), b"", loss.detail)
        return loss

    async def _take(self, visit: Visit) -> Loss:
        connection = visit.connection
        if connection.subprotocol != SUBPROTOCOL:
            await visit.tell("connected")
            return await take_plain(visit, None)
        first: Came | None = None
        with suppress(TimeoutError):
            async with asyncio.timeout(_GREETING):
                first = await connection.came(1)
        if first is None:
            await visit.tell("connected")
            first = await connection.came(1)
        if (hello := hello_of(first.frames[0])) is not None:
            return await self._relay.take(visit, hello)
        if not visit.is_told:
            await visit.tell("connected")
        return await take_plain(visit, first)
