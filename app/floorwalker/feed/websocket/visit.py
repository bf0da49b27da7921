"""One connection to a feed, from its beginning to its end, as those see it who take what it brings."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from floorwalker.event.body import Item, Items, Refused
from floorwalker.event.catalog import Catalog
from floorwalker.feed.websocket.address import Target
from floorwalker.feed.websocket.backoff import Backoff
from floorwalker.feed.websocket.connection import Came, Connection
from floorwalker.feed.websocket.frames import read_frame
from floorwalker.feed.websocket.intake import CommitGroup, Intake
from floorwalker.feed.websocket.limits import Limits
from floorwalker.session.journal import clock
from floorwalker.session.records import Delivery, Envelope, Frames, Sent

State: TypeAlias = Literal["connecting", "connected", "reconnecting", "stopped"]

TOGETHER = 500
"""Frames at most that are judged in one step, for some milliseconds; others shall be served as well."""

_SMALL = 128 * 2**10
"""Bytes. To judge more takes milliseconds, in which others shall be served."""


@dataclass(frozen=True, slots=True)
class News:
    """A feed's new state. at: microseconds since 1970. whole: it is connected again, and all that was missed since its
    loss is still to come.
    """

    state: State
    at: int
    detail: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """What a follower needs of the capture that runs it.

    session: the UUID of the session that is captured. is_followed_by: whether the capture of another one, by its UUID,
    follows this one just now. feed: the journal's id of the feed. position: how far it was followed before (session,
    seq). commit_group: see `Intake`. tell: writes news down and passes it on, and returns when that is done.
    """

    session: str
    is_followed_by: Callable[[str], bool]
    feed: int
    position: tuple[str, int] | None
    catalog: Catalog
    commit_group: CommitGroup
    tell: Callable[[News], Awaitable[None]]


@dataclass(slots=True)
class Visit:
    """backoff: is reset by the first event. is_told: its beginning was. is_dead: the peer has gone without a word.
    has_events: it has brought one.
    """

    connection: Connection
    target: Target
    home: Home
    limits: Limits
    intake: Intake
    backoff: Backoff
    is_told: bool = False
    is_dead: bool = False
    has_events: bool = False
    peer: str = field(init=False)
    envelope: Envelope = field(init=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.target.name)
        self.envelope = Envelope("", f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}")
        host, port = self.connection.remote_address[:2]
        self.peer = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"

    async def tell(self, state: State, detail: str = "", *, whole: bool = False) -> None:
        """Tells what has become of the feed just now, behind all that it brought before."""
        await self.intake.stored()
        await self.home.tell(News(state, clock(), detail, whole))
        self.is_told = True

    async def judged(self, body: bytes, parts: tuple[str, ...] = ()) -> list[Item]:
        """What is in a frame, in a thread of its own where it is large."""
        if len(body) > _SMALL:
            return await asyncio.to_thread(read_frame, body, self.home.catalog, parts)
        return read_frame(body, self.home.catalog, parts)

    def take(self, at: int, size: int, items: Sequence[Item], sent: Sent | None = None) -> None:
        """Stores what was in a frame of so many bytes. at: when it came, in microseconds since 1970."""
        self._take(Delivery(at, self.home.feed, self.peer, self.envelope, size, None, items, "", sent))

    def take_together(self, came: Came, items: Items, sents: Sequence[Sent] = ()) -> None:
        """Stores what was in frames that came together, one item in each."""
        sizes = list(map(len, came.frames))
        self._take(Frames(came.at, self.home.feed, self.peer, self.envelope, sizes, items, sents))

    def refuse(self, at: int, frame: bytes, why: str) -> None:
        """Keeps a frame that is no event, with the reason; only that where the frame is empty."""
        self.take(at, len(frame), [Refused.because(frame, why)])

    def _take(self, came: Delivery | Frames) -> None:
        self.intake.take(came)
        if not self.has_events:
            self.has_events = True
            self.backoff.reset()
