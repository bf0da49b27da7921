"""The filters used last, remembered from one time to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST: Final = 50


class History:
    """Expressions, the newest first, each once. of: the view they belong to."""

    def __init__(self, of: str = "events") -> None:
        self._key = f"{of}/recent_filters"
        found = QSettings().value(self._key, [])
        # A list of one comes back from the file as its sole text.
        texts = [found] if isinstance(found, str) else found
        self._expressions = (
            [text for text in texts if isinstance(text, str) and text] if isinstance(texts, list) else []
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._expressions)

    def __len__(self) -> int:
        return len(self._expressions)

    def add(self, expression: str) -> None:
        """Remember one that was used just now."""
        wanted = expression.strip()
        if wanted and self._expressions[:1] != [wanted]:
            self._expressions = [wanted, *(text for text in self._expressions if text != wanted)][:MOST]
            QSettings().setValue(self._key, self._expressions)

    def having(self, piece: str) -> list[str]:
        """Those with that in them, without regard to case."""
        wanted = piece.strip().casefold()
        return [text for text in self._expressions if wanted in text.casefold()]

    def forget(self, expression: str) -> None:
        """Forget one."""
        self._expressions = [text for text in self._expressions if text != expression]
        QSettings().setValue(self._key, self._expressions)

    def clear(self) -> None:
        """Forget them all."""
        self._expressions = []
        QSettings().remove(self._key)
