"""`python -m tests.benchmarks [--runs N] [--out FOLDER] [ROOM …]`: measure, print a table, write bench.json."""

import argparse
from pathlib import Path

from tests.benchmarks import crowd, feed, feed_out, million, receiver, soak, window
from tests.benchmarks.figures import Figure, table, write

_ROOMS = ("receiver", "crowd", "feed", "feed_out", "million", "window")
_ASKED_FOR = ("soak",)
"""Rooms that take longer than two minutes."""
_HELP = f"of {', '.join(_ROOMS)}, which are measured unless told, and {', '.join(_ASKED_FOR)}"


def _measure(room: str, runs: int, folder: Path) -> list[Figure]:
    if room == "receiver":
        return receiver.measure(runs)
    if room == "crowd":
        return crowd.measure(runs)
    if room == "feed_out":
        return feed_out.measure(runs)
    if room == "feed":
        return feed.measure(runs)
    if room == "million":
        return million.measure(runs, folder)
    return soak.measure() if room == "soak" else window.measure(runs)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=_HELP)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--out", type=Path, default=Path("build/bench"))
    given = parser.parse_args()
    if unknown := set(given.rooms) - {*_ROOMS, *_ASKED_FOR}:
        parser.error(f"there is no room {', '.join(sorted(unknown))}; there are {', '.join((*_ROOMS, *_ASKED_FOR))}")
    given.out.mkdir(parents=True, exist_ok=True)
    figures = []
    for room in given.rooms or _ROOMS:
        figures += _measure(room, given.runs, given.out)
    write(figures, given.out)
    print(table(figures))


if __name__ == "__main__":
    main()
