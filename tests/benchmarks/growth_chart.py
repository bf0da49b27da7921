"""Draws what `growth` measured.

`python -m tests.benchmarks.growth_chart FOLDER` reads its growth.json and writes growth.png.
"""

import json
import math
import sys
from pathlib import Path
from typing import Any, Final

import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

_COLOURS: Final = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#8A8A8A")
_SIZE: Final = (900, 560)


def drawn(all_grown: list[dict[str, Any]]) -> pyqtgraph.PlotWidget:
    """Each figure over its size, both logarithmic, as a multiple of its value at the first size; n log n is dashed."""
    chart = pyqtgraph.PlotWidget(background="w", title="Growth, as a multiple of the smallest size")
    chart.addLegend(offset=(20, 20))
    chart.setLogMode(x=True, y=True)
    chart.setLabel("bottom", "events (timeline: agents × 1,000)")
    sizes = all_grown[0]["sizes"]
    line = [size * math.log(size) / (sizes[0] * math.log(sizes[0])) for size in sizes]
    chart.plot(sizes, line, pen=pyqtgraph.mkPen("#888888", style=Qt.PenStyle.DashLine), name="n log n")
    for one, colour in zip(all_grown, _COLOURS, strict=False):
        values = [value / one["values"][0] for value in one["values"]]
        name = f"{one['what']} ({one['values'][-1]:,.3g} {one['unit']} at most)"
        chart.plot(sizes, values, pen=pyqtgraph.mkPen(colour, width=2), symbol="o", symbolBrush=colour, name=name)
    return chart


def main() -> None:
    folder = Path(sys.argv[1])
    application = QApplication([])
    chart = drawn(json.loads((folder / "growth.json").read_text()))
    chart.resize(*_SIZE)
    chart.show()
    application.processEvents()
    if not chart.grab().save(str(folder / "growth.png")):
        raise SystemExit("The chart could not be saved")


if __name__ == "__main__":
    main()
