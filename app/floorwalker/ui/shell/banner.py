"""What went wrong, across the top of the window: the problem, the remedy, and a button that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from floorwalker.ui.look import Look


class Banner(QFrame):
    """One trouble. It stays until it is dismissed or `Banners.take_away` is told that it is over."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._action: Callable[[], None] | None = None
        self._icon = QLabel()
        self._problem = _line()
        self._remedy = _line()
        self.button = QPushButton()
        self.button.clicked.connect(self._act)
        self.dismiss_button = QToolButton(autoRaise=True)
        self.dismiss_button.setToolTip("Dismiss (Esc while it has the focus)")
        self.dismiss_button.setAccessibleName("Dismiss")
        self.dismiss_button.clicked.connect(self.hide)
        self._lay_out()
        look.changed.connect(self._recolour)
        self._recolour()

    @property
    def problem(self) -> str:
        """What is shown as the problem."""
        return self._problem.text()

    @property
    def remedy(self) -> str:
        """What is shown as the remedy."""
        return self._remedy.text()

    def tell(self, problem: str, remedy: str, button: str = "", action: Callable[[], None] | None = None) -> None:
        """Show a trouble; the button, where there is one, does the action and takes the banner away."""
        self._problem.setText(problem)
        self._remedy.setText(remedy)
        self._remedy.setVisible(bool(remedy))
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._action = action
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape dismisses it."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _act(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()

    def _lay_out(self) -> None:
        words = boxes.column(spacing=0)
        words.addWidget(self._problem)
        words.addWidget(self._remedy)
        row = boxes.row(self, margins=(12, 8, 8, 8))
        row.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.button)
        row.addWidget(self.dismiss_button)

    def _recolour(self) -> None:
        self.setStyleSheet(self._look.sheet("banner"))
        muted = self._remedy.palette()
        muted.setColor(QPalette.ColorRole.WindowText, self._look.colour("muted"))
        self._remedy.setPalette(muted)
        self._icon.setPixmap(self._look.icon("mdi6.alert-outline", "danger").pixmap(20, 20))
        self.dismiss_button.setIcon(self._look.icon("mdi6.close", "muted"))


class Banners(QWidget):
    """The banners, one a topic: the newest trouble of a topic takes the older one's place."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._by_topic: dict[str, Banner] = {}
        self._column = boxes.column(self, spacing=1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def tell(
        self, topic: str, problem: str, remedy: str, button: str = "", action: Callable[[], None] | None = None
    ) -> None:
        """Show a trouble."""
        if topic not in self._by_topic:
            self._by_topic[topic] = Banner(self._look, self)
            self._column.addWidget(self._by_topic[topic])
        self._by_topic[topic].tell(problem, remedy, button, action)

    def take_away(self, topic: str) -> None:
        """The trouble is over."""
        if topic in self._by_topic:
            self._by_topic[topic].hide()

    def shown(self, topic: str) -> Banner | None:
        """The banner of a topic, None where there is none to see."""
        banner = self._by_topic.get(topic)
        return None if banner is None or banner.isHidden() else banner


def _line() -> QLabel:
    label = QLabel(wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
