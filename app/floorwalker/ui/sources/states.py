"""How each source is doing: its state, its rate, its last event."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias
from urllib.parse import urlsplit

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from floorwalker.secret import shown_url
from floorwalker.sources import SourcesError
from floorwalker.ui.shell.reception import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.shell.reception import Reception

Kind: TypeAlias = Literal["listen", "connect"]

WINDOW: Final = 10
"""Seconds that a rate is taken over."""
_SECOND: Final = 1_000_000
_IDLE: Final = "not captured now"


@dataclass(frozen=True, slots=True)
class SourceState:
    """kind: as in `Feed`. address: what it listens at, or connects to. state: a word of the capture's, or "receiving",
    "stopped", "not captured now" where nobody captures the session that is looked at, "" where nobody tells. detail:
    why, for people. rate: events a second. last: when its last event came, in seconds since 1970; None where none ever
    did.
    """

    kind: Kind
    address: str
    state: str
    detail: str = ""
    rate: float = 0.0
    last: float | None = None


class SourceStates(QObject):
    """The sources of the window's own capture, or where there is none, those that the session's file tells of.

    told: `states` are of now; once a second, and whenever the capture says something.
    """

    told = Signal()

    def __init__(
        self,
        live: LiveSession,
        reception: Reception,
        parent: QObject | None = None,
        our_clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._reception = reception
        self._our_clock = our_clock
        self._last: dict[int, int] = {}
        self.states: list[SourceState] = []
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        live.rows_appended.connect(self._on_rows_appended)
        live.feeds_changed.connect(self._look)
        reception.changed.connect(self._look)
        self._on_rows_appended(0, len(live.columns))
        self._look()

    def _on_rows_appended(self, first: int, end: int) -> None:
        feeds, received = self._live.columns.feed[first:end], self._live.columns.received[first:end]
        for feed in np.unique(feeds).tolist():
            self._last[feed] = max(self._last.get(feed, 0), int(received[feeds == feed].max()))

    def _look(self) -> None:
        self.states = list(self._now())
        self.told.emit()

    def _now(self) -> Iterator[SourceState]:
        rates = self._rates()
        for kind, address, state, detail in self._told():
            feed = self._id_of(kind, address)
            last = self._last.get(feed)
            yield SourceState(
                kind, address, state, detail, rates.get(feed, 0.0), None if last is None else last / _SECOND
            )

    def _rates(self) -> dict[int, float]:
        """Events a second, by feed."""
        columns, since = self._live.columns, (self._our_clock() - WINDOW) * _SECOND
        recent = columns.feed[int(np.searchsorted(columns.received, since)) :]
        feeds, counts = np.unique(recent, return_counts=True)
        return {feed: count / WINDOW for feed, count in zip(feeds.tolist(), counts.tolist(), strict=True)}

    def _told(self) -> Iterator[tuple[Kind, str, str, str]]:
        """Kind, address, state and detail, as told by whoever knows."""
        reception = self._reception
        if reception.state is State.LOOKING:
            yield from self._of_file()
        elif reception.urls or reception.feeds:
            for url in reception.urls:
                yield "listen", urlsplit(url).netloc, "receiving", url
            for feed in reception.feeds.values():
                yield "connect", feed.feed, feed.state, feed.detail
        else:
            yield from self._of_settings("starting" if reception.child.is_running else "stopped")

    def _of_file(self) -> Iterator[tuple[Kind, str, str, str]]:
        is_captured = self._live.is_captured(self._our_clock())
        for number, feed in self._live.feeds.items():
            news = self._live.feed_news.get(number) if is_captured else None
            state = news.state if news else "" if is_captured else _IDLE
            yield "connect" if feed.kind == "connect" else "listen", feed.address, state, news.detail if news else ""

    def _of_settings(self, state: str) -> Iterator[tuple[Kind, str, str, str]]:
        try:
            choice = self._reception.choice()
        except SourcesError:
            return
        if choice is not None:
            sources = choice.written_out().in_use()
            for listener in sources.listen:
                yield "listen", listener.address, state, ""
            for feed in sources.connect:
                yield "connect", shown_url(feed.url), state, ""

    def _id_of(self, kind: Kind, address: str) -> int:
        """The file's number of a source, -1 while it has none. One that listens everywhere is told by its port."""
        same = [number for number, feed in self._live.feeds.items() if feed.kind == kind and feed.address == address]
        if not same and kind == "listen":
            port = f":{address.rpartition(':')[2]}"
            same = [
                number for number, feed in self._live.feeds.items() if feed.kind == kind and feed.address.endswith(port)
            ]
        return same[0] if same else -1
