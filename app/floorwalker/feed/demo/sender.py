"""Posts what the simulated centre tells, like any sender: first all that it missed, then live."""

import asyncio
import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from random import SystemRandom

from floorwalker.feed.control import on_stop
from floorwalker.feed.demo.centre import Arrival, Centre
from floorwalker.feed.demo.simulation import Simulation
from floorwalker.feed.post import Poster
from floorwalker.feed.sending.poster import FramePoster
from floorwalker.feed.websocket.address import target_of
from floorwalker.sources import Feed

HISTORY = 2 * 3600.0
"""Seconds for which the centre has been open when its sender starts."""

_MEASURED = 1800.0
"""The last part of them tells the natural rate."""

_CONNECTIONS = 6
_ARRAY = 500
_PATIENT = 20
"""A connection with more events than this to send has fallen behind, and sends what there is as an array."""

_MOST_WAITING = 2000
"""Events that wait for one connection; with more, the centre waits too."""

_SHORTEST_WAIT = 0.005

_log = logging.getLogger(__name__)


def send_simulation(simulation: Simulation, url: str, *, control: bool) -> None:
    """Posts, or sends frames to a WebSocket, until SIGTERM or SIGINT, or with `control` the end of standard input. Call
    it on the main thread.

    Raises FeedError where there is no receiver, or where it does not want any events.
    """
    if simulation.seed is None:
        simulation = replace(simulation, seed=SystemRandom().getrandbits(32))
    with suppress(asyncio.CancelledError):
        asyncio.run(_until_stopped(simulation, url, control=control))


async def _until_stopped(simulation: Simulation, url: str, *, control: bool) -> None:
    this = asyncio.current_task()
    on_stop(asyncio.get_running_loop(), lambda: this and this.cancel(), by_stdin=control)
    centre = Centre(simulation, time.time() - HISTORY)
    try:
        async with _poster(url) as poster:
            natural = await _catch_up(centre, poster if simulation.catches_up else None)
            if simulation.rate is not None:
                centre.pace.speed_up(HISTORY, simulation.rate / natural)
            await _live(centre, poster)
    except BaseExceptionGroup as several:
        # Connections fail alike, so that the first failure tells it all.
        raise several.exceptions[0] from None


def _poster(url: str) -> Poster | FramePoster:
    if url.lower().startswith("http"):
        return Poster(url, _CONNECTIONS)
    return FramePoster(target_of(Feed(url=url)))


async def _catch_up(centre: Centre, poster: Poster | FramePoster | None) -> float:
    """Lets happen, and with a poster sends, what happened before, in order.

    Returns how many events a second were usual at the end of it.
    """
    arrivals, recent = centre.until(HISTORY), 0
    chunk = _take(arrivals)
    while chunk:
        recent += sum(arrival.due > HISTORY - _MEASURED for arrival in chunk)
        async with asyncio.TaskGroup() as group:
            # While one array is on its way the next is made, beside the event loop.
            if poster is not None:
                group.create_task(poster.post(_array([arrival.payload for arrival in chunk])))
            following = group.create_task(asyncio.to_thread(_take, arrivals))
        chunk = following.result()
    _log.info("Caught up; %.1f events a second are natural.", recent / _MEASURED)
    return max(recent, 1) / _MEASURED


def _take(arrivals: Iterator[Arrival]) -> list[Arrival]:
    return list(islice(arrivals, _ARRAY))


async def _live(centre: Centre, poster: Poster | FramePoster) -> None:
    """Sends each event when it is due, until cancelled. Those of one agent go over one connection, in order."""
    lanes = [asyncio.Queue[bytes](_MOST_WAITING) for _ in range(_CONNECTIONS)]
    async with asyncio.TaskGroup() as group:
        for lane in lanes:
            group.create_task(_drive(lane, poster))
        while True:
            for arrival in centre.until(centre.pace.centre(time.time())):
                await lanes[arrival.stream % _CONNECTIONS].put(arrival.payload)
            await asyncio.sleep(max(_SHORTEST_WAIT, centre.pace.real(centre.next_due) - time.time()))


async def _drive(lane: asyncio.Queue[bytes], poster: Poster | FramePoster) -> None:
    while True:
        payloads = [await lane.get()]
        if lane.qsize() > _PATIENT:
            payloads += [lane.get_nowait() for _ in range(min(lane.qsize(), _ARRAY - 1))]
        await poster.post(payloads[0] if len(payloads) == 1 else _array(payloads))


def _array(payloads: Sequence[bytes]) -> bytes:
    return b"[" + b",".join(payloads) + b"]"
