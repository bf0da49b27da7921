"""What is kept of a request's head."""

import pytest

from floorwalker.feed.receiver.envelopes import envelope_of, is_secret

SECRET = b"s3cr3t-value"


@pytest.mark.parametrize(
    "name",
    [
        "Authorization",
        "Proxy-Authorization",
        "Cookie",
        "X-Api-Key",
        "api_key",
        "apikey",
        "X-Auth-Token",
        "token",
        "access_token",
        "X-Client-Secret",
        "secret-sauce",
        "password",
    ],
)
def test_that_a_header_and_a_parameter_whose_name_tells_of_a_secret_are_not_kept(name: str) -> None:
    assert is_secret(name)
    headers = [(name.lower().encode(), SECRET), (b"accept", b"*/*")]
    envelope = envelope_of("POST", "/events", f"a=1&{name}={SECRET.decode()}&b=2", headers)
    assert envelope.target == "/events?a=1&b=2"
    assert envelope.headers == (("accept", "*/*"),)


def test_that_a_parameter_is_known_in_any_spelling() -> None:
    assert envelope_of("POST", "/events", "%74oken=x&To%6ben=y", []).target == "/events"


def test_that_all_other_headers_are_kept_in_their_order_save_the_length() -> None:
    headers = [(b"b", b"1"), (b"content-length", b"9"), (b"a", b"2"), (b"b", b"\xe9")]
    assert envelope_of("POST", "/events", "", headers).headers == (("b", "1"), ("a", "2"), ("b", "é"))


def test_that_a_query_is_kept_as_it_was_written() -> None:
    assert envelope_of("POST", "/events", "site=L%C3%BCbeck&&x", []).target == "/events?site=L%C3%BCbeck&&x"


@pytest.mark.parametrize("name", [b"referer", b"x-original-url", b"x-forwarded-uri", b"x-rewrite-url"])
@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("http://centre.example/events?token=s3cr3t-value", "http://centre.example/events?"),
        ("/events?a=1&%74oken=s3cr3t-value&b=2#top", "/events?a=1&b=2#top"),
        ("</hook?api_key=s3cr3t-value>; rel=x", "</hook?>; rel=x"),
    ],
)
def test_that_a_header_that_quotes_a_url_is_kept_without_its_secrets(name: bytes, url: str, kept: str) -> None:
    assert envelope_of("POST", "/events", "", [(name, url.encode())]).headers == ((name.decode(), kept),)


def test_that_a_header_with_parameters_of_its_own_is_kept_as_it_came() -> None:
    accept = "text/html;q=0.9, what?is=this&that=2&key"
    assert envelope_of("POST", "/events", "", [(b"accept", accept.encode())]).headers == (("accept", accept),)
