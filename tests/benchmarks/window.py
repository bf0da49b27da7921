"""The window while events arrive: how late its event loop is, and whether its rows keep up."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Figure
from tests.benchmarks.receiver import load

SECONDS = 15.0
_P99_MS = 30
_MAX_MS = 150
_FLOOD = 5000
_FLOOD_SECONDS = 60.0


def watched(view: str, rate: float, seconds: float = SECONDS) -> dict[str, Any]:
    """The window's beats in one view at `rate` events a second, and how many events were answered."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.benchmarks.window_probe", str(Path(folder) / "bench.fw")]
        command += ["--view", view, "--seconds", str(seconds)]
        window = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        assert window.stdout
        url = json.loads(window.stdout.readline())["url"]
        sent = load(url, 16, rate=rate, seconds=seconds - 2)
        figures = json.loads(window.stdout.readline())
        window.wait(30)
    return dict(figures | {"sent": sent["events"]})


def _figure(view: str, rate: float, runs: int, seconds: float = SECONDS) -> Figure:
    results = [watched(view, rate, seconds) for _ in range(runs)]
    late = tuple(float(result["p99_ms"]) for result in results)
    lost = sum(result["sent"] - result["rows"] for result in results)
    highest = max(result["max_ms"] for result in results)
    what = f"{view} view at {rate:,.0f} events/s: event loop late by p99 (max {highest:.0f} ms, {lost} rows not shown)"
    met = max(late) <= _P99_MS and highest <= _MAX_MS and lost == 0
    return Figure(what, f"≤ {_P99_MS} ms, max ≤ {_MAX_MS} ms", met, "ms", late)


def measure(runs: int) -> list[Figure]:
    """Every row of this room."""
    flood = _figure("events", _FLOOD, 1, _FLOOD_SECONDS)
    return [*(_figure(view, 2000, runs) for view in ("events", "floor")), flood]
