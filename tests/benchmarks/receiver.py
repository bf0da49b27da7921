"""POST to commit: our receiver against a bare uvicorn application and SQLite alone, in turn, by the same load."""

import tempfile
from pathlib import Path

from tests.benchmarks.apart import bare_python, bare_uvicorn
from tests.benchmarks.figures import Figure, Goal, at_least, in_turn, ratio_at_least
from tests.benchmarks.processes import capturing, load, module, serving, told

_SECONDS = 3.0
_SENDERS = 16
_ARRAY = 100
_AGAINST = "bare raw-ASGI uvicorn"


def _ours(connections: int, batch: int = 1) -> float:
    with tempfile.TemporaryDirectory() as folder, capturing(Path(folder) / "bench.fw") as url:
        return float(load(url, connections, _SECONDS, batch)["events_per_second"])


def _bare(python: Path, connections: int) -> float:
    with serving(module("tests.benchmarks.bare_server", python=python)) as url:
        return float(load(url, connections, _SECONDS)["events_per_second"])


def _single(connections: int, goal: Goal, runs: int, folder: Path) -> Figure:
    """One event a request, durable before the answer."""
    bare = bare_uvicorn(folder)
    theirs = (lambda: _bare(python, connections)) if (python := bare.python) else None
    ours, reference = in_turn(runs, lambda: _ours(connections), theirs)
    what = f"receiver, one event a request, {connections} connections"
    return Figure(what, "events/s", tuple(ours), goal, _AGAINST, tuple(reference), bare.why_not)


def _libraries(python: Path, connections: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        command = module("tests.benchmarks.storing_server", Path(folder) / "alone.db", python=python)
        with serving(command) as url:
            return float(load(url, connections, _SECONDS)["events_per_second"])


def _ceiling(connections: int, runs: int, folder: Path) -> Figure:
    """How far the libraries get with the same work, with nothing of ours: what a receiver that is built on them can
    reach.
    """
    bare = bare_uvicorn(folder)
    what = f"no receiver of ours: uvicorn and SQLite alone, {connections} connections"
    if (python := bare.python) is None:
        return Figure(what, "events/s", (), None, _AGAINST, (), bare.why_not)
    theirs, reference = in_turn(runs, lambda: _libraries(python, connections), lambda: _bare(python, connections))
    return Figure(what, "events/s", tuple(theirs), None, _AGAINST, tuple(reference))


def _stored(python: Path) -> float:
    """Events a second that SQLite alone makes durable, in transactions of as many as our senders have on their way."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "alone.db"
        return float(told(module("tests.benchmarks.sqlite_alone", "store", where, _SECONDS, python=python)))


def _arrays(runs: int, folder: Path) -> Figure:
    """Arrays of 100, durable before the answer."""
    python = bare_python(folder).python
    assert python
    ours, reference = in_turn(runs, lambda: _ours(_SENDERS, _ARRAY), lambda: _stored(python))
    what, against = f"receiver, arrays of {_ARRAY}, {_SENDERS} connections", "SQLite alone storing payloads"
    return Figure(what, "events/s", tuple(ours), at_least(60_000), against, tuple(reference))


def measure(runs: int, folder: Path) -> list[Figure]:
    """Every row of this room."""
    return [
        _single(64, ratio_at_least(0.6), runs, folder),
        _single(_SENDERS, ratio_at_least(0.5), runs, folder),
        _ceiling(_SENDERS, runs, folder),
        _arrays(runs, folder),
    ]
