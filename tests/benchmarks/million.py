"""A session of a million events: reading it into columns, filtering it, finding text in it, exporting it.

The session is made once by the journal itself and kept in the results' folder for the next run.
"""

import io
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from floorwalker.event.body import read_body
from floorwalker.event.catalog import Catalog
from floorwalker.session.columns import Columns, Names
from floorwalker.session.export import write_export
from floorwalker.session.filter import Scope, parse_filter, select
from floorwalker.session.journal import Delivery, Envelope, Journal, clock
from floorwalker.session.reader import Reader
from tests.benchmarks.events import bodies
from tests.benchmarks.figures import Figure

EVENTS = 1_000_000
_REQUEST = 100
_COMMIT = 20
_FILTERS = (
    "category:agent",
    "code:StatusChanged",
    "agent:agent.01*",
    "created:>-15m",
    "event:agent/3 -agent:agent.007",
)


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


def _timed(runs: int, call: Callable[[], object]) -> tuple[float, ...]:
    return tuple(_seconds(call) for _ in range(runs))


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _read_all(path: Path) -> tuple[Columns, Names]:
    columns, names = Columns(), Names()
    with Reader.open(path) as reader:
        seq = 0
        while len(rows := reader.rows_after(seq, 20_000)):
            columns.append(rows)
            seq = int(rows[-1, 0])
        names.add(reader.names_after(0))
    return columns, names


def _filtering(path: Path, runs: int) -> Figure:
    columns, names = _read_all(path)
    catalog, scope, every = Catalog.load(), Scope(names=names, now=clock()), slice(0, len(columns))
    filters = [parse_filter(text, catalog) for text in _FILTERS]
    slowest = tuple(
        1000 * max(_seconds(lambda one=one: select(one, columns, every, None, scope)) for one in filters)  # type: ignore[misc]
        for _ in range(runs)
    )
    what = "filter 1,000,000 by category, code, agent, time: the slowest"
    return Figure(what, "≤ 20 ms", max(slowest) <= 20, "ms", slowest)


def _finding(path: Path, runs: int) -> Figure:
    columns, names = _read_all(path)
    wanted, scope = parse_filter('"agent.007"', Catalog.load()), Scope(names=names, now=clock())
    with Reader.open(path) as reader:
        took = _timed(runs, lambda: select(wanted, columns, slice(0, len(columns)), reader, scope))
    return Figure("find text in 1,000,000 payloads", "≤ 0.5 s", max(took) <= 0.5, "s", took)


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
    opening = _timed(runs, lambda: _read_all(path))
    opened = Figure("read 1,000,000 events into columns", "≤ 3 s", max(opening) <= 3, "s", opening)
    return [opened, _filtering(path, runs), _finding(path, runs), _exporting(path, runs)]
