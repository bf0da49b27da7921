"""The floor's chart of many agents' day while it is dragged and zoomed: how long a frame takes, and its memory."""

import json
import os
import subprocess
import sys
from typing import Any

from tests.benchmarks.figures import Figure
from tests.benchmarks.timeline_probe import HOURS, SPANS

_FRAME_MS = 33
_ADDED_MB = 150
"""Beside statuses and work items: the widgets, pictures of the largest screen, and what is counted on threads."""
_SIZES = ((1280, 760), (2560, 1400))
_CENTRES = ((200, 6), (1000, 6), (1000, 0))
"""Agents, and which of `HEIGHTS` rows have: 24 pixels, or so few that 300 of them are in sight at once."""


def _moved(agents: int, size: tuple[int, int], height_step: int) -> dict[str, Any]:
    """What the probe tells of a floor of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.timeline_probe", *map(str, (agents, *size, height_step))]
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=120)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _figures(agents: int, size: tuple[int, int], height_step: int, runs: int) -> list[Figure]:
    told = [_moved(agents, size, height_step) for _ in range(runs)]
    rows = "rows of 24 px" if height_step else "rows of 4 px"
    where = f"{size[0]}×{size[1]}, {agents:,} agents × {HOURS} h ({agents * SPANS:,} spans), {rows}"
    frames, added = (tuple(float(one[key]) for one in told) for key in ("median_ms", "added_mb"))
    worst = max(one["p99_ms"] for one in told)
    met = worst <= _FRAME_MS, max(added) <= _ADDED_MB
    what = f"timeline, pan and zoom: a frame (p99 {worst:.0f} ms), {where}"
    beside = f"the same: memory added to statuses and work items, {where}"
    return [
        Figure(what, f"≤ {_FRAME_MS} ms, p99 too", met[0], "ms", frames),
        Figure(beside, f"≤ {_ADDED_MB} MB", met[1], "MB", added),
    ]


def measure(runs: int) -> list[Figure]:
    """Every row of this room."""
    cases = [(*centre, size) for size in _SIZES for centre in _CENTRES]
    return [figure for agents, step, size in cases for figure in _figures(agents, size, step, runs)]
