"""The window while events arrive: how late its event loop is, and whether its rows keep up.

Beside it an event loop of Qt's with an empty table, while a capture without a window takes the same events: so much
lateness is the machine's.
"""

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from tests.benchmarks.figures import Figure, at_most, in_turn
from tests.benchmarks.processes import capturing, load, module, started

if TYPE_CHECKING:
    import subprocess

Beats: TypeAlias = dict[str, Any]
"""p50_ms, p99_ms and max_ms of how late an event loop was, and for a window rows (shown) and sent."""

AGAINST = "bare Qt event loop beside the same load"
_SENDERS = 16
_BEFORE_END = 2.0
"""Seconds in which what was sent last comes into sight."""
_VIEWS, _RATE, _SECONDS = ("events", "floor"), 2000.0, 15.0
_FLOOD, _FLOOD_SECONDS = 5000.0, 60.0
_BARE_SECONDS = 6.0


def _line(window: "subprocess.Popen[str]") -> dict[str, Any]:
    assert window.stdout
    return dict(json.loads(window.stdout.readline()))


def watched(session: Path, view: str, rate: float, seconds: float, *options: str, agents: int = 0) -> Beats:
    """The window's beats in one view at `rate` events a second, and how many events were answered."""
    command = module("tests.benchmarks.window_probe", session, "--view", view, "--seconds", seconds, *options)
    with started(command) as window:
        url = _line(window)["url"]
        sent = load(url, _SENDERS, seconds - _BEFORE_END, rate=rate, agents=agents)
        return _line(window) | {"sent": sent["events"]}


def bare(rate: float, agents: int = 0, seconds: float = _BARE_SECONDS) -> Beats:
    """The beats of an event loop that has nothing to do, while a capture takes the same events."""
    with (
        tempfile.TemporaryDirectory() as folder,
        capturing(Path(folder) / "bare.fw") as url,
        started(module("tests.benchmarks.bare_window", seconds)) as window,
    ):
        _line(window)
        load(url, _SENDERS, seconds, rate=rate, agents=agents)
        return _line(window)


def figures(what: str, ours: list[Beats], theirs: list[Beats], against: str = AGAINST) -> list[Figure]:
    """How late the loop was, and how many events had no row at the end."""
    unseen = tuple(float(one["sent"] - one["rows"]) for one in ours)
    return [
        *late(what, ours, theirs, against),
        Figure(f"{what}: events without a row", "events", unseen, at_most(0)),
    ]


def late(what: str, ours: list[Beats], theirs: list[Beats], against: str = AGAINST) -> list[Figure]:
    """DESIGN's bounds of a window's event loop."""
    return [
        Figure(
            f"{what}: event loop late, {told}",
            "ms",
            tuple(float(one[key]) for one in ours),
            at_most(bound),
            against,
            tuple(float(one[key]) for one in theirs),
        )
        for key, told, bound in (("p99_ms", "p99", 30), ("max_ms", "at most", 150))
    ]


def _at(view: str, rate: float, seconds: float, runs: int) -> list[Figure]:
    def ours() -> Beats:
        with tempfile.TemporaryDirectory() as folder:
            return watched(Path(folder) / "bench.fw", view, rate, seconds)

    what = f"{view} view while {rate:,.0f} events/s arrive for {seconds:g} s"
    return figures(what, *in_turn(runs, ours, lambda: bare(rate)))


def measure(runs: int, _folder: Path) -> list[Figure]:
    """DESIGN's flood."""
    return _at("events", _FLOOD, _FLOOD_SECONDS, runs)


def measure_views(runs: int, _folder: Path) -> list[Figure]:
    """Both views at a rate that a centre may have in its worst minutes."""
    return [figure for view in _VIEWS for figure in _at(view, _RATE, _SECONDS, runs)]
