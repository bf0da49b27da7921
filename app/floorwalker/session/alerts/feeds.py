"""Whether a source of events is silent or lost, while its session is captured. All by our clock."""

from collections.abc import Iterator, Mapping
from typing import Final

from floorwalker.session.alerts.alert import Breach, Kind
from floorwalker.session.alerts.rules import FeedRule
from floorwalker.session.records import Feed, FeedNews

RECEIVERS: Final = 0
"""In place of a feed's id: all receivers together, for senders choose which of them they post to."""

_UP: Final = "connected"
_STOPPED: Final = "stopped"
_SECOND: Final = 1_000_000
_NEVER: Final = float("inf")


class Feeds:
    """What is known of the sources of a capture that runs. began: when it was first known to, in seconds.

    A receiver from which nothing has come since may be none of this capture, and is silent for no one.
    """

    def __init__(self) -> None:
        self.began = 0.0
        self._kinds: Mapping[int, Feed] = {}
        self._up: dict[int, float] = {}
        self._down: dict[int, float] = {}
        self._last: dict[int, float] = {}

    def begin(self, ours: float) -> None:
        """A capture runs from now on."""
        self.began = ours
        self._up.clear()
        self._down.clear()

    def arrived(self, last: Mapping[int, int]) -> None:
        """When the newest event of each of some feeds came, in microseconds."""
        for feed, at in last.items():
            self._last[feed] = max(self._last.get(feed, 0.0), at / _SECOND)

    def take(self, feeds: Mapping[int, Feed], news: Mapping[int, FeedNews]) -> None:
        """The feeds of the session, and the last that the newest capture told of those that it follows."""
        self._kinds = feeds
        for feed, told in news.items():
            if told.state == _UP:
                self._up.setdefault(feed, told.at / _SECOND)
                self._down.pop(feed, None)
            elif told.state != _STOPPED:
                self._down.setdefault(feed, told.at / _SECOND)
                self._up.pop(feed, None)
            else:
                self._up.pop(feed, None)
                self._down.pop(feed, None)

    def look(self, rule: FeedRule, ours: float) -> Iterator[Breach]:
        """What stands by a rule."""
        for kind, feed, since, lasting in self._watched(rule):
            if since + lasting <= ours:
                yield Breach(kind, rule.stage, since, rule, feed)

    def due(self, rule: FeedRule, ours: float) -> float:
        """When that will next be different, if nothing comes; by our clock."""
        ends = (since + lasting for _, _, since, lasting in self._watched(rule))
        return min((end for end in ends if end > ours), default=_NEVER)

    def _watched(self, rule: FeedRule) -> Iterator[tuple[Kind, int, float, int]]:
        """What may come to stand: its kind, the feed, since when, and for how long it may be so."""
        if rule.lost is not None:
            for feed, since in self._down.items():
                yield Kind.LOST, feed, since, rule.lost
        if rule.silent is not None:
            for feed, since in self._silences():
                yield Kind.SILENT, feed, since, rule.silent

    def _silences(self) -> Iterator[tuple[int, float]]:
        for feed, since in self._up.items():
            yield feed, max(since, self._last.get(feed, 0.0))
        posted = [at for feed, at in self._last.items() if self._is_receiver(feed)]
        alone = not self._up and not self._down
        if posted and (alone or max(posted) >= self.began):
            yield RECEIVERS, max(self.began, *posted)

    def _is_receiver(self, feed: int) -> bool:
        kind = self._kinds.get(feed)
        return kind is not None and kind.kind == "listen"
