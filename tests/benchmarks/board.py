"""The floor's list of 2,000 agents while 500 events a second arrive: how late the window's event loop is."""

import itertools
import tempfile
import time
from pathlib import Path

from floorwalker.event.body import read_body
from floorwalker.event.catalog import Catalog
from floorwalker.session.journal import Journal
from floorwalker.session.records import Delivery, Envelope
from tests.benchmarks.events import working
from tests.benchmarks.figures import Figure, in_turn
from tests.benchmarks.window import Beats, bare, figures, watched

AGENTS, RATE = 2000, 500.0
_SECONDS = 15.0
_BEFORE = 40
"""Events of each agent in the half hour before."""
_HALF_HOUR = 1800.0


def morning(path: Path) -> int:
    """A session in which all agents have worked for half an hour; how many events it holds."""
    count = AGENTS * _BEFORE
    moments = (time.time() - _HALF_HOUR + _HALF_HOUR * number / count for number in itertools.count())
    catalog, now = Catalog.load(), time.time_ns() // 1000
    with Journal.open(path, catalog, now) as journal:
        feed = journal.feed("listen", "http://127.0.0.1:8787/events")
        source = working(1, AGENTS, lambda: next(moments))
        for _ in range(0, count, 1000):
            body = b"[" + b",".join(itertools.islice(source, 1000)) + b"]"
            envelope = Envelope("POST", "/events", ())
            journal.append([Delivery(now, feed, "", envelope, len(body), 200, read_body(body, catalog))])
    return count


def _figures(what: str, runs: int, *options: str) -> list[Figure]:
    def ours() -> Beats:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "board.fw"
            before = morning(path)
            beats = watched(path, "floor", RATE, _SECONDS, *options, agents=AGENTS)
        return beats | {"sent": beats["sent"] + before}

    return figures(f"{what}, {AGENTS:,} agents, {RATE:g} events/s", *in_turn(runs, ours, lambda: bare(RATE, AGENTS)))


def measure(runs: int, _folder: Path) -> list[Figure]:
    """Every row of this room."""
    return [
        *_figures("floor's list as it is first", runs),
        *_figures("all columns in groups, sorted by time logged in", runs, "--full-list"),
    ]
