"""The floor's chart of many agents' day while it is dragged and zoomed: how long a frame takes, and its memory.

Beside it the same spans as bars of pyqtgraph, with as many rows in sight.
"""

from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.benchmarks.figures import Figure, at_most, in_turn
from tests.benchmarks.processes import module, told
from tests.benchmarks.timeline_probe import HOURS, SPANS

_AGENTS: Final = 1000
_FRAME_MS: Final = 33
_ADDED_MB: Final = 150
"""Beside statuses and work items: the widgets, pictures of the largest screen, and what is counted on threads."""


class _Screen(NamedTuple):
    """A window's size, which of `HEIGHTS` its rows have, and how many of them are in sight."""

    width: int
    height: int
    step: int
    rows: int


_SMALL: Final = _Screen(1280, 760, 6, 25)
_LARGE: Final = _Screen(2560, 1400, 0, 300)


def moved(agents: int, spans: int = SPANS, screen: _Screen = _SMALL) -> dict[str, Any]:
    """What the probe tells of a floor of its own, with so many spans of each agent."""
    size = (screen.width, screen.height, screen.step)
    return dict(told(module("tests.benchmarks.timeline_probe", agents, *size, spans)))


def _alone(screen: _Screen) -> dict[str, Any]:
    return dict(told(module("tests.benchmarks.timeline_alone", _AGENTS, screen.width, screen.height, screen.rows)))


def _figures(screen: _Screen, runs: int) -> list[Figure]:
    ours, theirs = in_turn(runs, lambda: moved(_AGENTS, screen=screen), lambda: _alone(screen))
    what = f"timeline, {_AGENTS:,} agents × {HOURS} h ({_AGENTS * SPANS:,} spans), {screen.rows} rows in sight"
    frames = [
        Figure(
            f"{what}: a frame of pan and zoom, {which}",
            "ms",
            tuple(float(one[key]) for one in ours),
            at_most(_FRAME_MS),
            "pyqtgraph's bars",
            tuple(float(one[key]) for one in theirs),
        )
        for key, which in (("median_ms", "median"), ("p99_ms", "p99"))
    ]
    added = tuple(float(one["added_mb"]) for one in ours)
    return [*frames, Figure(f"{what}: memory added", "MB", added, at_most(_ADDED_MB))]


def measure(runs: int, _folder: Path) -> list[Figure]:
    """Every row of this room."""
    return [figure for screen in (_SMALL, _LARGE) for figure in _figures(screen, runs)]
