"""The real window's eye: when each row was first painted, while events arrive.

`python -m tests.benchmarks.pixel_probe SESSION --seconds 20` opens the window on its events, prints the receiver's URL
once all that was there is shown, watches the table from then on, prints one JSON object, `painted`: pairs of a moment
on the machine's monotonic clock and the newest row that was on the screen then, and closes.
"""

import argparse
import json
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer

from floorwalker.capture.messages import Ready
from floorwalker.ui.options import WindowOptions
from floorwalker.ui.window import Window
from tests.benchmarks.probing import ANY_PORT, run_probed


class Eye(QObject):
    """Notes the newest row of the table after each of its paintings."""

    def __init__(self, window: Window, seconds: float) -> None:
        super().__init__(window)
        self._window = window
        self._table = window.events.table
        self._painted: list[tuple[float, int]] = []
        self._seconds = seconds
        self._url = ""
        self._table.viewport().installEventFilter(self)
        window.reception.child.ready.connect(self._on_ready)
        window.live.loaded.connect(self._begin)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A painting begins here; its end is when the loop goes on."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._on_painted)
        return super().eventFilter(watched, event)

    def _on_painted(self) -> None:
        bottom = self._table.indexAt(self._table.viewport().rect().bottomLeft())
        rows = self._table.model().rowCount()
        self._painted.append((time.monotonic(), bottom.row() + 1 if bottom.isValid() else rows))

    def _on_ready(self, ready: Ready) -> None:
        self._url = ready.url
        self._begin()

    def _begin(self) -> None:
        if self._url and self._window.live.is_loaded:
            print(json.dumps({"url": self._url}), flush=True)
            QTimer.singleShot(round(self._seconds * 1000), self._on_end)

    def _on_end(self) -> None:
        print(json.dumps({"painted": self._painted}), flush=True)
        self._window.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("session", type=Path)
    parser.add_argument("--seconds", type=float, default=20)
    given = parser.parse_args()
    options = WindowOptions(given.session, sources=ANY_PORT, view="events")
    run_probed(options, lambda window: Eye(window, given.seconds))


if __name__ == "__main__":
    main()
