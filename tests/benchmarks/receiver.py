"""POST to commit: our receiver against a bare uvicorn application, in turn, by the same load generator."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Figure

SECONDS = 4.0


@contextmanager
def _process(*command: str) -> Iterator[str]:
    """Run a server that names its URL in its first line, and ends with its stdin; yields that line."""
    server = subprocess.Popen(
        [sys.executable, "-m", *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdin
    assert server.stdout
    try:
        yield server.stdout.readline().strip()
    finally:
        server.stdin.close()
        server.stdout.read()
        server.wait(20)


@contextmanager
def capturing(session: Path) -> Iterator[str]:
    """A capture into `session` on a free port; yields the receiver's URL."""
    with _process("floorwalker", "capture", str(session), "--listen", "127.0.0.1:0", "--control") as ready:
        yield json.loads(ready)["url"]


def load(
    url: str,
    connections: int,
    batch: int = 1,
    rate: float = 0,
    seconds: float = SECONDS,
    *,
    agents: int = 0,
    times: bool = False,
) -> dict[str, Any]:
    """Run the load generator to its end; its figures, and with *times* when it sent each request.

    agents: send the events of so many who work on items.
    """
    command = [sys.executable, "-m", "tests.benchmarks.load", url, "--connections", str(connections)]
    command += ["--seconds", str(seconds), "--batch", str(batch), "--rate", str(rate), *["--times"] * times]
    command += ["--agents", str(agents)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 30)
    return dict(json.loads(ended.stdout))


def _ours(connections: int, batch: int) -> float:
    with tempfile.TemporaryDirectory() as folder, capturing(Path(folder) / "bench.fw") as url:
        return float(load(url, connections, batch)["events_per_second"])


def _bare(connections: int) -> float:
    with _process("tests.benchmarks.bare_server") as url:
        return float(load(url, connections)["events_per_second"])


def single(connections: int, goal: float, runs: int) -> Figure:
    """One event a request, durable before the answer."""
    pairs = [(_ours(connections, 1), _bare(connections)) for _ in range(runs)]
    ratios = tuple(ours / bare for ours, bare in pairs)
    figure = Figure(
        f"receiver, one event a request, {connections} connections",
        f"≥ {goal} × bare uvicorn",
        False,
        "events/s",
        tuple(ours for ours, _ in pairs),
        "bare raw-ASGI uvicorn",
        ratios,
    )
    return _judged(figure, (figure.ratio or 0) >= goal)


def batches(runs: int, goal: float = 60_000) -> Figure:
    """Arrays of 100, durable before the answer."""
    rates = tuple(_ours(16, 100) for _ in range(runs))
    figure = Figure("receiver, arrays of 100, 16 connections", f"≥ {goal:,.0f} events/s", False, "events/s", rates)
    return _judged(figure, figure.median >= goal)


def _judged(figure: Figure, met: bool) -> Figure:
    return Figure(**{**figure.__dict__, "met": met})


def measure(runs: int) -> list[Figure]:
    """Every row of this room."""
    return [single(64, 0.6, runs), single(16, 0.5, runs), batches(runs)]
