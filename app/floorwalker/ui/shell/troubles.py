"""Troubles of the capture, told in the window: what, the remedy, a button that goes there; and taken away when over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from floorwalker.capture.messages import FeedState, Problem
    from floorwalker.ui.following.capture_end import CaptureEnd
    from floorwalker.ui.shell.banner import Banners
    from floorwalker.ui.shell.reception import Reception

_ELSEWHERE: Final = "Stop that one and start again (Ctrl+R), begin a new session (Ctrl+N), or only look at this one."
_SOURCES: Final = "Choose other sources, or put that right and start again (Ctrl+R)."
_FEED: Final = "It is tried again by itself. If that does not help, look at its URL, token and headers."


class Troubles(QObject):
    """Joins the reception to the banners. choose_sources: opens the dialog of sources."""

    def __init__(self, reception: Reception, banners: Banners, choose_sources: Callable[[], None]) -> None:
        super().__init__(banners)
        self._reception = reception
        self._banners = banners
        self._choose_sources = choose_sources
        self._been_up: set[str] = set()
        self._refused: set[str] = set()
        reception.broke.connect(self._on_broke)
        reception.unready.connect(self._on_unready)
        reception.warned.connect(self._on_warned)
        reception.recovered.connect(lambda: banners.take_away("storing"))
        reception.child.feed_state.connect(self._on_feed_state)
        reception.child.started.connect(self._forget)
        reception.gone.connect(self._forget_feeds)

    def _on_broke(self, end: CaptureEnd) -> None:
        match end.about:
            case "sources":
                self._banners.tell("capture", end.problem, _SOURCES, "Sources…", self._choose_sources)
            case "captured":
                self._banners.tell("capture", end.problem, _ELSEWHERE, "Only look", self._reception.look_only)
            case _:
                self._banners.tell("capture", end.problem, end.remedy, "Start again", self._reception.start)

    def _on_unready(self, problem: str, remedy: str) -> None:
        self._banners.tell("capture", problem, remedy, "Sources…", self._choose_sources)

    def _on_warned(self, message: Problem) -> None:
        topic = "storing" if message.about == "storing" else "warning"
        self._banners.tell(topic, message.problem, message.remedy)

    def _on_feed_state(self, message: FeedState) -> None:
        """A feed that never was up in this run may have been set up wrongly; one that was comes back by itself."""
        if message.state == "connected":
            self._been_up.add(message.feed)
            self._banners.take_away(_topic(message.feed))
        elif message.state == "reconnecting" and message.feed not in self._been_up | self._refused:
            self._refused.add(message.feed)
            problem = f"The feed {message.feed} is not connected. {message.detail}"
            self._banners.tell(_topic(message.feed), problem.rstrip(), _FEED, "Sources…", self._choose_sources)

    def _forget(self) -> None:
        for topic in ("capture", "storing", "warning"):
            self._banners.take_away(topic)
        self._forget_feeds()

    def _forget_feeds(self) -> None:
        for feed in self._refused:
            self._banners.take_away(_topic(feed))
        self._been_up.clear()
        self._refused.clear()


def _topic(feed: str) -> str:
    return f"feed {feed}"
