"""Takes out of a WebSocket's bytes what nearly all of a feed consists of: whole messages of one small frame each.

Such a frame is what the bytes of its header say, and is taken at a tenth of what a protocol library needs for it. All
the rest is left to that library: control frames, messages in fragments or packed ones, large ones, and what breaks the
rules. The bytes without the messages that were taken are a WebSocket's bytes still, for messages of one frame stand
between others, never inside of them. No I/O; for one thread.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

_WHOLE: Final = (0x81, 0x82)
"""First byte of a text, and of a binary message, that is whole and has no extension's bits."""

_CONTINUATION, _TEXT, _BINARY, _CLOSE = 0x0, 0x1, 0x2, 0x8
_FIN, _OPCODE = 0x80, 0x0F
_MASKED, _LENGTH = 0x80, 0x7F
_TWO_BYTES, _EIGHT_BYTES = 126, 127
"""Instead of a length: it follows in so many bytes."""

_MOST: Final = 2**16 - 1
"""Bytes of a message that is taken. Larger ones gain nothing by it."""


class Sifted(NamedTuple):
    """What came next: whole messages, then bytes that are left to the library, which may be none. begins: with these
    begins a message that the library puts together.
    """

    messages: list[bytes]
    left: bytes
    begins: bool


class _Header(NamedTuple):
    """Of a frame: its first byte, where its payload begins and ends, and whether it is one that can be taken."""

    first: int
    start: int
    end: int
    is_small: bool


class Sieve:
    """For one connection, from the first byte behind its handshake on. largest: bytes of a message; larger ones are
    left to the library, which refuses them.
    """

    def __init__(self, largest: int) -> None:
        self._most = min(largest, _MOST)
        self._held = b""
        self._passing = 0
        self._in_fragments = False

    def sift(self, data: bytes) -> Iterator[Sifted]:
        """What has come, in its order, for the library is to be given its bytes one after another. Part of a frame is
        held until the rest has come.
        """
        data, self._held = (self._held + data if self._held else data), b""
        at = min(self._passing, len(data))
        if at:
            self._passing -= at
            yield Sifted([], data[:at], begins=False)
        while at < len(data):
            messages, at = self._taken(data, at)
            header = _header(data, at, self._most)
            if header is None or (header.is_small and not self._in_fragments):
                self._held = data[at:]
                yield Sifted(messages, b"", begins=False)
                return
            end = min(header.end, len(data))
            self._passing = header.end - end
            yield Sifted(messages, data[at:end], begins=self._begins(header.first))
            at = end

    def _taken(self, data: bytes, at: int) -> tuple[list[bytes], int]:
        """The messages that can be taken from there on, and where the first frame is that cannot."""
        messages: list[bytes] = []
        if self._in_fragments:
            return messages, at
        most, size = self._most, len(data)
        # All that a feed brings passes here, so there are no calls. Only a frame's last bytes may lie behind the end.
        while at + 1 < size and data[at] in _WHOLE:
            length, start = data[at + 1], at + 2
            if length == _TWO_BYTES and start + 2 <= size:
                length, start = data[start] << 8 | data[start + 1], start + 2
            elif length >= _TWO_BYTES:
                break
            end = start + length
            if length > most or end > size:
                break
            messages.append(data[start:end])
            at = end
        return messages, at

    def _begins(self, first: int) -> bool:
        """Whether a message begins with a frame of that first byte, which is left to the library."""
        opcode = first & _OPCODE
        begins = opcode in (_TEXT, _BINARY) and not self._in_fragments
        if begins or opcode == _CONTINUATION:
            self._in_fragments = not first & _FIN
        return begins


def _header(data: bytes, at: int, most: int) -> _Header | None:
    """Of the frame that begins there; None where not all of its header has come."""
    if at + 2 > len(data):
        return None
    first, length, start = data[at], data[at + 1] & _LENGTH, at + 2
    more = {_TWO_BYTES: 2, _EIGHT_BYTES: 8}.get(length, 0)
    if start + more > len(data):
        return None
    if more:
        length, start = int.from_bytes(data[start : start + more]), start + more
    is_masked = bool(data[at + 1] & _MASKED)
    is_small = first in _WHOLE and not is_masked and more <= 2 and length <= most
    return _Header(first, start, start + length + (4 if is_masked else 0), is_small)
