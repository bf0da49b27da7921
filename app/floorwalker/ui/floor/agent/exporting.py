"""The line that tells how far the saving of all agents' intervals is, with a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget

from floorwalker.event.plural import counted
from floorwalker.ui.events.labels import colour
from floorwalker.ui.floor.agent.export import Export
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from pathlib import Path

    from floorwalker.ui.floor.agent.export import Wanted
    from floorwalker.ui.look import Look


class Exporting(QWidget):
    """Hidden while nothing is saved. told(str): one line on what came of it. `stop` ends it and waits."""

    told = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._work: Export | None = None
        self._label = QLabel("Saving intervals")
        self.bar = QProgressBar(textVisible=False)
        self.button = QPushButton("Stop")
        row = boxes.row(self, margins=(8, 4, 8, 4))
        row.addWidget(self._label)
        row.addWidget(self.bar, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self._on_stop)
        self.hide()
        look.changed.connect(self._dress)
        self._dress()

    def save(self, wanted: Wanted, path: Path) -> None:
        """Begin; one at a time."""
        self.stop()
        work = self._work = Export(wanted, path, self)
        self.bar.setRange(0, wanted.count)
        self.bar.setValue(0)
        work.progress.connect(self.bar.setValue)
        work.done.connect(lambda count: self._finish(f"Intervals of {counted(count, 'agent')} saved to {path}"))
        work.stopped.connect(lambda: self._finish("Stopped: the intervals were not saved"))
        work.failed.connect(lambda problem, remedy: self._finish(f"{problem} {remedy}"))
        self.show()
        work.start()

    def stop(self) -> None:
        """End what goes on and wait until it has ended."""
        if self._work is not None:
            self._work.end()
            self._finish("Stopped: the intervals were not saved")

    def _finish(self, words: str) -> None:
        work, self._work = self._work, None
        if work is not None:
            work.wait()
            work.deleteLater()
            self.hide()
            self.told.emit(words)

    def _on_stop(self) -> None:
        if self._work is not None:
            self._work.end()

    def _dress(self) -> None:
        self._label.setFont(self._look.small())
        colour(self._label, self._look.colour("muted"))
