"""A load generator in a process of its own: keep-alive connections that each post, wait for the answer, and post again.

`python -m tests.benchmarks.load URL --connections 64 --seconds 5 --batch 1` prints one JSON object.
With `--rate` it posts that many requests a second, however slow the answers are. With `--times` it tells when it sent
each, on the machine's monotonic clock. It stops by itself.
"""

import argparse
import asyncio
import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import urlsplit

import numpy as np

from tests.benchmarks.events import bodies


@dataclass
class Tally:
    """What came back: answers by status, and how long each took in seconds; and when each request was sent, in the
    order of their events."""

    until: float
    statuses: dict[int, int] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)

    def answered(self, status: int, wait: float) -> None:
        self.statuses[status] = self.statuses.get(status, 0) + 1
        self.waits.append(wait)


class Poster(asyncio.Protocol):
    """One connection. `pace` (seconds between its requests) of 0 means as fast as the answers come."""

    def __init__(self, head: bytes, source: Iterator[bytes], tally: Tally, pace: float) -> None:
        self._head, self._source, self._tally, self._pace = head, source, tally, pace
        self._buffer = b""
        self._loop = asyncio.get_running_loop()
        self.done: asyncio.Future[None] = self._loop.create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._due = self._loop.time()
        self._post()

    def _post(self) -> None:
        if time.monotonic() >= self._tally.until:
            self._transport.close()
            return
        body = next(self._source)
        self._sent = time.perf_counter()
        self._tally.sent.append(time.monotonic())
        self._transport.write(self._head % len(body) + body)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, found, rest = self._buffer.partition(b"\r\n\r\n")
        if not found:
            return
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
        if len(rest) < length:
            return
        self._buffer = rest[length:]
        self._tally.answered(int(head[9:12]), time.perf_counter() - self._sent)
        self._next()

    def _next(self) -> None:
        self._due += self._pace
        if self._pace and self._due > self._loop.time():
            self._loop.call_at(self._due, self._post)
        else:
            self._post()

    def connection_lost(self, _exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)


async def post(
    url: str, connections: int, seconds: float, batch: int, rate: float, agents: int = 0
) -> dict[str, object]:
    """Post for `seconds`; the result holds events and requests a second and the waits' percentiles in ms."""
    parts = urlsplit(url)
    lines = (f"POST {parts.path} HTTP/1.1", f"Host: {parts.netloc}", "Content-Type: application/json")
    head = "\r\n".join((*lines, "Content-Length: %d", "", "")).encode()
    tally, source = Tally(time.monotonic() + seconds), bodies(os.getpid(), batch, agents)
    pace = connections / rate if rate else 0.0
    loop, began = asyncio.get_running_loop(), time.perf_counter()
    pairs = [
        await loop.create_connection(
            lambda: Poster(head, source, tally, pace), str(parts.hostname), int(parts.port or 80)
        )
        for _ in range(connections)
    ]
    await asyncio.gather(*(protocol.done for _, protocol in pairs))
    return _result(tally, time.perf_counter() - began, batch)


def _result(tally: Tally, took: float, batch: int) -> dict[str, object]:
    waits = np.array(tally.waits or [0.0]) * 1000
    good = tally.statuses.get(200, 0)
    return {
        "events_per_second": good * batch / took,
        "events": good * batch,
        "statuses": tally.statuses,
        "p50_ms": float(np.percentile(waits, 50)),
        "p99_ms": float(np.percentile(waits, 99)),
        "sent": tally.sent,
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--batch", type=int, default=1)
    parser.add_argument("--rate", type=float, default=0)
    parser.add_argument("--agents", type=int, default=0)
    parser.add_argument("--times", action="store_true")
    given = parser.parse_args()
    with suppress(ImportError):
        import uvloop

        uvloop.install()
    told = asyncio.run(post(given.url, given.connections, given.seconds, given.batch, given.rate, given.agents))
    if not given.times:
        del told["sent"]
    print(json.dumps(told))


if __name__ == "__main__":
    main()
