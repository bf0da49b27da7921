"""Reading bodies within their bounds, without sockets."""

import asyncio
import gzip
import zlib
from collections.abc import Iterable
from typing import Any

import pytest

from floorwalker.feed.receiver.answers import Receive
from floorwalker.feed.receiver.bodies import (
    BodyReader,
    Gone,
    Limits,
    NotPacked,
    TooLarge,
    TooMuchAtOnce,
    TooSlow,
    unpacked,
)


def sends(chunks: Iterable[bytes], *, ends: bool = True) -> Receive:
    """A sender of these chunks, which then ends the body, or never does."""
    rest = list(chunks)

    async def receive() -> dict[str, Any]:
        if not rest:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": rest.pop(0), "more_body": bool(rest) or not ends}

    return receive


def read(receive: Receive, limits: Limits) -> bytes:
    async def reading() -> bytes:
        return await BodyReader(limits).read(receive)

    return asyncio.run(reading())


def test_that_a_body_is_the_same_in_one_piece_and_in_many() -> None:
    assert read(sends([b"abcdef"]), Limits(6)) == b"abcdef"
    assert read(sends([b"a", b"", b"bcd", b"ef"]), Limits(6)) == b"abcdef"


@pytest.mark.parametrize("chunks", [[b"abcdefg"], [b"abc", b"defg"], [b"a"] * 7])
def test_that_a_byte_over_the_limit_is_too_large_and_all_that_came_is_counted(chunks: list[bytes]) -> None:
    with pytest.raises(TooLarge) as refused:
        read(sends(chunks), Limits(6))
    assert refused.value.size == 7


def test_that_of_an_endless_body_only_a_bounded_rest_is_read() -> None:
    chunk = b"x" * 2**20

    async def endless() -> dict[str, Any]:
        return {"type": "http.request", "body": chunk, "more_body": True}

    with pytest.raises(TooLarge) as refused:
        read(endless, Limits(2**20))
    assert 64 * 2**20 <= refused.value.size <= 67 * 2**20


@pytest.mark.parametrize("chunks", [[], [b"ab"], [b"a", b"b"]])
def test_that_a_body_that_is_not_whole_in_time_is_too_slow(chunks: list[bytes]) -> None:
    with pytest.raises(TooSlow) as refused:
        read(sends(chunks, ends=False), Limits(6, seconds=0.05))
    assert refused.value.size == len(b"".join(chunks))


def test_that_a_body_that_is_too_large_and_too_slow_is_too_large() -> None:
    with pytest.raises(TooLarge):
        read(sends([b"abcdefgh"], ends=False), Limits(6, seconds=0.05))


def test_that_a_task_that_lost_patience_is_not_cancelled_after_that() -> None:
    async def reading() -> int:
        reader = BodyReader(Limits(6, seconds=0.05))
        with pytest.raises(TooSlow):
            await reader.read(sends([], ends=False))
        task = asyncio.current_task()
        assert task is not None
        await asyncio.sleep(0)
        return task.cancelling()

    assert asyncio.run(reading()) == 0


def test_that_a_cancelled_task_stays_cancelled() -> None:
    async def reading() -> None:
        reader = BodyReader(Limits(6))
        async with asyncio.TaskGroup() as group:
            task = group.create_task(reader.read(sends([], ends=False)))
            await asyncio.sleep(0)
            task.cancel()
        assert task.cancelled()

    asyncio.run(reading())


def test_that_a_sender_that_hangs_up_is_gone() -> None:
    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    with pytest.raises(Gone):
        read(receive, Limits(6))


def test_that_large_bodies_share_what_they_may_hold_and_give_it_back() -> None:
    async def reading() -> None:
        reader = BodyReader(Limits(body=6, together=9))
        first = sends([b"aaaaa", b""], ends=False)
        async with asyncio.TaskGroup() as group:
            task = group.create_task(reader.read(first))
            await asyncio.sleep(0)
            with pytest.raises(TooMuchAtOnce):
                await reader.read(sends([b"bbbbb", b""]))
            task.cancel()
        assert await reader.read(sends([b"bbbbb", b""])) == b"bbbbb"

    asyncio.run(reading())


def test_that_a_body_nobody_wants_is_read_to_its_end() -> None:
    async def draining() -> tuple[int, int]:
        reader = BodyReader(Limits(6, seconds=0.05))
        return await reader.drain(sends([b"abc"] * 5)), await reader.drain(sends([b"abc"], ends=False))

    assert asyncio.run(draining()) == (15, 3)


def test_that_a_plain_body_is_left_alone() -> None:
    assert unpacked(b'{"a": 1}', 4) == b'{"a": 1}'


def test_that_gzip_is_unpacked_whatever_the_headers_say_and_in_several_members_too() -> None:
    assert unpacked(gzip.compress(b"abc"), 6) == b"abc"
    assert unpacked(gzip.compress(b"abc") + gzip.compress(b"def"), 6) == b"abcdef"


def test_that_a_bomb_is_too_large_before_it_goes_off() -> None:
    bomb = gzip.compress(b"\0" * 50 * 2**20)
    with pytest.raises(TooLarge) as refused:
        unpacked(bomb, 2**20)
    assert refused.value.size == len(bomb)
    with pytest.raises(TooLarge):
        unpacked(gzip.compress(b"abcd") + gzip.compress(b"efg"), 6)


@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress(b"abc" * 100)[:-9],
        b"\x1f\x8b",
        b"\x1f\x8bnonsense",
        gzip.compress(b"abc") + b"rest",
        zlib.compress(b""),
    ],
    ids=["cut off", "two bytes", "no gzip", "more behind it", "zlib"],  # gzip's bytes differ from second to second
)
def test_that_damaged_gzip_is_told_and_nothing_else_is_taken_for_gzip(packed: bytes) -> None:
    if packed.startswith(b"\x1f\x8b"):
        with pytest.raises(NotPacked, match="gzip"):
            unpacked(packed, 10_000)
    else:
        assert unpacked(packed, 10_000) == packed
