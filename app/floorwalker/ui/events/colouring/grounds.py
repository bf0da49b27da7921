"""The soft colours that may lie behind a whole row, light and dark.

All that is written in a row contrasts with each by 4.5 : 1 or more, in both palettes; a test holds them to it.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias, get_args

from PySide6.QtGui import QColor

Ground: TypeAlias = Literal["grey", "yellow", "orange", "red", "pink", "violet", "blue", "teal", "green"]

GROUNDS: Final[tuple[Ground, ...]] = get_args(Ground)
"""All of them, in the order in which they are offered."""

_LIGHT_AND_DARK: Final[dict[Ground, tuple[str, str]]] = {
    "grey": ("#e7eaee", "#363c45"),
    "yellow": ("#fcf2c0", "#3b3512"),
    "orange": ("#fde5cd", "#432f19"),
    "red": ("#fbe1de", "#462629"),
    "pink": ("#f9e0ee", "#432839"),
    "violet": ("#ebe3fa", "#372e50"),
    "blue": ("#dcebfb", "#1e3753"),
    "teal": ("#d4efed", "#163c3c"),
    "green": ("#ddf2db", "#213a1f"),
}


def colour_of(ground: Ground, *, dark: bool) -> QColor:
    """A ground's colour in the light or the dark palette."""
    return QColor(_LIGHT_AND_DARK[ground][dark])
