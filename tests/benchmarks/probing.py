"""What the probes of the real window have in common: its start, its event loop's heart rate, its memory."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from floorwalker.ui.application import run_window  # before Qt, as in the program: that keeps memory as it is there

# isort: split
import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from floorwalker.sources import Listener, Sources
from floorwalker.ui.options import WindowOptions
from floorwalker.ui.window import Window

ANY_PORT = Sources(listen=(Listener(address="127.0.0.1:0"),))
"""A receiver at a free port."""
_BEAT_MS = 5


class HeartRate(QObject):
    """Beats in the event loop for some seconds; ended: they are over. A beat is due every 5 ms; how much later it comes
    is how long the loop was busy or kept waiting.
    """

    ended = Signal()

    def __init__(self, seconds: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._late: list[float] = []
        self._timer = QTimer(self, interval=_BEAT_MS, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)

    def begin(self) -> None:
        """The first beat is due 5 ms from now."""
        self._began = self._last = time.perf_counter()
        self._timer.start()

    def figures(self) -> dict[str, float]:
        """How late beats were: p50_ms, p99_ms and max_ms."""
        late = np.array(self._late)
        told = {"p50_ms": np.percentile(late, 50), "p99_ms": np.percentile(late, 99), "max_ms": late.max()}
        return {name: float(value) for name, value in told.items()}

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self._late.append(max(0.0, (now - self._last) * 1000 - _BEAT_MS))
        self._last = now
        if now - self._began < self._seconds:
            self._timer.start()
        else:
            self.ended.emit()


def run_probed(options: WindowOptions, attach: Callable[[Window], object]) -> NoReturn:
    """Open a window, attach a probe to it before it starts, and leave with the window. What *attach* returns lives as
    long as the window."""
    start = Window.start

    def start_probed(self: Window) -> None:
        self.probe = attach(self)  # type: ignore[attr-defined]
        start(self)

    Window.start = start_probed  # type: ignore[method-assign]
    raise SystemExit(run_window(options))


def own_memory() -> int:
    """Bytes of this process, its share of what others use too (PSS). Linux alone."""
    told = Path("/proc/self/smaps_rollup").read_text().partition("\nPss:")[2]
    return int(told.split()[0]) * 1024
