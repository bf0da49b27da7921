"""The real floor of many agents while its past is played: how late its event loop is, and how many moments it shows.

`python -m tests.benchmarks.rewind_probe AGENTS SPEED SECONDS` prints one JSON object.
"""

import json
import sys

import numpy as np
from PySide6.QtWidgets import QApplication

from floorwalker.ui.floor.view import FloorView
from tests.benchmarks.probing import HeartRate
from tests.benchmarks.timeline_probe import END, START, day, floor

_SIZE = (1280, 760)
_ROWS_OF_24 = 6


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
    heart.ended.connect(application.quit)
    heart.begin()
    application.exec()
    print(json.dumps({**heart.figures(), "moments_s": len(moments) / seconds}))
    view.stop()


if __name__ == "__main__":
    main()
