"""Signatures by the Standard Webhooks specification."""

import base64
import gzip
import hashlib
import hmac
import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook

from floorwalker.feed.receiver.guard import Headers
from floorwalker.feed.receiver.signatures import VALID, Signatures
from floorwalker.secret import SecretError

KEY = bytes(range(32))
SECRET = "whsec_" + base64.b64encode(KEY).decode()
SIGNATURES = Signatures(SECRET)
BODIES = {
    "event": b'{"Id": "1"}',
    "empty": b"",
    "accents": "é ü 漢".encode(),
    "gzip": gzip.compress(b'{"Id": "1"}'),
    "broken": b"\xc3\x28 \xff\xfe \xed\xa0\x80",
    "bom": b"\xef\xbb\xbf{}",
    "zeros": bytes(3),
}


def signed(body: bytes, *, age: float = 0, key: bytes = KEY, message: bytes = b"msg_1") -> Headers:
    """Headers by the specification's own words, made without the library."""
    at = str(int(time.time() - age)).encode()
    code = hmac.digest(key, message + b"." + at + b"." + body, hashlib.sha256)
    signature = b"v1," + base64.b64encode(code)
    return [(b"webhook-id", message), (b"webhook-timestamp", at), (b"webhook-signature", signature)]


def changed(headers: Headers, name: bytes, value: bytes) -> Headers:
    return [(key, value if key == name else old) for key, old in headers]


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_that_what_is_signed_right_is_valid_whatever_bytes_it_is(body: bytes) -> None:
    assert SIGNATURES.verdict(signed(body), body) == VALID


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_that_a_changed_byte_is_found(body: bytes) -> None:
    for other in (body + b" ", body[:-1], b"x" + body[1:]):
        if other != body:
            assert SIGNATURES.verdict(signed(body), other) != VALID


@given(st.binary(), st.binary())
def test_that_two_bodies_never_share_a_signature(one: bytes, another: bytes) -> None:
    assert (SIGNATURES.verdict(signed(one), another) == VALID) is (one == another)


def test_that_it_agrees_with_the_library_about_text() -> None:
    from datetime import UTC, datetime

    body = BODIES["accents"].decode()
    at = datetime.now(UTC)
    signature = Webhook(SECRET).sign("msg_2", at, body)
    headers = [
        (b"webhook-id", b"msg_2"),
        (b"webhook-timestamp", str(int(at.timestamp())).encode()),
        (b"webhook-signature", signature.encode()),
    ]
    assert SIGNATURES.verdict(headers, body.encode()) == VALID


@pytest.mark.parametrize("age", [301, 86_400, -302, -86_400])
def test_that_a_timestamp_of_another_time_is_refused_with_a_word_on_clocks(age: float) -> None:
    assert "clocks" in SIGNATURES.verdict(signed(b"{}", age=age), b"{}")


@pytest.mark.parametrize("age", [0, 240, -240])
def test_that_clocks_may_be_minutes_apart(age: float) -> None:
    assert SIGNATURES.verdict(signed(b"{}", age=age), b"{}") == VALID


def test_that_another_secret_is_refused() -> None:
    assert SIGNATURES.verdict(signed(b"{}", key=os.urandom(32)), b"{}") != VALID


def test_that_one_right_signature_among_others_is_enough() -> None:
    headers = signed(b"{}")
    right = dict(headers)[b"webhook-signature"]
    other = b"v1," + base64.b64encode(bytes(32))
    for several in (other + b" " + right, b"v1a,abc " + right, right + b" " + other):
        assert SIGNATURES.verdict(changed(headers, b"webhook-signature", several), b"{}") == VALID


@pytest.mark.parametrize("name", [b"webhook-id", b"webhook-timestamp", b"webhook-signature"])
@pytest.mark.parametrize(
    "value",
    [
        b"",
        b" ",
        b",",
        b"v1",
        b"v1,",
        b"v1,!",
        b"v1,a",
        b"v1,a,b",
        b"nan",
        b"inf",
        b"1e400",
        b"-1",
        b"\xff",
        b"\x00",
        b"9" * 50,
    ],
)
def test_that_headers_of_any_kind_are_refused_and_never_make_it_stumble(name: bytes, value: bytes) -> None:
    verdict = SIGNATURES.verdict(changed(signed(b"{}"), name, value), b"{}")
    assert verdict
    assert verdict != VALID


def test_that_missing_headers_are_named() -> None:
    assert "webhook-signature" in SIGNATURES.verdict([], b"{}")


@pytest.mark.parametrize("secret", [SECRET, SECRET.removeprefix("whsec_"), SECRET.rstrip("=")])
def test_that_a_secret_may_be_written_with_and_without_its_prefix_and_padding(secret: str) -> None:
    assert Signatures(secret).verdict(signed(b"{}"), b"{}") == VALID


@pytest.mark.parametrize("secret", ["whsec_", "not base64!", "whsec_ü", "a"])
def test_that_what_is_no_signing_secret_is_told_and_not_shown(secret: str) -> None:
    with pytest.raises(SecretError) as caught:
        Signatures(secret)
    assert "whsec_" in caught.value.remedy
    assert "not base64!" not in str(caught.value)
