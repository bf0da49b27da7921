"""The real window with a heart-rate monitor: how late its event loop is while events arrive.

`python -m tests.benchmarks.window_probe SESSION --view events --seconds 20` opens the window, prints the receiver's
URL, measures from the first new event on, prints one JSON object and closes.
"""

import argparse
import json
from pathlib import Path

from PySide6.QtCore import QObject

from floorwalker.ui.floor.board.columns import Column, Sorting
from floorwalker.ui.floor.board.groups import By, Grouping
from floorwalker.ui.floor.view import FloorView
from floorwalker.ui.options import WindowOptions
from floorwalker.ui.window import Window
from tests.benchmarks.probing import ANY_PORT, HeartRate, run_probed


class WindowProbe(QObject):
    """Takes a window's heart rate from its first new event on, prints it and closes the window."""

    def __init__(self, window: Window, seconds: float) -> None:
        super().__init__(window)
        self._window = window
        self._heart = HeartRate(seconds, self)
        self._heart.ended.connect(self._on_ended)
        window.reception.child.ready.connect(lambda ready: print(json.dumps({"url": ready.url}), flush=True))
        window.live.rows_appended.connect(self._on_first_rows)

    def _on_first_rows(self) -> None:
        if not self._window.live.is_loaded:
            return
        self._window.live.rows_appended.disconnect(self._on_first_rows)
        self._heart.begin()

    def _on_ended(self) -> None:
        print(json.dumps({**self._heart.figures(), "rows": len(self._window.live.columns)}), flush=True)
        self._window.close()


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

    def attach(window: Window) -> WindowProbe:
        if given.full_list:
            fill_list(window.floor)
        return WindowProbe(window, given.seconds)

    run_probed(WindowOptions(given.session, sources=ANY_PORT, view=given.view), attach)


if __name__ == "__main__":
    main()
