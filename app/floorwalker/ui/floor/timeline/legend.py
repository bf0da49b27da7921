"""The legend: each status with its colour, icon and word, how many agents are in it, and a click to see only them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from floorwalker.ui.floor.board.roster import status_ranks
from floorwalker.ui.shell.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.look import Look

Status: TypeAlias = tuple[int, int]
"""An activity, and the reason where that tells the status (`Activity.NAMED`), else 0."""

_SWATCH: Final = 16


class Legend(QWidget):
    """One button a status that any agent is, or was, in. toggled(Status): a click."""

    toggled = Signal(object)

    def __init__(self, catalog: Catalog, paints: Paints, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._paints = paints
        self._look = look
        self._buttons: dict[Status, QToolButton] = {}
        self._counts: dict[Status, int] = {}
        self._chosen: frozenset[str] = frozenset()
        self._flow = FlowLayout(self, 4)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._on_look_changed)

    def tell(self, counts: Mapping[Status, int]) -> None:
        """How many agents are in each status now."""
        counts = {**dict.fromkeys(self._buttons, 0), **counts}
        if counts.keys() != self._buttons.keys():
            self._make_buttons(counts)
            self._counts = {}
        for status, count in counts.items():
            if self._counts.get(status) != count:
                self._tell_count(status, count)
        self._counts = counts

    def choose(self, names: frozenset[str]) -> None:
        """Show as pressed those whose names the filter names."""
        self._chosen = names
        for status, button in self._buttons.items():
            button.setChecked(self._name(status) in names)

    def set_catalog(self, catalog: Catalog) -> None:
        """Statuses are named and ordered as they are there; after `Paints.set_catalog`."""
        self._catalog = catalog
        self._counts, counts = {}, self._counts
        self._make_buttons(counts)
        self._on_look_changed()
        for status, count in counts.items():
            self._tell_count(status, count)
        self._counts = counts

    def _make_buttons(self, statuses: Mapping[Status, int]) -> None:
        while self._flow.takeAt(0) is not None:
            pass
        ranks = status_ranks(self._catalog, [activity for activity, _ in statuses])
        for status in sorted(statuses, key=lambda status: (ranks[status[0]], self._words(status))):
            if status not in self._buttons:
                self._buttons[status] = self._made(status)
            self._flow.addWidget(self._buttons[status])

    def _made(self, status: Status) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(_SWATCH, _SWATCH))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setChecked(self._name(status) in self._chosen)
        button.clicked.connect(lambda: self.toggled.emit(status))
        self._dress(status, button)
        button.show()
        return button

    def _dress(self, status: Status, button: QToolButton) -> None:
        button.setFont(self._look.small())
        button.setIcon(self._paints.swatch(status[0], _SWATCH))

    def _tell_count(self, status: Status, count: int) -> None:
        button, words = self._buttons[status], self._words(status)
        button.setText(f"{count:,} {words[:1].lower()}{words[1:]}")
        agents = "agent is" if count == 1 else "agents are"
        assumed = " The number of this status is assumed." if self._paints.status(*status).assumed else ""
        button.setToolTip(f"{count:,} {agents} in the status “{words}” now. Click to see only them.{assumed}")

    def _words(self, status: Status) -> str:
        return self._paints.status(*status).words

    def _name(self, status: Status) -> str:
        return self._paints.status(*status).name

    def _on_look_changed(self) -> None:
        for status, button in self._buttons.items():
            self._dress(status, button)
