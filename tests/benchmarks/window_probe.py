"""The real window with a heart-rate monitor: how late its event loop is while events arrive.

`python -m tests.benchmarks.window_probe SESSION --view events --seconds 20` opens the window, prints the receiver's
URL, measures from the first new event on, prints one JSON object and closes. A beat is due every 5 ms; how much later
it comes is how long the loop was busy or kept waiting.
"""

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer

from floorwalker.sources import Listener, Sources
from floorwalker.ui.application import run_window
from floorwalker.ui.floor.board.columns import Column, Sorting
from floorwalker.ui.floor.board.groups import By, Grouping
from floorwalker.ui.floor.view import FloorView
from floorwalker.ui.options import WindowOptions
from floorwalker.ui.window import Window

_BEAT_MS = 5


class HeartRate(QObject):
    """Beats in a window's event loop from its first event on, for some seconds."""

    def __init__(self, window: Window, seconds: float) -> None:
        super().__init__(window)
        self._window = window
        self._seconds = seconds
        self._late: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_beat)
        window.reception.child.ready.connect(lambda ready: print(json.dumps({"url": ready.url}), flush=True))
        window.live.rows_appended.connect(self._on_first_rows)

    def _on_first_rows(self) -> None:
        if not self._window.live.is_loaded:
            return
        self._window.live.rows_appended.disconnect(self._on_first_rows)
        self._began = self._last = time.perf_counter()
        self._timer.start(_BEAT_MS)

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self._late.append(max(0.0, (now - self._last) * 1000 - _BEAT_MS))
        self._last = now
        if now - self._began < self._seconds:
            self._timer.start(_BEAT_MS)
        else:
            print(json.dumps(self._figures()), flush=True)
            self._window.close()

    def _figures(self) -> dict[str, Any]:
        late = np.array(self._late)
        return {
            "p50_ms": float(np.percentile(late, 50)),
            "p99_ms": float(np.percentile(late, 99)),
            "max_ms": float(late.max()),
            "rows": len(self._window.live.columns),
        }


def fill_list(floor: FloorView) -> None:
    """Show all that the list can show, in its dearest order."""
    for column in Column:
        floor.table.columns.show_column(column, shown=True)
    floor.board.set_grouping(Grouping(By.STATUS))
    floor.table.columns.sort_by(Sorting(Column.LOGGED_IN, falling=True))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("session", type=Path)
    parser.add_argument("--view", default="events")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--full-list", action="store_true", help="all of the floor's columns, agents in groups")
    given = parser.parse_args()
    start = Window.start

    def start_watched(self: Window) -> None:
        HeartRate(self, given.seconds)
        if given.full_list:
            fill_list(self.floor)
        start(self)

    Window.start = start_watched  # type: ignore[method-assign]
    sources = Sources(listen=(Listener(address="127.0.0.1:0"),))
    raise SystemExit(run_window(WindowOptions(given.session, sources=sources, view=given.view)))


if __name__ == "__main__":
    main()
