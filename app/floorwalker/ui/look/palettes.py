"""The two sets of colours, light and dark, by what each colour is for.

Every pair in `TEXT_PAIRS` contrasts by 4.5 : 1 or more, in both palettes; a test holds them to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from PySide6.QtGui import QColor, QPalette

Role: TypeAlias = Literal[
    "ground", "raised", "hover", "text", "muted", "accent", "on_accent", "selection", "line", "outline", "danger", "gap"
]


@dataclass(frozen=True, slots=True)
class Palette:
    """One set of colours, each as "#rrggbb".

    ground: behind everything. raised: lists, fields, cards. hover: under the pointer. muted: text that matters less.
    selection: behind what is selected, its text stays `text`. line: hairlines. outline: around fields and boxes to
    tick. danger: over a limit, or broken. gap: the hatching of what is not known. categories: the marks of Category
    1, 2, …
    """

    dark: bool
    ground: str
    raised: str
    hover: str
    text: str
    muted: str
    accent: str
    on_accent: str
    selection: str
    line: str
    outline: str
    danger: str
    gap: str
    categories: tuple[str, ...]

    def colour(self, role: Role) -> QColor:
        """One of the colours."""
        return QColor(getattr(self, role))

    def category(self, number: int) -> QColor:
        """The mark of a Category, the muted one where it has none of its own."""
        known = 1 <= number <= len(self.categories)
        return QColor(self.categories[number - 1] if known else self.muted)


LIGHT = Palette(
    dark=False,
    ground="#f4f5f7",
    raised="#ffffff",
    hover="#e6e9ef",
    text="#1b1f24",
    muted="#566069",
    accent="#3450b8",
    on_accent="#ffffff",
    selection="#d8e1fd",
    line="#d3d8df",
    outline="#828a93",
    danger="#b3261e",
    gap="#a3abb5",
    categories=("#3f6fb0", "#8a6a2f", "#7b57a8", "#23807d"),
)

DARK = Palette(
    dark=True,
    ground="#16191d",
    raised="#22272e",
    hover="#2f353d",
    text="#e7eaee",
    muted="#a2abb6",
    accent="#9db2ff",
    on_accent="#10131a",
    selection="#2d3a63",
    line="#3a414b",
    outline="#7d8793",
    danger="#ff8f85",
    gap="#69727d",
    categories=("#7fa9e3", "#cfa75c", "#b897e0", "#5cbdb8"),
)

TEXT_PAIRS: tuple[tuple[Role, Role], ...] = (
    ("text", "ground"),
    ("text", "raised"),
    ("text", "hover"),
    ("text", "selection"),
    ("muted", "ground"),
    ("muted", "raised"),
    ("muted", "hover"),
    ("muted", "selection"),
    ("accent", "ground"),
    ("accent", "raised"),
    ("accent", "hover"),
    ("on_accent", "accent"),
    ("danger", "ground"),
    ("danger", "raised"),
    ("danger", "hover"),
    ("danger", "selection"),
)
"""Which colour may be written on which."""


def luminance(colour: QColor) -> float:
    """Relative luminance of a colour by WCAG 2, 0 for black to 1 for white."""
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """How much two colours contrast by WCAG 2, from 1 (equal) to 21 (black and white)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def text_on(colour: QColor) -> QColor:
    """Black or white, whichever contrasts more with a colour."""
    black, white = QColor("black"), QColor("white")
    return max(black, white, key=lambda text: contrast(text, colour))


def qt_palette(palette: Palette) -> QPalette:
    """The same colours as Qt's widgets take them."""
    made = QPalette()
    for qt_role, role in _QT_ROLES.items():
        made.setColor(qt_role, palette.colour(role))
    for qt_role in _DIMMED:
        made.setColor(QPalette.ColorGroup.Disabled, qt_role, _dimmed(palette))
    return made


def outlined(palette: Palette) -> QPalette:
    """For what is to be filled in or ticked. Fusion derives outlines from the window's colour, which in the dark makes
    them as good as invisible; such widgets show that colour nowhere else."""
    made = qt_palette(palette)
    made.setColor(QPalette.ColorRole.Window, palette.colour("outline").lighter(_FUSION_DARKENS))
    return made


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _dimmed(palette: Palette) -> QColor:
    """What cannot be used now: half-way between text that matters less and the ground."""
    muted, ground = palette.colour("muted"), palette.colour("ground")
    return QColor(
        (muted.red() + ground.red()) // 2,
        (muted.green() + ground.green()) // 2,
        (muted.blue() + ground.blue()) // 2,
    )


_FUSION_DARKENS = 140
"""Percent by which Fusion darkens the window's colour for an outline."""

_QT_ROLES: dict[QPalette.ColorRole, Role] = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "raised",
    QPalette.ColorRole.AlternateBase: "ground",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line",
    QPalette.ColorRole.Shadow: "line",
}
_DIMMED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.HighlightedText,
)
