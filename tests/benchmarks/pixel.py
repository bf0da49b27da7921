"""POST to pixel: from the moment when a request is sent to the painting of its event's row in the window."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from floorwalker.session.reader import Reader
from tests.benchmarks.figures import Figure
from tests.benchmarks.receiver import load

_RATE, _SECONDS, _CONNECTIONS = 1000.0, 10.0, 16
_P99_MS = 150


def waits(session: Path, before: int = 0) -> NDArray[np.float64]:
    """Milliseconds from POST to pixel of every event of one run into a session that holds so many before."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    command = [sys.executable, "-m", "tests.benchmarks.pixel_probe", str(session), "--seconds", str(_SECONDS + 3)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as window:
        assert window.stdout
        url = json.loads(window.stdout.readline())["url"]
        sent = load(url, _CONNECTIONS, rate=_RATE, seconds=_SECONDS, times=True)
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


def measure(runs: int) -> list[Figure]:
    """Every row of this room."""
    late: list[dict[str, Any]] = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            waited = waits(Path(folder) / "pixel.fw")
        late.append({"p50": float(np.median(waited)), "p99": p99(waited), "max": float(waited.max())})
    highest = tuple(one["p99"] for one in late)
    middle, most = np.median([one["p50"] for one in late]), max(one["max"] for one in late)
    what = f"POST to pixel at {_RATE:,.0f} events/s, p99 (median {middle:.0f} ms, max {most:.0f} ms)"
    return [Figure(what, f"p99 ≤ {_P99_MS} ms", max(highest) <= _P99_MS, "ms", highest)]
