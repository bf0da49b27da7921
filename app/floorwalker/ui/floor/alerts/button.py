"""The button in the window's bar that says how many alerts stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton

from floorwalker.event.limits import ALERTS

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.floor.alerts.watch import AlertWatch
    from floorwalker.ui.look import Look
    from floorwalker.ui.look.palettes import Role


class AlertsButton(QToolButton):
    """Red while something over its limit stands that nobody has seen to; quiet otherwise."""

    def __init__(self, show: QAction, watch: AlertWatch, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._watch = watch
        self._look = look
        self._show = show
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(18, 18))
        self.clicked.connect(show.trigger)
        watch.changed.connect(self._tell)
        look.changed.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        standing = self._watch.standing()
        open_ = [alert for alert in standing if not alert.acknowledged]
        is_grave = any(alert.about.stage == ALERTS for alert in open_)
        role: Role = "danger" if is_grave else "text" if open_ else "muted"
        self.setText(f"{len(standing):,}" if standing else "")
        self.setIcon(self._look.icon("mdi6.alert" if open_ else "mdi6.bell-outline", role))
        sheet = f"QToolButton {{ color: {self._look.colour(role).name()}; }}"
        # To dress a widget again takes long, and news comes some times a second.
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
        words = self._words(len(standing), len(open_))
        self.setToolTip(f"{words} (Ctrl+Shift+W)")
        self.setAccessibleName(words)

    def _words(self, standing: int, open_: int) -> str:
        if not standing:
            return "No alerts: nobody captures this session" if self._watch.is_resting else "No alerts"
        alerts = "1 alert stands" if standing == 1 else f"{standing:,} alerts stand"
        seen = standing - open_
        return f"{alerts}, {seen:,} acknowledged" if seen else alerts
