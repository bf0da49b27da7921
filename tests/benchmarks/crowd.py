"""The wait for an answer while a crowd of connections wants nothing, or cannot make up its mind."""

import asyncio
import contextlib
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.benchmarks.events import SIZE
from tests.benchmarks.figures import Figure, at_most, in_turn
from tests.benchmarks.processes import capturing, load

IDLE, SLOW = 1_000, 100
_RATE = 500.0
_SENDERS = 16
_SECONDS = 6.0
"""Less than the receiver lets bodies be slow, and silent connections be silent."""

_PIECE = 0.5
"""Seconds after which a slow body goes on by a byte."""

_OPENING_AT_ONCE = 50


async def _idle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Has asked once, as a sender's pool has, and keeps the connection for later."""
    writer.write(b"HEAD /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
    await reader.readuntil(b"\r\n\r\n")


async def _slow(writer: asyncio.StreamWriter) -> None:
    writer.write(b"POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % SIZE)
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(_PIECE)


@contextlib.asynccontextmanager
async def _crowd(url: str) -> AsyncIterator[None]:
    """So many idle connections and slow bodies at a receiver while the context is open.

    Raises RuntimeError where not all are there to its end.
    """
    where, gate = urlsplit(url), asyncio.Semaphore(_OPENING_AT_ONCE)

    async def opened(idle: bool) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        async with gate:
            reader, writer = await asyncio.open_connection(where.hostname, where.port)
            if idle:
                await _idle(reader, writer)
            return reader, writer

    peers = await asyncio.gather(*(opened(number < IDLE) for number in range(IDLE + SLOW)))
    async with asyncio.TaskGroup() as group:
        slow = [group.create_task(_slow(writer)) for _, writer in peers[IDLE:]]
        yield
        for body in slow:
            body.cancel()
    gone = sum([reader.at_eof() or bool(await _rest(reader, writer)) for reader, writer in peers])
    if gone:
        raise RuntimeError(f"{gone} of the crowd were not there to the end: this measured something else")


async def _rest(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    """Hangs up; what else had been answered."""
    writer.write_eof()
    rest = await reader.read()
    writer.close()
    return rest


async def _measured(url: str, *, crowded: bool) -> dict[str, Any]:
    async with _crowd(url) if crowded else contextlib.nullcontext():
        return await asyncio.to_thread(load, url, _SENDERS, _SECONDS, rate=_RATE)


def _p99(*, crowded: bool) -> float:
    """Milliseconds. Raises RuntimeError where not all was taken at the rate, which would make it no figure."""
    with tempfile.TemporaryDirectory() as folder, capturing(Path(folder) / "bench.fw") as url:
        figures = asyncio.run(_measured(url, crowded=crowded))
    if figures["events_per_second"] < 0.95 * _RATE:
        raise RuntimeError(f"not all was taken at {_RATE:g} events/s: {figures}")
    return float(figures["p99_ms"])


def _allow_connections() -> None:
    """Each is an open file."""
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def measure(runs: int, _folder: Path) -> list[Figure]:
    """Every row of this room."""
    _allow_connections()
    ours, reference = in_turn(runs, lambda: _p99(crowded=True), lambda: _p99(crowded=False))
    what = f"answer's p99 at {_RATE:g} events/s, {IDLE:,} idle connections and {SLOW} slow bodies"
    return [Figure(what, "ms", tuple(ours), at_most(100), "the same without the crowd", tuple(reference))]
