"""What is to be sent: events of a session or of a file, each with the exact bytes that it has there.

The iterators read as they go, so that a source of any size takes little memory; each is for one thread at a time.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple
from zlib import crc32

from pydantic import JsonValue

from floorwalker.event.catalog import Catalog
from floorwalker.event.facts import facts_of
from floorwalker.event.jsontext import NOT_QUICK, quick_value
from floorwalker.event.model import NotAnEvent, read_event
from floorwalker.event.slices import members
from floorwalker.feed.errors import FeedError
from floorwalker.feed.sending.values import values_in
from floorwalker.session.reader import Reader

LARGEST = 64 * 2**20
"""Bytes of one body."""

_WRAPPING = frozenset({"seq", "received", "delivery", "event"})
"""Names by which an event that was exported with its delivery is known."""
_BATCH = 200
_MILLION = 1_000_000


class Outgoing(NamedTuple):
    """One body. number: the event's seq in a session, or its place in a file, from 1. at: when it arrived, or where
    that is not known, when it was created, in microseconds since 1970; None for neither. agent: a number that the
    agent's events share, whose order is worth keeping; 0 for no agent.
    """

    number: int
    at: int | None
    agent: int
    body: bytes


def of_session(reader: Reader, catalog: Catalog, seqs: Iterable[int] | None = None) -> Iterator[Outgoing]:
    """Events of a session in that order, all unless told. Those that are not there are left out. Raises SessionError
    as the reader does."""
    oldest, newest = reader.bounds()
    remaining = iter(range(oldest, newest + 1) if seqs is None else seqs)
    while batch := list(islice(remaining, _BATCH)):
        arrivals = reader.arrivals(batch)
        for seq, payload in reader.payloads_of(batch).items():
            if seq in arrivals:
                yield Outgoing(seq, arrivals[seq].delivery.received, _told(payload, catalog)[1], payload)


def of_file(file: BinaryIO, name: str, catalog: Catalog) -> Iterator[Outgoing]:
    """The events in an array, one a line, or one alone; also as `floorwalker export --with-delivery` wraps them.
    name: of the file, for people. Raises FeedError where it is not JSON, OSError where it cannot be read."""
    for number, (value, text) in enumerate(values_in(file, name, LARGEST), 1):
        arrived, body = _unwrapped(value, text)
        created, agent = _told(body, catalog)
        yield Outgoing(number, created if arrived is None else arrived, agent, body)


def whole(file: BinaryIO, name: str) -> Iterator[Outgoing]:
    """All of a file as one body, whatever is in it. Raises FeedError where it is too large."""
    body = file.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise FeedError(f"{name} is larger than {LARGEST:,} bytes.", "Send it in parts.")
    yield Outgoing(1, None, 0, body)


def seqs_in(text: Iterable[str]) -> Iterator[int]:
    """The numbers in lines such as `7` and `10..20`. Raises ValueError."""
    for line in text:
        first, dots, last = line.strip().partition("..")
        if first:
            yield from range(int(first), int(last if dots else first) + 1)


def is_session(path: Path) -> bool:
    """Whether a file is a database, as every session is. Raises OSError."""
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def _told(body: bytes, catalog: Catalog) -> tuple[int | None, int]:
    """When an event was created, in microseconds, and its agent's number."""
    value = quick_value(body)
    if value is NOT_QUICK:
        return None, 0
    try:
        read = read_event(value, catalog)
    except NotAnEvent:
        return None, 0
    agent = facts_of(read.fields, read.shape, read.sets, catalog).agent
    return read.created * _MILLION, crc32(agent.casefold().encode()) if agent else 0


def _unwrapped(value: JsonValue, text: str) -> tuple[int | None, bytes]:
    """When an exported event arrived, and the event itself; None and all of it where it is not wrapped."""
    if not (isinstance(value, dict) and value.keys() >= _WRAPPING):
        return None, text.encode()
    start, end = members(text, 0)["event"]
    return _instant(value["received"]), text[start:end].encode()


def _instant(written: JsonValue) -> int | None:
    try:
        return round(datetime.fromisoformat(str(written)).timestamp() * _MILLION)
    except (ValueError, OverflowError):
        return None
