"""The processes beside the one that measures: probes that tell at their end, servers that tell where they are."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SETTINGS = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
"""A window needs no display to be measured."""


def module(name: str, *arguments: object, python: Path | str = sys.executable) -> list[str]:
    """The command that runs a module. python: another environment's, where it is not ours."""
    return [str(python), "-m", name, *map(str, arguments)]


def told(command: Sequence[str], timeout: float = 120) -> Any:  # noqa: ANN401 JSON
    """Runs a probe to its end; what its last line tells. Raises RuntimeError with its last words where it fails."""
    done = subprocess.run(command, env=SETTINGS, capture_output=True, text=True, check=False, timeout=timeout)
    if done.returncode:
        raise RuntimeError(f"{command[2]} ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    return json.loads(done.stdout.splitlines()[-1])


def started(command: Sequence[str]) -> "subprocess.Popen[str]":
    """A program that tells something on the way; its output is read by whoever started it."""
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=SETTINGS)


@contextmanager
def serving(command: Sequence[str]) -> Iterator[str]:
    """Runs a server that tells where it is in its first line, and ends with its stdin; yields that line."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
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
    with serving(module("floorwalker", "capture", session, "--listen", "127.0.0.1:0", "--control")) as ready:
        yield json.loads(ready)["url"]


def load(
    url: str,
    connections: int,
    seconds: float,
    batch: int = 1,
    rate: float = 0,
    *,
    agents: int = 0,
    times: bool = False,
) -> dict[str, Any]:
    """Runs the load generator to its end; its figures, and with *times* when it sent each request.

    rate: requests a second, 0 for as fast as answers come. agents: send the events of so many who work on items.
    Raises RuntimeError where an answer was not 200: that would be no figure.
    """
    options = ("--connections", connections, "--seconds", seconds, "--batch", batch, "--rate", rate, "--agents", agents)
    figures = told(module("tests.benchmarks.load", url, *options, *["--times"] * times), seconds + 30)
    if set(figures["statuses"]) != {"200"}:
        raise RuntimeError(f"not all was taken: answers by status {figures['statuses']}")
    return dict(figures)
