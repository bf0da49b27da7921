"""What a feed sends, as WebSocket frames: bytes that are made once and go to every follower that is at the same place.

A follower that speaks `floorwalker.feed.v1` is told of the session, of each event's seq and arrival, and of what is no
longer there; any other gets payloads alone. Frames are text and not compressed, so that they depend on nothing else.
"""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from websockets.frames import Frame, Opcode

from floorwalker.session.portions import Stored
from floorwalker.session.times import iso_microseconds

SUBPROTOCOL = "floorwalker.feed.v1"

FOLLOWED_BY = "Floorwalker-Session"
"""The header in which a capture that follows tells its own session's UUID, so that two do not follow each other."""


class Batch(NamedTuple):
    """Frames, to be sent after those up to some seq. last: the seq up to which nothing is missing behind them."""

    frames: bytes
    last: int


def hello(session: str, oldest: int, newest: int) -> bytes:
    """The first frame that a follower gets."""
    return _told({"type": "hello", "session": session, "oldest": oldest, "newest": newest})


def batch(after: int, events: Sequence[Stored], newest: int, *, plain: bool) -> Batch:
    """Events that come after one, and what is missing between them. newest: the newest seq when they were read."""
    if not events:
        return Batch(b"" if plain or newest <= after else _gap(after + 1, newest), max(after, newest))
    return Batch(b"".join(_payloads(events) if plain else _wrapped(after, events)), events[-1].seq)


def _payloads(events: Iterable[Stored]) -> Iterable[bytes]:
    return [_frame(event.payload) for event in events]


def _wrapped(after: int, events: Iterable[Stored]) -> Iterable[bytes]:
    due = after + 1
    for seq, received, payload in events:
        if seq > due:
            yield _gap(due, seq - 1)
        due = seq + 1
        yield _frame(b'{"seq":%d,"received":"%b","event":%b}' % (seq, iso_microseconds(received).encode(), payload))


def _gap(first: int, last: int) -> bytes:
    return _told({"type": "gap", "from": first, "to": last})


def _told(message: dict[str, object]) -> bytes:
    return _frame(json.dumps(message, separators=(",", ":")).encode())


def _frame(text: bytes) -> bytes:
    return Frame(Opcode.TEXT, text).serialize(mask=False)
