"""Captures that ask for a token or a signature, and how they reply, as processes of their own."""

import base64
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from floorwalker.session.reader import Reader
from tests.capture.events import event, payload
from tests.capture.running import FLOORWALKER, Reply, Running, capturing, run, send
from tests.feed.receiver.test_signatures import KEY, SECRET, signed
from tests.peers.node import peer

TOKEN = "t0ken-ü-of-the-floor"
AS_UTF8 = TOKEN.encode().decode("latin-1")
"""As http.client sends a header's value in UTF-8."""
TUNNEL = {"Host": "floor.example.com", "X-Forwarded-For": "203.0.113.7", "Origin": "https://evil.example"}


@pytest.fixture(name="guarded")
def _guarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    monkeypatch.setenv("HOOK_TOKEN", TOKEN)
    with capturing(tmp_path / "a.fw", "--token", "env:HOOK_TOKEN") as running:
        yield running
        if running.process.poll() is None:
            assert running.stop() == 0
            assert running.complaint() == ""


@contextmanager
def signing(session: Path, *options: str) -> Iterator[Running]:
    with capturing(session, "--signing-secret", "env:HOOK_SECRET", *options) as running:
        yield running
        assert running.stop() == 0
        assert running.complaint() == ""


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK_SECRET", SECRET)


def refused(session: Path) -> list[tuple[bytes, str, str]]:
    """Body, peer and reason of all that was refused."""
    with Reader.open(session) as reader:
        return [(view.body, view.peer, view.problems[0][1]) for view in reader.refused(limit=1000)]


def assert_problem(reply: Reply, status: int) -> None:
    assert reply.status == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert (reply.json["status"], reply.json["type"]) == (status, "about:blank")
    assert reply.json["detail"]


def test_that_a_token_is_taken_in_each_of_its_places_and_through_tunnels(guarded: Running) -> None:
    basic = base64.b64encode(f"hook:{TOKEN}".encode()).decode()
    ways: list[tuple[dict[str, str], str]] = [
        ({"Authorization": f"Bearer {AS_UTF8}"}, "/events"),
        ({"Authorization": f"Basic {basic}"}, "/events"),
        ({}, "/events?token=t0ken-%C3%BC-of-the-floor&site=kept"),
    ]
    for number, (headers, path) in enumerate(ways):
        assert guarded.post(payload(number), {**headers, **TUNNEL}, path).json["accepted"] == 1
    with Reader.open(guarded.session) as reader:
        view = reader.delivery(3)
    assert view is not None
    assert view.target == "/events?site=kept"


def test_that_without_the_token_nothing_is_taken_and_the_sender_is_counted(guarded: Running) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic !"}):
        reply = guarded.post(payload(1), headers)
        assert_problem(reply, 401)
        assert "Basic" in reply.headers["www-authenticate"]
    body, peer_, reason = refused(guarded.session)[0]
    assert body == b""
    assert peer_.startswith("127.0.0.1:")
    assert "token" in reason
    with Reader.open(guarded.session) as reader:
        assert reader.last_seq() == 0


def test_that_whoever_has_no_token_may_look_at_the_path_and_nothing_else(guarded: Running) -> None:
    assert send("GET", guarded.url, headers=TUNNEL).status == 200
    assert send("GET", guarded.url, path="/events?challenge=abc").content == b"abc"
    assert send("HEAD", guarded.url).status == 200
    assert send("OPTIONS", guarded.url, headers={"WebHook-Request-Origin": "x.example"}).status == 200
    for method, path in (("GET", "/health"), ("PUT", "/events"), ("GET", "/"), ("POST", "/nowhere")):
        assert_problem(send(method, guarded.url, path=path), 401)
    assert send("GET", guarded.url, headers={"Authorization": f"Bearer {AS_UTF8}"}, path="/health").json["events"] == 0


def test_that_a_sender_that_asks_first_is_told_before_it_sends(guarded: Running) -> None:
    reply = guarded.post(b"", {"Expect": "100-continue", "Content-Length": "5000000"})
    assert_problem(reply, 401)


@pytest.mark.parametrize("spelling", ["token", "Token", "TOKEN", "%74oken", "access_token", "to%6ben"])
def test_that_no_secret_ends_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spelling: str) -> None:
    """Neither in the session and its WAL, nor in what is said with -vv, in an export, or in the process's title."""
    secrets = {"token": "s3cret-of-senders", "signing": SECRET.removeprefix("whsec_")}
    monkeypatch.setenv("HOOK_TOKEN", secrets["token"])
    basic = base64.b64encode(f"hook:{secrets['token']}".encode()).decode()
    signed_headers = {name.decode(): value.decode() for name, value in signed(payload(1))}
    options = ("--token", "env:HOOK_TOKEN", "--signing-secret", "env:HOOK_SECRET", "-vv")
    with capturing(tmp_path / "a.fw", *options) as capture:
        for headers in (
            {"Authorization": f"Bearer {secrets['token']}"},
            {"Authorization": f"Basic {basic}"},
            {"Cookie": secrets["token"], "X-Api-Key": secrets["token"]},
        ):
            path = f"/events?a=1&{spelling}={secrets['token']}"
            assert capture.post(payload(1), {**headers, **signed_headers}, path).status in {200, 401}
        assert capture.post(payload(1), {"Authorization": f"Bearer {secrets['token']}x"}).status == 401
        send("GET", capture.url, path=f"/feed?{spelling}={secrets['token']}")
        assert_nowhere(secrets, basic, b"".join(file.read_bytes() for file in tmp_path.iterdir()))
        assert_nowhere(secrets, basic, " ".join(psutil.Process(capture.process.pid).cmdline()).encode())
        assert capture.stop() == 0
        assert_nowhere(secrets, basic, "".join(message.encode() for message in capture.messages).encode())
        assert_nowhere(secrets, basic, capture.complaint().encode())
    for form in ("json", "ndjson"):
        done = run("export", str(tmp_path / "a.fw"), "--format", form)
        assert_nowhere(secrets, basic, done.stdout.encode())
    assert_nowhere(secrets, basic, run("info", str(tmp_path / "a.fw"), "--json").stdout.encode())


def assert_nowhere(secrets: dict[str, str], basic: str, text: bytes) -> None:
    for secret in (*secrets.values(), basic):
        assert secret.encode() not in text


@pytest.mark.skipif(os.name == "nt", reason="Windows replaces no program in its process")
def test_that_a_secret_in_plain_text_is_warned_of_once_and_taken_out_of_sight(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw", "--token", "pla1n", f"--signing-secret={SECRET}") as capture:
        shown = " ".join(psutil.Process(capture.process.pid).cmdline())
        assert "pla1n" not in shown
        assert SECRET not in shown
        headers = {name.decode(): value.decode() for name, value in signed(payload(1))}
        assert capture.post(payload(1), {"Authorization": "Bearer pla1n", **headers}).status == 200
        assert capture.stop() == 0
        warnings = capture.complaint().splitlines()
    assert [line.split()[1] for line in warnings] == ["--token", "--signing-secret"]
    assert all("env:NAME" in line and "pla1n" not in line and SECRET not in line for line in warnings)


@pytest.mark.parametrize(
    ("option", "reference"),
    [
        ("--token", "env:NO_SUCH_VARIABLE"),
        ("--token", "file:/no/such/file"),
        ("--signing-secret", "env:NOT_BASE64"),
    ],
)
def test_that_a_secret_that_cannot_be_used_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str, reference: str
) -> None:
    monkeypatch.setenv("NOT_BASE64", "not base64!")
    done = run("capture", str(tmp_path / "a.fw"), "--listen", "127.0.0.1:0", option, reference)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "not base64!" not in done.stderr + done.stdout
    assert list(tmp_path.iterdir()) == []


def test_that_off_loopback_a_token_or_a_signing_secret_takes_the_place_of_insecure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK_TOKEN", TOKEN)
    everywhere = ("--listen", "0.0.0.0:0")
    with capturing(tmp_path / "a.fw", *everywhere, "--token", "env:HOOK_TOKEN") as capture:
        assert capture.post(payload(1), {"Authorization": f"Bearer {AS_UTF8}"}).status == 200
        assert capture.stop() == 0
    with signing(tmp_path / "b.fw", *everywhere) as capture:
        assert capture.post(payload(1)).status == 401
    done = run("capture", str(tmp_path / "c.fw"), *everywhere)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert all(remedy in done.stderr for remedy in ("token", "signing secret", "--insecure"))


def test_that_what_is_signed_is_taken_with_its_verdict_and_everything_else_refused(tmp_path: Path) -> None:
    with signing(tmp_path / "a.fw") as capture:
        body = payload(1, Username="zoë")
        headers = {name.decode(): value.decode() for name, value in signed(body)}
        assert capture.post(body, {**headers, **TUNNEL}).json["accepted"] == 1
        assert_problem(capture.post(body + b" ", headers), 401)
        assert_problem(capture.post(body), 401)
        old = {name.decode(): value.decode() for name, value in signed(body, age=400)}
        reply = capture.post(body, old)
        assert_problem(reply, 401)
        assert "clocks" in str(reply.json["detail"])
        assert send("GET", capture.url, path="/health").status == 200
        assert_problem(send("GET", capture.url, path="/health", headers=TUNNEL), 403)
        assert_problem(send("POST", capture.url, path="/nowhere", headers=TUNNEL), 404)
    with Reader.open(tmp_path / "a.fw") as reader:
        assert reader.last_seq() == 1
        view = reader.delivery(1)
    assert view is not None
    assert view.verdict == "valid"
    assert "webhook-signature" in dict(view.headers)
    assert refused(tmp_path / "a.fw")[0][0] == b""


def test_that_packed_and_large_bodies_are_checked_as_they_came(tmp_path: Path) -> None:
    import gzip

    with signing(tmp_path / "a.fw") as capture:
        packed = gzip.compress(b"[" + b",".join(payload(number) for number in range(2000)) + b"]")
        large = b"[" + b",".join(payload(number) for number in range(2000, 4000)) + b"]"
        for body in (packed, large):
            headers = {name.decode(): value.decode() for name, value in signed(body)}
            assert capture.post(body, headers).json["accepted"] == 2000
            assert capture.post(body[:-1], headers).status == 401


class Sender:
    """A sender in JavaScript, and the receiver that it posts to."""

    def __init__(self, process: Any, url: str) -> None:  # noqa: ANN401 a Popen, which has no runtime type arguments
        self._process = process
        self._url = url

    def post(self, body: str, **changed: object) -> dict[str, Any]:
        order = {"url": self._url, "secret": SECRET, "body": body, **changed}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer


def test_that_a_sender_that_signs_in_javascript_is_accepted_and_a_forger_is_not(tmp_path: Path) -> None:
    with signing(tmp_path / "a.fw") as capture, peer("sign_and_post.cjs") as process:
        sender = Sender(process, capture.url)
        body = json.dumps(event(1, Username="Zoë 漢"), ensure_ascii=False)
        assert sender.post(body)["status"] == 200
        pretty = json.dumps(event(2), indent=2)
        assert json.loads(sender.post(pretty)["answer"])["accepted"] == 1
        other_secret = "whsec_" + base64.b64encode(KEY[::-1]).decode()
        for forged in (
            {"sent": body.replace("Zoë", "Zoe")},
            {"sent": body + "\n"},
            {"age": 301},
            {"age": -330},
            {"secret": other_secret},
        ):
            assert sender.post(body, **forged)["status"] == 401
    with Reader.open(tmp_path / "a.fw") as reader:
        assert reader.last_seq() == 2


def test_that_token_and_signature_must_both_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK_TOKEN", TOKEN)
    with signing(tmp_path / "a.fw", "--token", "env:HOOK_TOKEN") as capture:
        body = payload(1)
        token = {"Authorization": f"Bearer {AS_UTF8}"}
        signature = {name.decode(): value.decode() for name, value in signed(body)}
        assert capture.post(body, token).status == 401
        assert capture.post(body, signature).status == 401
        assert capture.post(body, {**token, **signature}).status == 200


@pytest.mark.parametrize(
    ("body", "honest"),
    [(b"nonsense", 400), (b"\xff\xfe", 400), (b"{}", 422), (b"[]", 422), (b"", 422), (b"x" * 5000, 413)],
)
def test_that_a_receiver_that_always_says_200_tells_what_it_thought(tmp_path: Path, body: bytes, honest: int) -> None:
    with capturing(tmp_path / "a.fw", "--reply", "always-200", "--max-body", "2000") as capture:
        assert capture.post(payload(1)).json == {"accepted": 1, "duplicates": 0, "rejected": 0, "problems": []}
        reply = capture.post(body)
        assert (reply.status, reply.headers["content-type"]) == (200, "application/json")
        assert (reply.json["status"], reply.json["accepted"], reply.json["rejected"]) == (honest, 0, 1)
        assert reply.json["title"]
        assert reply.json["detail"]
        assert capture.post(payload(1)).json["duplicates"] == 1
        assert_problem(send("POST", capture.url, b"{}", path="/nowhere"), 404)
        assert_problem(send("PUT", capture.url, b"{}"), 405)
        assert_problem(capture.post(payload(2), {"X-Forwarded-For": "203.0.113.7"}), 403)
        assert capture.stop() == 0
    assert any(kept in {body, b""} for kept, _, _ in refused(tmp_path / "a.fw"))


def test_that_events_may_come_to_another_path(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw", "--listen", "127.0.0.1:0/hooks/zoë%20x") as capture:
        assert capture.url.endswith("/hooks/zo%C3%AB%20x")
        assert capture.post(payload(1)).status == 200
        assert send("GET", capture.url, path="/health").status == 200
        assert_problem(send("POST", capture.url, payload(2), path="/events"), 404)
        assert capture.stop() == 0


@pytest.mark.parametrize("path", ["/health", "/feed", "//x", "/a?b", "/a#b", "/a%00"])
def test_that_a_path_that_cannot_be_is_wrong_use(tmp_path: Path, path: str) -> None:
    done = run("capture", str(tmp_path / "a.fw"), "--listen", f"127.0.0.1:0{path}")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_that_options_that_do_not_fit_together_are_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "sources.json").write_text('{"listen": [{"address": "127.0.0.1:0"}]}', encoding="utf-8")
    for options in (
        ("--tls-cert", "a.pem"),
        ("--tls-key", "a.pem"),
        ("--demo", "--token", "env:HOOK_SECRET"),
        ("--sources", str(tmp_path / "sources.json"), "--token", "env:HOOK_SECRET"),
        ("--reply", "never"),
    ):
        done = run("capture", str(tmp_path / "a.fw"), *options)
        assert done.returncode == 2, done
        assert not (tmp_path / "a.fw").exists()


def test_that_a_file_of_sources_guards_each_of_its_listeners_on_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK_TOKEN", TOKEN)
    sources = {
        "listen": [
            {"address": "127.0.0.1:0", "token": "env:HOOK_TOKEN", "path": "/a"},
            {"address": "127.0.0.1:0", "reply": "always-200"},
        ]
    }
    (tmp_path / "sources.json").write_text(json.dumps(sources), encoding="utf-8")
    command = [*FLOORWALKER, "capture", str(tmp_path / "a.fw"), "--sources", str(tmp_path / "sources.json")]
    from floorwalker.capture.messages import Ready
    from tests.capture.running import begun

    with begun([*command, "--control"], tmp_path / "a.fw") as capture:
        urls = [message.url for message in (capture.next(), capture.next()) if isinstance(message, Ready)]
        assert send("POST", urls[0], payload(1)).status == 401
        assert send("POST", urls[0], payload(1), {"Authorization": f"Bearer {AS_UTF8}"}).status == 200
        assert send("POST", urls[1], b"nonsense").status == 200
        assert capture.stop() == 0
