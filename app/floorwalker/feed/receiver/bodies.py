"""A request's body, read within its bounds: bytes, time, and what it unpacks to."""

import asyncio
import zlib
from dataclasses import dataclass, field

from floorwalker.feed.receiver.answers import Message, Receive
from floorwalker.feed.receiver.patience import Patience

MAX_BODY = 10 * 2**20
"""Bytes of a body, packed or not, unless told."""

_DRAINED_AT_MOST = 64 * 2**20
"""A sender must have sent its body before it reads that it is too large; more than this above the limit is not
awaited.
"""


@dataclass(frozen=True, slots=True)
class Limits:
    """body: bytes of one, as it came and unpacked. together: bytes that all that are being read may hold. seconds:
    until a body must be whole.
    """

    body: int = MAX_BODY
    together: int = 128 * 2**20
    seconds: float = 10.0


GZIP = b"\x1f\x8b"
"""How gzip begins."""


class TooLarge(Exception):
    """The body, or what it unpacks to, is over the limit; size: bytes that came."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class TooSlow(Exception):
    """The body was not whole in time; size: bytes that came."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class TooMuchAtOnce(Exception):
    """All bodies that are being read together need more memory than they may."""


class Gone(Exception):
    """The sender has hung up before the end."""


class NotPacked(ValueError):
    """The body begins like gzip, but is not whole; says so for people."""


@dataclass(slots=True)
class _Intake:
    """What has come of a body. held: bytes of it that count against what all may hold together."""

    chunks: list[bytes] = field(default_factory=list)
    size: int = 0
    held: int = 0


class BodyReader:
    """Reads bodies within limits. For one event loop; make it there."""

    def __init__(self, limits: Limits) -> None:
        self._limit = limits.body
        self._left = max(limits.body, limits.together)
        self._patience = Patience(limits.seconds)

    async def read(self, receive: Receive) -> bytes:
        """The whole body as it came.

        Raises TooLarge (after a bounded rest was read and thrown away), TooSlow, TooMuchAtOnce, or Gone.
        """
        intake = _Intake()
        task = self._patience.begin()
        try:
            message = await receive()
            # Nearly always a body has come with its head, and that was all.
            if (
                not message.get("more_body")
                and message["type"] == "http.request"
                and len(message["body"]) <= self._limit
            ):
                return message["body"]  # type: ignore[no-any-return]  # as ASGI has it
            await self._fill(intake, message, receive)
        except asyncio.CancelledError:
            if not self._patience.was_lost(task):
                raise
            if intake.size <= self._limit:
                raise TooSlow(intake.size) from None
        finally:
            self._patience.end(task)
            self._left += intake.held
        if intake.size > self._limit:
            raise TooLarge(intake.size)
        return b"".join(intake.chunks)

    async def drain(self, receive: Receive) -> int:
        """Reads a body that nobody wants, within bounds, and tells how many bytes came. Raises Gone."""
        size, more = 0, True
        task = self._patience.begin()
        try:
            while more and size <= _DRAINED_AT_MOST:
                chunk, more = _chunk(await receive())
                size += len(chunk)
        except asyncio.CancelledError:
            if not self._patience.was_lost(task):
                raise
        finally:
            self._patience.end(task)
        return size

    async def _fill(self, intake: _Intake, message: Message, receive: Receive) -> None:
        while True:
            chunk, more = _chunk(message)
            self._take(intake, chunk)
            if not more or intake.size > self._limit + _DRAINED_AT_MOST:
                return
            message = await receive()

    def _take(self, intake: _Intake, chunk: bytes) -> None:
        intake.size += len(chunk)
        if intake.size > self._limit:
            intake.chunks.clear()
            return
        if len(chunk) > self._left:
            raise TooMuchAtOnce
        self._left -= len(chunk)
        intake.held += len(chunk)
        intake.chunks.append(chunk)


def _chunk(message: Message) -> tuple[bytes, bool]:
    if message["type"] == "http.disconnect":
        raise Gone
    return message.get("body", b""), message.get("more_body", False)


def unpacked(body: bytes, limit: int) -> bytes:
    """The body without its gzip packing, whatever the headers claim: no JSON and no form begins like gzip.

    Raises TooLarge as soon as it unpacks to more than `limit` bytes, NotPacked where it is damaged.
    """
    if not body.startswith(GZIP):
        return body
    members: list[bytes] = []
    size, rest = 0, body
    while rest:
        inflate = zlib.decompressobj(wbits=31)
        try:
            member = inflate.decompress(rest, limit + 1 - size)
        except zlib.error as damage:
            raise NotPacked(f"The gzip packing is damaged: {damage}.") from damage
        size += len(member)
        if size > limit:
            raise TooLarge(len(body))
        if not inflate.eof:
            raise NotPacked("The gzip packing ends too early.")
        members.append(member)
        rest = inflate.unused_data
    return b"".join(members)
