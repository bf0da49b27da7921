"""The sources at a glance: icon, address, state, rate and last event of each."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from floorwalker.ui.events.labels import ElidedLabel, colour
from floorwalker.ui.floor.durations import ticking

if TYPE_CHECKING:
    from floorwalker.ui.look import Look, Role
    from floorwalker.ui.sources.states import SourceState, SourceStates

_ICONS: Final[dict[str, tuple[str, Role]]] = {
    "receiving": ("mdi6.circle", "accent"),
    "connected": ("mdi6.circle", "accent"),
    "starting": ("mdi6.circle-outline", "accent"),
    "connecting": ("mdi6.circle-outline", "accent"),
    "reconnecting": ("mdi6.sync-alert", "danger"),
    "stopped": ("mdi6.circle-outline", "muted"),
}
_UNKNOWN: Final[tuple[str, Role]] = ("mdi6.eye-outline", "muted")
_MOST: Final = 8
_WIDTH: Final = 440
"""Pixels: most addresses without a cut, and most reasons for a loss in two lines."""
_LONGEST: Final = 300
"""Characters of a reason that are shown."""


class SourcesPanel(QWidget):
    """Follows `SourceStates` while it can be seen. Two lines a source, and why where it is lost; beyond
    eight, how many more there are.

    grown(pixels): it may need another height.
    """

    grown = Signal(int)

    def __init__(self, states: SourceStates, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._states = states
        self._look = look
        self._entries: list[_Entry] = []
        self._grid = QGridLayout(self)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setColumnStretch(1, 1)
        self._grid.setRowStretch(2 * _MOST + 1, 1)
        self._rest = QLabel()
        self._make_entries(0)
        self.setMinimumWidth(_WIDTH)
        states.told.connect(self._on_told)
        look.changed.connect(self._tell)
        self._tell()

    def texts(self) -> list[tuple[str, str, str]]:
        """What is shown of each: address, rate, state."""
        return [entry.texts() for entry in self._entries]

    def sizeHint(self) -> QSize:
        """As high as its words need to be at its width, which a menu does not ask for."""
        return QSize(_WIDTH, self.minimumHeight())

    def refresh(self) -> None:
        """Be of now; to be called before it is shown."""
        self._tell()

    def _on_told(self) -> None:
        if self.isVisible():
            self._tell()

    def _tell(self) -> None:
        shown = self._states.states[:_MOST]
        if len(shown) != len(self._entries):
            self._make_entries(len(shown))
        for entry, state in zip(self._entries, shown, strict=True):
            entry.tell(state, self._look)
        more = len(self._states.states) - len(shown)
        self._rest.setText(f"and {more} more" if more else "No sources" if not shown else "")
        self._rest.setVisible(bool(self._rest.text()))
        colour(self._rest, self._look.colour("muted"))
        self._grid.activate()
        # The hint of words that may wrap is that of a narrow column; without such words there is only the hint.
        wraps = self._grid.hasHeightForWidth()
        self.setMinimumHeight(self._grid.totalHeightForWidth(_WIDTH) if wraps else self._grid.sizeHint().height())
        self.grown.emit(self.minimumHeight())

    def _make_entries(self, number: int) -> None:
        for entry in self._entries:
            entry.remove()
        self._grid.removeWidget(self._rest)
        self._entries = [_Entry(self._grid, 2 * row) for row in range(number)]
        self._grid.addWidget(self._rest, 2 * number, 1)


class _Entry:
    """One source in two rows of a grid."""

    def __init__(self, grid: QGridLayout, row: int) -> None:
        self._icon = QLabel()
        self._address = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self._rate = QLabel()
        self._words = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        grid.addWidget(self._icon, row, 0)
        grid.addWidget(self._address, row, 1)
        grid.addWidget(self._rate, row, 2, alignment=Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._words, row + 1, 1, 1, 2)
        self._words.setContentsMargins(0, 0, 0, 8)

    def remove(self) -> None:
        for label in self._labels():
            label.hide()
            label.deleteLater()

    def tell(self, state: SourceState, look: Look) -> None:
        icon, role = _ICONS.get(state.state, _UNKNOWN)
        self._icon.setPixmap(look.icon(icon, role).pixmap(14, 14))
        self._address.tell(state.address)
        self._rate.setText(f"{state.rate:,.1f} events/s")
        self._words.setText(_words(state))
        self._words.setFont(look.small())
        for label in (self._rate, self._words):
            colour(label, look.colour("muted"))

    def texts(self) -> tuple[str, str, str]:
        return self._address.text(), self._rate.text(), self._words.text()

    def _labels(self) -> tuple[QLabel, ...]:
        return self._icon, self._address, self._rate, self._words


def _words(state: SourceState) -> str:
    last = "no event yet" if state.last is None else f"last event {ticking(time.time() - state.last)} ago"
    told = state.state.capitalize() or ("Feed" if state.kind == "connect" else "Receiver")
    why = f"\n{state.detail[:_LONGEST]}" if state.detail and state.kind == "connect" else ""
    return f"{told} · {last}{why}"
