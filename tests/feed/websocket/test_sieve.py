"""The sieve and the library together read what the library reads alone."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as some
from websockets.client import ClientProtocol
from websockets.extensions.permessage_deflate import PerMessageDeflate
from websockets.frames import DATA_OPCODES, Frame, Opcode
from websockets.protocol import State
from websockets.uri import parse_uri

from floorwalker.feed.websocket.sieve import Sieve

LARGEST = 70_000


class Library:
    """The client's side of an open connection. messages: that came, None for one of which not all has come; others:
    the control frames."""

    def __init__(self, largest: int = LARGEST) -> None:
        self._protocol = ClientProtocol(parse_uri("ws://x/"), state=State.OPEN, max_size=largest)
        self._protocol.extensions = [PerMessageDeflate(False, False, 15, 15)]
        self.messages: list[bytes | None] = []
        self.others: list[tuple[Opcode, bytes]] = []
        self._fragments: list[bytes] = []
        self._completed = 0

    @property
    def end(self) -> tuple[State, object, object]:
        return self._protocol.state, self._protocol.close_sent, self._protocol.close_rcvd

    def receive(self, data: bytes) -> list[bytes]:
        """The messages that are complete now."""
        self._protocol.receive_data(data)
        self._protocol.data_to_send()
        done = []
        for frame in self._protocol.events_received():
            assert isinstance(frame, Frame)
            if frame.opcode not in DATA_OPCODES:
                self.others.append((frame.opcode, bytes(frame.data)))
                continue
            self._fragments.append(bytes(frame.data))
            if frame.fin:
                done.append(b"".join(self._fragments))
                self._fragments = []
        return done


def alone(pieces: Iterable[bytes], largest: int = LARGEST) -> tuple[list[bytes], object, object]:
    library = Library(largest)
    messages = [message for piece in pieces for message in library.receive(piece)]
    return messages, library.others, library.end


def sifted(pieces: Iterable[bytes], largest: int = LARGEST) -> tuple[list[bytes], object, object]:
    """As a connection does it."""
    library, sieve = Library(largest), Sieve(largest)
    messages: list[bytes | None] = []
    for piece in pieces:
        if library.end[0] is not State.OPEN:
            library.receive(piece)
            continue
        for taken, left, begins in sieve.sift(piece):
            messages += taken
            messages += [None] * begins
            for message in library.receive(left) if left else ():
                messages[messages.index(None)] = message
            if library.end[0] is not State.OPEN:
                break
    return [message for message in messages if message is not None], library.others, library.end


def frame(first: int, payload: bytes, *, mask: bool = False, wide: int = 0) -> bytes:
    """wide: how many bytes the length has at least."""
    size = len(payload)
    if size < 126 and not wide:
        length = bytes([size])
    elif size < 2**16 and wide <= 2:
        length = b"\x7e" + size.to_bytes(2, "big")
    else:
        length = b"\x7f" + size.to_bytes(8, "big")
    masked = bytes([length[0] | 0x80]) + length[1:] + bytes(4) if mask else length
    return bytes([first]) + masked + payload


SIZES = some.sampled_from([0, 1, 2, 125, 126, 127, 400, 2**16 - 1, 2**16, LARGEST, LARGEST + 1])
PAYLOADS = some.one_of(some.binary(max_size=12), SIZES.map(lambda size: b"x" * size))
WHOLE = some.builds(frame, some.sampled_from([0x81, 0x82]), PAYLOADS, wide=some.sampled_from([0, 0, 0, 2, 8]))
CONTROL = some.builds(frame, some.sampled_from([0x89, 0x8A]), some.binary(max_size=5))
FRAGMENTS = some.builds(
    lambda first, middle, last: b"".join([frame(first, b"a"), *middle, frame(0x80, last)]),
    some.sampled_from([0x01, 0x02]),
    some.lists(some.one_of(CONTROL, some.builds(frame, some.just(0x00), some.binary(max_size=5))), max_size=3),
    PAYLOADS,
)
PACKED = some.sampled_from([frame(0xC1, b"\x4a\x04\x00"), frame(0xC2, b"\x4b\x4c\x4a\x06\x00")])
ODD = some.one_of(
    some.builds(frame, some.integers(0, 255), some.binary(max_size=5), mask=some.booleans()),
    some.sampled_from([frame(0x88, b""), frame(0x88, b"\x03\xe8bye"), frame(0x88, b"x"), frame(0x80, b"x")]),
)
FRAMES = some.lists(some.one_of(WHOLE, WHOLE, WHOLE, CONTROL, FRAGMENTS, PACKED, ODD), max_size=8)


def cut(data: bytes, places: Sequence[int]) -> list[bytes]:
    ends = sorted({place % (len(data) + 1) for place in places} | {0, len(data)})
    return [data[start:end] for start, end in pairwise(ends)]


@given(FRAMES, some.lists(some.integers(0, 2**20), max_size=6))
@example([frame(0x81, b"")], [])
@example([frame(0x01, b"a"), frame(0x81, b"within"), frame(0x81, b"behind")], [])
@example([frame(0x88, b""), frame(0x81, b"behind the end")], [])
@example([frame(0x81, b"before"), frame(0x83, b""), frame(0x81, b"behind a fault")], [])
def test_that_any_frames_cut_anywhere_are_read_as_the_library_alone_reads_them(
    frames: list[bytes], places: list[int]
) -> None:
    pieces = cut(b"".join(frames), places)
    assert sifted(pieces) == alone(pieces)


@given(
    some.lists(some.one_of(WHOLE, CONTROL, FRAGMENTS), max_size=4).map(b"".join).filter(lambda data: len(data) < 2000)
)
def test_that_bytes_that_come_one_by_one_are_read_as_the_library_alone_reads_them(data: bytes) -> None:
    pieces = [data[at : at + 1] for at in range(len(data))]
    assert sifted(pieces) == alone(pieces)


@given(some.lists(some.binary(max_size=20), max_size=10), some.lists(some.integers(0, 2**20), max_size=6))
def test_that_any_bytes_are_read_as_the_library_alone_reads_them(pieces: list[bytes], places: list[int]) -> None:
    cut_up = cut(b"".join(pieces), places)
    assert sifted(cut_up) == alone(cut_up)


def test_that_whole_messages_are_not_left_to_the_library() -> None:
    data = b"".join(frame(0x82, bytes([number]) * 400) for number in range(9))
    [taken] = Sieve(LARGEST).sift(data + data[:100])
    assert (len(taken.messages), taken.left) == (9, b"")


def test_that_a_message_over_the_limit_is_left_to_the_library_which_refuses_it() -> None:
    data = frame(0x81, b"x" * 10) + frame(0x81, b"x" * 11) + frame(0x81, b"x")
    assert sifted([data], largest=10) == alone([data], largest=10)
    assert sifted([data], largest=10)[0] == [b"x" * 10]
