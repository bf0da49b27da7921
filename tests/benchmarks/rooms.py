"""The rooms of the benchmarks by name: what each measures is a few rows of the table."""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from subprocess import SubprocessError
from typing import Final, TypeAlias

from tests.benchmarks import (
    board,
    crowd,
    cutelog,
    feed,
    feed_out,
    floor,
    growth,
    million,
    pixel,
    receiver,
    report,
    rewind,
    soak,
    timeline,
    window,
)
from tests.benchmarks.figures import Figure

Measure: TypeAlias = Callable[[int, Path], list[Figure]]
"""Takes how many runs, and the results' folder."""

NUMBERS: Final[Mapping[str, Measure]] = {
    "receiver": receiver.measure,
    "feed": feed.measure,
    "pixel": pixel.measure,
    "window": window.measure,
    "million": million.measure,
    "timeline": timeline.measure,
    "soak": soak.measure,
}
"""DESIGN's numbers: minutes."""
LONGER: Final[Mapping[str, Measure]] = {
    "board": board.measure,
    "crowd": crowd.measure,
    "cutelog": cutelog.measure,
    "feed_out": feed_out.measure,
    "floor": floor.measure,
    "growth": growth.measure,
    "long_soak": soak.measure_long,
    "rewind": rewind.measure,
    "views": window.measure_views,
}
"""What goes beyond them, or takes longer."""
ROOMS: Final = {**NUMBERS, **LONGER}
_FAILURES: Final = (RuntimeError, AssertionError, OSError, SubprocessError)
"""Of a room: what it measured is no figure. The others go on."""


def measured(names: Sequence[str], runs: int, folder: Path) -> tuple[dict[str, list[Figure]], list[str]]:
    """The figures of each room, and the rooms that failed. They are written one by one, so that stopping loses only the
    room that is on.
    """
    figures: dict[str, list[Figure]] = {}
    failed: list[str] = []
    began = time.monotonic()
    for number, name in enumerate(names, 1):
        _say(began, f"{number}/{len(names)}  {name}")
        try:
            figures[name] = ROOMS[name](runs, folder)
        except _FAILURES as failure:
            _say(began, f"{name} failed: {failure}")
            failed.append(name)
        report.write(figures, folder, time.monotonic() - began)
    _say(began, "in all")
    return figures, failed


def _say(began: float, what: str) -> None:
    print(f"{time.monotonic() - began:4.0f} s  {what}", file=sys.stderr, flush=True)
