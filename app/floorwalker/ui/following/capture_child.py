"""The capture as a child process of the window."""

from __future__ import annotations

import logging
from collections import deque
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from floorwalker.capture.messages import Ended, FeedState, Problem, Ready, Stored, decode
from floorwalker.ui.following.capture_end import CaptureEnd
from floorwalker.ui.following.child_lines import Lines, start

if TYPE_CHECKING:
    from floorwalker.ui.following.launch import Order

_log = logging.getLogger(__name__)

STOPS_WITHIN: Final = 10_000
"""Milliseconds for the last commit, which a slow disk may need; then it is killed, and loses nothing answered."""
STDERR_LINES: Final = 40


class CaptureChild(QObject):
    """Starts and stops a capture and passes on what it says.

    started: the process is on its way. ready(Ready), stored(Stored), feed_state(FeedState), problem(Problem): as in
    `floorwalker.capture.messages`. stopping: it has been asked to stop. ended(CaptureEnd): the process is gone, told
    once for each `start`, whatever became of it.
    """

    started = Signal()
    ready = Signal(object)
    stored = Signal(object)
    feed_state = Signal(object)
    problem = Signal(object)
    stopping = Signal()
    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked = False
        self._killed = False
        self._told: Problem | None = None
        self._stdout = Lines()
        self._stderr_lines = Lines()
        self._stderr: deque[str] = deque(maxlen=STDERR_LINES)
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._on_stdout)
        self._process.readyReadStandardError.connect(self._on_stderr)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._patience = QTimer(self, singleShot=True, interval=STOPS_WITHIN)
        self._patience.timeout.connect(self._kill)

    @property
    def is_running(self) -> bool:
        """From `start` until `ended`."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    @property
    def process_id(self) -> int:
        """The system's number of the process, 0 while there is none."""
        return int(self._process.processId())

    def start(self, order: Order) -> None:
        """Start the process, unless one runs."""
        if self.is_running:
            return
        self._asked = self._killed = False
        self._told = None
        self._stdout, self._stderr_lines = Lines(), Lines()
        self._stderr.clear()
        self.started.emit()
        start(self._process, order)

    def stop(self) -> None:
        """Ask it to commit and end; `ended` follows, at the latest when it has been killed."""
        if not self.is_running or self._asked:
            return
        self._asked = True
        self.stopping.emit()
        self._process.write(b"stop\n")
        self._process.closeWriteChannel()
        self._patience.start()

    def _kill(self) -> None:
        self._killed = True
        self._process.kill()

    def _on_stdout(self) -> None:
        for line in self._stdout.feed(bytes(self._process.readAllStandardOutput().data())):
            self._pass_on(line)

    def _on_stderr(self) -> None:
        for line in self._stderr_lines.feed(bytes(self._process.readAllStandardError().data())):
            text = line.decode(errors="replace").rstrip()
            self._stderr.append(text)
            _log.info("capture: %s", text)

    def _pass_on(self, line: bytes) -> None:
        try:
            message = decode(line)
        except ValueError:
            _log.warning("The capture said what this window does not understand: %.200r", line)
            return
        match message:
            case Ready():
                self.ready.emit(message)
            case Stored():
                self.stored.emit(message)
            case FeedState():
                self.feed_state.emit(message)
            case Problem():
                self._told = message
                self.problem.emit(message)
            case Ended():
                _log.info("The capture ended in order with %d events", message.events)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        # Every other error is followed by `finished`.
        if error == QProcess.ProcessError.FailedToStart:
            self._stderr.append(self._process.errorString())
            self._tell_end(exit_code=None, by_signal=None)

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._on_stdout()
        self._on_stderr()
        if status == QProcess.ExitStatus.NormalExit:
            self._tell_end(exit_code=code, by_signal=None)
        else:
            self._tell_end(exit_code=None, by_signal=code)

    def _tell_end(self, *, exit_code: int | None, by_signal: int | None) -> None:
        self._patience.stop()
        end = CaptureEnd(
            asked=self._asked,
            exit_code=exit_code,
            by_signal=by_signal,
            killed=self._killed,
            told=self._told,
            stderr=tuple(self._stderr),
        )
        self.ended.emit(end)
