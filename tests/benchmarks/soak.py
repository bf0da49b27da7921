"""A long run at 200 events a second, compressed: does memory stay flat, and the file within its size?

Two hours are 1,440,000 events, posted at 10,000 a second while the capture keeps to a size that holds a thirtieth of
them, and a window follows: two and a half minutes. The short run does a tenth of it within less room. Memory is read
from /proc: Linux alone.
"""

import json
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.benchmarks.figures import Figure, ratio_at_most
from tests.benchmarks.processes import load, module, started

if TYPE_CHECKING:
    import subprocess

_ARRAY: Final = 100
_RATE: Final = 100.0
"""Arrays a second."""
_EVERY: Final = 0.25
"""Seconds between two looks."""
_FLAT: Final = 1.1
"""So much of what it took before may a process take in the last quarter of a run."""
_WITHIN: Final = 1.05


@dataclass(frozen=True)
class Soak:
    """How many events, and the bytes that the file is kept to."""

    events: int
    limit: int

    @property
    def seconds(self) -> float:
        return self.events / (_ARRAY * _RATE)


_LONG: Final = Soak(1_440_000, 40_000_000)
_SHORT: Final = Soak(120_000, 12_000_000)


@dataclass
class Samples:
    """At each look: bytes of memory of capture and window, and of the file with its WAL."""

    capture: list[int] = field(default_factory=list)
    window: list[int] = field(default_factory=list)
    file: list[int] = field(default_factory=list)


def _memory(process: "subprocess.Popen[str]") -> int:
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) * 1024


def _size(session: Path) -> int:
    files = (session, session.with_name(session.name + "-wal"))
    return sum(file.stat().st_size for file in files if file.exists())


@contextmanager
def _started(*arguments: str) -> Iterator["subprocess.Popen[str]"]:
    with started(module("floorwalker", *arguments)) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def _sampled(
    session: Path, capture: "subprocess.Popen[str]", window: "subprocess.Popen[str]", ended: threading.Event
) -> Samples:
    samples = Samples()
    while not ended.wait(_EVERY):
        samples.capture.append(_memory(capture))
        samples.window.append(_memory(window))
        samples.file.append(_size(session))
    return samples


def _drain(process: "subprocess.Popen[str]") -> None:
    assert process.stdout
    for _ in process.stdout:
        pass


def run(soak: Soak) -> Samples:
    """What was sampled of one run."""
    with tempfile.TemporaryDirectory() as folder:
        session = Path(folder) / "soak.fw"
        keep = ("--max-size", f"{soak.limit // 1000}kB")
        with _started("capture", str(session), "--listen", "127.0.0.1:0", *keep) as capture:
            assert capture.stdout
            url = json.loads(capture.stdout.readline())["url"]
            threading.Thread(target=_drain, args=(capture,)).start()
            with _started(str(session), "--view", "events") as window:
                ended, found = threading.Event(), list[Samples]()
                watch = threading.Thread(target=lambda: found.append(_sampled(session, capture, window, ended)))
                watch.start()
                load(url, 4, soak.seconds, batch=_ARRAY, rate=_RATE)
                ended.set()
                watch.join()
    return found[0]


def _megabytes(values: list[int]) -> float:
    return max(values) / 1e6


def _flat(who: str, what: str, series: list[list[int]]) -> Figure:
    last, before = (
        tuple(_megabytes(values[quarter * len(values) // 4 : (quarter + 1) * len(values) // 4]) for values in series)
        for quarter in (3, 2)
    )
    return Figure(f"{who} {what}, last quarter", "MB", last, ratio_at_most(_FLAT), "its third quarter", before)


def _figures(soak: Soak, runs: int) -> list[Figure]:
    samples = [run(soak) for _ in range(runs)]
    what = f"while {soak.events:,} events pass through a session kept to {soak.limit / 1e6:g} MB"
    largest = tuple(_megabytes(one.file) for one in samples)
    kept = tuple(soak.limit / 1e6 for _ in samples)
    return [
        _flat("memory of the capture", what, [one.capture for one in samples]),
        _flat("memory of the window", what, [one.window for one in samples]),
        Figure(f"file and WAL {what}, at most", "MB", largest, ratio_at_most(_WITHIN), "--max-size", kept),
    ]


def measure(runs: int, _folder: Path) -> list[Figure]:
    """The short run's rows."""
    return _figures(_SHORT, runs)


def measure_long(_runs: int, _folder: Path) -> list[Figure]:
    """The long one's: once, for its quarters are held against each other."""
    return _figures(_LONG, 1)
