"""A session of a million events: opening it in the window, filtering it there, finding text in it, exporting it.

The session is made once by the journal itself and kept in the results' folder for the next run.
"""

import io
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from floorwalker.event.body import read_body
from floorwalker.event.catalog import Catalog
from floorwalker.session.export import write_export
from floorwalker.session.journal import Delivery, Envelope, Journal, clock
from floorwalker.session.reader import Reader
from tests.benchmarks.events import bodies
from tests.benchmarks.figures import Figure

EVENTS = 1_000_000
_REQUEST = 100
_COMMIT = 20


def session(folder: Path, events: int = EVENTS) -> Path:
    """A session of so many events; made where it is not there yet."""
    path = folder / f"events-{events}.fw"
    if not path.exists():
        making = path.with_suffix(".making")
        making.unlink(missing_ok=True)
        _fill(making, events)
        making.rename(path)
    return path


def _fill(path: Path, events: int) -> None:
    catalog = Catalog.load()
    with Journal.open(path, catalog) as journal:
        feed = journal.feed("listen", "http://127.0.0.1:8787/events")
        deliveries = _deliveries(feed, catalog, events // _REQUEST)
        while batch := list(islice(deliveries, _COMMIT)):
            journal.append(batch)


def _deliveries(feed: int, catalog: Catalog, count: int) -> Iterator[Delivery]:
    envelope = Envelope("POST", "/events", (("content-type", "application/json"),))
    for body in islice(bodies(0, _REQUEST), count):
        yield Delivery(clock(), feed, "127.0.0.1:50000", envelope, len(body), 200, read_body(body, catalog))


def opened(path: Path) -> dict[str, Any]:
    """What the probe tells of a window of its own."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    command = [sys.executable, "-m", "tests.benchmarks.million_probe", str(path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=120)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _opening(path: Path, runs: int) -> list[Figure]:
    told = [opened(path) for _ in range(runs)]
    rows = (
        ("open 1,000,000 events in the window: first rows", "first_s", "s", 0.5),
        ("open 1,000,000 events in the window: all", "all_s", "s", 3),
        ("the same: event loop late at most", "late_max_ms", "ms", 150),
        ("memory of the window at 1,000,000 events (PSS)", "pss_mb", "MB", 300),
        ("filter 1,000,000 in the window by category, code, agent, time: the slowest", "filter_ms", "ms", 20),
        ("find text in 1,000,000 payloads, in the window", "find_s", "s", 0.5),
    )
    return [_at_most(what, most, unit, tuple(one[key] for one in told)) for what, key, unit, most in rows]


def _at_most(what: str, most: float, unit: str, runs: tuple[float, ...]) -> Figure:
    return Figure(what, f"≤ {most:g} {unit}", statistics.median(runs) <= most, unit, runs)


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


class _Nowhere(io.RawIOBase):
    """Counts what is written."""

    size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        written = len(memoryview(data))  # type: ignore[arg-type]
        self.size += written
        return written


def _exporting(path: Path, runs: int) -> Figure:
    def rate() -> float:
        out = _Nowhere()
        with Reader.open(path) as reader:
            took = _seconds(lambda: write_export(reader, out))  # type: ignore[arg-type]
        return out.size / took / 1e6

    rates = tuple(rate() for _ in range(runs))
    return Figure("export 1,000,000 events as JSON", "≥ 100 MB/s", min(rates) >= 100, "MB/s", rates)


def measure(runs: int, folder: Path) -> list[Figure]:
    """Every row of this room."""
    path = session(folder)
    return [*_opening(path, runs), _exporting(path, runs)]
