"""What a feed's frames hold."""

import json
from itertools import pairwise

import pytest
from websockets.frames import Opcode
from websockets.protocol import CLIENT, Protocol, State

from floorwalker.feed.publisher.wire import batch, hello
from floorwalker.session.portions import Stored

EVENTS = [
    Stored(1, 0, b'{ "Id" :\r\n"\xc3\xa9\xf0\x9f\x98\x80" }'),
    Stored(2, 1_795_348_800_000_001, b'{"n": 1.50e1, "x": "%s {} \\ud800"}' % (b"y" * 200)),
    Stored(3, 1_795_348_800_999_999, b"{%s}" % (b" " * 70_000)),
]


def frames(sent: bytes) -> list[bytes]:
    """What a client reads of it."""
    client = Protocol(CLIENT, state=State.OPEN, max_size=None)
    client.receive_data(sent)
    assert client.parser_exc is None
    read = client.events_received()
    assert {frame.opcode for frame in read} <= {Opcode.TEXT}  # type: ignore[union-attr]
    return [bytes(frame.data) for frame in read]  # type: ignore[union-attr]


def test_that_the_first_frame_tells_of_the_session() -> None:
    [told] = frames(hello("0d9a6f3e-2b5c-4c1d-8e7f-000000000003", 5, 812))
    session = "0d9a6f3e-2b5c-4c1d-8e7f-000000000003"
    assert json.loads(told) == {"type": "hello", "session": session, "oldest": 5, "newest": 812}


def test_that_each_event_is_a_frame_with_its_seq_its_arrival_and_the_payload_byte_for_byte() -> None:
    made = batch(0, EVENTS, 3, plain=False)
    assert made.last == 3
    assert frames(made.frames) == [
        b'{"seq":1,"received":"1970-01-01T00:00:00.000000Z","event":%b}' % EVENTS[0].payload,
        b'{"seq":2,"received":"2026-11-22T12:00:00.000001Z","event":%b}' % EVENTS[1].payload,
        b'{"seq":3,"received":"2026-11-22T12:00:00.999999Z","event":%b}' % EVENTS[2].payload,
    ]


def test_that_a_plain_follower_gets_the_payloads_alone() -> None:
    made = batch(0, EVENTS, 3, plain=True)
    assert made.last == 3
    assert frames(made.frames) == [event.payload for event in EVENTS]


@pytest.mark.parametrize(
    ("after", "seqs", "newest", "told"),
    [
        (0, [1, 2], 2, [1, 2]),
        (0, [5, 6], 9, [(1, 4), 5, 6]),
        (3, [5, 6, 9], 9, [(4, 4), 5, 6, (7, 8), 9]),
        (4, [5], 9, [5]),
        (3, [], 9, [(4, 9)]),
        (9, [], 9, []),
        (10, [], 9, []),
    ],
)
def test_that_what_is_there_no_more_is_told_in_its_place(
    after: int, seqs: list[int], newest: int, told: list[int | tuple[int, int]]
) -> None:
    made = batch(after, [Stored(seq, 0, b"{}") for seq in seqs], newest, plain=False)
    read = [json.loads(frame) for frame in frames(made.frames)]
    assert [told["seq"] if "seq" in told else (told["from"], told["to"]) for told in read] == told
    assert {told.get("type") for told in read} <= {None, "gap"}
    assert made.last == max(after, seqs[-1] if seqs else newest)


def test_that_batches_one_behind_the_other_leave_nothing_out() -> None:
    there = [seq for seq in range(1, 40) if seq % 7 and seq > 5]
    cuts = [0, 1, 2, 10, 11, 25, len(there)]
    after, read = 0, []
    for start, end in pairwise(cuts):
        after_this = batch(after, [Stored(seq, 0, b"{}") for seq in there[start:end]], 39, plain=False)
        read += [json.loads(frame) for frame in frames(after_this.frames)]
        after = after_this.last
    covered = [
        seq for told in read for seq in ([told["seq"]] if "seq" in told else range(told["from"], told["to"] + 1))
    ]
    assert covered == list(range(1, 40))


def test_that_a_plain_follower_is_not_told_of_what_is_missing() -> None:
    assert frames(batch(0, EVENTS[2:], 3, plain=True).frames) == [EVENTS[2].payload]
    assert batch(0, [], 9, plain=True) == (b"", 9)
