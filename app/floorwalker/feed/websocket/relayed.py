"""The subprotocol `floorwalker.feed.v1`: what another Floorwalker says on a feed that it serves (our decision).

The first frame is `{"type": "hello", "session": UUID, "oldest": n, "newest": n}`. Then each event comes as
`{"seq": n, "received": "…Z", "event": <payload>}`, in order and without a hole; what is no longer there is told by
`{"type": "gap", "from": n, "to": n}`. Frames of other types may come with later versions and are passed over.
Pure functions; any thread.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import msgspec

from floorwalker.event.jsontext import NotJson, skip_blanks
from floorwalker.event.slices import members

SUBPROTOCOL: Final = "floorwalker.feed.v1"

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_NOTHING: Final = msgspec.Raw(b"")


class NotRelayed(ValueError):
    """A frame is none of this subprotocol; says why, for people."""


class Frame(msgspec.Struct, frozen=True):
    """Any frame. type: "" for an event. event: its payload, with the exact bytes that it has in the frame."""

    type: str = ""
    session: str = ""
    oldest: int = 0
    newest: int = 0
    start: int = msgspec.field(default=0, name="from")
    to: int = 0
    seq: int = 0
    received: datetime = _EPOCH
    event: msgspec.Raw = _NOTHING


@dataclass(frozen=True, slots=True)
class Hello:
    """What is served: a session's UUID, and the seqs of its oldest and newest event that are still there; oldest is one
    above newest where there is none.
    """

    session: str
    oldest: int
    newest: int


_DECODER: Final = msgspec.json.Decoder(Frame)
_WITHOUT_EVENT: Final = frozenset(("type", "session", "oldest", "newest", "from", "to", "seq", "received"))


def frame_of(frame: bytes) -> Frame:
    """What a frame says. Raises NotRelayed."""
    try:
        return _DECODER.decode(frame)
    except (msgspec.MsgspecError, RecursionError) as error:
        return _patiently(frame, error)


def events_of(frames: Sequence[bytes], first: int) -> list[Frame] | None:
    """What many frames say where all of them are events, in order from a seq on and without a hole; None where one is
    not, or that is not quickly told.
    """
    try:
        said = list(map(_DECODER.decode, frames))
    except (msgspec.MsgspecError, RecursionError):
        return None
    is_whole = [one.seq for one in said] == list(range(first, first + len(said)))
    return said if is_whole and not any(one.type for one in said) else None


def hello_of(frame: bytes) -> Hello | None:
    """What is served, if this frame says so."""
    try:
        said = frame_of(frame)
    except NotRelayed:
        return None
    if said.type != "hello" or not said.session or min(said.oldest, said.newest) < 0:
        return None
    return Hello(said.session, max(said.oldest, 1), said.newest)


def micros(moment: datetime) -> int:
    """Microseconds since 1970. Raises NotRelayed where the moment has no offset."""
    if moment.tzinfo is None:
        raise NotRelayed("its time of arrival has no offset")
    since = moment - _EPOCH
    return (since.days * 86400 + since.seconds) * 1_000_000 + since.microseconds


def _patiently(frame: bytes, error: Exception) -> Frame:
    """Payloads are taken that the quick decoder refuses, such as one with half of a surrogate pair: they are JSON."""
    try:
        text = frame.decode()
        spans = members(text, skip_blanks(text, 0)) if text.lstrip().startswith("{") else {}
        start, end = spans["event"]
        rest = [
            f"{msgspec.json.encode(name).decode()}:{text[slice(*spans[name])]}" for name in _WITHOUT_EVENT & set(spans)
        ]
        said = _DECODER.decode(f"{{{','.join(rest)}}}")
    except (UnicodeDecodeError, NotJson, KeyError, msgspec.MsgspecError, RecursionError):
        raise NotRelayed(f"it is no frame of {SUBPROTOCOL}: {error}") from error
    return msgspec.structs.replace(said, event=msgspec.Raw(text[start:end].encode()))
