"""The command that sends, as a child process of the window."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from floorwalker.answers import SHOWN, Answer, Done, decode
from floorwalker.ui.following.child_lines import Lines, start

if TYPE_CHECKING:
    from floorwalker.ui.following.launch import Order

_log = logging.getLogger(__name__)

_STOPS_WITHIN: Final = 3000
"""Milliseconds for what is on its way; then it is killed."""
_ENDS_WITHIN: Final = 5000
_LINE_BYTES: Final = 16 * SHOWN
"""An answer's body may be control characters, of which JSON makes six each."""
_WORDS_BYTES: Final = 4096


class SendChild(QObject):
    """Runs one sending at a time, for the window's thread only.

    answered(list of Answer): what came of the bodies since. ended(Done or None, str): it is over, how it went where it
    could still say so, and what was wrong with the command itself, "" for nothing.
    """

    answered = Signal(object)
    ended = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines = Lines(_LINE_BYTES)
        self._words = b""
        self._done: Done | None = None
        self._any_answer = False
        self.process = QProcess(self)
        self.process.readyReadStandardOutput.connect(self._on_stdout)
        self.process.readyReadStandardError.connect(self._on_stderr)
        self.process.finished.connect(self._on_finished)
        self.process.errorOccurred.connect(self._on_error)
        self._patience = QTimer(self, singleShot=True, interval=_STOPS_WITHIN)
        self._patience.timeout.connect(self.process.kill)

    @property
    def is_running(self) -> bool:
        """From `start` until `ended`."""
        return self.process.state() != QProcess.ProcessState.NotRunning

    def start(self, order: Order, body: bytes | None = None) -> None:
        """Start it. body: what it reads from its standard input."""
        self._lines, self._words = Lines(_LINE_BYTES), b""
        self._done, self._any_answer = None, False
        start(self.process, order)
        if body is not None:
            self.process.write(body)
        self.process.closeWriteChannel()

    def stop(self) -> None:
        """Ask it to end; `ended` follows within seconds."""
        if self.is_running:
            self.process.terminate()
            self._patience.start()

    def end(self) -> None:
        """Let it be; nothing of it goes on when this returns."""
        if self.is_running:
            self.process.kill()
            self.process.waitForFinished(_ENDS_WITHIN)

    def _on_stdout(self) -> None:
        answers: list[Answer] = []
        for line in self._lines.feed(bytes(self.process.readAllStandardOutput().data())):
            try:
                message = decode(line)
            except ValueError:
                _log.warning("The sender said what this window does not understand: %.200r", line)
                continue
            if isinstance(message, Done):
                self._done = message
            else:
                answers.append(message)
        if answers:
            self._any_answer = True
            self.answered.emit(answers)

    def _on_stderr(self) -> None:
        self._words = (self._words + bytes(self.process.readAllStandardError().data()))[-_WORDS_BYTES:]

    def _on_error(self, error: QProcess.ProcessError) -> None:
        # Every other error is followed by `finished`.
        if error == QProcess.ProcessError.FailedToStart:
            self.ended.emit(None, f"The command that sends could not be started: {self.process.errorString()}.")

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._patience.stop()
        self._on_stdout()
        self._on_stderr()
        in_order = self._done is not None or status != QProcess.ExitStatus.NormalExit or code == 0
        self.ended.emit(self._done, "" if in_order else self._last_words(code))

    def _last_words(self, code: int) -> str:
        lines = self._words.decode(errors="replace").split("\n")
        said = [line.removeprefix("floorwalker: ").strip() for line in lines if line.startswith("floorwalker: ")]
        return said[-1] if said else f"The command that sends ended with exit code {code}."
