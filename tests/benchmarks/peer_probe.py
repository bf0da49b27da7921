"""A window that is given events, then searched and filtered: cutelog's and ours, measured by the same lines.

`python -m tests.benchmarks.peer_probe floorwalker EVENTS SESSION` runs in our environment, `python peer_probe.py
cutelog EVENTS` in cutelog's, which has another Qt: hence QtPy, and nothing of ours outside of `Ours`. It prints where
to send events to, and when so many are there one JSON object. Memory is read from /proc: Linux alone.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qtpy.QtCore import QCoreApplication, Qt, QTimer

TEXT = "agent.007"
_BEAT_MS = 5


class Ours:
    """Floorwalker's window, receiving into a new session."""

    def run(self, started: Callable[[], None]) -> None:
        """Until `quit`, as its users do; started: once it is on the screen."""
        from floorwalker.sources import Listener, Sources
        from floorwalker.ui.application import run_window
        from floorwalker.ui.options import WindowOptions
        from floorwalker.ui.window import Window

        start = Window.start

        def start_probed(window: Window) -> None:
            self.window = window
            window.reception.child.ready.connect(lambda ready: _tell({"to": ready.url}))
            start(window)
            started()

        Window.start = start_probed  # type: ignore[method-assign, assignment]
        sources = Sources(listen=(Listener(address="127.0.0.1:0"),))
        run_window(WindowOptions(Path(sys.argv[3]), sources=sources, view="events"))

    def rows(self) -> int:
        return int(self.window.events.model.rowCount())

    def search(self) -> None:
        self._filter(f'"{TEXT}"')

    def narrow(self) -> None:
        self._filter("-code:5")

    def widen(self) -> None:
        self._filter("")

    def quit(self) -> None:
        self.window.close()

    def _filter(self, expression: str) -> None:
        self.window.events.set_filter(expression)
        while self.window.events.visible.is_working:
            QCoreApplication.processEvents()
        self.window.events.table.viewport().repaint()


class Cutelog:
    """cutelog's window, with a port of its own on loopback."""

    def run(self, started: Callable[[], None]) -> None:
        """Until `quit`, as its own `main` does; started: once it is on the screen."""
        import cutelog.resources  # noqa: F401 its icons and forms
        from cutelog.config import CONFIG, ROOT_LOG
        from cutelog.main_window import MainWindow
        from qtpy.QtWidgets import QApplication

        application = QApplication(sys.argv[:1])
        CONFIG.set_overrides({"listen_host": "127.0.0.1", "listen_port": 0, "console_logging_level": 50})
        self.window = MainWindow(ROOT_LOG, application, [])
        _tell({"to": f"127.0.0.1:{self.window.server.serverPort()}"})
        started()
        application.exec_()

    @property
    def tab(self) -> Any:  # noqa: ANN401 cutelog has no types
        return self.window.loggerTabWidget.currentWidget()

    def rows(self) -> int:
        return int(self.tab.filter_model.rowCount()) if self.tab is not None else 0

    def search(self) -> None:
        self.tab.searchLine.setText(TEXT)
        self._after(self.tab.filter_or_clear)

    def narrow(self) -> None:
        self._after(self._box("WARNING").click)

    def widen(self) -> None:
        if self.tab.search_filter:
            self.tab.filter_or_clear()

    def quit(self) -> None:
        self.window.close()

    def _box(self, level: str) -> Any:  # noqa: ANN401 cutelog has no types
        table = self.tab.levelsTable
        [row] = [row for row in range(table.rowCount()) if table.item(row, 1).text() == level]
        return table.cellWidget(row, 0).children()[1]

    def _after(self, act: Callable[[], object]) -> None:
        act()
        QCoreApplication.processEvents()
        self.tab.loggerTable.viewport().repaint()


class Probe:
    """Beats every 5 ms until all events are rows; how much later a beat comes is how long the window was busy."""

    def __init__(self, side: "Ours | Cutelog", events: int) -> None:
        self._side = side
        self._events = events
        self._late: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_beat)

    def start(self) -> None:
        """The window is on the screen."""
        self._timer.start(_BEAT_MS)

    def _on_beat(self) -> None:
        now, rows = time.perf_counter(), self._side.rows()
        if rows:
            self._late.append(max(0.0, (now - self._last) * 1000 - _BEAT_MS))
        else:
            self._before = memory()
        self._last = now
        if rows < self._events:
            self._timer.start(_BEAT_MS)
            return
        all_in = time.monotonic()
        bytes_each = (memory() - self._before) / self._events
        _tell({"all_in": all_in, "late": sorted(self._late), "bytes": bytes_each, **self._found()})
        self._side.quit()

    def _found(self) -> dict[str, float]:
        search, found = self._timed(self._side.search)
        self._side.widen()
        narrow, left = self._timed(self._side.narrow)
        return {"search_ms": search, "found": found, "filter_ms": narrow, "left": left}

    def _timed(self, act: Callable[[], None]) -> tuple[float, int]:
        began = time.perf_counter()
        act()
        return (time.perf_counter() - began) * 1000, self._side.rows()


def memory() -> int:
    """Bytes in memory of this process and its children."""
    children = [pid for file in Path("/proc/self/task").glob("*/children") for pid in file.read_text().split()]
    statuses = [Path(f"/proc/{pid}/status").read_text() for pid in ("self", *children)]
    return sum(int(status.partition("VmRSS:")[2].split()[0]) for status in statuses) * 1024


def _tell(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)


def main() -> None:
    side = Cutelog() if sys.argv[1] == "cutelog" else Ours()
    side.run(Probe(side, int(sys.argv[2])).start)


if __name__ == "__main__":
    main()
