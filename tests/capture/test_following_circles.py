"""Captures that would be handed their own events: one that follows itself, and two that follow each other."""

import json
import socket
from contextlib import ExitStack
from pathlib import Path

from floorwalker.capture.messages import FeedState
from floorwalker.session.reader import Reader
from tests.capture.events import payload
from tests.capture.following import details, following, payloads, wait_for_events
from tests.capture.running import Message, Running, capturing, send
from tests.feed.publisher.followers import feed_of

ITSELF = "cannot follow itself"
EACH_OTHER = "That Floorwalker follows this one"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


def of(port: int, other: int) -> list[str]:
    """Options to listen at a port and to follow another one."""
    return ["--listen", f"127.0.0.1:{port}", "--connect", f"ws://127.0.0.1:{other}/feed"]


def wait_for_word(capture: Running, *words: str) -> FeedState:
    def wanted(message: Message) -> bool:
        return isinstance(message, FeedState) and (
            message.state == "connected" or any(word in message.detail for word in words)
        )

    told = next((message for message in capture.messages if wanted(message)), None) or capture.wait_for(wanted)
    assert isinstance(told, FeedState)
    return told


def test_that_a_capture_does_not_follow_itself_and_says_so(tmp_path: Path) -> None:
    port = free_port()
    with capturing(tmp_path / "a.fw", *of(port, port)) as capture:
        told = wait_for_word(capture, ITSELF)
        assert told.state == "reconnecting"
        assert ITSELF in told.detail
        assert "Connect to another URL." in told.detail
        assert capture.post(payload(1)).status == 200
        assert capture.stop() == 0
    assert payloads(tmp_path / "a.fw") == [payload(1)]
    assert sum(ITSELF in detail for detail in details(capture, "reconnecting")) == 1


def test_that_of_two_captures_that_would_follow_each_other_only_one_does(tmp_path: Path) -> None:
    ports = free_port(), free_port()
    with ExitStack() as both:
        one = both.enter_context(capturing(tmp_path / "1.fw", *of(*ports)))
        two = both.enter_context(capturing(tmp_path / "2.fw", *of(*reversed(ports))))
        words = [wait_for_word(capture, EACH_OTHER) for capture in (two, one)]
        assert any(EACH_OTHER in word.detail for word in words)
        assert one.post(payload(1)).status == 200
        assert two.post(payload(2)).status == 200
        for capture, word in zip((two, one), words, strict=True):
            if word.state == "connected":
                wait_for_events(capture, 2)
        assert [capture.stop() for capture in (two, one)] == [0, 0]
    stored = sorted(len(payloads(tmp_path / name)) for name in ("1.fw", "2.fw"))
    assert stored[0] == 1
    assert stored[1] <= 2


def test_that_one_that_is_followed_may_follow_a_third(tmp_path: Path) -> None:
    with (
        capturing(tmp_path / "1.fw") as one,
        following(tmp_path / "2.fw", feed_of(one.url), "--listen", "127.0.0.1:0") as two,
    ):
        assert one.post(payload(1)).status == 200
        wait_for_events(two, 1)
        with following(tmp_path / "3.fw", feed_of(two.url)) as three:
            wait_for_events(three, 1)
            assert json.loads(send("GET", two.url, path="/health").content)["followers"] == 1
            assert three.stop() == 0
        assert two.stop() == 0
    with Reader.open(tmp_path / "3.fw") as reader:
        assert reader.info().events == 1
