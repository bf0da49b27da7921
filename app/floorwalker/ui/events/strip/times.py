"""The times under the strip: the same ones, in the same words, as on the floor's axis."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyqtgraph

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetrics


class Label(NamedTuple):
    """A time in words, and where it stands in pixels: `x` is the middle of the words and the place of the tick."""

    x: int
    left: int
    width: int
    text: str


class Times:
    """Chooses times for an axis, in the user's zone."""

    def __init__(self) -> None:
        self._axis = pyqtgraph.DateAxisItem("bottom")

    def labels(self, start: float, end: float, width: int, metrics: QFontMetrics) -> list[Label]:
        """From one time to another, in seconds since 1970: the rough ones first, and those between that have room."""
        self._axis.fontMetrics = metrics
        labels: list[Label] = []
        for spacing, ticks in self._axis.tickValues(start, end, width):
            for tick, text in zip(ticks, self._axis.tickStrings(ticks, 1, spacing), strict=True):
                label = _placed(round((tick - start) / (end - start) * width), text, metrics)
                if label.left >= 0 and label.left + label.width <= width and _is_free(label, labels):
                    labels.append(label)
        return labels


def _placed(x: int, text: str, metrics: QFontMetrics) -> Label:
    wide = metrics.horizontalAdvance(text)
    return Label(x, x - wide // 2, wide, text)


def _is_free(label: Label, others: list[Label]) -> bool:
    return all(
        label.left + label.width + 8 <= other.left or other.left + other.width + 8 <= label.left for other in others
    )
