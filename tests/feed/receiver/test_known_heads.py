"""A kept connection whose sender repeats its head: not parsed again, and answered no differently."""

import asyncio
import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floorwalker.feed.receiver import server as server_module
from floorwalker.session.records import Receipt
from tests.capture.events import payload
from tests.feed.receiver.test_server import Connection, Place, at

TAKEN = 200


def request(body: bytes, length: int | None = None) -> bytes:
    size = len(body) if length is None else length
    return b"POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % size + body


async def parsed(sent: bytes, connection: Connection, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether what is sent goes through the parser; it is answered 200."""
    through: list[bytes] = []
    read = server_module._Protocol._read

    def reading(protocol: server_module._Protocol, data: bytes) -> None:
        through.append(data)
        read(protocol, data)

    with monkeypatch.context() as patch:
        patch.setattr(server_module._Protocol, "_read", reading)
        assert (await connection.say(sent))[0] == TAKEN
    return bool(through)


def test_that_a_head_is_parsed_once_and_again_only_with_another_length(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(place: Place) -> None:
        connection = await place.connect()
        longer = payload(3, Comment="x")
        found = [
            await parsed(request(body), connection, monkeypatch)
            for body in (payload(1), payload(2), longer, payload(4), longer)
        ]
        assert found == [True, False, True, False, False]
        assert [delivery.size for delivery in place.desk.delivered][:3] == [
            len(payload(1)),
            len(payload(2)),
            len(longer),
        ]
        other = await place.connect()
        assert await parsed(request(payload(5)), other, monkeypatch)

    at(test)


def test_that_a_packed_body_and_a_body_that_comes_later_are_read_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(place: Place) -> None:
        connection = await place.connect()
        packed = gzip.compress(payload(1), mtime=0)
        plain = payload(2, Comment="x" * 500)[: len(packed)].ljust(len(packed))
        assert (await connection.say(request(plain)))[0] == 400
        assert await parsed(request(packed), connection, monkeypatch)
        connection.writer.write(request(payload(3))[:-10])
        await place.receiver.asked.wait()
        assert (await connection.say(payload(3)[-10:]))[0] == TAKEN
        assert [type(delivery.items[0]).__name__ for delivery in place.desk.delivered] == [
            "Refused",
            "Accepted",
            "Accepted",
        ]

    at(test)


def test_that_requests_sent_without_waiting_are_answered_in_their_order() -> None:
    async def test(place: Place) -> None:
        connection = await place.connect()
        await connection.post(payload(0))
        await connection.post(payload(0))
        place.desk.holds = True
        connection.writer.write(request(payload(1)))
        held = await place.desk.held.get()
        connection.writer.write(request(payload(2)) + request(b"[]") + request(payload(3)))
        await connection.writer.drain()
        place.desk.holds = False
        held(Receipt(1, 0, 0, range(1)))
        assert [(await connection.answer())[0] for _ in range(4)] == [200, 200, 422, 200]
        assert [len(delivery.items) for delivery in place.desk.delivered] == [1] * 6

    at(test)


def test_that_a_sender_that_says_that_it_is_done_still_gets_its_answers() -> None:
    async def test(place: Place) -> None:
        connection = await place.connect()
        await connection.post(payload(0))
        place.desk.holds = True
        connection.writer.write(request(payload(1)))
        held = await place.desk.held.get()
        connection.writer.write(request(payload(2)))
        connection.writer.write_eof()
        await connection.writer.drain()
        place.desk.holds = False
        held(Receipt(1, 0, 0, range(1)))
        assert [(await connection.answer())[0] for _ in range(2)] == [200, 200]
        assert await connection.reader.read() == b""

    at(test)


def test_that_a_stop_answers_what_is_on_its_way_and_then_closes() -> None:
    async def test(place: Place) -> None:
        connection = await place.connect()
        await connection.post(payload(0))
        place.desk.holds = True
        connection.writer.write(request(payload(1)))
        held = await place.desk.held.get()
        place.server.stop()
        for protocol in list(place.server.server_state.connections):
            protocol.shutdown()
        held(Receipt(1, 0, 0, range(1)))
        assert (await connection.answer())[0] == TAKEN
        assert await connection.reader.read() == b""

    at(test)


def test_that_an_idle_connection_is_closed_after_its_last_request_and_not_before() -> None:
    async def test(place: Place) -> None:
        connection = await place.connect()
        await connection.post(payload(0))
        [protocol] = place.server.server_state.connections
        assert isinstance(protocol, server_module._Protocol)
        await connection.post(payload(1))
        protocol.timeout_keep_alive_handler()
        assert (await connection.post(payload(2)))[0] == TAKEN
        protocol._last_known -= 1000
        protocol.timeout_keep_alive_handler()
        assert await connection.reader.read() == b""

    at(test)


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from([payload(1), payload(2, Comment="y"), b"[]", b"no"]), min_size=1, max_size=6), st.data()
)
def test_that_however_a_sender_s_bytes_are_cut_each_request_gets_its_own_answer(
    bodies: list[bytes], data: st.DataObject
) -> None:
    sent = b"".join(map(request, bodies))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(sent) - 1), max_size=4)))

    async def test(place: Place) -> None:
        connection = await place.connect()
        for first, end in zip([0, *cuts], [*cuts, len(sent)], strict=True):
            connection.writer.write(sent[first:end])
            await connection.writer.drain()
            await asyncio.sleep(0)
        expected = {b"[]": 422, b"no": 400}
        assert [(await connection.answer())[0] for _ in bodies] == [expected.get(body, TAKEN) for body in bodies]
        assert len(place.desk.delivered) == len(bodies)

    at(test)
