"""The colours of JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

    from floorwalker.ui.look import Look

_TOKEN: Final = re.compile(
    r'(?P<name>"(?:[^"\\]|\\.)*")(?=\s*:)|(?P<text>"(?:[^"\\]|\\.)*"?)|(?P<value>[^\s"{}\[\],:]+)'
)


class JsonHighlighter(QSyntaxHighlighter):
    """Names in the accent's colour, texts as text, numbers and words apart from them, the rest muted."""

    def __init__(self, document: QTextDocument, look: Look) -> None:
        super().__init__(document)
        self._look = look
        self._formats: dict[str, QTextCharFormat] = {}
        self._rest = QTextCharFormat()
        self.recolour()

    def recolour(self) -> None:
        """Take the colours of the look as it is now."""
        look = self._look
        self._formats = {
            "name": _format(look.colour("accent")),
            "text": _format(look.colour("text")),
            "value": _format(look.category_colour(2)),
        }
        self._rest = _format(look.colour("muted"))
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        self.setFormat(0, len(text), self._rest)
        for match in _TOKEN.finditer(text):
            kind = match.lastgroup
            if kind is not None:
                self.setFormat(match.start(), match.end() - match.start(), self._formats[kind])


def _format(colour: QColor) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(colour)
    made.setFontWeight(QFont.Weight.Normal)
    return made
