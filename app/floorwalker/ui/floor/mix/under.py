"""The list and the chart of agents with the mix under them, at a height that the user chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter

from floorwalker.ui.events.dress import dress_splitter
from floorwalker.ui.floor.mix.chart import HEIGHT, LEAST

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.floor.mix.actions import MixActions
    from floorwalker.ui.floor.mix.chart import MixChart
    from floorwalker.ui.look import Look

_ANY: Final = 16_777_215
"""Qt's word for a size without a limit."""
_AUTOMATIC: Final = 0
_PART: Final = 7
"""The whole is so many times as high as the mix at first, which is `HEIGHT` at most."""


class Under(QSplitter):
    """Rows above, the mix below. `save` and `restore` its height and whether it is open.

    Until the user chooses a height it is a part of the whole, so that in a low window more rows are seen.
    """

    def __init__(self, rows: QWidget, mix: MixChart, actions: MixActions, look: Look) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._mix = mix
        self._show = actions.show
        self._look = look
        self._height = _AUTOMATIC
        self.addWidget(rows)
        self.addWidget(mix)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.setChildrenCollapsible(False)
        self._show.toggled.connect(self._on_shown)
        self.splitterMoved.connect(self._on_moved)
        look.changed.connect(self._dress)
        self._dress()
        self._on_shown(shown=True)

    def save(self) -> QByteArray:
        """Height and state in words: `112 open`; 0 for a height that nobody has chosen."""
        return QByteArray(f"{self._height} {'open' if self._show.isChecked() else 'closed'}".encode())

    def restore(self, saved: QByteArray) -> None:
        """As it was saved; what cannot be read changes nothing."""
        match bytes(saved.data()).split():
            case [height, (b"open" | b"closed") as state] if height.isdigit():
                self._height = min(int(height), 10_000)
                self._show.setChecked(state == b"open")
                self._on_shown(shown=self._show.isChecked())

    def reset(self) -> None:
        """As it is the first time."""
        self.restore(QByteArray(f"{_AUTOMATIC} open".encode()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A height that nobody has chosen goes with the whole."""
        super().resizeEvent(event)
        if self._height == _AUTOMATIC:
            self._place()

    def _on_shown(self, shown: bool) -> None:
        self._mix.setMinimumHeight(LEAST if shown else self._mix.head)
        self._mix.setMaximumHeight(_ANY if shown else self._mix.head)
        self.handle(1).setEnabled(shown)
        self._place()

    def _place(self) -> None:
        wanted = self._mix.head
        if self._show.isChecked():
            wanted = max(LEAST, self._height or min(HEIGHT, self.height() // _PART))
        self.setSizes([max(1, self.height() - wanted), wanted])

    def _on_moved(self) -> None:
        if self._show.isChecked():
            self._height = self._mix.height()

    def _dress(self) -> None:
        dress_splitter(self, self._look)
