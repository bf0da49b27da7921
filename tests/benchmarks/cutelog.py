"""cutelog 2.2.0, the live log viewer of this field, and our window: the same events, in turn, as fast as each takes
them and at 2,000 a second.

It is installed from PyPI into an environment of its own, beside the results; where that cannot be done its rows are
left out, and that is said. Events go to cutelog over its own protocol in JSON, which its users of other languages
speak, and to us as JSON arrays over HTTP, durable before the answer. Its message is the whole payload.
"""

import http.client
import json
import socket
import struct
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import urlsplit

import numpy as np

from tests.benchmarks import peer_probe
from tests.benchmarks.apart import apart
from tests.benchmarks.events import events
from tests.benchmarks.figures import Figure, Goal, at_most, in_turn, ratio_at_most
from tests.benchmarks.processes import SETTINGS, module


class Stream(NamedTuple):
    """How many events are sent, how many together, and how many a second: 0 for as fast as they are taken."""

    events: int
    together: int
    rate: float = 0

    def batches(self, run: int) -> Iterator[list[bytes]]:
        """The events when they are due, every fourth of another Code."""
        source, began, never = _payloads(run, self.events), time.monotonic(), threading.Event()
        for number in range(0, self.events, self.together):
            if self.rate:
                never.wait(max(0.0, began + number / self.rate - time.monotonic()))
            yield list(islice(source, self.together))


Send: TypeAlias = Callable[[str, Stream, int], AbstractContextManager[None]]
"""Sends all events of a run to an address, and stays connected until it is left."""

_WANTED = ("cutelog==2.2.0", "PyQt5==5.15.11", "setuptools<81")
"""It needs Qt 5, and of setuptools what later ones do not have."""
_FAST, _PACED = Stream(100_000, 1000), Stream(20_000, 20, 2000)
_LESS = ratio_at_most(1)
_FAST_ROWS = (
    ("100,000 events into the window", "in", "s", _LESS),
    ("event loop late while 100,000 events come at once, p99", "p99", "ms", _LESS),
    ("event loop late while 100,000 events come at once, at most", "max", "ms", _LESS),
    ("memory of an event", "bytes", "bytes", _LESS),
    ("text search in 100,000 events", "search_ms", "ms", _LESS),
    ("filter of 100,000 events by code (cutelog: by level)", "filter_ms", "ms", _LESS),
)
_PACED_ROWS = (
    ("event loop late at 2,000 events/s for 10 s, p99", "p99", "ms", at_most(30)),
    ("event loop late at 2,000 events/s for 10 s, at most", "max", "ms", at_most(150)),
)
"""What, its name among what is measured, unit and goal."""


def _payloads(run: int, count: int) -> Iterator[bytes]:
    for number, event in enumerate(islice(events(run), count)):
        yield event.replace(b'"Code":3', b'"Code":5') if number % 4 == 3 else event


@contextmanager
def _to_cutelog(where: str, stream: Stream, run: int) -> Iterator[None]:
    """Over its socket: four bytes of length, then a record; first of all the word that they are JSON.

    The connection stays: its end would be another row.
    """
    host, _, port = where.rpartition(":")
    with socket.create_connection((host, int(port))) as peer, peer.makefile("wb") as out:
        out.write(_framed(b"!!cutelog!!format=json"))
        for batch in stream.batches(run):
            out.write(b"".join(map(_record, batch)))
            out.flush()
        yield


def _record(payload: bytes) -> bytes:
    level = "WARNING" if b'"Code":5' in payload else "INFO"
    record = {"msg": payload.decode(), "levelname": level, "name": "events", "created": time.time()}
    return _framed(json.dumps(record).encode())


def _framed(data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + data


@contextmanager
def _to_us(where: str, stream: Stream, run: int) -> Iterator[None]:
    url = urlsplit(where)
    connection = http.client.HTTPConnection(str(url.hostname), int(url.port or 80))
    for batch in stream.batches(run):
        connection.request("POST", url.path, b"[" + b",".join(batch) + b"]", {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"The receiver answered {answer.status}")
    yield
    connection.close()


def _measured(command: list[str], send: Send, stream: Stream, run: int) -> dict[str, float]:
    """One run of one side, in a home of its own. Raises RuntimeError where it shows other events than were sent."""
    with tempfile.TemporaryDirectory() as home:
        at_home = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "XDG_RUNTIME_DIR": home}
        settings = SETTINGS | at_home
        settings.pop("QT_API", None)  # QtPy says there which Qt this process has
        command = [*command, str(stream.events), str(Path(home) / "events.fw")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=settings) as window:
            assert window.stdout
            where = json.loads(window.stdout.readline())["to"]
            began = time.monotonic()
            with send(where, stream, run):
                told: dict[str, Any] = json.loads(window.stdout.readline())
    # Of agent.007, and of another Code than 5.
    sent = (stream.events // 200, stream.events * 3 // 4)
    if (told["found"], told["left"]) != sent:
        raise RuntimeError(f"{command[2]} shows {told['found']} and {told['left']}, not {sent}")
    late = np.array(told.pop("late"))
    return {**told, "in": told["all_in"] - began, "p99": float(np.percentile(late, 99)), "max": float(late.max())}


def measure(runs: int, folder: Path) -> list[Figure]:
    """Every row of this room."""
    return [*_figures(_FAST, _FAST_ROWS, runs, folder), *_figures(_PACED, _PACED_ROWS, runs, folder)]


def _figures(stream: Stream, rows: Sequence[tuple[str, str, str, Goal]], runs: int, folder: Path) -> list[Figure]:
    beside = apart(folder, "cutelog-2.2.0", *_WANTED)
    numbers = iter(range(2 * runs))
    ours = module(peer_probe.__name__, "floorwalker")
    theirs = [str(beside.python), "-P", str(Path(peer_probe.__file__)), "cutelog"]
    mine, others = in_turn(
        runs,
        lambda: _measured(ours, _to_us, stream, next(numbers)),
        (lambda: _measured(theirs, _to_cutelog, stream, next(numbers))) if beside.python else None,
    )
    return [
        Figure(
            what,
            unit,
            tuple(one[key] for one in mine),
            goal,
            "cutelog 2.2.0",
            tuple(one[key] for one in others),
            beside.why_not,
        )
        for what, key, unit, goal in rows
    ]
