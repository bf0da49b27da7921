"""How well a status's colour reads, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QColor

from floorwalker.ui.look.palettes import DARK, LIGHT, contrast, text_on

if TYPE_CHECKING:
    from floorwalker.event.catalog import Catalog

_SEEN: Final = 1.5
"""Contrast with its ground below which a span is hard to see; WCAG 2 asks 3 where nothing but the colour tells."""


def contrast_words(activity: int, catalog: Catalog) -> str:
    """What is written on the colour, how it stands on both grounds, and which status has the same."""
    own = catalog.activities[activity]
    ground = QColor(own.colour)
    ink = text_on(ground)
    written = "Black" if ink == QColor("black") else "White"
    lines = [f"{written} is written on it, {contrast(ink, ground):.1f} : 1."]
    lines += [
        f"On the {name} ground it is hard to see, {found:.1f} : 1."
        for name, palette in (("light", LIGHT), ("dark", DARK))
        if (found := contrast(ground, palette.colour("raised"))) < _SEEN
    ]
    same = [
        entry.words
        for number, entry in catalog.activities.items()
        if number != activity and entry.colour.upper() == own.colour.upper()
    ]
    if same:
        lines.append(f"The same colour as {', '.join(same)}: only icon and word tell them apart.")
    return " ".join(lines)
