"""How far a search through payloads is, with a button that stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from floorwalker.ui.events.labels import flat_button

if TYPE_CHECKING:
    from floorwalker.ui.look import Look

PATIENCE: Final = 300
"""Milliseconds of work that nobody needs to be told of."""


class SearchProgress(QWidget):
    """Appears when the work takes longer than `PATIENCE`; after a stop it says what was left out.

    stop_asked, again_asked: the user wants to end the work, or to have it done after all.
    """

    stop_asked = Signal()
    again_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._words = QLabel()
        self.button = flat_button("")
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._stopped = False
        self._lay_out()
        self._patience.timeout.connect(self.show)
        self.button.clicked.connect(self._on_clicked)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self.hide()

    def tell_working(self, working: bool) -> None:
        """Work has begun, or ended."""
        if working:
            self._stopped = False
            self._bar.setRange(0, 0)
            self._words.setText("Searching…")
            self.button.setText("Stop")
            self.button.setToolTip("Stop searching; what was found stays")
            self._patience.start()
        else:
            self._patience.stop()
            if not self._stopped:
                self.hide()
        self._bar.setVisible(working)

    def tell_progress(self, judged: int, total: int) -> None:
        """So many of all events are searched."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(judged)
        self._words.setText(f"Searched {judged:,} of {total:,}")

    def tell_stopped(self, judged: int, total: int) -> None:
        """The work was ended before its end."""
        self._stopped = True
        self._bar.hide()
        self._words.setText(f"Stopped: {total - judged:,} events were not searched")
        self.button.setText("Search all")
        self.button.setToolTip("Search all events after all")
        self.show()

    def forget(self) -> None:
        """Another filter is in force: what the last one left out is of no interest."""
        self._stopped = False
        self._patience.stop()
        self.hide()

    def _on_clicked(self) -> None:
        (self.again_asked if self._stopped else self.stop_asked).emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._bar.setFixedSize(120, 8)
        for widget in (self._words, self._bar, self.button):
            row.addWidget(widget)

    def _on_look_changed(self) -> None:
        for widget in (self._words, self.button):
            widget.setFont(self._look.small())
            # No higher than the words beside it: the table below must not jump.
            widget.setFixedHeight(QFontMetrics(self._look.small()).height())
