"""Posting: what is not taken is sent again, and what is refused for good is not."""

import asyncio
import socket
import time
from contextlib import ExitStack

import pytest

from floorwalker.feed import post
from floorwalker.feed.errors import FeedError
from floorwalker.feed.post import Poster
from tests.feed.receivers import answering


def posted(url: str, *bodies: bytes) -> float:
    """Posts bodies in turn and returns how many seconds that took."""

    async def run() -> None:
        async with Poster(url, 1) as poster:
            for body in bodies:
                await poster.post(body)

    began = time.monotonic()
    asyncio.run(run())
    return time.monotonic() - began


def test_that_bodies_arrive_in_order_and_are_said_to_be_json() -> None:
    with answering() as receiver:
        posted(receiver.url, b"1", b"2", b"3")
    assert receiver.bodies == [b"1", b"2", b"3"]


def test_that_a_busy_receiver_is_asked_again_when_it_says_so() -> None:
    with answering((503, {"Retry-After": "1"})) as receiver:
        assert posted(receiver.url, b"1", b"2") >= 1
    assert receiver.bodies == [b"1", b"1", b"2"]


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_that_what_was_not_taken_is_sent_again(status: int) -> None:
    with answering((status, {}), (status, {})) as receiver:
        posted(receiver.url, b"1")
    assert receiver.bodies == [b"1", b"1", b"1"]


@pytest.mark.parametrize("status", [200, 201, 204, 400, 422])
def test_that_an_answer_about_what_was_sent_ends_the_matter(status: int) -> None:
    with answering((status, {})) as receiver:
        posted(receiver.url, b"1")
    assert receiver.bodies == [b"1"]


@pytest.mark.parametrize("status", [301, 401, 403, 404, 405, 410, 413])
def test_that_a_receiver_that_wants_no_events_is_told_of(status: int) -> None:
    with answering((status, {"Location": "http://127.0.0.1:1/"})) as receiver, pytest.raises(FeedError) as refused:
        posted(receiver.url, b"1")
    assert str(status) in refused.value.problem
    assert receiver.bodies == [b"1"]


def test_that_a_receiver_that_is_not_there_is_told_of_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post, "PATIENCE", 0.3)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}/events"
        with pytest.raises(FeedError) as refused:
            posted(url, b"1")
    assert url in refused.value.problem
    assert refused.value.remedy


def test_that_a_receiver_that_goes_away_is_waited_for_and_nothing_is_left_out() -> None:
    async def run() -> None:
        async with Poster(first.url, 1) as poster:
            await poster.post(b"1")
            await asyncio.to_thread(there.close)
            async with asyncio.TaskGroup() as group:
                posting = group.create_task(poster.post(b"2"))
                with answering(port=first.server_address[1]) as second:
                    await posting
            assert second.bodies == [b"2"]

    with ExitStack() as there:
        first = there.enter_context(answering())
        asyncio.run(run())
    assert first.bodies == [b"1"]
