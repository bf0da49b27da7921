"""The texts of the columns that are hidden at first: made anew each time they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.event.notes import Note
from floorwalker.ui.events import moments
from floorwalker.ui.events.table.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from floorwalker.ui.following import LiveSession


class RestCells:
    """What the columns of a session say in them; for the window's thread only."""

    def __init__(self, live: LiveSession) -> None:
        self._live = live
        self._texts: dict[int, Callable[[int], str]] = {
            Column.SEQ: lambda row: f"{int(live.columns.seq[row]):,}",
            Column.CREATED: lambda row: moments.seconds_utc(int(live.columns.created[row])).removesuffix(" UTC"),
            Column.STATUS: self._status,
            Column.SESSION: lambda row: live.names.text(int(live.columns.agent_session[row])),
            Column.FEED: self._feed,
            Column.CATEGORY: lambda row: str(int(live.columns.category[row])),
            Column.CODE: lambda row: str(int(live.columns.code[row])),
            Column.REPEAT: lambda row: "repeat" if int(live.columns.notes[row]) & Note.REPEAT else "",
        }

    def text(self, row: int, column: int) -> str:
        """A cell as text."""
        return self._texts[column](row)

    def _status(self, row: int) -> str:
        columns, names = self._live.columns, self._live.names
        return self._live.catalog.status(int(columns.activity[row]), names.text(int(columns.reason[row]))).words

    def _feed(self, row: int) -> str:
        feed = self._live.feeds.get(int(self._live.columns.feed[row]))
        return feed.address if feed else ""
