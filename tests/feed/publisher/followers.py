"""Followers of a feed, as programs are that use the `websockets` library."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

SPOKEN = Subprotocol("floorwalker.feed.v1")
PATIENCE = 30.0

_EVENT = re.compile(rb'\{"seq":(\d+),"received":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)","event":(.*)\}', re.DOTALL)


def feed_of(url: str) -> str:
    """The feed beside a listener's URL."""
    return url.replace("http", "ws", 1).replace("/events", "/feed")


def event_in(frame: bytes) -> tuple[int, bytes]:
    """The seq and the exact payload in a frame."""
    found = _EVENT.fullmatch(frame)
    assert found is not None, frame
    return int(found[1]), found[3]


@dataclass
class Follower:
    """One that speaks the feed's protocol. hello: the first frame. frames: all after it, as they came."""

    socket: ClientConnection
    hello: dict[str, object]
    frames: list[bytes] = field(default_factory=list)

    def next(self) -> bytes:
        self.frames.append(self.socket.recv(PATIENCE, decode=False))
        return self.frames[-1]

    def events(self, count: int) -> list[tuple[int, bytes]]:
        return [event_in(self.next()) for _ in range(count)]


@contextmanager
def following(url: str, since: str | None = None) -> Iterator[Follower]:
    """Follows the feed of the capture that listens at that URL."""
    query = "" if since is None else f"?since={since}"
    with connect(feed_of(url) + query, subprotocols=[SPOKEN], max_size=None, max_queue=None) as socket:
        assert socket.subprotocol == SPOKEN
        yield Follower(socket, json.loads(socket.recv(PATIENCE)))


@contextmanager
def following_plainly(url: str, since: str | None = None) -> Iterator[ClientConnection]:
    """Follows it like a program that knows nothing of Floorwalker."""
    query = "" if since is None else f"?since={since}"
    with connect(feed_of(url) + query, max_size=None, max_queue=None) as socket:
        assert socket.subprotocol is None
        yield socket
