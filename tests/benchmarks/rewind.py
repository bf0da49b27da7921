"""The floor's past played at its highest speed, with ten times as many agents as usual: how late its loop is."""

import json
import os
import subprocess
import sys
from typing import Any

from tests.benchmarks.figures import Figure

_AGENTS, _SPEED, _SECONDS = 2000, 600, 10
_LATE_MS = 30


def _played() -> dict[str, Any]:
    """What the probe tells of a floor of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.rewind_probe", *map(str, (_AGENTS, _SPEED, _SECONDS))]
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=120)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def measure(runs: int) -> list[Figure]:
    """The one row of this room."""
    told = [_played() for _ in range(runs)]
    late = tuple(float(one["p99_ms"]) for one in told)
    shown = min(one["moments_s"] for one in told)
    what = f"past played at {_SPEED}×, {_AGENTS:,} agents: event loop late, p99 ({shown:.0f} moments shown a second)"
    return [Figure(what, f"≤ {_LATE_MS} ms", max(late) <= _LATE_MS, "ms", late)]
