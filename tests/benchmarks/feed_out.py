"""`/feed`: a whole session to one follower, against a bare `websockets` server with the same frames ready."""

import asyncio
import tempfile
import time
from pathlib import Path

from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from tests.benchmarks.figures import Figure, at_least, in_turn
from tests.benchmarks.processes import capturing, load, module, serving

_SPOKEN = Subprotocol("floorwalker.feed.v1")
_FILLING = 2.0
_FRAMES = 200_000


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
        stored = int(load(url, 16, _FILLING, batch=100)["events"])
        return asyncio.run(drained(url.replace("http", "ws", 1).replace("/events", "/feed"), stored))


def _bare() -> float:
    with serving(module("tests.benchmarks.feed_server", _FRAMES)) as url:
        return asyncio.run(drained(url, _FRAMES - 1))


def measure(runs: int, _folder: Path) -> list[Figure]:
    """Every row of this room. The goal is ours: four times the rate at which a window has to keep up."""
    ours, reference = in_turn(runs, _served, _bare)
    against = "bare websockets server, frames made before"
    return [
        Figure("/feed, a session to one follower", "events/s", tuple(ours), at_least(20_000), against, tuple(reference))
    ]
