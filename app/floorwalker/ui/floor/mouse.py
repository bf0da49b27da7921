"""What the mouse does alike in the chart, in the mix and along the slider."""

from __future__ import annotations

from typing import Final

NOTCH: Final = 120
"""Of a wheel's turn, in eighths of a degree, for one step."""
SLOP: Final = 4
"""Pixels that a press may move and still be a click."""
_ZOOM: Final = 1.25


def zoomed(turn: int) -> float:
    """So many times as much time is shown after a wheel's turn, in eighths of a degree: less for one upwards."""
    return float(_ZOOM ** (-turn / NOTCH))
