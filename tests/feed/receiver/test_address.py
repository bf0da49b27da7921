"""Addresses to listen at, and what can be wrong with them."""

import contextlib
import socket

import pytest

from floorwalker.feed.errors import FeedError, NoAddress
from floorwalker.feed.receiver.address import Address, PortTaken, address_of, bind, bound_address

EVERYWHERE = "0.0.0.0"  # noqa: S104 nothing is bound to it here


@pytest.mark.parametrize(
    ("text", "host", "port", "shown"),
    [
        ("127.0.0.1:8787", "127.0.0.1", 8787, "127.0.0.1:8787"),
        (" localhost:0 ", "localhost", 0, "localhost:0"),
        ("[::1]:80", "::1", 80, "[::1]:80"),
        (f"{EVERYWHERE}:65535", EVERYWHERE, 65535, f"{EVERYWHERE}:65535"),
    ],
)
def test_that_an_address_is_read_and_shown_again(text: str, host: str, port: int, shown: str) -> None:
    assert address_of(text) == Address(host, port)
    assert str(address_of(text)) == shown


@pytest.mark.parametrize(
    "text", ["", "8787", "127.0.0.1", ":8787", "::1:8787", "h:x", "h:-1", "h:65536", "h:", "[::1]", "h:٣", "[h:1"]
)
def test_that_anything_else_is_no_address(text: str) -> None:
    with pytest.raises(NoAddress):
        address_of(text)


@pytest.mark.parametrize(
    ("host", "only_here"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("localhost", True), ("::1", True)]
    + [(other, False) for other in (EVERYWHERE, "::", "192.168.1.5", "desk-17", "localhost.example")],
)
def test_that_only_loopback_is_out_of_reach_of_other_machines(host: str, only_here: bool) -> None:
    assert Address(host, 1).only_here is only_here


def test_that_the_url_of_a_wildcard_leads_to_this_machine() -> None:
    assert Address(EVERYWHERE, 8787).url() == "http://127.0.0.1:8787/events"
    assert Address("::", 8787).url() == "http://[::1]:8787/events"


def test_that_port_0_becomes_a_free_one() -> None:
    with contextlib.closing(bind(Address("127.0.0.1", 0))) as bound:
        assert bound_address(bound).host == "127.0.0.1"
        assert bound_address(bound).port > 0


def test_that_a_port_that_is_taken_is_told_with_a_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(PortTaken) as refused:
        bind(Address("127.0.0.1", other.getsockname()[1]))
    assert "taken" in refused.value.problem
    assert "127.0.0.1:0" in refused.value.remedy


@pytest.mark.parametrize("host", ["203.0.113.7", "no-such-host.invalid"])
def test_that_an_address_of_elsewhere_is_told_with_a_remedy(host: str) -> None:
    with pytest.raises(FeedError) as refused:
        bind(Address(host, 0))
    assert host in refused.value.problem
    assert "127.0.0.1" in refused.value.remedy
