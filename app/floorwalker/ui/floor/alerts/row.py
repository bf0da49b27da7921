"""How an alert is painted: an icon for how grave it is, whom it is about and for how long, and below that what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from floorwalker.event.limits import ALERTS

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFont

    from floorwalker.session.alerts import Alert
    from floorwalker.ui.events.dress import Index
    from floorwalker.ui.floor.alerts.model import AlertsModel
    from floorwalker.ui.floor.alerts.telling import Words
    from floorwalker.ui.look import Look
    from floorwalker.ui.look.palettes import Role

_ICON: Final = 20
_LEFT: Final = 8 + _ICON + 8
_RIGHT: Final = 8


class AlertRow(QStyledItemDelegate):
    """Two lines a row."""

    def __init__(self, model: AlertsModel, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """As high as its two lines; as wide as the list."""
        lines = QFontMetrics(self._look.body()).height() + QFontMetrics(self._look.small()).height()
        return QSize(0, lines + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        ground.state &= ~QStyle.StateFlag.State_HasFocus
        ground.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, ground.widget)
        alert, words = self._model.alerts[index.row()], self._model.words(index.row())
        icon, role = look_of(alert)
        rect = option.rect
        painter.save()
        top = rect.top() + 6
        self._look.icon(icon, role).paint(painter, QRect(rect.left() + 8, top, _ICON, _ICON))
        self._paint_lines(painter, rect.adjusted(_LEFT, 6, -_RIGHT, -6), words, role)
        painter.setPen(self._look.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _paint_lines(self, painter: QPainter, room: QRect, words: Words, role: Role) -> None:
        body, small = self._look.body(), self._look.small()
        text: Role = "muted" if words.severity == "Over" else "text"
        height = QFontMetrics(body).height()
        width = QFontMetrics(body).horizontalAdvance(words.time)
        upper, lower = QRect(room), QRect(room)
        upper.setHeight(height)
        lower.setTop(upper.bottom() + 1)
        self._write(painter, upper, words.time, body, role if role == "danger" else text, right=True)
        self._write(painter, upper.adjusted(0, 0, -width - 8, 0), words.who, body, text)
        rest = " · ".join(part for part in (words.severity, words.what, words.note) if part)
        self._write(painter, lower, rest, small, "muted")

    def _write(
        self, painter: QPainter, room: QRect, text: str, font: QFont, role: Role, *, right: bool = False
    ) -> None:
        painter.setFont(font)
        painter.setPen(self._look.colour(role))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)


def look_of(alert: Alert) -> tuple[str, Role]:
    """Its icon and the colour of that: red only for what is over its limit now and nobody has seen to."""
    if alert.cleared is not None:
        return "mdi6.check", "muted"
    if alert.about.stage < ALERTS:
        return "mdi6.timer-alert-outline", "muted" if alert.acknowledged else "text"
    return "mdi6.alert", "muted" if alert.acknowledged else "danger"
