"""Requests of all sorts, over real connections to a capture in a process of its own."""

import gzip
import itertools
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode, urlsplit

import pytest

from floorwalker.session.reader import Reader
from floorwalker.session.records import RefusedView
from tests.capture.events import event, guid, payload
from tests.capture.running import Reply, Running, capturing, send

LIMIT = 300_000
_NUMBERS = itertools.count(1000, 100)


@pytest.fixture(name="capture", scope="module")
def _capture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    session = tmp_path_factory.mktemp("requests") / "a.fw"
    with capturing(session, "--max-body", str(LIMIT)) as running:
        yield running
        assert running.stop() == 0
        assert running.complaint() == ""


@pytest.fixture(name="reader")
def _reader(capture: Running) -> Iterator[Reader]:
    with Reader.open(capture.session) as reader:
        yield reader


@pytest.fixture(name="number")
def _number() -> int:
    """Of an event that the session does not have yet, nor the hundred after it."""
    return next(_NUMBERS)


def last_payload(reader: Reader) -> bytes:
    stored = reader.payload(reader.last_seq())
    assert stored is not None
    return stored


def last_refused(reader: Reader) -> RefusedView:
    return reader.refused(limit=1_000_000)[-1]


def raw(capture: Running, sent: bytes, *, says_end: bool = True) -> bytes:
    """All that comes back, until it is closed, on a connection of its own, for bytes after which no more are sent."""
    with connected(capture) as connection:
        connection.sendall(sent)
        if says_end:
            connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@contextmanager
def connected(capture: Running) -> Iterator[socket.socket]:
    parts = urlsplit(capture.url)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield connection


def read_until(connection: socket.socket, end: bytes) -> bytes:
    """What comes up to something that must come."""
    heard = b""
    while end not in heard:
        chunk = connection.recv(65536)
        assert chunk, heard
        heard += chunk
    return heard


def head(length: int, *more: str) -> bytes:
    lines = ["POST /events HTTP/1.1", "Host: localhost", f"Content-Length: {length}", *more]
    return "\r\n".join([*lines, "", ""]).encode()


def assert_problem(reply: Reply, status: int) -> None:
    assert reply.status == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert (reply.json["status"], reply.json["type"]) == (status, "about:blank")
    assert reply.json["title"]
    assert reply.json["detail"]


def test_that_an_event_is_answered_when_it_can_be_read_in_the_session(
    capture: Running, reader: Reader, number: int
) -> None:
    reply = capture.post(payload(number))
    assert last_payload(reader) == payload(number)
    assert (reply.status, reply.headers["content-type"]) == (200, "application/json")
    assert reply.json == {"accepted": 1, "duplicates": 0, "rejected": 0, "problems": []}


def test_that_a_repeat_is_answered_as_such_and_stored(capture: Running, reader: Reader, number: int) -> None:
    before = reader.last_seq()
    again = payload(number, Id=guid(number).upper())
    assert capture.post(payload(number)).json["accepted"] == 1
    assert capture.post(again).json == {"accepted": 0, "duplicates": 1, "rejected": 0, "problems": []}
    assert reader.last_seq() == before + 2
    assert last_payload(reader) == again


def test_that_of_an_array_the_good_ones_are_taken_and_the_bad_ones_pointed_at(
    capture: Running, reader: Reader, number: int
) -> None:
    bad = payload(number + 1, Category="agent")
    body = b"[" + payload(number) + b",\n " + bad + b", 7 ," + payload(number + 2) + b"]"
    reply = capture.post(body)
    assert reply.status == 200
    problems = reply.json.pop("problems")
    assert reply.json == reply.json | {"accepted": 2, "duplicates": 0, "rejected": 2}
    assert isinstance(problems, list)
    assert [problem["at"] for problem in problems] == ["/1/Category", "/2"]
    assert all(problem["problem"] for problem in problems)
    refused = last_refused(reader)
    assert (refused.body, refused.problems[0][0]) == (b"7", "/2")


def test_that_lines_of_json_are_one_event_each(capture: Running, reader: Reader, number: int) -> None:
    body = b"".join(payload(number + at) + b"\r\n" for at in range(3))
    assert capture.post(body, {"Content-Type": "application/x-ndjson"}).json["accepted"] == 3
    assert last_payload(reader) == payload(number + 2)


@pytest.mark.parametrize(
    "content_type", [None, "text/plain", "application/xml", "application/x-www-form-urlencoded", "nonsense;;"]
)
def test_that_json_is_read_under_any_content_type(
    capture: Running, reader: Reader, number: int, content_type: str | None
) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    assert capture.post(payload(number), headers).json["accepted"] == 1
    assert last_payload(reader) == payload(number)


def test_that_a_byte_order_mark_is_taken_off(capture: Running, reader: Reader, number: int) -> None:
    assert capture.post(b"\xef\xbb\xbf" + payload(number)).json["accepted"] == 1
    assert last_payload(reader) == payload(number)


@pytest.mark.parametrize("field", ["payload", "event", "data", "body"])
def test_that_json_in_a_form_is_read(capture: Running, reader: Reader, number: int, field: str) -> None:
    body = urlencode({field: payload(number)}).encode()
    reply = capture.post(body, {"Content-Type": "application/x-www-form-urlencoded"})
    assert reply.json["accepted"] == 1
    assert last_payload(reader) == payload(number)


def test_that_a_form_of_the_events_own_fields_is_read(capture: Running, reader: Reader, number: int) -> None:
    body = urlencode(event(number)).encode()
    assert capture.post(body, {"Content-Type": "application/x-www-form-urlencoded"}).json["accepted"] == 1
    assert json.loads(last_payload(reader))["Id"] == guid(number)


@pytest.mark.parametrize("headers", [{"Content-Encoding": "gzip"}, {}, {"Content-Encoding": "br"}])
def test_that_gzip_is_unpacked(capture: Running, reader: Reader, number: int, headers: dict[str, str]) -> None:
    assert capture.post(gzip.compress(payload(number)), headers).json["accepted"] == 1
    assert last_payload(reader) == payload(number)


def test_that_gzip_is_not_needed_where_it_was_announced(capture: Running, number: int) -> None:
    assert capture.post(payload(number), {"Content-Encoding": "gzip"}).json["accepted"] == 1


def test_that_a_chunked_body_is_read(capture: Running, reader: Reader, number: int) -> None:
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (payload(number)[:9], payload(number)[9:]))
    sent = b"POST /events HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n"
    assert b'"accepted": 1' in raw(capture, sent)
    assert last_payload(reader) == payload(number)


def test_that_a_body_may_come_behind_its_head_and_in_pieces(capture: Running, reader: Reader, number: int) -> None:
    body = payload(number)
    with connected(capture) as connection:
        for piece in (head(len(body)), body[:1], body[1:40], body[40:]):
            connection.sendall(piece)
        read_until(connection, b'"accepted": 1')
    assert last_payload(reader) == body


def test_that_requests_sent_without_waiting_are_answered_in_their_order(
    capture: Running, reader: Reader, number: int
) -> None:
    before = reader.last_seq()
    bodies = [payload(number), b"nonsense", payload(number + 1), payload(number)]
    sent = b"".join(head(len(body)) + body for body in bodies) + b"GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n"
    answers = raw(capture, sent).split(b"HTTP/1.1 ")[1:]
    assert [answer[:3] for answer in answers] == [b"200", b"400", b"200", b"200", b"404"]
    assert b'"duplicates": 1' in answers[3]
    stored = [body for _, body in reader.payloads(range(before + 1, before + 4))]
    assert stored == [payload(number), payload(number + 1), payload(number)]


def test_that_a_sender_of_http_1_0_is_answered_and_let_go(capture: Running, number: int) -> None:
    body = payload(number)
    sent = b"POST /events HTTP/1.0\r\nContent-Length: %d\r\n\r\n" % len(body)
    answer = raw(capture, sent + body)
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"connection: close" in answer


def test_that_a_sender_that_asks_before_it_sends_is_told_to_go_on(capture: Running, number: int) -> None:
    body = payload(number)
    with connected(capture) as connection:
        connection.sendall(head(len(body), "Expect: 100-continue"))
        assert read_until(connection, b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(body)
        assert read_until(connection, b"}").startswith(b"HTTP/1.1 200")


def test_that_a_sender_that_asks_with_too_much_is_told_so_at_once(capture: Running) -> None:
    answer = raw(capture, head(LIMIT + 1, "Expect: 100-continue"), says_end=False)
    assert answer.startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(
    "body",
    [
        b"nonsense",
        b'{"Id": ',
        b"[1, 2",
        b"\xff\xfe{\x00}\x00",
        b"\xc3\x28",
        b'{"a": NaN}',
        b'[{"a": Infinity}]',
        b"<xml/>",
    ],
)
def test_that_what_cannot_be_read_is_kept_with_its_reason(capture: Running, reader: Reader, body: bytes) -> None:
    reply = capture.post(body)
    assert_problem(reply, 400)
    refused = last_refused(reader)
    assert refused.body == body
    assert refused.problems == (("", reply.json["detail"]),)
    assert refused.peer.startswith("127.0.0.1:")


@pytest.mark.parametrize("body", [b"", b"[]", b" [ ] ", b" \r\n\n ", b"null", b"7", b'"text"', b"{}", b"[{}, 1]"])
def test_that_what_holds_no_event_is_kept_with_its_reason(capture: Running, reader: Reader, body: bytes) -> None:
    before = reader.last_seq()
    reply = capture.post(body)
    assert_problem(reply, 422)
    assert reply.json["problems"]
    assert reader.last_seq() == before
    assert last_refused(reader).problems


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 50_000,
        b'{"Id":"x","CreationDateUtc":"20261122090000","Category":' + b"9" * 400 + b',"Code":3}',
        b'{"Id":"x","CreationDateUtc":"20261122090000","Category":1,"Code":3,"N":' + b"9" * 10_000 + b"}",
        b'{"Id":"x","CreationDateUtc":"20261122090000","Category":1e999,"Code":3}',
        b"[" + b"{}," * 5_000 + b"{}]",
        b"\0" * 1000,
    ],
    ids=["deep", "deep-closed", "deep-object", "digits", "many-digits", "huge", "many", "zeros"],
)
def test_that_hostile_bodies_are_answered_and_the_next_sender_too(capture: Running, number: int, body: bytes) -> None:
    assert capture.post(body).status in {200, 400, 422}
    assert capture.post(payload(number)).status == 200


def test_that_lone_surrogates_are_stored_as_they_came(capture: Running, reader: Reader, number: int) -> None:
    body = payload(number, Username="\ud83d", Note="\udc00")
    assert capture.post(body).status == 200
    assert last_payload(reader) == body


@pytest.mark.parametrize("size", [LIMIT + 1, 20 * LIMIT])
def test_that_a_body_over_the_limit_is_answered_after_it_was_sent(capture: Running, reader: Reader, size: int) -> None:
    assert_problem(capture.post(b"x" * size), 413)
    # At most one a second is noted, so that it may be an earlier test's.
    noted = [view for view in reader.refused(limit=1_000_000) if view.body == b""]
    assert any(f"{LIMIT:,}" in words for view in noted for _, words in view.problems)


def test_that_a_body_at_the_limit_is_taken(capture: Running, number: int) -> None:
    body = payload(number)
    assert capture.post(body[:-1] + b" " * (LIMIT - len(body)) + b"}").status == 200


def test_that_the_limit_holds_for_what_is_unpacked(capture: Running) -> None:
    assert_problem(capture.post(gzip.compress(b" " * (LIMIT + 1))), 413)


def test_that_damaged_gzip_is_kept_as_it_came(capture: Running, reader: Reader) -> None:
    damaged = gzip.compress(payload(1))[:-6]
    assert_problem(capture.post(damaged), 400)
    assert last_refused(reader).body == damaged


def test_that_an_unknown_packing_is_named(capture: Running) -> None:
    reply = capture.post(b"\x8b\x02\x80", {"Content-Encoding": "br"})
    assert "br" in str(reply.json["detail"])


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "example.com"},
        {"Origin": "https://evil.example"},
        {"X-Forwarded-For": "10.0.0.1"},
        {"Forwarded": "for=x"},
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_that_whoever_is_not_of_this_machine_is_refused_with_the_remedy(
    capture: Running, reader: Reader, method: str, headers: dict[str, str]
) -> None:
    before = reader.last_seq()
    reply = send(method, capture.url, payload(1) if method == "POST" else None, headers)
    assert_problem(reply, 403)
    assert "token" in str(reply.json["detail"])
    assert reader.last_seq() == before
    assert any(view.body == b"" and view.peer.startswith("127.0.0.1:") for view in reader.refused(limit=1_000_000))


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("PUT", "/events", 405),
        ("DELETE", "/events", 405),
        ("POST", "/health", 405),
        ("GET", "/feed", 426),
        ("POST", "/feed", 405),
        ("POST", "/", 404),
    ],
)
def test_that_other_methods_and_paths_are_told_apart(capture: Running, method: str, path: str, status: int) -> None:
    reply = send(method, capture.url, b"{}", path=path)
    assert_problem(reply, status)
    assert ("allow" in reply.headers) is (status == 405)


def test_that_a_look_and_a_challenge_are_answered_as_text(capture: Running) -> None:
    assert send("GET", capture.url).content.count(b"\n") == 1
    assert send("GET", capture.url, path="/events?challenge=a%26b").content == b"a&b"
    looked = send("HEAD", capture.url)
    assert (looked.status, looked.content) == (200, b"")
    asked = send("OPTIONS", capture.url, headers={"WebHook-Request-Origin": "events.example"})
    assert (asked.status, asked.headers["webhook-allowed-origin"]) == (200, "events.example")


def test_that_health_tells_session_counts_and_lag(capture: Running, reader: Reader) -> None:
    health = send("GET", capture.url, path="/health").json
    totals = reader.totals()
    assert health["session"] == reader.session
    assert (health["events"], health["duplicates"], health["rejected"]) == (
        totals.events,
        totals.duplicates,
        totals.rejected,
    )
    assert (health["lag"], health["waiting"], health["state"]) == (0, 0, "storing")


@pytest.mark.parametrize(
    "sent",
    [
        b"nonsense\r\n\r\n",
        b"POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n{}",
        b"POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n{}",
        b"POST /events HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ],
    ids=["nonsense", "length", "negative", "chunk", "two-lengths", "path", "tls"],
)
def test_that_broken_framing_is_cut_and_the_next_sender_is_answered(capture: Running, number: int, sent: bytes) -> None:
    assert not raw(capture, sent).startswith(b"HTTP/1.1 200")
    assert capture.post(payload(number)).status == 200


def test_that_a_sender_that_hangs_up_in_the_middle_harms_nobody(capture: Running, reader: Reader, number: int) -> None:
    before = reader.totals()
    assert raw(capture, head(500) + b'{"Id"') == b""
    assert capture.post(payload(number)).status == 200
    assert reader.totals().rejected == before.rejected


def test_that_an_upgrade_to_what_there_is_not_is_told_so(capture: Running) -> None:
    asked = b"GET /%s HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n%s\r\n"
    key = b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OTAxMjM0NQ==\r\n"
    assert raw(capture, asked % (b"events", key)).startswith(b"HTTP/1.1 404")
    assert raw(capture, asked % (b"feed", b"")).startswith(b"HTTP/1.1 400")


def test_that_no_secret_ends_in_the_session(capture: Running, number: int) -> None:
    secret = f"s3cr3t-{number}"
    names = ("Authorization", "Cookie", "Proxy-Authorization", "X-Api-Key", "X-Auth-Token", "X-Client-Secret")
    reply = capture.post(payload(number), dict.fromkeys(names, secret), f"/events?token={secret}&site=kept-{number}")
    assert reply.status == 200
    stored = b"".join(file.read_bytes() for file in capture.session.parent.iterdir())
    assert secret.encode() not in stored
    assert f"/events?site=kept-{number}".encode() in stored
