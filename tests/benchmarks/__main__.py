"""`python -m tests.benchmarks [--runs N] [--out FOLDER] [--full] [ROOM …]`: measure, print a table, write bench.json.

DESIGN's numbers are measured unless rooms are named; --full measures what takes longer as well, and keeps profiles of
the hot paths as text.
"""

import argparse
import sys
from pathlib import Path

from tests.benchmarks import profiles
from tests.benchmarks.record import record
from tests.benchmarks.report import table
from tests.benchmarks.rooms import LONGER, NUMBERS, ROOMS, measured


def main() -> None:
    given = _given()
    given.out.mkdir(parents=True, exist_ok=True)
    rooms = given.rooms or [*NUMBERS, *(LONGER if given.full else ())]
    figures, failed = measured(rooms, given.runs, given.out)
    print(table([figure for of_room in figures.values() for figure in of_room]))
    if given.full:
        profiles.write(given.out)
    if given.record and not failed:
        record(given.out)
    sys.exit(f"Not measured: {', '.join(failed)}" if failed else 0)


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    help_ = f"of {', '.join(NUMBERS)}, which are measured unless told, and {', '.join(LONGER)}"
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=help_)
    parser.add_argument("--runs", type=int, default=3, help="of each figure, in turn with its reference (3)")
    parser.add_argument("--out", type=Path, default=Path("build/bench"))
    parser.add_argument("--full", action="store_true", help="all rooms, and profiles")
    parser.add_argument("--record", action="store_true", help="keep the results beside the code, and in the README")
    given = parser.parse_args()
    if unknown := set(given.rooms) - set(ROOMS):
        parser.error(f"there is no room {', '.join(sorted(unknown))}; there are {', '.join(ROOMS)}")
    return given


if __name__ == "__main__":
    main()
