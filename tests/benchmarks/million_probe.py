"""The real window on a large session: how soon its rows are there, how late its event loop is meanwhile, its memory,
and how long filters and a search take in it.

`python -m tests.benchmarks.million_probe SESSION [--rounds N]` prints one JSON object and ends. rounds: how often each
filter is asked; the slowest answer of the first round is told. With 0 nothing is asked.
"""

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.probing import own_memory, run_probed  # before Qt, see there

# isort: split
from PySide6.QtCore import QObject, Qt, QTimer

from floorwalker.ui.options import WindowOptions
from floorwalker.ui.window import Window

_BEAT_MS = 5
_SETTLED_MS = 1500
_PAUSE_MS = 50
_FILTERS = (
    "category:agent code:5",
    "code:StatusChanged",
    "agent:agent.01*",
    "created:>-15m",
    "event:agent/3 -agent:agent.007",
)
_WORDS = '"agent.042"'


class OpeningProbe(QObject):
    """Times a window from its start until all is there, then its filters, then closes it."""

    def __init__(self, window: Window, rounds: int) -> None:
        super().__init__(window)
        self._window = window
        self._rounds = rounds
        self._told: dict[str, float] = {}
        self._late: list[float] = []
        self._began = self._last = time.perf_counter()
        self._beat = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._on_beat)
        self._beat.start()
        window.live.rows_appended.connect(lambda: self._told.setdefault("first_s", self._passed()))
        window.live.loaded.connect(self._on_loaded)
        self._asked = self._asking()

    def _passed(self) -> float:
        return time.perf_counter() - self._began

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self._late.append((now - self._last) * 1000 - _BEAT_MS)
        self._last = now

    def _on_loaded(self) -> None:
        self._told["all_s"] = self._passed()
        QTimer.singleShot(_SETTLED_MS, self._on_settled)

    def _on_settled(self) -> None:
        self._beat.stop()
        self._told |= {"late_max_ms": max(self._late), "pss_mb": own_memory() / 1e6}
        if self._rounds:
            self._go_on()
        else:
            self._end()

    def _go_on(self) -> None:
        next(self._asked, None)

    def _asking(self) -> Iterator[None]:
        """One question after the other, each when the last one is answered."""
        slowest = 0.0
        for expression in _FILTERS:
            self._ask(expression)
            yield
            slowest = max(slowest, self._answered)
        self._told |= {"filter_ms": slowest * 1000}
        for expression in _FILTERS * (self._rounds - 1):
            self._ask(expression)
            yield
        self._ask(_WORDS)
        yield
        self._told |= {"find_s": self._answered}
        self._end()

    def _end(self) -> None:
        print(json.dumps(self._told), flush=True)
        self._window.close()

    def _ask(self, expression: str) -> None:
        visible = self._window.events.visible
        self._began = time.perf_counter()
        self._window.events.set_filter(expression)
        if visible.is_working:
            visible.working_changed.connect(self._on_working_changed)
        else:
            self._on_answered()

    def _on_working_changed(self, working: bool) -> None:
        if not working:
            self._window.events.visible.working_changed.disconnect(self._on_working_changed)
            self._on_answered()

    def _on_answered(self) -> None:
        self._answered = self._passed()
        # Facets and strip count what is left: not what is measured, and not what shall disturb the next.
        QTimer.singleShot(_SETTLED_MS if self._rounds == 1 else _PAUSE_MS, self._go_on)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("session", type=Path)
    parser.add_argument("--rounds", type=int, default=1)
    given = parser.parse_args()
    options = WindowOptions(given.session, look_only=True, view="events")
    run_probed(options, lambda window: OpeningProbe(window, given.rounds))


if __name__ == "__main__":
    main()
