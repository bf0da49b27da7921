"""The top of an agent's page: who it is, the status now and since when, how the agent is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from floorwalker.ui.events.labels import ElidedLabel, colour
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QIcon

    from floorwalker.ui.look import Look

_SWATCH: Final = 16
_MASK: Final = "•••••"


class Facts(NamedTuple):
    """What is said of an agent. swatch, status: of now; since: `since 10:14:05`; time: `15:24`. alert: it is over its
    limit. phone, session_type: "" where no event told it."""

    name: str
    about: str
    swatch: QIcon
    status: str
    since: str
    time: str
    is_over: bool
    session_type: str
    phone: str


class Head(QWidget):
    """Three lines. The phone is masked unless the action is checked."""

    def __init__(self, look: Look, phone: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._action = phone
        self._facts: Facts | None = None
        self.name, self.about = ElidedLabel(), ElidedLabel()
        self._swatch = QLabel()
        self.status, self.time, self.since = ElidedLabel(), QLabel(), QLabel()
        self.session, self.phone = QLabel(), QLabel()
        self._button = QToolButton()
        self._lay_out()
        phone.toggled.connect(self._tell_phone)
        look.changed.connect(self._dress)
        self._dress()

    def tell(self, facts: Facts) -> None:
        """Say that."""
        self._facts = facts
        self.name.tell(facts.name)
        self.about.tell(facts.about)
        self._swatch.setPixmap(facts.swatch.pixmap(_SWATCH))
        self.status.tell(facts.status)
        self.time.setText(f"⚠ {facts.time}" if facts.is_over else facts.time)
        self.time.setToolTip("Over the limit for this status" if facts.is_over else "Time in this status")
        colour(self.time, self._look.colour("danger" if facts.is_over else "text"))
        self.since.setText(facts.since)
        self.session.setText(facts.session_type or "Session type not told")
        self._tell_phone()

    def _tell_phone(self) -> None:
        phone = self._facts.phone if self._facts else ""
        shown = self._action.isChecked()
        self.phone.setText(f"Phone {phone if shown else _MASK}" if phone else "Phone not told")
        self._button.setVisible(bool(phone))

    def _lay_out(self) -> None:
        column = boxes.column(self, spacing=4)
        first, second, third = (boxes.row() for _ in range(3))
        first.addWidget(self.name, 1)
        first.addWidget(self.about, 1)
        self.about.setAlignment(Qt.AlignmentFlag.AlignRight)
        second.addWidget(self._swatch)
        second.addWidget(self.status, 1)
        second.addWidget(self.time)
        second.addWidget(self.since)
        third.addWidget(self.session)
        third.addSpacing(boxes.BETWEEN)
        third.addWidget(self.phone)
        third.addWidget(self._button)
        third.addStretch(1)
        self._button.setDefaultAction(self._action)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._button.setAutoRaise(True)
        for row in (first, second, third):
            column.addLayout(row)
        for label in (self.session, self.phone, self.since, self.time):
            label.setTextFormat(Qt.TextFormat.PlainText)

    def _dress(self) -> None:
        for label in (self.about, self.since, self.session, self.phone):
            label.setFont(self._look.small())
            colour(label, self._look.colour("muted"))
        if self._facts is not None:
            self.tell(self._facts)
