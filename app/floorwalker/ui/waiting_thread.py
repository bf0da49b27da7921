"""A thread that waits until there is something to do."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QThread

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


class WaitingThread(QThread):
    """Whoever says that there is something to do notifies `_condition`, on which the thread's `run` waits until that or
    `_stopping`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._condition = threading.Condition()
        self._stopping = False

    def stop(self) -> None:
        """End the thread and wait until it has ended: as long as the step takes that it is at."""
        with self._condition:
            self._stopping = True
            self._condition.notify_all()
        self.wait()
