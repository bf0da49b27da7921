"""Who is let in while no token is set."""

import socket

import pytest

from floorwalker.feed.receiver.doors import reason_to_refuse

HERE = "127.0.0.1"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1:8787",
        "127.0.0.1",
        "127.9.9.9:1",
        "localhost:8787",
        "LOCALHOST",
        "localhost.",
        "floor.localhost:3000",
        "[::1]:8787",
        socket.gethostname(),
        f"{socket.gethostname()}.local:8787",
    ],
)
def test_that_a_request_to_this_machine_is_let_in(host: str) -> None:
    assert reason_to_refuse([(b"host", host.encode())], HERE) is None


@pytest.mark.parametrize(
    "host",
    [
        "example.com",
        "127.0.0.1.example.com",
        "localhost.example.com:8787",
        "10.0.0.9",
        "",
        ":8787",
        "[::1",
        "a@127.0.0.9x",
    ],
)
def test_that_a_request_to_any_other_host_is_refused(host: str) -> None:
    reason = reason_to_refuse([(b"host", host.encode())], HERE)
    assert reason is not None
    assert "set a token" in reason


def test_that_the_address_at_which_a_request_arrived_is_this_machine() -> None:
    assert reason_to_refuse([(b"host", b"192.168.1.20:8787")], "192.168.1.20") is None
    assert reason_to_refuse([(b"host", b"192.168.1.20:8787")], "192.168.1.21") is not None


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "file://", "http://localhost.evil.example", "http://[x"]
)
def test_that_a_web_page_of_elsewhere_is_refused(origin: str) -> None:
    assert reason_to_refuse([(b"host", b"localhost"), (b"origin", origin.encode())], HERE) is not None


def test_that_a_web_page_of_this_machine_is_let_in() -> None:
    assert reason_to_refuse([(b"host", b"localhost"), (b"origin", b"http://localhost:3000")], HERE) is None


@pytest.mark.parametrize(
    "name", ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-anything"]
)
def test_that_what_a_proxy_or_tunnel_passes_on_is_refused(name: str) -> None:
    reason = reason_to_refuse([(b"host", b"localhost"), (name.encode(), b"203.0.113.9")], HERE)
    assert reason is not None
    assert name in reason


def test_that_a_sender_that_names_no_host_is_let_in() -> None:
    assert reason_to_refuse([(b"content-type", b"application/json")], HERE) is None


def test_that_a_reason_stays_short_however_long_the_header_is() -> None:
    reason = reason_to_refuse([(b"host", b"x" * 100_000)], HERE)
    assert reason is not None
    assert len(reason) < 400
