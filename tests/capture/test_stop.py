"""A capture that is told to stop while its peers are in the middle of something."""

import signal
import socket
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from floorwalker.session.reader import Reader
from tests.capture.events import payload
from tests.capture.running import Running, capturing

PATIENCE = 30
"""Seconds; a stop takes some, and what it is held up by would hold it up for longer, or forever."""

_HEAD = b"POST /events HTTP/1.1\r\nHost: localhost\r\n"


def slow_body(peer: socket.socket) -> None:
    peer.sendall(_HEAD + b"Content-Length: 999\r\n\r\n" + payload(7)[:100])


def slow_body_in_chunks(peer: socket.socket) -> None:
    peer.sendall(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{'")


def slow_head(peer: socket.socket) -> None:
    peer.sendall(_HEAD[:30])


def slow_second_head(peer: socket.socket) -> None:
    peer.sendall(b"HEAD /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert peer.recv(1000).startswith(b"HTTP/1.1 200")
    slow_head(peer)


def nobody_reads_the_answers(peer: socket.socket) -> None:
    """As a peer that is gone without a word: what it is sent stays unsent."""
    peer.settimeout(0.2)
    asked = (b"GET /events?challenge=%s HTTP/1.1\r\nHost: localhost\r\n\r\n" % (b"x" * 2000)) * 10
    with suppress(TimeoutError):
        while True:
            peer.sendall(asked)


def connect(capture: Running, stack: ExitStack) -> socket.socket:
    """A peer that has little room for what it does not read."""
    where = urlsplit(capture.url)
    peer = stack.enter_context(socket.socket())
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    peer.settimeout(PATIENCE)
    peer.connect((where.hostname or "", where.port or 0))
    return peer


def assert_stops(capture: Running) -> None:
    """Though nobody reads its pipes meanwhile, and with nothing to complain about."""
    capture.process.send_signal(signal.SIGTERM)
    assert capture.process.wait(PATIENCE) == 0
    assert capture.complaint() == ""


@pytest.mark.parametrize(
    ("begin", "peers"),
    [
        (slow_body, 200),
        (slow_body_in_chunks, 20),
        (slow_head, 200),
        (slow_second_head, 20),
        (nobody_reads_the_answers, 1),
    ],
)
def test_that_no_peer_holds_up_a_stop_and_what_was_acknowledged_is_kept(
    tmp_path: Path, begin: Callable[[socket.socket], None], peers: int
) -> None:
    with capturing(tmp_path / "a.fw") as capture, ExitStack() as stack:
        for _ in range(peers):
            begin(connect(capture, stack))
        assert capture.post(payload(1)).status == 200
        assert_stops(capture)
    with Reader.open(tmp_path / "a.fw") as reader:
        assert [body for _, body in reader.payloads(range(1, reader.last_seq() + 1))] == [payload(1)]


def test_that_a_body_that_is_whole_soon_after_the_stop_is_still_taken(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw") as capture, ExitStack() as stack:
        idle, busy = connect(capture, stack), connect(capture, stack)
        busy.sendall(_HEAD + b"Content-Length: %d\r\n\r\n" % len(payload(1)))
        assert capture.post(payload(2)).status == 200
        capture.process.send_signal(signal.SIGTERM)
        assert idle.recv(1) == b""  # it stops
        busy.sendall(payload(1))
        assert busy.recv(1000).startswith(b"HTTP/1.1 200")
        assert capture.process.wait(PATIENCE) == 0
    with Reader.open(tmp_path / "a.fw") as reader:
        assert reader.last_seq() == 2
