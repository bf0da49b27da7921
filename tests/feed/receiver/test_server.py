"""The receiver on a real socket: its shortcut, its patience, and how many it serves."""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from floorwalker.event.catalog import Catalog
from floorwalker.feed.receiver import server as server_module
from floorwalker.feed.receiver.address import Address, bind, bound_address
from floorwalker.feed.receiver.answers import Answer, Receive, Send
from floorwalker.feed.receiver.application import Outcome, Receiver, Surroundings, Unavailable
from floorwalker.feed.receiver.bodies import Limits
from floorwalker.feed.receiver.routes import Head
from floorwalker.feed.receiver.server import Server
from floorwalker.session.records import Delivery, Receipt
from tests.capture.events import payload

CATALOG = Catalog.load()


@dataclass
class Desk:
    """What a receiver hands in: taken at once, or held until a test answers, or not taken at all."""

    delivered: list[Delivery] = field(default_factory=list)
    holds: bool = False
    held: "asyncio.Queue[Callable[[Outcome], None]]" = field(default_factory=asyncio.Queue)
    trouble: Unavailable | None = None

    def commit(self, delivery: Delivery, told: Callable[[Outcome], None]) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.delivered.append(delivery)
        if self.holds:
            self.held.put_nowait(told)
        else:
            told(Receipt(len(delivery.items), 0, 0, range(1)))


class Counting(Receiver):
    """A receiver that counts which way requests take. asked: set when one takes the long one."""

    asked: asyncio.Event
    short = 0
    long = 0

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:  # noqa: ANN401 as ASGI has it
        self.long += 1
        self.asked.set()
        await super().__call__(scope, receive, send)

    def take(self, head: Head, scope: Any, body: bytes, respond: Callable[[Answer], None]) -> None:  # noqa: ANN401
        self.short += 1
        super().take(head, scope, body, respond)


@dataclass
class Place:
    """A receiver that serves, and the desk behind it."""

    desk: Desk
    receiver: Counting
    server: Server
    port: int
    stack: AsyncExitStack

    async def connect(self) -> "Connection":
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.stack.callback(writer.close)
        return Connection(reader, writer)


@dataclass
class Connection:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def post(self, body: bytes, headers: Mapping[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
        more = "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
        head = f"POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n{more}\r\n"
        return await self.say(head.encode() + body)

    async def say(self, sent: bytes) -> tuple[int, dict[str, str], bytes]:
        self.writer.write(sent)
        return await self.answer()

    async def answer(self) -> tuple[int, dict[str, str], bytes]:
        lines = (await self.reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines[1:] if line)
        return int(lines[0].split()[1]), headers, await self.reader.readexactly(int(headers["content-length"]))


def at(test: Callable[[Place], Awaitable[None]], limits: Limits | None = None) -> None:
    """Runs a test at a receiver that serves."""

    async def run() -> None:
        desk = Desk()
        surroundings = Surroundings(desk.commit, dict, lambda: server.crowded)
        receiver = Counting(1, CATALOG, surroundings, limits or Limits())
        receiver.asked = asyncio.Event()
        server = Server(receiver, bind(Address("127.0.0.1", 0)))
        async with asyncio.timeout(30), asyncio.TaskGroup() as group, AsyncExitStack() as stack:
            group.create_task(server.serve_bound())
            stack.callback(server.stop)
            await server.up.wait()
            await test(Place(desk, receiver, server, bound_address(server.bound).port, stack))

    asyncio.run(run())


def test_that_a_request_that_came_whole_takes_the_shortcut_and_others_do_not() -> None:
    async def test(place: Place) -> None:
        connection = await place.connect()
        for number in range(3):
            assert (await connection.post(payload(number)))[0] == 200
        assert (place.receiver.short, place.receiver.long) == (3, 0)
        connection.writer.write(b"POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n")
        await place.receiver.asked.wait()
        assert (await connection.say(b"[]"))[0] == 422
        assert (await connection.say(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"))[0] == 200
        assert (place.receiver.short, place.receiver.long) == (3, 2)

    at(test)


@pytest.mark.parametrize(
    "body",
    [payload(1), b"[]", b"nonsense", b"{}", b"[" + payload(1) + b",7]", b"\xef\xbb\xbf" + payload(1)],
    ids=["event", "empty", "nonsense", "no-event", "both", "bom"],
)
def test_that_both_ways_give_the_same_answer(body: bytes) -> None:
    async def test(place: Place) -> None:
        connection = await place.connect()
        short = await connection.post(body)
        other = await place.connect()
        long = await other.post(body, {"Connection": "close"})
        assert long[1].pop("connection") == "close"
        assert short == long
        first, second = place.desk.delivered
        assert (first.items, first.answer, first.size) == (second.items, second.answer, second.size)
        assert (place.receiver.short, place.receiver.long) == (1, 1)

    at(test)


def test_that_the_answer_waits_for_the_commit_and_other_connections_do_not() -> None:
    async def test(place: Place) -> None:
        place.desk.holds = True
        first, second = await place.connect(), await place.connect()
        async with asyncio.TaskGroup() as group:
            failing = group.create_task(first.post(payload(1)))
            to_fail = await place.desk.held.get()
            group.create_task(second.post(payload(1))).add_done_callback(lambda _: to_fail(full))
            (await place.desk.held.get())(Receipt(0, 1, 0, range(1)))
            status, headers, content = await failing
        assert (status, headers["retry-after"]) == (503, "5")
        assert b"The disk is full." in content

    full = Unavailable("The disk is full.", 5)
    at(test)


def test_that_a_sender_is_told_when_no_more_can_wait() -> None:
    async def test(place: Place) -> None:
        place.desk.trouble = Unavailable("Too much at once.", 2)
        connection = await place.connect()
        for headers in ({}, {"Expect": "100-continue"}):
            status, told, content = await connection.post(payload(1), headers)
            assert (status, told["retry-after"]) == (503, "2")
            assert b"Too much at once." in content

    at(test)


@pytest.mark.parametrize("rudely", [True, False])
def test_that_a_sender_that_is_gone_before_the_commit_harms_nobody(
    monkeypatch: pytest.MonkeyPatch, rudely: bool
) -> None:
    lost = asyncio.Event()

    def connection_lost(protocol: HttpToolsProtocol, exc: Exception | None) -> None:
        HttpToolsProtocol.connection_lost(protocol, exc)
        lost.set()

    async def test(place: Place) -> None:
        place.desk.holds = True
        connection = await place.connect()
        head = f"POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(payload(1))}\r\n\r\n"
        connection.writer.write(head.encode() + payload(1))
        held = await place.desk.held.get()
        monkeypatch.setattr(server_module._Protocol, "connection_lost", connection_lost)
        if rudely:
            at_once = struct.pack("ii", 1, 0)
            connection.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
            connection.writer.transport.abort()
            await lost.wait()
            held(Receipt(1, 0, 0, range(1)))
        else:
            connection.writer.transport.abort()
            held(Receipt(1, 0, 0, range(1)))
            await lost.wait()
        monkeypatch.undo()
        place.desk.holds = False
        assert (await (await place.connect()).post(payload(2)))[0] == 200

    at(test)


@pytest.mark.parametrize("sent", [b"", b"{", b"x" * 50])
def test_that_a_body_that_is_too_slow_is_answered_and_the_connection_closed(sent: bytes) -> None:
    async def test(place: Place) -> None:
        connection = await place.connect()
        head = b"POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n"
        status, headers, _ = await connection.say(head + sent)
        assert (status, headers["connection"]) == (408, "close")
        assert await connection.reader.read() == b""
        [delivery] = place.desk.delivered
        assert (delivery.answer, delivery.size) == (408, len(sent))

    at(test, Limits(seconds=0.1))


def test_that_slow_bodies_hold_up_nobody_else() -> None:
    async def test(place: Place) -> None:
        for _ in range(100):
            connection = await place.connect()
            connection.writer.write(b"POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{")
        quick = await place.connect()
        for number in range(20):
            assert (await quick.post(payload(number)))[0] == 200

    at(test, Limits(seconds=60))


def test_that_too_many_connections_are_told_so_and_far_too_many_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "MOST_CONNECTIONS", 3)

    async def test(place: Place) -> None:
        served = [await place.connect() for _ in range(3)]
        assert (await served[0].post(payload(1)))[0] == 200
        many = [await place.connect() for _ in range(3)]
        status, headers, _ = await many[0].post(payload(2))
        assert status == 503
        assert int(headers["retry-after"]) > 0
        assert await many[0].reader.read() == b""
        more = [await place.connect() for _ in range(4)]
        assert await more[-1].reader.read() == b""

    at(test)


def test_that_a_connection_that_asks_for_nothing_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "HEAD_TIME", 0.1)

    async def test(place: Place) -> None:
        silent, speaking = await place.connect(), await place.connect()
        assert (await speaking.post(payload(1)))[0] == 200
        assert await silent.reader.read() == b""
        assert (await speaking.post(payload(2)))[0] == 200

    at(test)


def test_that_a_stop_finishes_what_is_in_progress_and_closes_what_is_idle() -> None:
    async def test(place: Place) -> None:
        place.desk.holds = True
        idle, busy = await place.connect(), await place.connect()
        async with asyncio.TaskGroup() as group:
            answer = group.create_task(busy.post(payload(1)))
            held = await place.desk.held.get()
            place.server.stop()
            assert await idle.reader.read() == b""
            held(Receipt(1, 0, 0, range(1)))
            assert (await answer)[0] == 200
        assert await busy.reader.read() == b""

    at(test)
