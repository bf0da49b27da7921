"""POST to pixel: from the moment when a request is sent to the painting of its event's row in the window."""

import json
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from floorwalker.session.reader import Reader
from tests.benchmarks.apart import bare_uvicorn
from tests.benchmarks.figures import Figure, at_most, in_turn
from tests.benchmarks.processes import load, module, serving, started

_RATE, _SECONDS, _CONNECTIONS = 1000.0, 7.0, 16


def waits(session: Path, before: int = 0) -> NDArray[np.float64]:
    """Milliseconds from POST to pixel of every event of one run into a session that holds so many before."""
    command = module("tests.benchmarks.pixel_probe", session, "--seconds", _SECONDS + 3)
    with started(command) as window:
        assert window.stdout
        url = json.loads(window.stdout.readline())["url"]
        sent = load(url, _CONNECTIONS, _SECONDS, rate=_RATE, times=True)
        painted = json.loads(window.stdout.readline())["painted"]
    moments, rows = np.array(painted).T
    return _matched(np.array(sent["sent"]), moments, np.maximum.accumulate(rows) - before, _numbers(session, before))


def _numbers(session: Path, before: int) -> list[int]:
    """Of each event after those before, which one of those sent it is: that is the end of its Id."""
    with Reader.open(session) as reader:
        seqs = range(before + 1, reader.totals().events + 1)
        return [int(json.loads(payload)["Id"].rpartition("-")[2], 16) for _, payload in reader.payloads(list(seqs))]


def _matched(
    sent: NDArray[np.float64], moments: NDArray[np.float64], rows: NDArray[np.float64], numbers: list[int]
) -> NDArray[np.float64]:
    first = np.searchsorted(rows, np.arange(1, len(numbers) + 1))
    if len(numbers) != len(sent) or first.max() >= len(moments):
        raise RuntimeError(f"{len(sent)} events were sent, {len(numbers)} stored, {int(rows[-1])} painted")
    waited: NDArray[np.float64] = (moments[first] - sent[numbers]) * 1000
    return waited


def p99(waited: NDArray[np.float64]) -> float:
    return float(np.percentile(waited, 99))


def _ours() -> NDArray[np.float64]:
    with tempfile.TemporaryDirectory() as folder:
        return waits(Path(folder) / "pixel.fw")


def _answered(python: Path) -> float:
    """Milliseconds until a bare application has answered 200, p99."""
    with serving(module("tests.benchmarks.bare_server", python=python)) as url:
        return float(load(url, _CONNECTIONS, _SECONDS, rate=_RATE)["p99_ms"])


def measure(runs: int, folder: Path) -> list[Figure]:
    """Every row of this room."""
    bare = bare_uvicorn(folder)
    theirs = (lambda: _answered(python)) if (python := bare.python) else None
    ours, reference = in_turn(runs, _ours, theirs)
    what, against = f"POST to pixel at {_RATE:,.0f} events/s", "bare uvicorn's answer, p99"
    return [
        Figure(f"{what}, p99", "ms", tuple(map(p99, ours)), at_most(150), against, tuple(reference), bare.why_not),
        Figure(f"{what}, median", "ms", tuple(float(np.median(one)) for one in ours)),
    ]
