"""The line at the bottom: numbers that say how the capture is doing, each with its unit."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QWidget

from floorwalker.event.plural import counted
from floorwalker.session.columns import AGENT
from floorwalker.ui.events.moments import span

if TYPE_CHECKING:
    from floorwalker.session.records import Totals
    from floorwalker.ui.floor.clock import Clock
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look
    from floorwalker.ui.shell.reception import Reception

_WINDOW = 10.0
"""Seconds that the rate is taken over: long enough to be read, short enough to show a flood begin."""
_SHOWN_AFTER = 300
"""Milliseconds of loading after which it is worth saying."""


_CLOCK_TIP = (
    "The sender's clock against this computer's: the smallest difference of late between an event's arrival and its "
    "CreationDateUtc, which has whole seconds, so give or take one. Slow delivery looks like a clock that is behind."
)

_DETAILS_TIP = (
    "Work items, session types and phones are in the events' payloads, which are read from the newest back: what is "
    "now is told already, numbers of the day are still too small"
)


class Rate:
    """Events a second, from totals as they were told."""

    def __init__(self) -> None:
        self._told: deque[tuple[float, int]] = deque()

    def tell(self, now: float, events: int) -> None:
        """There are so many events at a time (in seconds, of any steady clock)."""
        self._told.append((now, events))

    def at(self, now: float) -> float:
        """Events a second over the last ten, or since the first was told."""
        while len(self._told) > 1 and self._told[1][0] <= now - _WINDOW:
            self._told.popleft()
        if not self._told:
            return 0.0
        since, events = self._told[0]
        seconds = min(max(now - since, 1.0), _WINDOW)
        return (self._told[-1][1] - events) / seconds


class StatusBar(QStatusBar):
    """Where it listens, agents, events, rate, refused, repeats, the sender's clock, session. Passing messages appear at
    its left.
    """

    def __init__(
        self, live: LiveSession, reception: Reception, clock: Clock, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._reception = reception
        self._sender = clock
        self._look = look
        self._rate = Rate()
        self.setSizeGripEnabled(False)
        self._progress = self._progress_bar()
        self.listening = self._part("Where this window receives events")
        self.agents = self._part("Agents seen in this session")
        self.events = self._part("Events stored in this session, repeats too")
        self.rate = self._part("Events a second over the last ten seconds")
        self.refused = self._part("What was no event: kept in the session with its reason")
        self.duplicates = self._part("Events that came again: stored, marked, and counted once")
        self.clock = self._part(_CLOCK_TIP)
        self.session = self._part(str(live.path))
        self._wire()

    def _wire(self) -> None:
        self._live.load_progress.connect(self._on_load_progress)
        self._live.details.progress.connect(self._on_details_progress)
        self._live.loaded.connect(self._on_loaded)
        self._live.totals_changed.connect(self._on_totals_changed)
        self._reception.changed.connect(self._tell_listening)
        self._look.changed.connect(self._dress)
        # The rate falls while nothing comes, so that it needs a clock and not only news.
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._on_second)
        self._clock.start()
        self._dress()
        self._tell_listening()
        self._on_totals_changed(self._live.totals)
        self._on_second()
        self.session.setText(f"session {self._live.path.stem}")

    def _part(self, tip: str) -> QLabel:
        label = QLabel()
        label.setToolTip(tip)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setContentsMargins(8, 0, 8, 0)
        self.addPermanentWidget(label)
        return label

    def _progress_bar(self) -> QProgressBar:
        bar = QProgressBar()
        bar.setMaximumWidth(360)
        bar.setToolTip("Events read from the session's file so far")
        bar.hide()
        self.addWidget(bar)
        self._began = time.monotonic()
        return bar

    def _on_load_progress(self, done: int, total: int) -> None:
        self._tell_progress(done, total, "Reading %s of %s events")

    def _on_details_progress(self, done: int, total: int) -> None:
        self._progress.setToolTip(_DETAILS_TIP)
        self._tell_progress(done, total, "Work items of %s of %s events")

    def _tell_progress(self, done: int, total: int, words: str) -> None:
        """words: with a place for either number."""
        is_worth_it = (time.monotonic() - self._began) * 1000 >= _SHOWN_AFTER
        self._progress.setVisible(done < total and is_worth_it)
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._progress.setFormat(words % (f"{done:,}", f"{total:,}"))

    def _on_loaded(self) -> None:
        self._progress.hide()
        self._rate.tell(time.monotonic(), self._live.totals.events)

    def _on_totals_changed(self, totals: Totals) -> None:
        if self._live.is_loaded:
            self._rate.tell(time.monotonic(), totals.events)
        self.events.setText(counted(totals.events, "event"))
        self.refused.setText(f"{totals.rejected:,} refused")
        self.duplicates.setText(counted(totals.duplicates, "duplicate"))

    def _on_second(self) -> None:
        self.rate.setText(f"{self._rate.at(time.monotonic()):,.1f} events/s")
        difference = self._sender.difference()
        self.clock.setVisible(difference is not None)
        self.clock.setText("" if difference is None else said_of_clock(difference))
        self.agents.setText(counted(self._agents(), "agent"))

    def _agents(self) -> int:
        """Those of the floor, which an event of another kind that names somebody makes no larger."""
        live = self._live
        return len(live.statuses.agents()) if live.is_loaded else len(live.names.of_kind(AGENT))

    def _tell_listening(self) -> None:
        words = f"listening at {self._reception.addresses}" if self._reception.urls else self._reception.words.lower()
        simulated = self._reception.is_simulated and bool(self._reception.urls)
        self.listening.setText(f"simulated, {words}" if simulated else words)

    def _dress(self) -> None:
        self.setStyleSheet(self._look.sheet("status_bar"))
        for label in self.findChildren(QLabel):
            label.setFont(self._look.small())


def said_of_clock(difference: float) -> str:
    """ "sender's clock 3 s behind ±1 s", "sender's clock 2 d behind". difference: seconds that it is behind ours."""
    seconds = round(difference)
    if not seconds:
        return "sender's clock agrees ±1 s"
    far = span(abs(seconds))
    return f"sender's clock {far} {'behind' if seconds > 0 else 'ahead'}{' ±1 s' if far.endswith(' s') else ''}"
