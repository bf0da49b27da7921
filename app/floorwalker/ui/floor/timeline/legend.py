"""The legend: each status with its colour, icon and word, how long agents were in it, and a click to see only them."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QWidget

from floorwalker.event.facts import Activity
from floorwalker.ui.events.labels import colour
from floorwalker.ui.floor import durations
from floorwalker.ui.floor.status_order import status_ranks
from floorwalker.ui.floor.timeline.totals import Totals
from floorwalker.ui.look.tips import plain_tip
from floorwalker.ui.shell.flow import FlowLayout
from floorwalker.ui.shell.tab_order import put_in_tab_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QResizeEvent

    from floorwalker.event.catalog import Catalog
    from floorwalker.event.statuses.table import Status
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.look import Look

_SWATCH: Final = 16
_SPACING: Final = 4
_SLACK: Final = 24
"""Pixels that are to spare before more is said: times tick, and the words should not come and go with a digit."""
_NOTHING: Final = Totals(0, 0, 0, {})


class Saying(IntEnum):
    """How much each button says beside its icon: `46 %`, `26 h · 46 %`, `On call 26 h · 46 %`."""

    SHARE = 0
    NUMBERS = 1
    ALL = 2


class Legend(QWidget):
    """One button a status that any agent shown is, or was, in. toggled(Status): a click.

    Where all of them do not fit into one line they say less, and their tips the rest.
    """

    toggled = Signal(object)

    def __init__(self, catalog: Catalog, paints: Paints, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._paints = paints
        self._look = look
        self._buttons: dict[Status, QToolButton] = {}
        self._chosen: frozenset[str] = frozenset()
        self._is_of_chosen = False
        self.totals = _NOTHING
        self.head = QLabel(self)
        self._saying = Saying.ALL
        self._flow = FlowLayout(self, _SPACING)
        self._flow.addWidget(self.head)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def statuses(self) -> list[Status]:
        """Those that are listed, in their order."""
        return self._ordered(self._buttons)

    def words(self, status: Status) -> str:
        """What a status is called."""
        return self._paints.status(*status).words

    def tell(self, totals: Totals, *, is_chosen: bool) -> None:
        """How long agents were in each status. is_chosen: in a time that the user has chosen, not in all that is in
        sight."""
        self.totals = totals
        self._is_of_chosen = is_chosen
        if totals.seconds.keys() - self._buttons.keys():
            self._make_buttons([*totals.seconds, *self._buttons])
        self._tell_head()
        self._tell_times()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is room for more words, or for fewer."""
        super().resizeEvent(event)
        self._tell_times()

    def choose(self, names: frozenset[str]) -> None:
        """Show as pressed those whose names the filter names."""
        self._chosen = names
        for status, button in self._buttons.items():
            button.setChecked(self._name(status) in names)

    def set_catalog(self, catalog: Catalog) -> None:
        """Statuses are named and ordered as they are there; after `Paints.set_catalog`."""
        self._catalog = catalog
        self._make_buttons(self._buttons)
        self._on_look_changed()
        self.tell(self.totals, is_chosen=self._is_of_chosen)

    def _make_buttons(self, statuses: Iterable[Status]) -> None:
        while self._flow.takeAt(0) is not None:
            pass
        self._flow.addWidget(self.head)
        for status in self._ordered(set(statuses)):
            if status not in self._buttons:
                self._buttons[status] = self._made(status)
            self._flow.addWidget(self._buttons[status])
        put_in_tab_order(self, [self._buttons[status] for status in self.statuses()])

    def _ordered(self, statuses: Iterable[Status]) -> list[Status]:
        statuses = list(statuses)
        ranks = status_ranks(self._catalog, [activity for activity, _ in statuses])
        return sorted(statuses, key=lambda status: (ranks[status[0]], self.words(status)))

    def _made(self, status: Status) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(_SWATCH, _SWATCH))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        button.setChecked(self._name(status) in self._chosen)
        button.clicked.connect(lambda: self.toggled.emit(status))
        self._dress(status, button)
        button.show()
        return button

    def _dress(self, status: Status, button: QToolButton) -> None:
        button.setFont(self._look.small())
        button.setIcon(self._paints.swatch(status[0], _SWATCH))

    def _tell_head(self) -> None:
        self.head.setText("Chosen time" if self._is_of_chosen else "In sight")
        colour(self.head, self._look.colour("accent" if self._is_of_chosen else "muted"))
        of = self.totals
        self.head.setToolTip(
            f"{durations.period(of.start, of.end)}: time of {of.agents:,} agents in each status, and its share of the "
            f"{durations.rough(of.known)} in which they were signed in and their status is known.\n"
            "Right-click to copy or save these totals."
        )

    def _tell_times(self) -> None:
        self._saying = next((saying for saying in reversed(Saying) if self._fits(saying)), Saying.SHARE)
        for status, button in self._buttons.items():
            text = self._text(status, self._saying).replace("&", "&&")
            if button.text() != text:
                button.setText(text)
            whole = self._text(status, Saying.ALL)
            if button.accessibleName() != whole:
                button.setAccessibleName(whole)
                button.setToolTip(plain_tip(self._tip(status)))

    def _fits(self, saying: Saying) -> bool:
        """Whether all stand in one line so."""
        metrics, width = self.fontMetrics(), self.head.sizeHint().width()
        for status, button in self._buttons.items():
            frame = button.sizeHint().width() - metrics.horizontalAdvance(button.text())
            width += _SPACING + frame + metrics.horizontalAdvance(self._text(status, saying))
        return width + (_SLACK if saying > self._saying else 0) <= self.width()

    def _text(self, status: Status, saying: Saying) -> str:
        share, words = self._share(status), self.words(status) if saying == Saying.ALL else ""
        if saying == Saying.SHARE and share:
            return share
        time = durations.rough(self.totals.seconds.get(status, 0))
        return f"{words} {time}{share and ' · '}{share}".lstrip()

    def _share(self, status: Status) -> str:
        share = self.totals.share(status)
        if share is None:
            return ""
        return f"{share:.0%}".replace("%", " %") if share >= 0.005 or not share else "< 1 %"

    def _tip(self, status: Status) -> str:
        of = self.totals
        told = durations.ticking(of.seconds.get(status, 0))
        share = self._share(status)
        share = f" ({share})" if share else ""
        assumed = " The number of this status is assumed." if self._paints.status(*status).assumed else ""
        unheard = " The time before an agent's first event is in it." if status[0] == Activity.UNKNOWN else ""
        return (
            f"{self.words(status)}: {told} in all{share}, {durations.period(of.start, of.end)}.{unheard}{assumed}\n"
            "Click to see only the agents who are in it now."
        )

    def _name(self, status: Status) -> str:
        return self._paints.status(*status).name

    def _on_look_changed(self) -> None:
        self.setFont(self._look.small())
        self.head.setFont(self._look.small())
        self.head.setContentsMargins(0, 5, 4, 0)
        colour(self.head, self._look.colour("accent" if self._is_of_chosen else "muted"))
        for status, button in self._buttons.items():
            self._dress(status, button)
