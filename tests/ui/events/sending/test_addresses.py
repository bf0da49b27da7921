"""Where receivers are reached."""

import pytest

from floorwalker.ui.events.sending.addresses import receiver_url


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("127.0.0.1:8787", "http://127.0.0.1:8787/hook?a=1"),
        ("0.0.0.0:80", "http://127.0.0.1:80/hook?a=1"),
        ("[::]:80", "http://[::1]:80/hook?a=1"),
        ("[fe80::1]:80", "http://[fe80::1]:80/hook?a=1"),
        ("https://a.example/x", "https://a.example/x"),
    ],
)
def test_that_an_address_of_a_session_becomes_a_url(address: str, url: str) -> None:
    assert receiver_url(address, "/hook?a=1") == url
