"""Two hours at 200 events a second, compressed: does memory stay flat, and the file within its size?

1,440,000 events are posted at 10,000 a second while the capture keeps to a size that holds a thirtieth of them, and a
window follows. It takes two and a half minutes, so that it is measured only when asked for: `make bench ARGS=soak`.
Memory is read from /proc: Linux alone.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.processes import load

EVENTS = 1_440_000
_LIMIT = 40_000_000
_ARRAY = 100
_RATE = 100.0
"""Arrays a second."""
_FLAT = 0.10
"""So much of its memory may a process still gain in the second half of the run."""
_FLOORWALKER = (sys.executable, "-m", "floorwalker")


@dataclass
class Samples:
    """Once a second: bytes of memory of capture and window, and of the file with its WAL."""

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
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    with subprocess.Popen([*_FLOORWALKER, *arguments], stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def _sampled(
    session: Path, capture: "subprocess.Popen[str]", window: "subprocess.Popen[str]", ended: threading.Event
) -> Samples:
    samples = Samples()
    while not ended.wait(1):
        samples.capture.append(_memory(capture))
        samples.window.append(_memory(window))
        samples.file.append(_size(session))
    return samples


def _drain(process: "subprocess.Popen[str]") -> None:
    assert process.stdout
    for _ in process.stdout:
        pass


def run(seconds: float) -> tuple[Samples, int]:
    """What was sampled, and how many events were answered."""
    with tempfile.TemporaryDirectory() as folder:
        session = Path(folder) / "soak.fw"
        keep = ("--max-size", f"{_LIMIT // 1000}kB")
        with _started("capture", str(session), "--listen", "127.0.0.1:0", *keep) as capture:
            assert capture.stdout
            url = json.loads(capture.stdout.readline())["url"]
            threading.Thread(target=_drain, args=(capture,)).start()
            with _started(str(session), "--view", "events") as window:
                ended, found = threading.Event(), list[Samples]()
                watch = threading.Thread(target=lambda: found.append(_sampled(session, capture, window, ended)))
                watch.start()
                sent = load(url, 4, batch=_ARRAY, rate=_RATE, seconds=seconds)
                ended.set()
                watch.join()
    return found[0], int(sent["events"])


def _growth(values: list[int]) -> float:
    """The largest of the last quarter against the largest of the third, as a part of it: 0 where it is no larger."""
    quarter = len(values) // 4
    return max(0.0, max(values[-quarter:]) / max(values[2 * quarter : -quarter]) - 1)


def _flat(who: str, values: list[int], events: int) -> Figure:
    growth = _growth(values)
    what = f"{who} after {events:,} events: {values[-1] / 1e6:,.0f} MB, largest {max(values) / 1e6:,.0f}; still growing"
    return Figure(what, f"≤ {_FLAT:.0%}", growth <= _FLAT, "%", (growth * 100,))


def measure_long(_runs: int, _folder: Path, seconds: float = EVENTS / (_ARRAY * _RATE)) -> list[Figure]:
    """Every row of this room, from one run."""
    samples, events = run(seconds)
    largest = max(samples.file) / _LIMIT
    return [
        _flat("memory of the capture", samples.capture, events),
        _flat("memory of the window", samples.window, events),
        Figure("file and WAL against --max-size", "≤ 105 %", largest <= 1.05, "%", (largest * 100,)),
    ]


measure = measure_long
