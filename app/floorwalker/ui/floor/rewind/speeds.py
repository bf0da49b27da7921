"""How fast the past is played; the speed chosen last is remembered."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSettings

SPEEDS: Final = (1, 2, 5, 10, 30, 60, 120, 300, 600)
"""Seconds of the floor in a second."""
_FIRST: Final = 60
_KEY: Final = "floor/play_speed"


def words(speed: int) -> str:
    """`60×`."""
    return f"{speed}×"


def remembered() -> int:
    """The speed chosen last; what is not one of `SPEEDS` counts as none."""
    found = QSettings().value(_KEY)
    return next((speed for speed in SPEEDS if str(speed) == str(found)), _FIRST)


def remember(speed: int) -> None:
    """From now on, and the next time."""
    QSettings().setValue(_KEY, speed)


def other(speed: int, steps: int) -> int:
    """So many steps faster, or slower where less than zero."""
    place = SPEEDS.index(speed) + steps
    return SPEEDS[min(max(place, 0), len(SPEEDS) - 1)]
