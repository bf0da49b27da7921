"""The bar above the floor: the filter, how many agents it shows, the period, and the way back to live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QWidget

from floorwalker.ui.events.filtering.field import FilterField
from floorwalker.ui.events.labels import colour
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from collections.abc import Callable

    from floorwalker.session.filter.known import Known
    from floorwalker.ui.floor.actions import FloorActions
    from floorwalker.ui.look import Look

_EXAMPLE: Final = "Filter agents: c.diaz   agent:j*   status:BusyOnBreak,Wrapup"


class FloorBar(FilterField):
    """The field beside what the chart shows; below it what is wrong with the filter, if anything is."""

    def __init__(
        self, known: Callable[[], Known], actions: FloorActions, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__("floor", known, look, parent, terse=True)
        self._actions = actions
        self._follows = True
        self.count = QLabel()
        self.live = QToolButton(self)
        self._set_up()
        self._lay_out()
        self._actions.find.triggered.connect(self.focus)
        look.changed.connect(self._dress)
        self._dress()

    def tell_count(self, shown: int, total: int) -> None:
        """How many agents the filter shows, of how many."""
        noun = "agent" if total == 1 else "agents"
        self.count.setText(f"{total:,} {noun}" if shown == total else f"{shown:,} of {total:,} {noun}")

    def tell_live(self, *, is_rewound: bool, follows: bool, has_ended: bool) -> None:
        """Whether a past moment is shown, whether the chart keeps to the moment shown, and whether the session is of
        the past.

        While a past moment is shown the sign over the floor leads back, and at the end there is nothing to go to.
        """
        is_live = follows and not is_rewound
        if has_ended:
            self._actions.live.setText("To the end")
        else:
            self._actions.live.setText("Live" if is_live else "Back to live")
        self.live.setVisible(not is_rewound and not (is_live and has_ended))
        if follows != self._follows:
            self._follows = follows
            self._dress_live()

    def _set_up(self) -> None:
        self.line.setPlaceholderText(_EXAMPLE)
        self.line.setToolTip("Show only some agents (Ctrl+F): by name, agent:, status: or words. * is any text.")
        self.live.setDefaultAction(self._actions.live)
        self.live.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _lay_out(self) -> None:
        column = boxes.column(self, spacing=2, margins=(8, 8, 8, 0))
        row = boxes.row(spacing=boxes.BETWEEN)
        row.addWidget(self.line, 1)
        row.addWidget(self.count)
        row.addSpacing(boxes.BETWEEN)
        periods = boxes.row(spacing=2)
        for action in self._actions.periods:
            button = QToolButton(self)
            button.setAutoRaise(True)
            button.setDefaultAction(action)
            periods.addWidget(button)
        row.addLayout(periods)
        row.addWidget(self.live)
        column.addLayout(row)
        column.addWidget(self.chips)
        column.addWidget(self.meaning)

    def _dress(self) -> None:
        self.count.setFont(self._look.small())
        colour(self.count, self._look.colour("muted"))
        self._dress_live()

    def _dress_live(self) -> None:
        """Quiet while the chart keeps to the moment shown; when it does not, the way back stands out."""
        accent, on_accent, line = (self._look.colour(role).name() for role in ("accent", "on_accent", "line"))
        quiet = f"color: {accent}; border: 1px solid {line}; background: transparent;"
        loud = f"color: {on_accent}; border: 1px solid {accent}; background: {accent};"
        style = quiet if self._follows else loud
        self.live.setStyleSheet(f"QToolButton {{ {style} border-radius: 4px; padding: 3px 8px; }}")
