"""`/feed`: a whole session to one follower."""

import asyncio
import tempfile
import time
from pathlib import Path

from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from tests.benchmarks.figures import Figure
from tests.benchmarks.receiver import capturing, load

_SPOKEN = Subprotocol("floorwalker.feed.v1")
_FILLING = 2.0


async def drained(feed: str, count: int) -> float:
    """Events a second that a follower gets, from the first to the last of a session."""
    async with connect(feed, subprotocols=[_SPOKEN], max_size=None, compression=None) as follower:
        await follower.recv()
        began = time.perf_counter()
        for _ in range(count):
            await follower.recv(decode=False)
        return count / (time.perf_counter() - began)


def _served() -> float:
    with tempfile.TemporaryDirectory() as folder, capturing(Path(folder) / "bench.fw") as url:
        stored = int(load(url, 16, batch=100, seconds=_FILLING)["events"])
        return asyncio.run(drained(url.replace("http", "ws", 1).replace("/events", "/feed"), stored))


def measure(runs: int, goal: float = 20_000) -> list[Figure]:
    """Every row of this room. The goal is ours: four times the rate at which a window has to keep up."""
    rates = tuple(_served() for _ in range(runs))
    met = sorted(rates)[len(rates) // 2] >= goal
    return [Figure("/feed, a session to one follower", f"≥ {goal:,.0f} events/s", met, "events/s", rates)]
