"""How the figures grow with a session: each measured at 10,000, 100,000 and 1,000,000 events, and drawn.

Nothing may grow faster than n log n. What takes less than `_NOISE` at both of two sizes says nothing of how it grows.
"""

import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from tests.benchmarks import million, pixel
from tests.benchmarks.figures import Figure
from tests.benchmarks.processes import capturing, load

SIZES: Final = (10_000, 100_000, 1_000_000)
_SLACK: Final = 1.5
"""Times are ±30 % on a machine that others use as well."""
_NOISE: Final = {"s": 0.05, "ms": 5.0}


class Grown(NamedTuple):
    """One figure at each of some sizes, in its unit, the median of some runs."""

    what: str
    unit: str
    sizes: Sequence[int]
    values: Sequence[float]

    @property
    def steepest(self) -> float:
        """The greatest growth from one size to the next, over what n log n would be."""
        steps = zip(self.sizes, self.sizes[1:], self.values, self.values[1:], strict=False)
        noise = _NOISE[self.unit]
        return max(max(b, noise) / max(a, noise) / (m * math.log(m) / (n * math.log(n))) for n, m, a, b in steps)


def _post(session: Path) -> float:
    """Milliseconds of one event's POST to its answer, in the middle of the crowd of 16 connections."""
    with capturing(session) as url:
        return float(load(url, 16, seconds=3)["p50_ms"])


def _on_copy(session: Path, measured: Callable[[Path], float]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        return measured(Path(shutil.copy(session, Path(folder) / "grown.fw")))


def _of_session(session: Path, events: int) -> dict[str, float]:
    """One run of every figure at one size."""
    told = million.opened(session)
    return {
        "post": _on_copy(session, _post),
        "tail": _on_copy(session, lambda copy: pixel.p99(pixel.waits(copy, events))),
        "open": float(told["all_s"]),
        "filter": float(told["filter_ms"]),
        "find": float(told["find_s"]),
    }


_WHAT: Final = (
    ("post", "receiver: POST to answer into a session of n events", "ms"),
    ("tail", "tail: POST to pixel behind n events, p99", "ms"),
    ("open", "open a session of n events", "s"),
    ("filter", "filter n events, the slowest of five", "ms"),
    ("find", "find text in n payloads", "s"),
)


def grown(runs: int, folder: Path) -> list[Grown]:
    """Every figure at every size."""
    told: dict[int, list[dict[str, float]]] = {}
    for events in SIZES:
        session = million.session(folder, events)
        told[events] = [_of_session(session, events) for _ in range(runs)]
    return [
        Grown(what, unit, SIZES, [statistics.median(run[key] for run in told[events]) for events in SIZES])
        for key, what, unit in _WHAT
    ]


def _figure(one: Grown) -> Figure:
    values = ", ".join(f"{value:,.3g}" for value in one.values)
    what = f"growth, {one.what}: {values} {one.unit} at {', '.join(f'{size:,}' for size in one.sizes)}"
    met = one.steepest <= _SLACK
    return Figure(what, "≤ 1 × n log n", met, "× n log n, steepest", (one.steepest,))


def measure(runs: int, folder: Path) -> list[Figure]:
    """Every row of this room; draws `growth.png` as well."""
    all_grown = grown(runs, folder)
    (folder / "growth.json").write_text(json.dumps([one._asdict() for one in all_grown], indent=2) + "\n")
    _draw(folder)
    return [_figure(one) for one in all_grown]


def _draw(folder: Path) -> None:
    """Drawn by a process of its own: Qt leaves threads and an application behind."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    command = [sys.executable, "-m", "tests.benchmarks.growth_chart", str(folder)]
    subprocess.run(command, env=environment, check=True, timeout=60)
