"""Notices on the desktop: what has just come to stand, gathered where much does at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from floorwalker.event.limits import ALERTS
from floorwalker.event.plural import counted
from floorwalker.ui.floor.alerts.telling import words_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from floorwalker.session.alerts import Alert
    from floorwalker.ui.floor.alerts.watch import AlertWatch
    from floorwalker.ui.following import LiveSession

GATHERED: Final = 1_000
"""Milliseconds in which alerts are gathered into one notice."""
APART: Final = 10_000
"""Milliseconds from one notice to the next at least: more often than that nobody reads them."""
_LINES: Final = 4
"""Alerts that a notice names; desktops cut what is longer."""


class Tray(QObject):
    """The desktop's own notices, by way of an icon that comes with the first. clicked: somebody did, on either."""

    clicked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None

    def is_there(self) -> bool:
        """Whether this desktop shows notices of programs."""
        return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()

    def show(self, title: str, text: str) -> None:
        """Show one."""
        if self._icon is None:
            self._icon = QSystemTrayIcon(QApplication.windowIcon(), self)
            self._icon.setToolTip("Floorwalker")
            self._icon.messageClicked.connect(self.clicked)
            self._icon.activated.connect(self.clicked)
        self._icon.show()
        self._icon.showMessage(title, text, QApplication.windowIcon())

    def stop(self) -> None:
        """Take the icon away."""
        if self._icon is not None:
            self._icon.hide()


class Notifying(QObject):
    """Posts notices of what a watch tells. is_looked_at: whether somebody has the window before them, who needs none.

    A notice names agents, statuses and numbers, as the window shows them; no payload, no phone number, no filter that
    has no name.
    """

    def __init__(
        self, live: LiveSession, watch: AlertWatch, tray: Tray, is_looked_at: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._watch = watch
        self._tray = tray
        self._is_looked_at = is_looked_at
        self._waiting: list[Alert] = []
        self._soon = QTimer(self, singleShot=True, interval=GATHERED)
        self._soon.timeout.connect(self._post)
        watch.fired.connect(self._on_fired)

    def stop(self) -> None:
        """Post no more."""
        self._soon.stop()
        self._waiting.clear()
        self._tray.stop()

    def _on_fired(self, alerts: Iterable[Alert]) -> None:
        rules = self._watch.keeper.rules
        if rules.notifications or rules.sound:
            self._waiting += [alert for alert in alerts if alert not in self._waiting]
            if not self._soon.isActive():
                self._soon.start(GATHERED)

    def _post(self) -> None:
        waiting = [alert for alert in self._waiting if alert.cleared is None and not alert.acknowledged]
        self._waiting.clear()
        if not waiting or self._is_looked_at():
            return
        rules = self._watch.keeper.rules
        if rules.sound:
            QApplication.beep()
        if rules.notifications and self._tray.is_there():
            self._tray.show(*self._words(waiting))
        self._soon.start(APART)

    def _words(self, alerts: list[Alert]) -> tuple[str, str]:
        ordered = sorted(alerts, key=lambda alert: (-alert.about.stage, alert.about.since))
        lines = [self._line(alert) for alert in ordered[:_LINES]]
        if len(ordered) > _LINES:
            lines.append(f"and {len(ordered) - _LINES:,} more")
        # Desktops take HTML in a notice for HTML, each as much of it as it likes: with this sign it is none.
        return _title(ordered), "\n".join(lines).replace("<", "‹")

    def _line(self, alert: Alert) -> str:
        words = words_for(alert, self._live, self._watch.moment())
        unnamed = getattr(alert.about.rule, "name", None) == ""
        who = "A filter" if unnamed else words.who
        return f"{who}: {words.what}" if words.what else who


def _title(alerts: list[Alert]) -> str:
    grave = sum(alert.about.stage == ALERTS for alert in alerts)
    mild = len(alerts) - grave
    parts = [counted(count, noun) for count, noun in ((grave, "alert"), (mild, "warning")) if count]
    return f"Floorwalker: {' and '.join(parts)}"
