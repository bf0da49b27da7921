"""The control that leads back to the newest event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QPushButton, QWidget

if TYPE_CHECKING:
    from floorwalker.ui.look import Look

_MARGIN = 16


class Newer(QPushButton):
    """Floats over the lower edge of a list while its end is out of sight: "↓ 214 newer"."""

    def __init__(self, look: Look, over: QWidget) -> None:
        super().__init__(over)
        self._look = look
        self._over = over
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("Jump to the newest event and follow what arrives (End)")
        over.installEventFilter(self)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def tell(self, count: int) -> None:
        """count: rows below those in sight; 0 where the list is at its end or follows it."""
        if count:
            self.setText(f"↓ {count:,} newer")
            self._put_in_place()
        self.setVisible(count > 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay where it is when the list changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._put_in_place()
        return super().eventFilter(watched, event)

    def _put_in_place(self) -> None:
        self.adjustSize()
        left = (self._over.width() - self.width()) // 2
        self.move(left, self._over.height() - self.height() - _MARGIN)

    def _dress(self) -> None:
        ground, text = self._look.colour("accent").name(), self._look.colour("on_accent").name()
        self.setStyleSheet(
            f"QPushButton {{ background: {ground}; color: {text}; border: none; border-radius: 12px;"
            f" padding: 4px 12px; min-height: 16px; }}"
        )
