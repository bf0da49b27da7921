"""The line above the bars: which colour is which category, how long a bar is, and the time that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from floorwalker.ui.events.labels import colour, flat_button
from floorwalker.ui.events.strip import saying
from floorwalker.ui.events.strip.bins import SLOTS

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from floorwalker.ui.events.strip.chosen import Span
    from floorwalker.ui.events.strip.painting import Filled
    from floorwalker.ui.events.strip.scale import Scale
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look

_SWATCH: Final = 8
_EMPTY: Final = "Events over time: drag to choose a time"


class Head(QWidget):
    """Says what it is told. clear_asked: the x was pressed."""

    clear_asked = Signal()

    def __init__(self, live: LiveSession, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._live = live
        self._look = look
        self._slots: list[int] = []
        self.words = QLabel()
        self.clear = flat_button("Show events of any time (Esc)")
        self._set_up()

    def tell(self, scale: Scale | None, filled: Filled | None, chosen: Span | None, *, is_applied: bool) -> None:
        """Say that."""
        self._slots = [] if filled is None else [s for s in (*range(1, SLOTS), 0) if filled.all[:, s].any()]
        self.clear.setVisible(chosen is not None)
        if chosen is not None:
            self.words.setText(saying.times(*chosen) + ("" if is_applied else " · Enter applies"))
        else:
            self.words.setText(_EMPTY if scale is None else f"a bar is {saying.length(scale.step)}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The legend."""
        painter = QPainter(self)
        painter.setFont(self._look.small())
        metrics, left = QFontMetrics(self._look.small()), 8
        for slot in self._slots:
            words = saying.category_words(slot, self._live.catalog)
            width = metrics.horizontalAdvance(words)
            if left + _SWATCH + 4 + width > self.words.x():
                return
            swatch = QRect(left, (self.height() - _SWATCH) // 2, _SWATCH, _SWATCH)
            painter.fillRect(swatch, self._look.category_colour(slot))
            painter.setPen(self._look.colour("muted"))
            place = QRect(left + _SWATCH + 4, 0, width + 2, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
            left += _SWATCH + 4 + width + 16

    def _set_up(self) -> None:
        self.clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clear.setIconSize(QSize(12, 12))
        self.clear.clicked.connect(self.clear_asked)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(4)
        row.addStretch(1)
        row.addWidget(self.words)
        row.addWidget(self.clear)
        self._look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _on_look_changed(self) -> None:
        self.clear.setIcon(self._look.icon("mdi6.close", "muted"))
        self.clear.setFixedSize(16, 16)
        self.words.setFont(self._look.small())
        colour(self.words, self._look.colour("muted"))
