"""The state of reception: whether the window's own capture runs, and where it listens."""

from __future__ import annotations

import logging
from collections import Counter
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal

from floorwalker.sources import SourcesError
from floorwalker.ui.following.capture_child import CaptureChild
from floorwalker.ui.following.launch import Launch
from floorwalker.ui.sources.choice import Choice
from floorwalker.ui.sources.remembered import recall

if TYPE_CHECKING:
    from collections.abc import Iterator

    from floorwalker.capture.messages import FeedState, Problem, Ready
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

    urls: where its receivers take events; feeds: the last that was told of each feed, by its name; both only while it
    runs. changed: `state`, `urls` or `feeds` are others. broke(CaptureEnd): the capture ended, and not in order.
    warned(Problem): it goes on, with a trouble. recovered: events are stored again. unready(problem, remedy): it was
    not started, because of its sources. gone: the process has ended, in whatever way, and is not started again at once.
    """

    changed = Signal()
    broke = Signal(object)
    warned = Signal(object)
    recovered = Signal()
    unready = Signal(str, str)
    gone = Signal()

    def __init__(self, options: WindowOptions, live: LiveSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = State.LOOKING if options.look_only else State.OFF
        self.urls: list[str] = []
        self.feeds: dict[str, FeedState] = {}
        self.is_simulated = options.demo is not None
        self._choice = None if options.sources is None else Choice.of(options.sources)
        self._recalls = options.sources is None and not self.is_simulated
        self._starts_again = False
        self._fails_to_store = False
        self._live = live
        self._launch = Launch(options)
        self.child = CaptureChild(self)
        self.child.started.connect(lambda: self._become(State.STARTING))
        self.child.stopping.connect(lambda: self._become(State.STOPPING))
        self.child.ready.connect(self._on_ready)
        self.child.stored.connect(self._on_stored)
        self.child.feed_state.connect(self._on_feed_state)
        self.child.problem.connect(self._on_problem)
        self.child.ended.connect(self._on_ended)

    @property
    def url(self) -> str:
        """Where to post events to, the first place of several; nothing where it does not listen."""
        return self.urls[0] if self.urls else ""

    @property
    def address(self) -> str:
        """Where it listens, short: "127.0.0.1:8787"; nothing where it does not."""
        return urlsplit(self.url).netloc

    @property
    def addresses(self) -> str:
        """The same, and how many more there are: "127.0.0.1:8787 and 1 more"."""
        more = len(self.urls) - 1
        return f"{self.address} and {more} more" if more > 0 else self.address

    @property
    def words(self) -> str:
        """The state for people: "Receiving 127.0.0.1:8787". Nobody may take a simulated centre for their own."""
        parts = [self.state.value]
        if self.state is State.RECEIVING:
            feeds = list(self._words_of_feeds())
            parts = [f"Receiving {self.addresses}", *feeds] if self.urls else [f"Following {' · '.join(feeds)}"]
        if self.is_simulated:
            parts.append("simulated")
        return " · ".join(parts)

    def _words_of_feeds(self) -> Iterator[str]:
        """How many feeds are in which state, the troubled first. Where all is well, only how many there are."""
        states = Counter(feed.state for feed in self.feeds.values())
        for state in ("reconnecting", "connecting", "stopped"):
            if states[state]:
                yield f"{_feeds(states[state])} {state}"
        if states["connected"]:
            amid = len(states) > 1
            yield f"{_feeds(states['connected'])} connected" if amid else _feeds(states["connected"])

    def start(self) -> None:
        """Start the capture; it goes on with the session."""
        try:
            choice = self.choice()
            if choice is not None:
                _check(choice)
            order = self._launch.order(choice)
        except SourcesError as error:
            self.unready.emit(error.problem, error.remedy)
            return
        self.child.start(order)

    def stop(self) -> None:
        """Stop it after its last commit."""
        self._starts_again = False
        self.child.stop()

    def choice(self) -> Choice | None:
        """What it captures from: as the command line names it, else as it was chosen last; None for the usual address.

        Raises SourcesError where that is not known any more.
        """
        if self._recalls:
            sources = recall()
            self._choice = None if sources is None else Choice(sources)
            self._recalls = False
        return self._choice

    def handed_on(self) -> Sources | None:
        """What the next window captures from; None for what it would choose by itself."""
        return None if self._choice is None or self.is_simulated else self._choice.written_out()

    def use(self, choice: Choice) -> None:
        """Capture from these: at once if there is a capture of ours or has been one, else from the next start on."""
        self._choice = choice
        self._recalls = False
        if self.state is State.LOOKING:
            return
        if not choice.sources.in_use().is_empty() and not self.child.is_running:
            self.start()
            return
        self._starts_again = not choice.sources.in_use().is_empty()
        self.child.stop()

    def _on_ready(self, message: Ready) -> None:
        self.urls.append(message.url)
        _log.info("Receiving at %s", message.url)
        self._live.insist()
        self._become(State.RECEIVING)

    def _on_feed_state(self, message: FeedState) -> None:
        self.feeds[message.feed] = message
        _log.info("%s: %s %s", message.feed, message.state, message.detail)
        self._live.insist()
        # Without a receiver nothing else says that the capture is on its way.
        self._become(State.RECEIVING if self.state is State.STARTING else self.state)

    def look_only(self) -> None:
        """Follow whoever else captures the session."""
        if not self.child.is_running:
            self._become(State.LOOKING)

    def _on_stored(self) -> None:
        self._live.ring()
        if self._fails_to_store:
            self._fails_to_store = False
            self.recovered.emit()

    def _on_problem(self, message: Problem) -> None:
        # Before it is ready, a problem is why it ends, and told with its end.
        if self.state is not State.STARTING:
            self._fails_to_store |= message.about == "storing"
            self.warned.emit(message)

    def _on_ended(self, end: CaptureEnd) -> None:
        self._fails_to_store = False
        self.urls.clear()
        self.feeds.clear()
        self._become(State.OFF)
        self._live.ring()
        if not end.in_order:
            self.broke.emit(end)
        elif self._starts_again:
            self._starts_again = False
            self.start()
            return
        self.gone.emit()

    def _become(self, state: State) -> None:
        self.state = state
        self.changed.emit()


def _feeds(number: int) -> str:
    return "1 feed" if number == 1 else f"{number} feeds"


def _check(choice: Choice) -> None:
    """Raises SourcesError where a capture could not begin."""
    if choice.sources.in_use().is_empty():
        raise SourcesError("No source is in use.", "Add a receiver or a feed, or tick one that is there.")
    if choice.lost():
        raise SourcesError("A secret was kept for one run only, and that is over.", "Type it again.")
