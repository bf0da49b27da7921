"""Draws what `growth` measured: a panel for each figure.

`python -m tests.benchmarks.growth_chart FOLDER` reads its growth.json, writes growth.png and prints its path as JSON.
"""

import json
import math
import statistics
import sys
from pathlib import Path
from typing import Any, Final

import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.benchmarks.growth import BOUNDS

_COLUMNS: Final = 3
_PANEL: Final = (340, 230)
_INK, _QUIET, _LINE = "#222222", "#666666", "#0072B2"
_ROOM: Final = 0.35
"""Of a power of ten, for what is written above the points."""


def drawn(all_grown: list[dict[str, Any]]) -> pyqtgraph.GraphicsLayoutWidget:
    """Each figure over its size, both logarithmic, with its medians; dashed is what it may grow by."""
    pyqtgraph.setConfigOptions(antialias=True, foreground=_INK)
    sheet = pyqtgraph.GraphicsLayoutWidget()
    sheet.setBackground("w")
    rows = math.ceil(len(all_grown) / _COLUMNS)
    for number, one in enumerate(all_grown):
        _draw(sheet.addPlot(*divmod(number, _COLUMNS)), one)
    note = "Medians; bars are smallest and largest run; dashed is n log n, or log n for a single event"
    sheet.addLabel(note, row=rows, col=0, colspan=_COLUMNS, color=_QUIET, size="9pt")
    sheet.resize(_PANEL[0] * _COLUMNS, _PANEL[1] * rows + 30)
    return sheet


def _draw(plot: pyqtgraph.PlotItem, one: dict[str, Any]) -> None:
    sizes = [math.log10(size) for size in one["sizes"]]
    medians = [statistics.median(values) for values in one["runs"]]
    values = [math.log10(value) for value in medians]
    line = [math.log10(BOUNDS[one["bound"]](size)) for size in one["sizes"]]
    line = [value - line[0] + values[0] for value in line]
    plot.plot(sizes, line, pen=pyqtgraph.mkPen(_QUIET, style=Qt.PenStyle.DashLine))
    _draw_spread(plot, sizes, one["runs"])
    plot.plot(sizes, values, pen=pyqtgraph.mkPen(_LINE, width=2), symbol="o", symbolSize=7, symbolBrush=_LINE)
    for size, value, median in zip(sizes, values, medians, strict=True):
        _write(plot, size, value, f"{median:,.3g} {one['unit']}")
    _frame(plot, one, values)


def _draw_spread(plot: pyqtgraph.PlotItem, sizes: list[float], runs: list[list[float]]) -> None:
    for size, values in zip(sizes, runs, strict=True):
        ends = [math.log10(min(values)), math.log10(max(values))]
        plot.plot([size, size], ends, pen=pyqtgraph.mkPen(_LINE, width=5, cosmetic=True))


def _write(plot: pyqtgraph.PlotItem, x: float, y: float, text: str) -> None:
    written = pyqtgraph.TextItem(text, color=_INK, anchor=(0.5, 1.2))
    written.setPos(x, y)
    plot.addItem(written, ignoreBounds=True)


def _frame(plot: pyqtgraph.PlotItem, one: dict[str, Any], values: list[float]) -> None:
    """Two powers of ten in height at the least, so that what is flat looks flat."""
    plot.setTitle(one["what"], color=_INK, size="10pt")
    plot.setLabel("bottom", one["over"])
    plot.hideAxis("left")
    plot.hideButtons()
    plot.setMouseEnabled(x=False, y=False)
    first, last = math.log10(one["sizes"][0]), math.log10(one["sizes"][-1])
    ticks = [(math.log10(size), f"{size:,}") for size in one["sizes"]]
    plot.getAxis("bottom").setTicks([ticks])
    plot.setXRange(first - _ROOM, last + _ROOM, padding=0)
    plot.setYRange(min(values) - _ROOM, max(*values, min(values) + 2) + _ROOM, padding=0)


def main() -> None:
    folder = Path(sys.argv[1])
    application = QApplication([])
    sheet = drawn(json.loads((folder / "growth.json").read_text()))
    sheet.show()
    application.processEvents()
    picture = folder / "growth.png"
    if not sheet.grab().save(str(picture)):
        raise SystemExit("The chart could not be saved")
    print(json.dumps(str(picture)))


if __name__ == "__main__":
    main()
