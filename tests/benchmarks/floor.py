"""The floor of a simulated day of 1,000 agents × 8 h: equal to a plain look at its payloads at 200 random moments, also
where they arrived shuffled within five minutes and a tenth of them twice; and how long `floorwalker board` takes.

Run alone, `python -m tests.benchmarks.floor FOLDER [AGENTS HOURS MOMENTS]`: it takes minutes.
"""

import random
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

from floorwalker.session.board import read_floor
from floorwalker.session.reader import Reader
from tests.session.made import CATALOG, NOON, delivery, new_journal
from tests.session.plain_floor import PlainFloor
from tests.session.test_floor import centre, check, shuffled

_COMMIT = 1000


def main() -> None:
    folder, *numbers = sys.argv[1:]
    agents, hours, moments = map(int, numbers or ("1000", "8", "200"))
    random_ = random.Random(8)
    arrivals = centre(agents, hours)
    asked = [NOON + random_.randrange(hours * 3600) for _ in range(moments)]
    for how, payloads in (("in order", [one for _, one in arrivals]), ("shuffled", shuffled(random_, arrivals))):
        path = Path(folder) / f"floor-{how[:2]}-{agents}-{hours}.fw"
        if not path.exists():
            _fill(path, payloads)
        with Reader.open(path) as reader:
            floor = read_floor(reader, CATALOG)
        check(floor, PlainFloor(payloads), asked)
        print(f"{len(payloads):,} events {how}: {moments} moments are equal; floorwalker board {_seconds(path):.2f} s")


def _fill(path: Path, payloads: list[bytes]) -> None:
    deliveries = (delivery(one, at=second) for second, one in enumerate(payloads))
    with new_journal(path) as journal:
        while batch := list(islice(deliveries, _COMMIT)):
            journal.append(batch)


def _seconds(path: Path) -> float:
    """Of the command as it is typed."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "floorwalker", "board", path, "--json"], capture_output=True, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
