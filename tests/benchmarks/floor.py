"""The floor of a simulated day of 1,000 agents × 8 h: equal to a plain look at its payloads at 200 random moments, also
where they arrived shuffled within five minutes and a tenth of them twice; and how long `floorwalker board` takes.

Sessions are kept in the results' folder for the next run.
"""

import random
import subprocess
import time
from itertools import islice
from pathlib import Path
from typing import Final

from floorwalker.session.floor.board import read_floor
from floorwalker.session.reader import Reader
from tests.benchmarks.apart import bare_python
from tests.benchmarks.figures import Figure, at_most, in_turn
from tests.benchmarks.processes import module, told
from tests.session.floor.plain_floor import PlainFloor
from tests.session.floor.test_floor import centre, check, shuffled
from tests.session.made import CATALOG, NOON, delivery, new_journal

AGENTS: Final = 1000
HOURS: Final = 8
MOMENTS: Final = 200
_COMMIT: Final = 1000


def measure(runs: int, folder: Path) -> list[Figure]:
    """Minutes, most of them for the plain look. Raises AssertionError where a moment differs."""
    random_ = random.Random(8)
    arrivals = centre(AGENTS, HOURS)
    moments = [NOON + random_.randrange(HOURS * 3600) for _ in range(MOMENTS)]
    kinds = (("in order", [one for _, one in arrivals]), ("shuffled, a tenth twice", shuffled(random_, arrivals)))
    return [_figure(kind, payloads, moments, runs, folder) for kind, payloads in kinds]


def _figure(kind: str, payloads: list[bytes], moments: list[int], runs: int, folder: Path) -> Figure:
    path = folder / f"floor-{kind.partition(' ')[0]}.fw"
    if not path.exists():
        _fill(path, payloads)
    with Reader.open(path) as reader:
        floor = read_floor(reader, CATALOG)
    check(floor, PlainFloor(payloads), moments)
    python = bare_python(folder).python
    assert python
    ours, theirs = in_turn(runs, lambda: _seconds(path), lambda: _read(python, path))
    what = f"floorwalker board, {len(payloads):,} events {kind}; {len(moments)} moments equal a plain look"
    return Figure(what, "s", tuple(ours), at_most(6), "SQLite alone, all rows into Python", tuple(theirs))


def _fill(path: Path, payloads: list[bytes]) -> None:
    making = path.with_suffix(".making")
    making.unlink(missing_ok=True)
    deliveries = (delivery(one, at=second) for second, one in enumerate(payloads))
    with new_journal(making) as journal:
        while batch := list(islice(deliveries, _COMMIT)):
            journal.append(batch)
    making.rename(path)


def _read(python: Path, path: Path) -> float:
    return float(told(module("tests.benchmarks.sqlite_alone", "read", path, python=python))["all_s"])


def _seconds(path: Path) -> float:
    """Of the command as it is typed."""
    start = time.perf_counter()
    subprocess.run(module("floorwalker", "board", path, "--json"), capture_output=True, check=True)
    return time.perf_counter() - start
