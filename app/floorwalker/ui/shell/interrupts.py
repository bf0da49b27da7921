"""SIGINT and SIGTERM as news for the window."""

from __future__ import annotations

import signal
import socket
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Signal

if TYPE_CHECKING:
    from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts(QObject):
    """Tells `came` for each SIGINT or SIGTERM, until `forget`.

    Python's own handlers run only when Qt gives Python a turn, which a window at rest never does; a socket that the
    signal writes to wakes Qt at once.
    """

    came = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ours, self._written = socket.socketpair()
        self._ours.setblocking(False)
        self._written.setblocking(False)
        self._before_fd = signal.set_wakeup_fd(self._written.fileno())
        self._before = {number: signal.signal(number, _noted) for number in _SIGNALS}
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_written)

    def forget(self) -> None:
        """Signals do again what they did before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before_fd)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._ours.close()
        self._written.close()

    def _on_written(self) -> None:
        # Children that end write here too; only ours are news.
        if any(number in _SIGNALS for number in self._ours.recv(64)):
            self.came.emit()


def _noted(_signal: int, _frame: FrameType | None) -> None:
    """The socket tells; Python needs a handler, or it would end the program."""
