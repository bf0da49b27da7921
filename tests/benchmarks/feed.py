"""WebSocket feed to journal: our capture against a bare `websockets` client, in turn, from the same server."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.receiver import _judged, _process

FRAMES = 300_000


def _bare(url: str) -> float:
    command = [sys.executable, "-m", "tests.benchmarks.feed_drain", url, str(FRAMES)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)


def _ours(url: str) -> float:
    """Frames a second from the connection to the commit of the last one."""
    with tempfile.TemporaryDirectory() as folder:
        session = Path(folder) / "bench.fw"
        command = [sys.executable, "-m", "floorwalker", "capture", str(session), "--connect", url, "--control"]
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
    raise AssertionError("the capture ended")


def measure(runs: int, goal: float = 0.4) -> list[Figure]:
    """The row of this room."""
    with _process("tests.benchmarks.feed_server", str(FRAMES)) as url:
        pairs = [(_ours(url), _bare(url)) for _ in range(runs)]
    figure = Figure(
        "WebSocket feed to journal, one event a frame",
        f"≥ {goal} × a bare client",
        False,
        "events/s",
        tuple(ours for ours, _ in pairs),
        "bare websockets client",
        tuple(ours / bare for ours, bare in pairs),
    )
    return [_judged(figure, (figure.ratio or 0) >= goal)]
