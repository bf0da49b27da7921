"""Who is let in where a token or a signing secret is set."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.feed.receiver.guard import OPEN, Guard, Headers
from floorwalker.feed.receiver.signatures import Signatures

HERE = "127.0.0.1"
TOKEN = "s3cr3t token+ü/="
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
FROM_A_TUNNEL = [(b"host", b"floor.example.com"), (b"x-forwarded-for", b"203.0.113.7")]
GUARDED = Guard(TOKEN)
SIGNED = Guard(signatures=Signatures(SECRET))


def bearer(token: str, scheme: str = "Bearer") -> Headers:
    return [(b"authorization", f"{scheme} {token}".encode())]


def basic(password: str) -> Headers:
    return [(b"authorization", b"Basic " + base64.b64encode(f"anyone:{password}".encode()))]


@pytest.mark.parametrize(
    ("headers", "query"),
    [
        (bearer(TOKEN), b""),
        (bearer(TOKEN, "bearer"), b""),
        (basic(TOKEN), b""),
        ([], b"token=s3cr3t%20token%2B%C3%BC%2F%3D"),
        ([], b"site=1&token=s3cr3t+token%2B%C3%BC%2F%3D&x"),
        ([], "token=s3cr3t token+ü/=".encode()),
        ([], "%74oken=s3cr3t token+ü/=".encode()),
        ([*bearer("another"), *basic(TOKEN)], b""),
        (bearer("another"), b"token=wrong&token=s3cr3t%20token%2B%C3%BC%2F%3D"),
    ],
)
def test_that_a_token_lets_in_wherever_it_stands_and_from_anywhere(headers: Headers, query: bytes) -> None:
    assert GUARDED.keeps_out([*FROM_A_TUNNEL, *headers], query, HERE) is None
    assert GUARDED.keeps_out_reader([*FROM_A_TUNNEL, *headers], query, HERE) is None


@pytest.mark.parametrize(
    ("headers", "query"),
    [
        ([], b""),
        ([], b"token="),
        ([], b"token"),
        ([], b"TOKEN=s3cr3t%20token%2B%C3%BC%2F%3D"),
        (bearer(TOKEN + "x"), b""),
        (bearer(TOKEN[:-1]), b""),
        (bearer(""), b""),
        (bearer(TOKEN, "Token"), b""),
        (basic("no"), b""),
        ([(b"authorization", b"Basic ???")], b""),
        ([(b"authorization", b"Basic " + base64.b64encode(TOKEN.encode()))], b""),
        ([(b"authorization", b"")], b""),
        ([(b"authorization", b"Bearer \xff\xfe")], b"token=%ff%fe%zz"),
        ([(b"x-token", TOKEN.encode())], b""),
    ],
)
def test_that_whoever_has_no_right_token_is_kept_out_with_all_ways_told(headers: Headers, query: bytes) -> None:
    kept_out = GUARDED.keeps_out([(b"host", b"127.0.0.1"), *headers], query, HERE)
    assert kept_out is not None
    assert kept_out.status == 401
    assert [value.split()[0] for name, value in kept_out.headers if name == b"www-authenticate"] == [
        b"Bearer",
        b"Basic",
    ]
    assert all(way in kept_out.why for way in ("Bearer", "Basic", "?token="))
    assert TOKEN not in kept_out.why


@given(st.binary(), st.binary())
def test_that_no_bytes_of_a_stranger_make_it_stumble(value: bytes, query: bytes) -> None:
    for scheme in (b"", b"Bearer ", b"Basic "):
        assert GUARDED.keeps_out([(b"authorization", scheme + value)], query, HERE) is not None


def test_that_without_anything_set_only_this_machine_is_let_in() -> None:
    for kept_out in (
        OPEN.keeps_out(FROM_A_TUNNEL, b"", HERE),
        OPEN.keeps_out_reader(FROM_A_TUNNEL, b"", HERE),
        OPEN.keeps_out_prober(FROM_A_TUNNEL, HERE),
    ):
        assert kept_out is not None
        assert kept_out.status == 403
    assert OPEN.keeps_out([(b"host", b"localhost")], b"", HERE) is None
    assert not OPEN.is_set


def test_that_anybody_may_look_at_the_path_of_a_guarded_receiver() -> None:
    assert GUARDED.keeps_out_prober(FROM_A_TUNNEL, HERE) is None
    assert SIGNED.keeps_out_prober(FROM_A_TUNNEL, HERE) is None


def test_that_a_signing_secret_lets_senders_in_from_anywhere_and_readers_from_here_only() -> None:
    assert SIGNED.keeps_out(FROM_A_TUNNEL, b"", HERE) is None
    assert SIGNED.keeps_out_reader([(b"host", b"localhost")], b"", HERE) is None
    for headers, reached_at in ((FROM_A_TUNNEL, HERE), ([(b"host", b"192.168.1.9")], "192.168.1.9"), ([], "")):
        kept_out = SIGNED.keeps_out_reader(headers, b"", reached_at)
        assert kept_out is not None
        assert (kept_out.status, "token" in kept_out.why) == (403, True)


def test_that_whoever_may_post_from_afar_may_not_read_without_a_token() -> None:
    from_afar = ([(b"host", b"192.168.1.9:8787")], b"", "192.168.1.9")
    assert OPEN.keeps_out(*from_afar) is None
    kept_out = OPEN.keeps_out_reader(*from_afar)
    assert kept_out is not None
    assert (kept_out.status, "token" in kept_out.why) == (403, True)


def test_that_a_token_does_not_replace_a_signature() -> None:
    both = Guard(TOKEN, Signatures(SECRET))
    assert both.asks_for_signatures
    assert both.keeps_out([], b"", HERE) is not None
    verdict = both.verdict(bearer(TOKEN), b"{}")
    kept_out = both.keeps_out_signed(verdict)
    assert kept_out is not None
    assert kept_out.status == 401


def test_that_a_guard_without_signatures_has_nothing_to_say_of_them() -> None:
    assert GUARDED.verdict([], b"{}") == ""
    assert GUARDED.keeps_out_signed("") is None
