"""`python -m tests.benchmarks [--runs N] [--out FOLDER] [--full] [ROOM …]`: measure, print a table, write bench.json.

All figures of DESIGN's numbers are measured unless rooms are named; --full measures what takes longer as well, and
keeps profiles of the hot paths as text.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

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
    profiles,
    receiver,
    rewind,
    soak,
    timeline,
    window,
)
from tests.benchmarks.figures import Figure, table, write

if TYPE_CHECKING:
    from collections.abc import Callable

_ROOMS = ("receiver", "board", "crowd", "feed", "feed_out", "million", "pixel", "rewind", "timeline", "window")
_ASKED_FOR = ("cutelog", "floor", "growth", "soak")
"""Rooms that take minutes, or install something."""
_HELP = f"of {', '.join(_ROOMS)}, which are measured unless told, and {', '.join(_ASKED_FOR)}"


def _measure(room: str, runs: int, folder: Path) -> list[Figure]:
    rooms: dict[str, Callable[[], list[Figure]]] = {
        "receiver": lambda: receiver.measure(runs),
        "board": lambda: board.measure(runs),
        "crowd": lambda: crowd.measure(runs),
        "feed": lambda: feed.measure(runs),
        "feed_out": lambda: feed_out.measure(runs),
        "million": lambda: million.measure(runs, folder),
        "pixel": lambda: pixel.measure(runs),
        "rewind": lambda: rewind.measure(runs),
        "timeline": lambda: timeline.measure(runs),
        "window": lambda: window.measure(runs),
        "cutelog": lambda: cutelog.measure(runs, folder),
        "floor": lambda: floor.measure(runs, folder),
        "growth": lambda: growth.measure(runs, folder),
        "soak": soak.measure,
    }
    return rooms[room]()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=_HELP)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--out", type=Path, default=Path("build/bench"))
    parser.add_argument("--full", action="store_true", help="all rooms, and profiles")
    given = parser.parse_args()
    if unknown := set(given.rooms) - {*_ROOMS, *_ASKED_FOR}:
        parser.error(f"there is no room {', '.join(sorted(unknown))}; there are {', '.join((*_ROOMS, *_ASKED_FOR))}")
    given.out.mkdir(parents=True, exist_ok=True)
    figures = []
    for room in given.rooms or (*_ROOMS, *_ASKED_FOR * given.full):
        figures += _measure(room, given.runs, given.out)
    write(figures, given.out)
    print(table(figures))
    if given.full:
        profiles.write(given.out)


if __name__ == "__main__":
    main()
