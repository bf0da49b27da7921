"""Tips that show texts from outside: names, reasons, payloads."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import Qt


def plain_tip(text: str) -> str:
    """What to give to Qt so that its tip shows the text as it is. Qt takes whatever looks like HTML for that: a
    Username could hide itself, or have a picture loaded from a disk.
    """
    return f'<div style="white-space: pre">{escape(text)}</div>' if Qt.mightBeRichText(text) else text
