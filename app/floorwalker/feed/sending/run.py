"""Sending one event after another, several at once where that loses no order that matters."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from itertools import islice
from types import TracebackType
from typing import Protocol, Self

from floorwalker.answers import Answer, Done
from floorwalker.feed.control import on_stop
from floorwalker.feed.sending.outgoing import Outgoing
from floorwalker.feed.sending.pace import Pace
from floorwalker.feed.sending.reply import Reply
from floorwalker.trouble import Trouble

_AT_ONCE = 200
"""Events that are read at a time."""
_MOST_WAITING = 50
"""Events that wait in a lane; with more, reading waits too."""
_FAREWELL = 2.0
"""Seconds that bodies on their way have once it is stopped."""
_GIVES_UP = 10
"""Bodies in a row that nobody answers, after which nobody is there any more."""

_log = logging.getLogger(__name__)


class Door(Protocol):
    """Where bodies go. lanes: how many may be on their way at once."""

    lanes: int

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...

    async def deliver(self, body: bytes) -> Reply:
        """Sends one body and tells what came of it."""
        ...


def send_all(
    outgoing: Iterator[Outgoing], door: Door, pace: Pace, tell: Callable[[Answer], object], *, control: bool = False
) -> Done:
    """Sends everything, nothing twice, and returns how it went. Events of one agent keep their order.

    tell: is told of each answer as it comes; a BrokenPipeError of its means that nobody listens, and ends it. SIGTERM
    and SIGINT (with control a line `stop` on standard input, or its end) end it too: what is on its way has two seconds
    to be answered. So does a receiver that is not there. Call it on the main thread. Raises what outgoing raises.
    """
    return asyncio.run(_Run(door, pace, tell).send(outgoing, control=control))


class _Run:
    def __init__(self, door: Door, pace: Pace, tell: Callable[[Answer], object]) -> None:
        self._door = door
        self._pace = pace
        self._tell = tell
        self._lanes = [asyncio.Queue[Outgoing | None](_MOST_WAITING) for _ in range(door.lanes)]
        self._ending = asyncio.Event()
        self._taken = self._refused = self._lost = self._lost_in_a_row = 0
        self._stopped = self._gave_up = False

    async def send(self, outgoing: Iterator[Outgoing], *, control: bool) -> Done:
        on_stop(asyncio.get_running_loop(), self._stop, by_stdin=control)
        began = time.monotonic()
        try:
            async with self._door, asyncio.TaskGroup() as group:
                driving = [group.create_task(self._drive(lane)) for lane in self._lanes]
                feeding = group.create_task(self._feed(outgoing, began))
                group.create_task(self._end_in_time(feeding, driving))
        except BaseExceptionGroup as several:
            # What the source raised, or a fault of ours; the others were only cancelled.
            raise several.exceptions[0] from None
        return Done(
            sent=self._taken + self._refused + self._lost,
            taken=self._taken,
            refused=self._refused,
            lost=self._lost,
            seconds=time.monotonic() - began,
            stopped=self._stopped,
            gave_up=self._gave_up,
            cut_gaps=self._pace.cut_gaps,
            cut_seconds=self._pace.cut_seconds,
        )

    def _stop(self) -> None:
        self._stopped = True
        self._ending.set()

    async def _feed(self, outgoing: Iterator[Outgoing], began: float) -> None:
        fault = None
        while fault is None:
            chunk, fault = await asyncio.to_thread(_take, outgoing)
            for one in chunk:
                if (wait := began + self._pace.due(one) - time.monotonic()) > 0:
                    await asyncio.sleep(wait)
                await self._lanes[one.agent % len(self._lanes)].put(one)
            if not chunk:
                break
        await self._all_sent()
        if fault is not None:
            raise fault
        self._ending.set()

    async def _all_sent(self) -> None:
        for lane in self._lanes:
            await lane.join()

    async def _drive(self, lane: asyncio.Queue[Outgoing | None]) -> None:
        while (one := await lane.get()) is not None and not self._ending.is_set():
            await self._send(one)
            lane.task_done()

    async def _send(self, one: Outgoing) -> None:
        began = time.monotonic()
        reply = await self._door.deliver(one.body)
        seconds = time.monotonic() - began
        self._count(reply)
        answer = Answer(
            number=one.number,
            status=reply.status,
            reason=reply.reason,
            headers=reply.headers,
            body=reply.body,
            cut=reply.cut,
            seconds=seconds,
            problem=reply.problem,
            remedy=reply.remedy,
        )
        try:
            self._tell(answer)
        except BrokenPipeError:
            _log.info("Nobody wants to know the answers any more")
            self._stop()

    def _count(self, reply: Reply) -> None:
        if not reply.problem:
            self._taken += 1
        elif reply.status is not None:
            self._refused += 1
        else:
            self._lost += 1
            self._lost_in_a_row += 1
            is_anybody_there = self._taken or self._refused
            if not is_anybody_there or self._lost_in_a_row >= _GIVES_UP:
                self._gave_up = True
                self._ending.set()
            return
        self._lost_in_a_row = 0

    async def _end_in_time(self, feeding: asyncio.Task[None], driving: list[asyncio.Task[None]]) -> None:
        """What is on its way at the end may still be answered; what only waits is not sent."""
        await self._ending.wait()
        feeding.cancel()
        for lane in self._lanes:
            while not lane.empty():
                lane.get_nowait()
            lane.put_nowait(None)
        await asyncio.wait(driving, timeout=_FAREWELL)
        for task in driving:
            task.cancel()


def _take(outgoing: Iterator[Outgoing]) -> tuple[list[Outgoing], Trouble | OSError | None]:
    """What comes next, and what is wrong with what would come behind it."""
    taken: list[Outgoing] = []
    try:
        taken.extend(islice(outgoing, _AT_ONCE))
    except (Trouble, OSError) as fault:
        return taken, fault
    return taken, None
