"""What goes into a session and what comes out of it, as values.

What is made for every request is a named tuple, or not frozen: a frozen dataclass takes a microsecond longer to make.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from floorwalker.event.body import Accepted, Columns, Items, Refused

_BESIDE = 500
"""About so many bytes an event or a refused element takes beside its payload."""


class Envelope(NamedTuple):
    """How a delivery was addressed. Whoever makes one has taken out secrets before; Content-Length is left out, so that
    the deliveries of one sender share one envelope.

    method: "POST", or "" for a frame of a feed. target: path and query. headers: as they came, names in any case.
    """

    method: str
    target: str
    headers: tuple[tuple[str, str], ...] = ()

    def text(self) -> str:
        """As a session file keeps it: JSON, in ASCII."""
        parts = {"method": self.method, "target": self.target, "headers": self.headers}
        return json.dumps(parts, separators=(",", ":"))


class Sent(NamedTuple):
    """Where an event stands in the session of the Floorwalker that handed it on. session: that session's UUID. seq: its
    number there. received: when it arrived there, microseconds since 1970 by that machine's clock.
    """

    session: str
    seq: int
    received: int


@dataclass(slots=True)
class Delivery:
    """One request or frame, with what was found in it.

    received: microseconds since 1970, our clock. feed: an id that `Journal.feed` gave. peer: who sent it,
    "address:port". size: bytes of the body as it came. answer: the HTTP status that was given, None where there is none
    (a feed's frame).
    items: the events and what was refused, in their order; nothing where the whole delivery was turned away unread.
    verdict: what the check of its signature said, "" where none is asked for. sent: only for an event that another
    Floorwalker has handed on.
    """

    received: int
    feed: int
    peer: str
    envelope: Envelope
    size: int
    answer: int | None
    items: Sequence[Accepted | Refused]
    verdict: str = ""
    sent: Sent | None = None

    @property
    def weight(self) -> int:
        """About so many bytes of memory it takes while it waits for the disk."""
        items = self.items
        if len(items) == 1:
            return self.size + len(items[0].payload) + _BESIDE
        return self.size + sum([len(item.payload) + _BESIDE for item in items])


@dataclass(slots=True)
class Frames:
    """Deliveries that came together from one feed, one event or refused element in each: as many `Delivery`, of which
    is kept once what they share.

    received, feed, peer, envelope: as in `Delivery`. sizes: bytes of each frame. sents: of each, or nothing where no
    other Floorwalker has handed them on.
    """

    received: int
    feed: int
    peer: str
    envelope: Envelope
    sizes: Sequence[int]
    items: Items
    sents: Sequence[Sent] = ()

    @property
    def weight(self) -> int:
        """As in `Delivery`."""
        items = self.items
        payloads = items.payloads if isinstance(items, Columns) else [item.payload for item in items]
        return sum(self.sizes) + sum(map(len, payloads)) + _BESIDE * len(payloads)


class Receipt(NamedTuple):
    """What became of a delivery, or of frames that came together, now on disk. accepted: new events. duplicates:
    repeats, stored and marked. seqs: the numbers of all its events, repeats too."""

    accepted: int
    duplicates: int
    rejected: int
    seqs: range


class Totals(NamedTuple):
    """A session's counts. events: every stored event, repeats too. rejected: refused elements and bodies."""

    events: int = 0
    duplicates: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which events may have been missed, in microseconds since 1970, our clock.

    feed: the feed that was lost, None where the whole capture was (or more than one feed at once). whole: the feed's
    return has brought all that was missed, so that it was only late.
    """

    start: int
    end: int
    feed: int | None
    whole: bool = False


class Feed(NamedTuple):
    """Where events come from. kind: "listen" or "connect". address: what it listens at or connects to."""

    kind: str
    address: str


class FeedNews(NamedTuple):
    """The last that a capture told of a feed. state: "connecting", "connected", "reconnecting" or "stopped". at:
    microseconds since 1970. detail: why, for people.
    """

    state: str
    at: int
    detail: str


class LastCapture(NamedTuple):
    """The newest capture of a session. seen: when it last wrote, in microseconds since 1970; while it runs, at least
    every ten seconds. has_ended: in order; one that was killed has not.
    """

    seen: int
    has_ended: bool


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """How an event arrived. feed: the feed's address. answer: None where none was given. Else as in `Delivery`, without
    the session in `sent`.
    """

    received: int
    feed: str
    peer: str
    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    size: int
    answer: int | None
    verdict: str = ""
    sent_seq: int | None = None
    sent_received: int | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """How an event arrived, and the bits of its notes."""

    delivery: DeliveryView
    notes: int


@dataclass(frozen=True, slots=True)
class RefusedView:
    """Something that was no event, whole, with what is wrong where: problems are (JSON Pointer, words)."""

    id: int
    received: int
    peer: str
    body: bytes
    problems: tuple[tuple[str, str], ...]
