"""What a request's head alone decides."""

import json

import pytest

from floorwalker.feed.receiver.routes import Head, Routes

LOCAL = (b"host", b"127.0.0.1:8787")


def judged(method: str, path: str, query: str = "", *headers: tuple[bytes, bytes]) -> Head:
    return Routes().judge(method, path, query.encode(), [LOCAL, *headers], "127.0.0.1")


def test_that_events_are_posted_at_their_path() -> None:
    head = judged("POST", "/events", "", (b"content-type", b"text/plain"), (b"content-encoding", b" GZip"))
    assert (head.to, head.content_type, head.content_coding, head.awaits_continue) == (
        "post",
        "text/plain",
        "gzip",
        False,
    )


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_that_a_look_at_the_path_is_answered_with_a_line(method: str) -> None:
    answer = judged(method, "/events").answer
    assert answer is not None
    assert answer.status == 200
    assert answer.content.count(b"\n") == 1


@pytest.mark.parametrize(
    ("query", "echo"),
    [
        ("challenge=abc", b"abc"),
        ("validationToken=a%20b%3Cscript%3E", b"a b<script>"),
        ("x=1&challenge=%C3%A9", "é".encode()),
        ("challenge=" + "x" * 5000, b"x" * 2048),
    ],
)
def test_that_a_challenge_is_echoed_as_plain_text(query: str, echo: bytes) -> None:
    answer = judged("GET", "/events", query).answer
    assert answer is not None
    assert answer.content == echo
    assert dict(answer.headers)[b"content-type"].startswith(b"text/plain")
    assert dict(answer.headers)[b"x-content-type-options"] == b"nosniff"


def test_that_a_question_for_options_is_answered_with_what_may_be_done() -> None:
    answer = judged("OPTIONS", "/events").answer
    assert answer is not None
    assert (answer.status, dict(answer.headers)[b"allow"]) == (200, b"GET, HEAD, POST, OPTIONS")
    assert b"webhook-allowed-origin" not in dict(answer.headers)


def test_that_a_webhook_sender_gets_the_consent_it_asks_for() -> None:
    answer = judged("OPTIONS", "/events", "", (b"webhook-request-origin", b"events.example")).answer
    assert answer is not None
    assert dict(answer.headers)[b"webhook-allowed-origin"] == b"events.example"
    assert dict(answer.headers)[b"webhook-allowed-rate"] == b"*"


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("PUT", "/events", b"GET, HEAD, POST, OPTIONS"),
        ("DELETE", "/events", b"GET, HEAD, POST, OPTIONS"),
        ("POST", "/health", b"GET, HEAD"),
    ],
)
def test_that_another_method_is_told_which_ones_there_are(method: str, path: str, allow: bytes) -> None:
    answer = judged(method, path).answer
    assert answer is not None
    assert (answer.status, dict(answer.headers)[b"allow"]) == (405, allow)


@pytest.mark.parametrize("path", ["/", "/event", "/events/", "/Events", "/feed/", "//events", "/é"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_that_nothing_is_at_other_paths(method: str, path: str) -> None:
    answer = judged(method, path).answer
    assert answer is not None
    assert answer.status == 404
    assert dict(answer.headers)[b"content-type"] == b"application/problem+json"
    assert json.loads(answer.content)["status"] == 404


def test_that_the_feed_is_a_web_socket_and_says_so() -> None:
    for method, status, name, value in (("GET", 426, b"upgrade", b"websocket"), ("POST", 405, b"allow", b"GET")):
        answer = judged(method, "/feed").answer
        assert answer is not None
        assert (answer.status, dict(answer.headers)[name]) == (status, value)


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/events"), ("GET", "/health"), ("GET", "/feed"), ("GET", "/events"), ("GET", "/")]
)
def test_that_who_is_not_let_in_learns_nothing_else(method: str, path: str) -> None:
    head = Routes().judge(method, path, b"", [(b"host", b"example.com")], "127.0.0.1")
    assert (head.to, head.answer) == ("answer", None)
    assert head.kept_out is not None
    assert head.kept_out.status == 403
