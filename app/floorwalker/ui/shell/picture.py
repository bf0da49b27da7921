"""A picture of the window, saved as PNG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QPixmap

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

SIZE = QSize(1280, 800)
"""Pixels, on every screen, so that two pictures can be laid over each other."""
_AT_LEAST = 2.0
"""Seconds, unless told: a capture starts meanwhile, and the first events are painted."""


class Photographer(QObject):
    """Takes one picture of a window: after so many seconds, or when it has settled.

    taken: it is saved. failed(one line): it could not be.
    """

    taken = Signal()
    failed = Signal(str)

    def __init__(self, window: QWidget, file: Path, after: float | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._file = file
        self._waits_for = {"time"} if after is not None else {"time", "content"}
        window.setFixedSize(SIZE)
        QTimer.singleShot(round((_AT_LEAST if after is None else after) * 1000), self, lambda: self._done("time"))

    def content_is_there(self) -> None:
        """What there was to show has been read."""
        self._done("content")

    def _done(self, what: str) -> None:
        if not self._waits_for:
            return
        self._waits_for.discard(what)
        if not self._waits_for:
            # Once more round the event loop: what has just been read is painted first.
            QTimer.singleShot(0, self, self._take)

    def _take(self) -> None:
        try:
            self._file.write_bytes(picture_of(self._window))
        except OSError as error:
            self.failed.emit(
                f"The picture {self._file} cannot be written: {error.strerror}. Choose another file or folder."
            )
        else:
            self.taken.emit()


def picture_of(window: QWidget) -> bytes:
    """A widget as PNG, one pixel a point whatever the screen's scale."""
    pixmap = QPixmap(window.size())
    window.render(pixmap)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    pixmap.save(buffer, "PNG")
    return bytes(buffer.data().data())
