"""The test of a feed: a child command that connects once, waits a moment for an event, and says what it found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QProcess, Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget

from floorwalker.sources import Feed, Sources
from floorwalker.ui.events.labels import colour
from floorwalker.ui.following.child_lines import start
from floorwalker.ui.following.launch import Order, floorwalker_command
from floorwalker.ui.shell import boxes
from floorwalker.ui.sources.choice import Choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from floorwalker.ui.look import Look, Role

_ENDS_WITHIN: Final = 5000
"""Milliseconds for a killed command to be gone."""
_LONGEST: Final = 600
"""Characters of what it found that are shown."""
_TRIES: Final = "Connecting, then waiting some seconds for an event…"


class ProbeBar(QWidget):
    """A button that tests a feed as it is set up now, and what came of it. feed: gives those settings."""

    def __init__(self, feed: Callable[[], Feed], look: Look) -> None:
        super().__init__()
        self._feed = feed
        self._look = look
        self._stopped = False
        self.button = QPushButton("T&est", autoDefault=False)
        self.button.setToolTip("Connect once with these settings and wait for an event; nothing is stored or changed")
        self.stop_button = QPushButton("Stop", autoDefault=False)
        self.progress = QProgressBar(maximum=0, textVisible=False)
        self.words = QLabel(wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.process = QProcess(self)
        self.process.finished.connect(self._on_finished)
        self.process.errorOccurred.connect(self._on_error)
        self.button.clicked.connect(self.start)
        self.stop_button.clicked.connect(self.stop)
        self._lay_out()

    def start(self) -> None:
        """Test it."""
        order = probe_order(self._feed())
        self._stopped = False
        self._set_working(working=True)
        self._tell(_TRIES, "muted")
        start(self.process, order)

    def stop(self) -> None:
        """Let it be; nothing of it goes on when this returns."""
        if self.process.state() != QProcess.ProcessState.NotRunning:
            self._stopped = True
            self.process.kill()
            self.process.waitForFinished(_ENDS_WITHIN)

    def _lay_out(self) -> None:
        row = boxes.row()
        row.addWidget(self.button)
        row.addWidget(self.stop_button)
        row.addWidget(self.progress, 1)
        row.addStretch(0)
        column = boxes.column(self)
        column.addLayout(row)
        column.addWidget(self.words)
        self._set_working(working=False)

    def _set_working(self, *, working: bool) -> None:
        self.button.setEnabled(not working)
        self.stop_button.setVisible(working)
        self.progress.setVisible(working)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        # Every other error is followed by `finished`.
        if error == QProcess.ProcessError.FailedToStart:
            self._set_working(working=False)
            self._tell(f"The test could not be started: {self.process.errorString()}.", "danger")

    def _on_finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        self._set_working(working=False)
        said = bytes(self.process.readAllStandardOutput().data()) or bytes(self.process.readAllStandardError().data())
        words = " ".join(said.decode(errors="replace").split()).removeprefix("floorwalker: ")
        if self._stopped:
            self._tell("Stopped.", "muted")
        else:
            self._tell(words or f"The test ended with exit code {code}.", "danger" if code else "text")

    def _tell(self, words: str, role: Role) -> None:
        self.words.setText(words[:_LONGEST])
        colour(self.words, self._look.colour(role))


def probe_order(feed: Feed) -> Order:
    """The command that tests a feed. Its secrets go by the environment."""
    choice = Choice.of(Sources(connect=(feed,)))
    [feed] = choice.sources.connect
    words = [*floorwalker_command(), "probe", feed.url, f"--unwrap={feed.unwrap}"]
    if feed.token is not None:
        words.append(f"--connect-token={feed.token}")
    words += [f"--header={name}: {value}" for name, value in feed.headers]
    if feed.subscribe is not None:
        words.append(f"--subscribe={feed.subscribe}")
    return Order(words, choice.variables)
