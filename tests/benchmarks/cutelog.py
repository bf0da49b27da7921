"""cutelog 2.2.0, the live log viewer of this field, and our window: the same 100,000 events, in turn.

It is installed from PyPI into an environment of its own, beside the results; where that cannot be done its rows are
left out, and that is said. Events go to cutelog over its own protocol in JSON, which its users of other languages
speak, and to us as JSON arrays of 1,000 over HTTP, durable before the answer. Its message is the whole payload.
"""

import http.client
import json
import socket
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import numpy as np

from tests.benchmarks import peer_probe
from tests.benchmarks.apart import apart
from tests.benchmarks.events import events
from tests.benchmarks.figures import Figure, in_turn, ratio_at_most
from tests.benchmarks.peer_probe import EVENTS
from tests.benchmarks.processes import SETTINGS, module

Send: TypeAlias = Callable[[str, int], AbstractContextManager[None]]
"""Sends all events of a run to an address, and stays connected until it is left."""

_WANTED = ("cutelog==2.2.0", "PyQt5==5.15.11", "setuptools<81")
"""It needs Qt 5, and of setuptools what later ones do not have."""
_ARRAY = 1000
_FOUND, _LEFT = EVENTS // 200, EVENTS * 3 // 4
"""Events of agent.007, and those of another Code than 5: each side must show so many."""
_WHAT = (
    ("100,000 events into the window", "in", "s"),
    ("event loop late while they come, p99", "p99", "ms"),
    ("event loop late while they come, at most", "max", "ms"),
    ("memory of an event", "bytes", "bytes"),
    ("text search in 100,000 events", "search_ms", "ms"),
    ("filter of 100,000 events by code (cutelog: by level)", "filter_ms", "ms"),
)


def payloads(run: int) -> Iterator[bytes]:
    """The events, every fourth of another Code."""
    for number, event in enumerate(islice(events(run), EVENTS)):
        yield event.replace(b'"Code":3', b'"Code":5') if number % 4 == 3 else event


@contextmanager
def _to_cutelog(where: str, run: int) -> Iterator[None]:
    """Over its socket: four bytes of length, then a record; first of all the word that they are JSON.

    The connection stays: its end would be another row.
    """
    host, _, port = where.rpartition(":")
    with socket.create_connection((host, int(port))) as peer, peer.makefile("wb") as out:
        out.write(_framed(b"!!cutelog!!format=json"))
        for payload in payloads(run):
            level = "WARNING" if b'"Code":5' in payload else "INFO"
            record = {"msg": payload.decode(), "levelname": level, "name": "events", "created": time.time()}
            out.write(_framed(json.dumps(record).encode()))
        out.flush()
        yield


def _framed(data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + data


@contextmanager
def _to_us(where: str, run: int) -> Iterator[None]:
    url, source = urlsplit(where), payloads(run)
    connection = http.client.HTTPConnection(str(url.hostname), int(url.port or 80))
    while batch := list(islice(source, _ARRAY)):
        connection.request("POST", url.path, b"[" + b",".join(batch) + b"]", {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"The receiver answered {answer.status}")
    yield
    connection.close()


def _measured(command: list[str], send: Send, run: int) -> dict[str, float]:
    """One run of one side, in a home of its own."""
    with tempfile.TemporaryDirectory() as home:
        at_home = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "XDG_RUNTIME_DIR": home}
        settings = SETTINGS | at_home
        settings.pop("QT_API", None)  # QtPy says there which Qt this process has
        if send is _to_us:
            command = [*command, str(Path(home) / "events.fw")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=settings) as window:
            assert window.stdout
            where = json.loads(window.stdout.readline())["to"]
            began = time.monotonic()
            with send(where, run):
                told: dict[str, Any] = json.loads(window.stdout.readline())
    if (told["found"], told["left"]) != (_FOUND, _LEFT):
        raise RuntimeError(f"{command[0]} shows {told['found']} and {told['left']}, not {_FOUND} and {_LEFT}")
    late = np.array(told.pop("late"))
    return {**told, "in": told["all_in"] - began, "p99": float(np.percentile(late, 99)), "max": float(late.max())}


def measure(runs: int, folder: Path) -> list[Figure]:
    """Every row of this room."""
    beside = apart(folder, "cutelog-2.2.0", *_WANTED)
    numbers = iter(range(2 * runs))
    command = module(peer_probe.__name__, "floorwalker")
    theirs = None if beside.python is None else _theirs(beside.python)
    ours, others = in_turn(
        runs, lambda: _measured(command, _to_us, next(numbers)), theirs and (lambda: theirs(next(numbers)))
    )
    return [
        Figure(
            what,
            unit,
            tuple(one[key] for one in ours),
            ratio_at_most(1),
            "cutelog 2.2.0",
            tuple(one[key] for one in others),
            beside.why_not,
        )
        for what, key, unit in _WHAT
    ]


def _theirs(python: Path) -> Callable[[int], dict[str, float]]:
    command = [str(python), "-P", str(Path(peer_probe.__file__)), "cutelog"]
    return lambda run: _measured(command, _to_cutelog, run)
