"""The simulated centre beside a capture: a child process that posts to it like any sender, and ends with it."""

import asyncio
import logging
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from floorwalker.feed.control import child_command
from floorwalker.feed.demo.simulation import Simulation

_FAREWELL = 5.0
"""Seconds that it has to end by itself."""

_log = logging.getLogger(__name__)


@asynccontextmanager
async def simulated_centre(
    simulation: Simulation, url: str, on_trouble: Callable[[str, str], None]
) -> AsyncIterator[None]:
    """Posts to the URL while the context is open. on_trouble is called if it ends by itself and has failed."""
    words = child_command("send", "demo", url, "--control", *simulation.arguments())
    # Its stdin is the leash: it ends when that does, however this process ends.
    child = await asyncio.create_subprocess_exec(*words, stdin=PIPE, stdout=DEVNULL)
    _log.info("The simulated centre is process %d.", child.pid)
    async with asyncio.TaskGroup() as group:
        watch = group.create_task(_watch(child, on_trouble))
        try:
            yield
        finally:
            watch.cancel()
            await _ended(child)


async def _watch(child: Process, on_trouble: Callable[[str, str], None]) -> None:
    code = await child.wait()
    if code != 0:
        on_trouble(
            f"The simulated centre has failed (exit code {code}).", "Capture goes on; start it again for more events."
        )


async def _ended(child: Process) -> None:
    if child.stdin is not None:
        child.stdin.close()
    try:
        async with asyncio.timeout(_FAREWELL):
            await child.wait()
    except TimeoutError:
        child.kill()
        await child.wait()
