"""What stands in place of a view that has nothing to show, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from floorwalker.ui.look.tips import plain_tip
from floorwalker.ui.shell import boxes
from floorwalker.ui.shell.reception import State
from floorwalker.ui.shell.sample import curl_line

if TYPE_CHECKING:
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look
    from floorwalker.ui.shell.actions import Actions
    from floorwalker.ui.shell.reception import Reception

_WIDTH = 640
"""Pixels: a URL and most of a curl line without scrolling, in a quarter of a large screen."""


class EmptyState(QWidget):
    """No events yet: the URL to post to and a line that does it, or how to start receiving; or why a file cannot be
    shown."""

    def __init__(
        self,
        live: LiveSession,
        actions: Actions,
        reception: Reception,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._actions = actions
        self._reception = reception
        self._look = look
        self._trouble: tuple[str, str] | None = None
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
        self._icon.setFixedHeight(48)
        self.headline = QLabel(
            alignment=Qt.AlignmentFlag.AlignHCenter, wordWrap=True, textFormat=Qt.TextFormat.PlainText
        )
        self.advice = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.url = _Copyable("URL to post events to", actions.copy_url, look)
        self.curl = _Copyable("Command that posts a first event", actions.copy_curl, look)
        self.start_button = _button(actions.start)
        self.sources_button = _button(actions.sources)
        self.simulate_button = _button(actions.simulate)
        self.open_button = _button(actions.open)
        self.retry_button = _button(actions.retry)
        self._lay_out()
        live.loaded.connect(self._tell)
        reception.changed.connect(self._tell)
        look.changed.connect(self._tell)
        self._tell()

    def tell_trouble(self, problem: str, remedy: str) -> None:
        """Instead: the session's file cannot be read."""
        self._trouble = (problem, remedy)
        self._tell()

    def forget_trouble(self) -> None:
        """It can again, or shall be tried."""
        self._trouble = None
        self._tell()

    def _tell(self) -> None:
        receiving = self._trouble is None and self._reception.state is State.RECEIVING
        reading = self._reception.state is State.LOOKING and not self._live.is_loaded
        idle = self._trouble is None and not reading and self._reception.state in {State.OFF, State.LOOKING}
        headline, advice, icon = self._words()
        self.headline.setText(headline)
        self.advice.setText(advice)
        self._icon.setPixmap(self._look.icon(icon, "muted").pixmap(48, 48))
        self._dress()
        if receiving:
            self.url.set_text(self._reception.url)
            self.curl.set_text(curl_line(self._reception.url))
        for widget in (self.url, self.curl):
            widget.setVisible(receiving and bool(self._reception.url))
        self.start_button.setVisible(idle)
        self.sources_button.setVisible((receiving or idle) and not self._reception.is_simulated)
        self.simulate_button.setVisible((receiving or idle) and not self._reception.is_simulated)
        self.retry_button.setVisible(self._trouble is not None)
        self.open_button.setVisible(self._trouble is not None or (idle and self._reception.state is State.LOOKING))

    def _words(self) -> tuple[str, str, str]:
        """Headline, advice, icon."""
        if self._trouble is not None:
            return (*self._trouble, "mdi6.file-alert-outline")
        return self._of_reception()[self._reception.state]

    def _of_reception(self) -> dict[State, tuple[str, str, str]]:
        receiving = (
            ("The simulated centre opens", "Its first agents sign in within seconds.", "mdi6.timer-sand")
            if self._reception.is_simulated
            else self._waiting()
        )
        looking = (
            (
                "This session has no events yet",
                "They show as soon as a capture writes some.",
                "mdi6.eye-outline",
            )
            if self._live.is_loaded
            else ("Reading the session…", str(self._live.path), "mdi6.timer-sand")
        )
        return {
            State.RECEIVING: receiving,
            State.LOOKING: looking,
            State.STARTING: ("Starting to receive…", "The session is being opened.", "mdi6.timer-sand"),
            State.STOPPING: ("Stopping…", "The last events are being stored.", "mdi6.timer-sand"),
            State.OFF: ("Nothing is received now", "This session has no events yet. Start to receive.", "mdi6.webhook"),
        }

    def _waiting(self) -> tuple[str, str, str]:
        if self._reception.url:
            advice = (
                "Point your contact centre's webhook at this URL, or try it with the command below. "
                "To follow a feed, or to receive elsewhere, choose the sources."
            )
            return "Waiting for the first event", advice, "mdi6.webhook"
        feeds = self._reception.feeds.values()
        lines = (f"{feed.feed}: {feed.state}. {feed.detail}".rstrip() for feed in feeds)
        return "Waiting for the first event of a feed", "\n".join(lines), "mdi6.lan-connect"

    def _dress(self) -> None:
        font = self._look.body()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        self.headline.setFont(font)
        palette = self.advice.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._look.colour("muted"))
        self.advice.setPalette(palette)

    def _lay_out(self) -> None:
        buttons = boxes.row()
        buttons.addStretch(1)
        for button in (
            self.retry_button,
            self.start_button,
            self.open_button,
            self.sources_button,
            self.simulate_button,
        ):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = boxes.column()
        for widget in (self._icon, self.headline, self.advice):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(self.url)
        column.addWidget(self.curl)
        column.addSpacing(8)
        column.addLayout(buttons)
        middle = QWidget()
        middle.setFixedWidth(_WIDTH)
        middle.setLayout(column)
        outer = boxes.column(self)
        outer.addStretch(2)
        outer.addWidget(middle, alignment=Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)


class _Copyable(QWidget):
    """A line of text that is there to be copied, with a button that does."""

    def __init__(self, name: str, copy: QAction, look: Look) -> None:
        super().__init__()
        self._look = look
        self.line = QLineEdit(readOnly=True)
        self.line.setAccessibleName(name)
        self.line.setToolTip(plain_tip(name))
        self.button = _button(copy)
        row = boxes.row(self)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)

    def set_text(self, text: str) -> None:
        self.line.setFont(self._look.mono())
        self.line.setText(text)
        self.line.setCursorPosition(0)


def _button(action: QAction) -> QPushButton:
    """A push button that is an action: its words, its icon, its tip, whether it can be used."""
    button = QPushButton()

    def _show() -> None:
        button.setText(action.text())
        button.setIcon(action.icon())
        button.setToolTip(action.toolTip())
        button.setEnabled(action.isEnabled())

    action.changed.connect(_show)
    button.clicked.connect(action.trigger)
    _show()
    return button
