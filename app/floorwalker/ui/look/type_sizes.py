"""The three sizes of the system's font, all with numbers of equal width."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

SMALL, BODY, TILE = 0.85, 1.0, 1.8
"""Notes beside things; everything; the numbers of tiles."""


def sized(base: QFont, factor: float) -> QFont:
    """The font at another size, its numbers of equal width, so that columns of them line up and clocks don't jump."""
    font = QFont(base)
    if base.pointSizeF() > 0:
        font.setPointSizeF(base.pointSizeF() * factor)
    else:
        font.setPixelSize(round(base.pixelSize() * factor))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def fixed_pitch(base: QFont) -> QFont:
    """The system's font of equal widths at the size of another font, for payloads and expressions."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    if base.pointSizeF() > 0:
        font.setPointSizeF(base.pointSizeF())
    else:
        font.setPixelSize(base.pixelSize())
    return font
