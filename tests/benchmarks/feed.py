"""WebSocket feed to journal: our capture against a bare `websockets` client, in turn, from the same server."""

import json
import subprocess
import tempfile
import time
from pathlib import Path

from tests.benchmarks.apart import bare_websockets
from tests.benchmarks.figures import Figure, in_turn, ratio_at_least
from tests.benchmarks.processes import module, serving, told

FRAMES = 300_000


def _bare(python: Path, url: str) -> float:
    return float(told(module("tests.benchmarks.feed_drain", url, FRAMES, python=python)))


def _ours(url: str) -> float:
    """Frames a second from the connection to the commit of the last one."""
    with tempfile.TemporaryDirectory() as folder:
        command = module("floorwalker", "capture", Path(folder) / "bench.fw", "--connect", url, "--control")
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as capture:
            try:
                return FRAMES / _seconds(capture)
            finally:
                capture.communicate("stop\n", timeout=60)


def _seconds(capture: "subprocess.Popen[str]") -> float:
    assert capture.stdout
    began = 0.0
    for line in capture.stdout:
        message = json.loads(line)
        if message["type"] == "feed" and message["state"] == "connected":
            began = time.perf_counter()
        if message["type"] == "stored" and message["events"] >= FRAMES:
            return time.perf_counter() - began
    raise RuntimeError("the capture ended before it had all")


def measure(runs: int, folder: Path) -> list[Figure]:
    """The row of this room."""
    bare = bare_websockets(folder)
    with serving(module("tests.benchmarks.feed_server", FRAMES)) as url:
        theirs = (lambda: _bare(python, url)) if (python := bare.python) else None
        ours, reference = in_turn(runs, lambda: _ours(url), theirs)
    what = "WebSocket feed to journal, one event a frame"
    goal, against = ratio_at_least(0.4), "bare websockets client"
    return [Figure(what, "events/s", tuple(ours), goal, against, tuple(reference), bare.why_not)]
