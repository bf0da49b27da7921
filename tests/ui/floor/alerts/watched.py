"""An alert watch that is told what stands, for what shows it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from floorwalker.session.alerts import Alert, AlertRules, Breach, Kind, Moment

if TYPE_CHECKING:
    from collections.abc import Iterable


class Keeper:
    def __init__(self) -> None:
        self.rules = AlertRules()


class ToldWatch(QObject):
    """Stands in for `AlertWatch` where only what it tells matters."""

    changed = Signal()
    fired = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.keeper = Keeper()
        self.is_resting = False
        self.now = time.time()
        self.alerts: list[Alert] = []
        self.over_: list[Alert] = []

    def fire(self, *standing: Breach) -> list[Alert]:
        """These have just come to stand."""
        new = [Alert(len(self.alerts) + number, about, self.now) for number, about in enumerate(standing, 1)]
        self.alerts += new
        self.changed.emit()
        self.fired.emit(new)
        return new

    def clear(self, alert: Alert) -> None:
        """It is over."""
        alert.cleared = self.now
        self.alerts.remove(alert)
        self.over_.insert(0, alert)
        self.changed.emit()

    def acknowledge(self, alerts: Iterable[Alert]) -> None:
        for alert in alerts:
            alert.acknowledged = True
        self.changed.emit()

    def standing(self) -> list[Alert]:
        return list(self.alerts)

    def past(self) -> list[Alert]:
        return list(self.over_)

    def moment(self) -> Moment:
        return Moment(self.now, self.now)

    def on_break(self, agent: int, stage: int, seconds: float = 1300, seq: int = 1) -> Breach:
        """Somebody has been on break for so long."""
        since = self.now - seconds
        return Breach(Kind.STATUS, stage, since, None, agent, 34, 0, seq, limit=900.0 if stage == 1 else 1200.0)
