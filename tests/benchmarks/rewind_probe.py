"""The real floor of many agents while its past is played: how late its event loop is, and how many moments it shows.

`python -m tests.benchmarks.rewind_probe AGENTS SPEED SECONDS` prints one JSON object. A beat is due every 5 ms; how
much later it comes is how long the loop was busy.
"""

import json
import sys
import time

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from floorwalker.ui.floor.view import FloorView
from tests.benchmarks.timeline_probe import END, START, day, floor

_BEAT_MS = 5
_SIZE = (1280, 760)
_ROWS_OF_24 = 6


class HeartRate(QObject):
    """Beats in the event loop for some seconds, then quits it."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.late: list[float] = []
        self._until = time.perf_counter() + seconds
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=_BEAT_MS, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start()

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, (now - self._last) * 1000 - _BEAT_MS))
        self._last = now
        if now < self._until:
            self._timer.start()
        else:
            QApplication.quit()


def play(view: FloorView, speed: int) -> list[float]:
    """Let the floor play from a third of the day on; the moments that it shows from then on."""
    moments: list[float] = []
    rewind = view.rewind
    rewind.go_to(START + (END - START) / 3)
    rewind.shown.connect(lambda: moments.append(view.clock.now()))
    rewind.rewinding.set_speed(speed)
    rewind.actions_.play.trigger()
    return moments


def main() -> None:
    agents, speed, seconds = map(int, sys.argv[1:])
    application = QApplication([])
    view = floor(agents, day(agents), _SIZE, _ROWS_OF_24)
    view.rewind.rewinding.happened.add(np.array([START, END]))
    moments = play(view, speed)
    heart = HeartRate(seconds)
    application.exec()
    late = np.array(heart.late)
    told = {"p50_ms": np.percentile(late, 50), "p99_ms": np.percentile(late, 99), "max_ms": late.max()}
    print(json.dumps({**{name: float(value) for name, value in told.items()}, "moments_s": len(moments) / seconds}))
    view.stop()


if __name__ == "__main__":
    main()
