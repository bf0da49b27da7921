"""What the settings of a source may be, and what is said where they may not."""

from pathlib import Path

import pytest

from floorwalker.ui.sources import checks


@pytest.mark.parametrize(
    "url",
    ["ws://127.0.0.1:8787/feed", "wss://example.com", "WSS://[::1]:1/x?since=2", "env:FEED_URL", "keyring:feed"],
)
def test_that_a_feeds_url_is_ws_or_wss_or_a_reference_to_one(url: str) -> None:
    assert checks.url_flaw(url) is None


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("", "needs a URL"),
        ("http://example.com", "begins with ws:// or wss://"),
        ("example.com/feed", "begins with ws:// or wss://"),
        ("ws://", "names no server"),
        ("ws://example.com:0", "names no server"),
        ("ws://example.com:99999/", "no URL"),
        ("ws://[::1/", "no URL"),
        ("ws://example.com/a b", "blanks"),
        ("ws://example.com/#part", "“#” part"),
        ("ws://me:secret@example.com/", "a secret in it"),
        ("wss://example.com/feed?token=abc", "a secret in it"),
        ("wss://example.com/feed?Api_Key=abc", "a secret in it"),
        ("env:", "names nothing"),
    ],
)
def test_that_a_wrong_url_is_told_with_a_remedy(url: str, problem: str) -> None:
    flaw = checks.url_flaw(url)
    assert flaw is not None
    assert problem in flaw.problem
    assert flaw.remedy


def test_that_a_receiver_for_other_machines_needs_a_token_or_a_secret() -> None:
    for host in ("::", "192.168.1.7", "desk.example.com"):
        flaw = checks.host_flaw(host, guarded=False, insecure=False)
        assert flaw is not None
        assert "Other machines" in flaw.problem
        assert checks.host_flaw(host, guarded=True, insecure=False) is None
        assert checks.host_flaw(host, guarded=False, insecure=True) is None
    for host in ("127.0.0.1", "::1", "localhost", "127.9.9.9"):
        assert checks.host_flaw(host, guarded=False, insecure=False) is None
    for host in ("", "a b", "[::1]", "http://x"):
        assert checks.host_flaw(host, guarded=True, insecure=True) is not None


def test_that_a_path_is_absolute_and_not_one_of_floorwalkers_own() -> None:
    assert checks.path_flaw("/hooks/agents") is None
    for path in ("hooks", "/a b", "/a?b", "/a#b", "/feed", "/health"):
        assert checks.path_flaw(path) is not None


def test_that_unwrap_is_a_json_pointer() -> None:
    for pointer in ("", "/data", "/a~0b/0"):
        assert checks.pointer_flaw(pointer) is None
    for pointer in ("data", "/a~b", "$.data"):
        assert checks.pointer_flaw(pointer) is not None


def test_that_a_signing_secret_is_base64_or_a_reference() -> None:
    for secret in ("", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "env:HOOK", "keyring:hook"):
        assert checks.signing_secret_flaw(secret) is None
    for secret in ("whsec_not base64!", "two\nlines", "file:"):
        assert checks.signing_secret_flaw(secret) is not None


def test_that_tls_needs_both_files_and_that_they_are_there(tmp_path: Path) -> None:
    file = tmp_path / "a.pem"
    file.touch()
    assert checks.files_flaw("", "") is None
    assert checks.files_flaw(str(file), str(file)) is None
    for pair in ((str(file), ""), ("", str(file)), (str(file), str(tmp_path / "none.pem")), (str(tmp_path), str(file))):
        assert checks.files_flaw(*pair) is not None


def test_that_headers_have_names_and_values_and_are_none_of_the_handshakes_own() -> None:
    assert checks.header_flaw("X-Api-Key", "abc") is None
    assert checks.header_flaw("X-Api-Key", "env:KEY") is None
    wrong = (("bad name", "x"), ("", "x"), ("X", ""), ("Host", "x"), ("sec-websocket-key", "x"), ("X", "a\r"))
    for name, value in wrong:
        assert checks.header_flaw(name, value) is not None
