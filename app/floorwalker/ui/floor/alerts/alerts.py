"""Alerts joined: what watches, the page, the button, the notices, and the way to what an alert is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from floorwalker.session.alerts import AvailableRule, FilterRule, Kind
from floorwalker.ui.floor.alerts.actions import AlertActions
from floorwalker.ui.floor.alerts.button import AlertsButton
from floorwalker.ui.floor.alerts.notifying import Notifying, Tray
from floorwalker.ui.floor.alerts.page import AlertsPage
from floorwalker.ui.floor.alerts.rules.dialog import AlertRulesDialog
from floorwalker.ui.floor.alerts.watch import AlertWatch

if TYPE_CHECKING:
    from collections.abc import Callable

    from floorwalker.session.alerts import Alert
    from floorwalker.ui.floor.view import FloorView
    from floorwalker.ui.look import Look


class Alerts(QObject):
    """The floor's alerts, told in every view. `stop` before it goes.

    asked: the user wants to see the list, so that the floor should be shown. events_asked(filter): the events of an
    alert. sources_asked: the sources, one of which is silent or lost. troubled(problem, remedy): as of `AlertWatch`.
    """

    asked = Signal()
    events_asked = Signal(str)
    sources_asked = Signal()
    troubled = Signal(str, str)
    settled = Signal()

    def __init__(self, view: FloorView, look: Look) -> None:
        super().__init__(view)
        self._view = view
        self._look = look
        self.actions_ = AlertActions(look, self)
        self.watch = AlertWatch(view.live, view.clock, self)
        self.page = AlertsPage(view.live, self.watch, view.clock, self.actions_, look)
        self.button = AlertsButton(self.actions_.show, self.watch, look)
        self.tray = Tray(self)
        self.notifying = Notifying(view.live, self.watch, self.tray, self._is_looked_at, self)
        self._connect()

    def start(self) -> None:
        """Read the rules, and read them again whenever they change."""
        self.watch.keeper.start()

    def stop(self) -> None:
        """End threads, timers and notices."""
        self.notifying.stop()
        self.watch.stop()

    def show(self) -> None:
        """Show the list beside the chart; put it away where it is shown already."""
        side = self._view.side
        if self._view.isVisible() and side.is_shown(self.page):
            side.close_.trigger()
            return
        self.asked.emit()
        side.show_page(self.page)

    def open_rules(self) -> None:
        """The dialog of rules."""
        window, has_tray = self._view.window(), self.tray.is_there()
        AlertRulesDialog(self.watch, self._view.live, self._look, window, has_tray=has_tray).open()

    def _connect(self) -> None:
        self._view.side.add_page("Alerts", self.page)
        self.actions_.show.triggered.connect(self.show)
        self.actions_.rules.triggered.connect(self.open_rules)
        self.tray.clicked.connect(self._on_notice_clicked)
        self.page.go_asked.connect(self._go)
        self.page.event_asked.connect(self._view.event_asked)
        self.watch.changed.connect(self._tell_title)
        self.watch.troubled.connect(self.troubled)
        self.watch.settled.connect(self.settled)

    def _is_looked_at(self) -> bool:
        return self._view.window().isActiveWindow()

    def _on_notice_clicked(self) -> None:
        window = self._view.window()
        window.showNormal() if window.isMinimized() else window.show()
        window.raise_()
        window.activateWindow()
        self.asked.emit()
        self._view.side.show_page(self.page)

    def _tell_title(self) -> None:
        count = len(self.watch.standing())
        self._view.side.set_title(self.page, f"Alerts {count:,}" if count else "Alerts")

    def _go(self, alert: Alert) -> None:
        about = alert.about
        if about.kind in {Kind.SILENT, Kind.LOST}:
            self.sources_asked.emit()
        elif isinstance(about.rule, FilterRule):
            self.events_asked.emit(about.rule.filter)
        elif isinstance(about.rule, AvailableRule):
            self._view.set_filter(about.rule.filter)
        else:
            self._show_agent(about.whom)

    def _show_agent(self, agent: int) -> None:
        """Choose the agent in the list; what hides the agent goes."""
        view = self._view
        ways: tuple[Callable[[], None], ...] = (lambda: view.set_filter(""), lambda: view.board.fold_all(folded=False))
        for show_more in ways:
            if view.model.row_of(agent) is None:
                show_more()
        row = view.model.row_of(agent)
        if row is not None:
            view.table.selectRow(row)
            view.table.setFocus()
