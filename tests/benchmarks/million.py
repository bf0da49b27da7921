"""A session of a million events: opening it in the window, filtering it there, finding text in it, exporting it.

The session is made once by the journal itself and kept in the results' folder for the next run.
"""

import io
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from floorwalker.event.body import read_body
from floorwalker.event.catalog import Catalog
from floorwalker.session.export import write_export
from floorwalker.session.journal import Delivery, Envelope, Journal, clock
from floorwalker.session.reader import Reader
from tests.benchmarks.apart import bare_python
from tests.benchmarks.events import bodies
from tests.benchmarks.figures import Figure, at_least, at_most, in_turn
from tests.benchmarks.processes import module, told

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
        making.with_name(making.name + ".lock").unlink(missing_ok=True)
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


def opened(path: Path, rounds: int = 1) -> dict[str, float]:
    """What the probe tells of a window of its own. rounds: of questions, see there."""
    return dict(told(module("tests.benchmarks.million_probe", path, "--rounds", rounds)))


_ROWS: Final = (
    ("open 1,000,000 events in the window: first rows", "first_s", "s", at_most(0.5)),
    ("open 1,000,000 events in the window: all", "all_s", "s", at_most(3)),
    ("the same: event loop late, at most", "late_max_ms", "ms", at_most(150)),
    (
        "filter 1,000,000 in the window, the slowest of five",
        "filter_ms",
        "ms",
        at_most(20),
    ),
    ("find text in 1,000,000 payloads, in the window", "find_s", "s", at_most(0.5)),
    ("memory of the window at 1,000,000 events (PSS)", "pss_mb", "MB", at_most(300)),
    ("export 1,000,000 events as JSON", "export_mb_s", "MB/s", at_least(100)),
)
"""What, its name among what is measured, unit and goal."""
_OF_WINDOW: Final = ("late_max_ms", "pss_mb")
_WINDOW, _SQLITE = "the window without events", "SQLite alone, on the same file"


def _ours(path: Path) -> dict[str, float]:
    return opened(path) | {"export_mb_s": _exported(path)}


def _theirs(path: Path, python: Path) -> dict[str, float]:
    """What SQLite alone needs for the same; and the window itself when there is nothing in it."""
    with tempfile.TemporaryDirectory() as folder:
        empty = opened(session(Path(folder), 0), rounds=0)
    return empty | dict(told(module("tests.benchmarks.sqlite_alone", "read", path, python=python)))


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


def _exported(path: Path) -> float:
    """MB a second."""
    out = _Nowhere()
    with Reader.open(path) as reader:
        took = _seconds(lambda: write_export(reader, out))  # type: ignore[arg-type]
    return out.size / took / 1e6


def measure(runs: int, folder: Path) -> list[Figure]:
    """Every row of this room."""
    path, python = session(folder), bare_python(folder).python
    assert python
    ours, theirs = in_turn(runs, lambda: _ours(path), lambda: _theirs(path, python))
    return [
        Figure(
            what,
            unit,
            tuple(one[key] for one in ours),
            goal,
            _WINDOW if key in _OF_WINDOW else _SQLITE,
            tuple(one[key] for one in theirs),
        )
        for what, key, unit, goal in _ROWS
    ]
