"""The floor's list of 2,000 agents while 500 events a second arrive: how late the window's event loop is."""

import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from floorwalker.event.body import read_body
from floorwalker.event.catalog import Catalog
from floorwalker.session.journal import Journal
from floorwalker.session.records import Delivery, Envelope
from tests.benchmarks.events import working
from tests.benchmarks.figures import Figure
from tests.benchmarks.receiver import load

AGENTS, RATE = 2000, 500.0
_SECONDS = 15.0
_BEFORE = 40
"""Events of each agent in the half hour before."""
_HALF_HOUR = 1800.0
_P99_MS, _MAX_MS = 30, 150


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


def watched(*options: str) -> dict[str, Any]:
    """The window's beats on such a floor, and how many events were answered."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "board.fw"
        before = morning(path)
        command = [sys.executable, "-m", "tests.benchmarks.window_probe", str(path), "--view", "floor", *options]
        with subprocess.Popen(
            [*command, "--seconds", str(_SECONDS)], stdout=subprocess.PIPE, text=True, env=environment
        ) as window:
            assert window.stdout
            url = json.loads(window.stdout.readline())["url"]
            sent = load(url, 16, rate=RATE, seconds=_SECONDS - 2, agents=AGENTS)
            figures = json.loads(window.stdout.readline())
    return dict(figures | {"sent": sent["events"] + before})


def _figure(what: str, runs: int, *options: str) -> Figure:
    results = [watched(*options) for _ in range(runs)]
    late = tuple(float(result["p99_ms"]) for result in results)
    lost = sum(result["sent"] - result["rows"] for result in results)
    highest = max(result["max_ms"] for result in results)
    told = f"{what}, {AGENTS:,} agents, {RATE:g} events/s: event loop late by p99 (max {highest:.0f} ms, {lost} lost)"
    return Figure(told, f"≤ {_P99_MS} ms", max(late) <= _P99_MS and highest <= _MAX_MS and lost == 0, "ms", late)


def measure(runs: int) -> list[Figure]:
    """Every row of this room."""
    return [
        _figure("floor's list as it is first", runs),
        _figure("all columns in groups, sorted by time logged in", runs, "--full-list"),
    ]
