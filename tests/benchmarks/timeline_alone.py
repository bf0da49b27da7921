"""The timeline's reference: the same day drawn by pyqtgraph itself, dragged and zoomed in the same way.

`python -m tests.benchmarks.timeline_alone AGENTS WIDTH HEIGHT ROWS` prints one JSON object; ROWS are in sight. Bars of
one colour are one item, which is the fastest that pyqtgraph has for bars.
"""

import json
import sys
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyqtgraph
from PySide6.QtWidgets import QApplication

from tests.benchmarks.timeline_probe import END, START, day

_FRAMES = 5
"""Of each kind of move."""
_COLOURS = ("#009E73", "#0072B2", "#CC79A7", "#E69F00", "#8A8A8A")


def chart(agents: int, rows: int) -> pyqtgraph.PlotWidget:
    """All spans of the day, and so many rows of them in sight."""
    spans = list(_spans(agents))
    starts, ends = (np.concatenate([one[part] for _, one in spans]) for part in (0, 1))
    activity = np.concatenate([one[2] for _, one in spans])
    row = np.concatenate([np.full(len(one[0]), agent) for agent, one in spans])
    plot = pyqtgraph.PlotWidget()
    for number, code in enumerate(np.unique(activity)):
        of_code = activity == code
        brush = pyqtgraph.mkBrush(_COLOURS[number % len(_COLOURS)])
        x = {"x0": starts[of_code], "x1": ends[of_code]}
        plot.addItem(pyqtgraph.BarGraphItem(**x, y=row[of_code], height=0.8, brush=brush, pen=None))
    plot.setYRange(1, rows, padding=0)
    return plot


def _spans(agents: int) -> Iterator[tuple[int, tuple[Any, Any, Any]]]:
    """Of each agent: starts, ends and activities."""
    statuses = day(agents)
    for agent in statuses.agents():
        spans = statuses.spans(agent)
        yield agent, (spans.starts, np.append(spans.starts[1:], END), spans.activity)


def periods() -> Iterator[tuple[float, float]]:
    """As `timeline_probe.moves`: pans and zooms over all of it, and over an hour of it."""
    for length in (float(END - START), 3600.0):
        for frame in range(_FRAMES):
            start = START + (END - START - length) / 2 + frame * length / 200
            yield start, start + length
        for frame in range(_FRAMES):
            middle, zoomed = (START + END) / 2, length * 0.98**frame
            yield middle - zoomed / 2, middle + zoomed / 2


def main() -> None:
    agents, width, height, rows = map(int, sys.argv[1:])
    application = QApplication([])
    plot = chart(agents, rows)
    plot.resize(width, height)
    plot.show()
    application.processEvents()
    took = []
    for start, end in periods():
        began = time.perf_counter()
        plot.setXRange(start, end, padding=0)
        application.processEvents()
        took.append((time.perf_counter() - began) * 1000)
    print(json.dumps({"median_ms": float(np.median(took)), "p99_ms": float(np.percentile(took, 99))}))
    plot.close()


if __name__ == "__main__":
    main()
