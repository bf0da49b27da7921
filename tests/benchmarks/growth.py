"""How figures grow: with a session of 10,000, 100,000 and 1,000,000 events, and with 10, 100 and 1,000 agents; drawn.

Nothing may grow faster than n log n; what is told of a single event, no faster than log n, or all n of them would.
"""

import json
import math
import shutil
import statistics
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from tests.benchmarks import million, pixel, rewind, timeline
from tests.benchmarks.figures import Figure, at_most
from tests.benchmarks.processes import capturing, load, module, told

EVENTS: Final = (10_000, 100_000, 1_000_000)
AGENTS: Final = (10, 100, 1_000)
_AGENTS: Final = 200
"""Whose days the timeline shows while the events of each get more."""
_PLAYED_SECONDS: Final = 5
_NOISE: Final = {"s": 0.005, "ms": 1.0, "µs": 1.0, "MB": 1.0}
"""What is below it at two sizes says nothing of how it grows."""
BOUNDS: Final[Mapping[str, Callable[[float], float]]] = {"n log n": lambda n: n * math.log(n), "log n": math.log}


@dataclass(frozen=True)
class Grown:
    """One figure at some sizes, in its unit: for each size the value of every run. over: what there is more of. bound:
    which of `BOUNDS` it may grow with.
    """

    what: str
    unit: str
    over: str
    sizes: Sequence[int]
    runs: Sequence[Sequence[float]]
    bound: str = "n log n"

    @property
    def medians(self) -> list[float]:
        return [statistics.median(values) for values in self.runs]

    def steepest(self, run: int) -> float:
        """One run's greatest growth over what its bound allows: from a size to the next, or for log n, which is no more
        from a size to the next than times swing by, from the first to the last.
        """
        step = 1 if self.bound == "n log n" else len(self.sizes) - 1
        allowed = [BOUNDS[self.bound](size) for size in self.sizes]
        values = [max(of_size[run], _NOISE[self.unit]) for of_size in self.runs]
        over = [value / most for value, most in zip(values, allowed, strict=True)]
        return max(after / before for before, after in zip(over, over[step:], strict=False))


_BY_EVENTS: Final = (
    ("post", "receiver, one event a request", "µs"),
    ("tail", "tail: POST to pixel, p99", "ms"),
    ("all_s", "open, all rows", "s"),
    ("filter_ms", "filter, the slowest of five", "ms"),
    ("find_s", "find text", "s"),
    ("pss_mb", "memory of the window", "MB"),
    ("median_ms", f"timeline of {_AGENTS} agents, a frame", "ms"),
)
_BY_AGENTS: Final = (("median_ms", "timeline of 8 h, a frame", "ms"), ("p99_ms", "past played, loop late, p99", "ms"))
"""Their names among what is measured, what they are, and their units."""
_OF_ONE: Final = ("post", "tail")
"""Told of a single event."""


def _post(session: Path) -> float:
    """Microseconds an event, with 16 connections that post one a request."""
    with capturing(session) as url:
        return 1e6 / float(load(url, 16, 3)["events_per_second"])


def _on_copy(session: Path, measured: Callable[[Path], float]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        return measured(Path(shutil.copy(session, Path(folder) / "grown.fw")))


def _of_session(session: Path, events: int) -> dict[str, float]:
    """One run of every figure at one size."""
    return {
        "post": _on_copy(session, _post),
        "tail": _on_copy(session, lambda copy: pixel.p99(pixel.waits(copy, events))),
        **million.opened(session),
        **timeline.moved(_AGENTS, events // _AGENTS),
    }


def _of_agents(agents: int) -> dict[str, float]:
    return timeline.moved(agents) | rewind.played(agents, _PLAYED_SECONDS)


def grown(runs: int, folder: Path) -> list[Grown]:
    """Every figure at every size; a run goes through all sizes before the next begins."""
    sessions = {events: million.session(folder, events) for events in EVENTS}
    by_events = [{events: _of_session(path, events) for events, path in sessions.items()} for _ in range(runs)]
    by_agents = [{agents: _of_agents(agents) for agents in AGENTS} for _ in range(runs)]
    return [
        Grown(
            what,
            unit,
            over,
            sizes,
            [[run[size][key] for run in measured] for size in sizes],
            "log n" if key in _OF_ONE else "n log n",
        )
        for over, sizes, rows, measured in (
            ("events", EVENTS, _BY_EVENTS, by_events),
            ("agents", AGENTS, _BY_AGENTS, by_agents),
        )
        for key, what, unit in rows
    ]


def _figure(one: Grown) -> Figure:
    values = ", ".join(f"{value:,.3g}" for value in one.medians)
    sizes = ", ".join(f"{size:,}" for size in one.sizes)
    steepest = tuple(one.steepest(run) for run in range(len(one.runs[0])))
    what = f"growth, {one.what}: {values} {one.unit} at {sizes} {one.over}; its steepest step"
    return Figure(what, f"× {one.bound}", steepest, at_most(1))


def measure(runs: int, folder: Path) -> list[Figure]:
    """Every row of this room; writes `growth.json` and draws `growth.png` as well."""
    all_grown = grown(runs, folder)
    (folder / "growth.json").write_text(json.dumps([asdict(one) for one in all_grown], indent=2) + "\n")
    told(module("tests.benchmarks.growth_chart", folder))
    return [_figure(one) for one in all_grown]
