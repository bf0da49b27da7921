"""Run as a program: repaints a chart so many times, a little later and wider each time, and says how many it did.

Some versions of PySide6 abort after some hundred repaints of a time axis, so that this has to be a process of its own.
"""

import sys

import numpy as np
from PySide6.QtWidgets import QApplication

from floorwalker.event.catalog import Catalog
from floorwalker.event.statuses import Statuses
from floorwalker.session.columns import Names
from floorwalker.ui.floor.paints import Paints
from floorwalker.ui.floor.timeline.period import Period
from floorwalker.ui.floor.timeline.timeline import Timeline
from floorwalker.ui.look import Look
from tests.event.statuses.rows import AVAILABLE, ON_BREAK, ON_CALL, Day

T = 1_790_000_000
AGENTS = range(1, 9)


def main(times: int) -> None:
    """Repaint *times* times."""
    application = QApplication([])
    look = Look("light")
    period = Period(T + 7200, 3600)
    timeline = Timeline(look, Paints(Catalog.load(), Names(), look), period)
    timeline.resize(500, 220)
    fill(timeline)
    pictures = set()
    for number in range(times):
        period.show(T + number, T + 3600 + 2 * number)
        timeline.renew()
        picture = timeline.grab()
        application.processEvents()
        if number % 1000 == 0:
            pictures.add(bytes(picture.toImage().constBits()))
    print(f"{times} repaints, {len(pictures)} different pictures kept")  # noqa: T201 what the test reads


def fill(timeline: Timeline) -> None:
    """Two hours of eight agents."""
    day = Day()
    for minute in range(120):
        for agent in AGENTS:
            day.add(T + 60 * minute + agent, (AVAILABLE, ON_CALL, ON_BREAK)[(minute + agent) % 3], agent=agent)
    statuses = Statuses()
    statuses.append(np.asarray(day.rows))
    timeline.content.statuses = statuses
    timeline.content.agents = list(AGENTS)


if __name__ == "__main__":
    main(int(sys.argv[1]))
