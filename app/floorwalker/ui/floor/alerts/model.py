"""The list of alerts as Qt's views take it: what stands, then what is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from floorwalker.ui.floor.alerts.telling import tip_for, words_for
from floorwalker.ui.look.tips import plain_tip

if TYPE_CHECKING:
    from floorwalker.session.alerts import Alert, Moment
    from floorwalker.ui.floor.alerts.telling import Words
    from floorwalker.ui.floor.alerts.watch import AlertWatch
    from floorwalker.ui.following import LiveSession

Index = QModelIndex | QPersistentModelIndex

KEPT: Final = 15 * 60
"""Seconds for which an alert that is over is still listed."""

_ROOT: Final = QModelIndex()
_Role = Qt.ItemDataRole


class AlertsModel(QAbstractListModel):
    """A row an alert. Those that nobody has seen to come first, the graver before the others, then the longest."""

    def __init__(self, live: LiveSession, watch: AlertWatch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._watch = watch
        self.alerts: list[Alert] = []
        watch.changed.connect(self.refresh)
        self.refresh()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """All that are listed."""
        return 0 if parent.isValid() else len(self.alerts)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """One line of text; what is painted comes from `words`."""
        if not index.isValid():
            return None
        if role == _Role.ToolTipRole:
            return plain_tip(tip_for(self.alerts[index.row()], self._live, self._now()))
        return self.words(index.row()).line() if role == _Role.DisplayRole else None

    def words(self, row: int) -> Words:
        """What a row says now."""
        return words_for(self.alerts[row], self._live, self._now())

    def refresh(self) -> None:
        """Take in what is another."""
        now = self._now()
        standing = sorted(self._watch.standing(), key=_urgency)
        past = [alert for alert in self._watch.past() if alert.cleared is not None and now.ours - alert.cleared < KEPT]
        self._show([*standing, *past])

    def tick(self) -> None:
        """Time has passed."""
        if any(alert.cleared is not None and self._now().ours - alert.cleared >= KEPT for alert in self.alerts):
            self.refresh()
        else:
            self._tell_changed()

    def _now(self) -> Moment:
        return self._watch.moment()

    def _show(self, alerts: list[Alert]) -> None:
        before = self.alerts
        if alerts == before:
            self._tell_changed()
        elif len(alerts) == len(before) and set(alerts) == set(before):
            self.layoutAboutToBeChanged.emit()
            self.alerts = alerts
            old = self.persistentIndexList()
            self.changePersistentIndexList(old, [self.index(alerts.index(before[index.row()])) for index in old])
            self.layoutChanged.emit()
        else:
            self.beginResetModel()
            self.alerts = alerts
            self.endResetModel()

    def _tell_changed(self) -> None:
        if self.alerts:
            self.dataChanged.emit(self.index(0), self.index(len(self.alerts) - 1))


def _urgency(alert: Alert) -> tuple[bool, int, float, int]:
    return (alert.acknowledged, -alert.about.stage, alert.about.since, alert.number)
