"""The bar above the floor: the filter, how many agents it shows, the period, and the way back to live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget

from floorwalker.session.filter import Filter, FilterError, parse_filter
from floorwalker.ui.events.filtering.line import FilterLine
from floorwalker.ui.events.labels import ElidedLabel, colour
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from floorwalker.event.catalog import Catalog
    from floorwalker.ui.floor.actions import FloorActions
    from floorwalker.ui.look import Look

PAUSE: Final = 300
"""Milliseconds without a keystroke after which what is written is applied."""
_EXAMPLE: Final = "Filter agents: c.diaz   agent:j*   status:BusyOnBreak,Wrapup"


class FloorBar(QWidget):
    """Turns what is written into a filter; a wrong one is told, and the last right one stays in force.

    filter_changed: another one is in force. left: the user wants to go on to the agents.
    """

    filter_changed = Signal()
    left = Signal()

    def __init__(self, catalog: Catalog, actions: FloorActions, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._actions = actions
        self._look = look
        self.filter: Filter = parse_filter("", catalog)
        self.expression = ""
        self.line = FilterLine(look, self)
        self.fault = ElidedLabel()
        self.count = QLabel()
        self.live = QToolButton(self)
        self._clear = QAction(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._set_up()
        self._lay_out()
        self._connect()
        self._on_look_changed()

    def set_expression(self, expression: str) -> None:
        """Write that into the line and apply it at once."""
        if expression != self.line.text():
            self.line.setText(expression)
        self.apply()

    def apply(self) -> None:
        """Put what is written in force, if it is right."""
        self._pause.stop()
        text = self.line.text()
        try:
            wanted = parse_filter(text, self._catalog)
        except FilterError as error:
            self.tell_fault(error)
            return
        self.line.unmark()
        self.fault.hide()
        is_new = text != self.expression
        self.filter, self.expression = wanted, text
        if is_new:
            self.filter_changed.emit()

    def set_catalog(self, catalog: Catalog) -> None:
        """Names mean what they mean there: the expression in force is read again."""
        self._catalog = catalog
        try:
            self.filter = parse_filter(self.expression, catalog)
        except FilterError as error:
            self.tell_fault(error)
            return
        self.filter_changed.emit()

    def tell_fault(self, error: FilterError) -> None:
        """Show what is wrong with the filter, and where."""
        self.line.mark(error.start, error.end)
        self.fault.tell(str(error.problem))
        self.fault.show()

    def tell_count(self, shown: int, total: int) -> None:
        """How many agents the filter shows, of how many."""
        noun = "agent" if total == 1 else "agents"
        self.count.setText(f"{total:,} {noun}" if shown == total else f"{shown:,} of {total:,} {noun}")

    def tell_live(self, *, is_live: bool, is_running: bool) -> None:
        """Whether the chart keeps to now, and whether now moves on."""
        if is_running:
            self._actions.live.setText("Live" if is_live else "Back to live")
        else:
            self._actions.live.setText("At the end" if is_live else "To the end")
        self._is_live = is_live
        self._dress_live()

    def _set_up(self) -> None:
        self._is_live = True
        self.line.setPlaceholderText(_EXAMPLE)
        self.line.setToolTip("Show only some agents (Ctrl+F): by name, agent:, status: or words. * is any text.")
        self.line.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setToolTip("Show all agents (Esc)")
        self._clear.setVisible(False)
        self.fault.hide()
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
        column.addWidget(self.fault)

    def _connect(self) -> None:
        self.line.textChanged.connect(self._on_text_changed)
        self.line.returnPressed.connect(self._on_return_pressed)
        self.line.cleared.connect(lambda: self.set_expression(""))
        self.line.left.connect(self.left)
        self._clear.triggered.connect(lambda: self.set_expression(""))
        self._pause.timeout.connect(self.apply)
        self._actions.find.triggered.connect(self._on_find)
        self._look.changed.connect(self._on_look_changed)

    def _on_text_changed(self) -> None:
        self.line.unmark()
        self._clear.setVisible(bool(self.line.text()))
        self._pause.start()

    def _on_return_pressed(self) -> None:
        self.apply()
        if self.expression == self.line.text():
            self.left.emit()

    def _on_find(self) -> None:
        self.line.setFocus()
        self.line.selectAll()

    def _on_look_changed(self) -> None:
        self._clear.setIcon(self._look.icon("mdi6.close", "muted"))
        self.count.setFont(self._look.small())
        self.fault.setFont(self._look.small())
        colour(self.count, self._look.colour("muted"))
        colour(self.fault, self._look.colour("danger"))
        self._dress_live()

    def _dress_live(self) -> None:
        """Quiet while the chart is live; when it is not, the way back stands out."""
        accent, on_accent, line = (self._look.colour(role).name() for role in ("accent", "on_accent", "line"))
        quiet = f"color: {accent}; border: 1px solid {line}; background: transparent;"
        loud = f"color: {on_accent}; border: 1px solid {accent}; background: {accent};"
        style = quiet if self._is_live else loud
        self.live.setStyleSheet(f"QToolButton {{ {style} border-radius: 4px; padding: 3px 8px; }}")
