"""Messages are had in groups, and are those that the library reads one by one."""

import asyncio
import threading
from collections.abc import Sequence

import pytest
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed
from websockets.frames import Close, Frame, Opcode

from floorwalker.feed.websocket.address import Target
from floorwalker.feed.websocket.connection import Connection, connected
from floorwalker.feed.websocket.limits import Limits
from tests.feed.websocket.servers import Feed, Handler, serving

LARGEST = 300_000


def frame(opcode: Opcode, data: bytes, *, fin: bool = True) -> bytes:
    return Frame(opcode, data, fin).serialize(mask=False)


WHOLE = [frame(Opcode.TEXT, b'{"whole": %d}' % number) for number in range(40)]
FRAGMENTS = [
    frame(Opcode.TEXT, b"in ", fin=False),
    frame(Opcode.PING, b"between"),
    *[frame(Opcode.CONT, b"%d " % number, fin=False) for number in range(60)],
    frame(Opcode.CONT, b"fragments"),
]
LARGE = [frame(Opcode.BINARY, bytes([number]) * 200_000) for number in range(3)]
FAREWELL = [frame(Opcode.CLOSE, Close(1000, "bye").serialize())]
OVER_THE_LIMIT = [frame(Opcode.TEXT, b"x" * (LARGEST + 2000)), *WHOLE]
AGAINST_THE_RULES = [frame(Opcode.CONT, b"of nothing"), *WHOLE]


def writes(data: bytes, piece: int) -> Handler:
    async def handler(connection: ServerConnection) -> None:
        for at in range(0, len(data), piece):
            connection.transport.write(data[at : at + piece])
            await connection.drain()
        await connection.wait_closed()

    return handler


async def in_groups(connection: Connection, most: int) -> tuple[list[list[bytes]], str]:
    groups: list[list[bytes]] = []
    try:
        while True:
            groups.append((await connection.came(most)).frames)
    except ConnectionClosed as closed:
        return groups, str(closed)


async def ours(url: str, most: int) -> tuple[list[list[bytes]], str]:
    async with connected(Target(url, url, {}), None, Limits(LARGEST)) as connection:
        return await in_groups(connection, most)


async def alone(url: str) -> tuple[list[bytes], str]:
    """As the library reads them."""
    messages = []
    async with connect(url, max_size=LARGEST + 1024, ping_interval=None) as connection:
        try:
            while True:
                messages.append(await connection.recv(decode=False))
        except ConnectionClosed as closed:
            return messages, str(closed)


@pytest.mark.parametrize("piece", [7, 1000, 10**6])
@pytest.mark.parametrize(
    "frames",
    [
        [*WHOLE, *FRAGMENTS, *WHOLE, *FAREWELL],
        [*FRAGMENTS, *FRAGMENTS, *FAREWELL, *WHOLE],
        [*WHOLE, *OVER_THE_LIMIT],
        [*WHOLE, *AGAINST_THE_RULES],
    ],
    ids=["fragments", "behind the end", "over the limit", "against the rules"],
)
def test_that_groups_hold_what_the_library_reads_and_end_as_it_does(frames: Sequence[bytes], piece: int) -> None:
    with serving(Feed(writes(b"".join(frames), piece))) as feed:
        messages, end = asyncio.run(alone(feed.url))
        groups, our_end = asyncio.run(ours(feed.url, 16))
    assert [message for group in groups for message in group] == messages
    assert our_end == end
    assert max(map(len, groups)) <= 16


def test_that_what_comes_together_is_had_together() -> None:
    with serving(Feed(writes(b"".join([*WHOLE, *FAREWELL]), 10**6))) as feed:
        groups, _ = asyncio.run(ours(feed.url, 500))
    assert [len(group) for group in groups] == [40]


def test_that_large_messages_are_had_one_by_one() -> None:
    with serving(Feed(writes(b"".join([*LARGE, *FAREWELL]), 10**6))) as feed:
        groups, _ = asyncio.run(ours(feed.url, 500))
    assert [len(group) for group in groups] == [1, 1, 1]


def test_that_a_wait_that_is_given_up_loses_nothing() -> None:
    async def handler(connection: ServerConnection) -> None:
        connection.transport.write(FRAGMENTS[0])
        await connection.ping(b"so far")
        await connection.recv()
        connection.transport.write(b"".join([FRAGMENTS[-1], *WHOLE[:1], *FAREWELL]))
        await connection.wait_closed()

    async def read(url: str) -> list[list[bytes]]:
        async with connected(Target(url, url, {}), None, Limits(LARGEST)) as connection:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.3):
                    await connection.came(9)
            await connection.send("go on")
            return (await in_groups(connection, 9))[0]

    with serving(Feed(handler)) as feed:
        assert asyncio.run(read(feed.url)) == [[b"in fragments"], [b'{"whole": 0}']]


def test_that_who_takes_nothing_is_sent_no_more_than_a_little() -> None:
    stuck = threading.Event()
    sent = 0

    async def floods(connection: ServerConnection) -> None:
        nonlocal sent
        for _ in range(400):
            connection.transport.write(LARGE[0])
            try:
                async with asyncio.timeout(None if stuck.is_set() else 0.5):
                    await connection.drain()
            except TimeoutError:
                stuck.set()
                await connection.drain()
            sent += not stuck.is_set()
        connection.transport.write(FAREWELL[0])
        await connection.wait_closed()

    async def takes_late(url: str) -> int:
        async with connected(Target(url, url, {}), None, Limits(LARGEST)) as connection:
            assert await asyncio.to_thread(stuck.wait, 20)
            return sum(map(len, (await in_groups(connection, 9))[0]))

    with serving(Feed(floods)) as feed:
        assert asyncio.run(takes_late(feed.url)) == 400
    assert sent < 200
