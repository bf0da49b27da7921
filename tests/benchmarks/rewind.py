"""The floor's past played at its highest speed, with ten times as many agents as usual: how late its loop is."""

from pathlib import Path

from tests.benchmarks.figures import Figure, in_turn
from tests.benchmarks.processes import module, told
from tests.benchmarks.window import Beats, late

_AGENTS, _SPEED, _SECONDS = 2000, 600, 10


def played(agents: int = _AGENTS, seconds: int = _SECONDS) -> Beats:
    """What the probe tells of a floor of its own."""
    return dict(told(module("tests.benchmarks.rewind_probe", agents, _SPEED, seconds)))


def _idle() -> Beats:
    return dict(told(module("tests.benchmarks.bare_window", _SECONDS)))


def measure(runs: int, _folder: Path) -> list[Figure]:
    """Every row of this room."""
    ours, theirs = in_turn(runs, played, _idle)
    what = f"past played at {_SPEED}×, {_AGENTS:,} agents"
    shown = Figure(f"{what}: moments shown", "a second", tuple(float(one["moments_s"]) for one in ours))
    return [*late(what, ours, theirs, "bare Qt event loop"), shown]
