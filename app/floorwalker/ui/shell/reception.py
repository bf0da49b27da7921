"""The state of reception: whether the window's own capture runs, and where it listens."""

from __future__ import annotations

import logging
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal

from floorwalker.sources import SourcesError
from floorwalker.ui.following.capture_child import CaptureChild
from floorwalker.ui.following.launch import Launch

if TYPE_CHECKING:
    from floorwalker.capture.messages import Ready
    from floorwalker.sources import Sources
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.following.capture_end import CaptureEnd
    from floorwalker.ui.options import WindowOptions

_log = logging.getLogger(__name__)


class State(Enum):
    """LOOKING: there never was a capture of ours, only someone else's file. OFF: ours has ended."""

    LOOKING = "Only looking"
    OFF = "Not receiving"
    STARTING = "Starting…"
    RECEIVING = "Receiving"
    STOPPING = "Stopping…"


class Reception(QObject):
    """Runs the capture of a session and lets the session know what it says.

    changed: `state` or `url` is another. broke(CaptureEnd): the capture ended, and not in order. warned(problem,
    remedy): it goes on, with a trouble. gone: the process has ended, in whatever way.
    """

    changed = Signal()
    broke = Signal(object)
    warned = Signal(str, str)
    gone = Signal()

    def __init__(self, options: WindowOptions, live: LiveSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = State.LOOKING if options.look_only else State.OFF
        self.url = ""
        self.is_simulated = options.demo is not None
        self.sources: Sources | None = options.sources
        self._live = live
        self._launch = Launch(options)
        self.child = CaptureChild(self)
        self.child.started.connect(lambda: self._become(State.STARTING))
        self.child.stopping.connect(lambda: self._become(State.STOPPING))
        self.child.ready.connect(self._on_ready)
        self.child.stored.connect(live.ring)
        self.child.problem.connect(self._on_problem)
        self.child.ended.connect(self._on_ended)

    @property
    def address(self) -> str:
        """Where it listens, short: "127.0.0.1:8787"; nothing where it does not."""
        return urlsplit(self.url).netloc

    @property
    def words(self) -> str:
        """The state for people: "Receiving 127.0.0.1:8787". Nobody may take a simulated centre for their own."""
        words = f"{self.state.value} {self.address}" if self.state is State.RECEIVING else self.state.value
        return f"{words} · simulated" if self.is_simulated else words

    def start(self) -> None:
        """Start the capture; it goes on with the session."""
        try:
            order = self._launch.order(self.sources)
        except SourcesError as error:
            self.warned.emit(error.problem, error.remedy)
            return
        self.child.start(order)

    def stop(self) -> None:
        """Stop it after its last commit."""
        self.child.stop()

    def _on_ready(self, message: Ready) -> None:
        self.url = message.url
        _log.info("Receiving at %s", message.url)
        self._live.insist()
        self._become(State.RECEIVING)

    def _on_problem(self, problem: str, remedy: str) -> None:
        # Before it is ready, a problem is why it ends, and told with its end.
        if self.state is not State.STARTING:
            self.warned.emit(problem, remedy)

    def _on_ended(self, end: CaptureEnd) -> None:
        self.url = ""
        self._become(State.OFF)
        self._live.ring()
        if not end.in_order:
            self.broke.emit(end)
        self.gone.emit()

    def _become(self, state: State) -> None:
        self.state = state
        self.changed.emit()
