"""A capture that follows feeds, from beginning to end."""

import asyncio
import json
import socket
import ssl
import zlib
from http import HTTPStatus
from pathlib import Path

import psutil
import pytest
import trustme
from websockets.asyncio.server import ServerConnection
from websockets.frames import Frame, Opcode
from websockets.http11 import Request, Response

from floorwalker.capture.messages import Ended, Ready
from floorwalker.session.reader import Reader
from tests.capture.events import payload
from tests.capture.following import (
    details,
    following,
    just_now,
    payloads,
    states,
    text,
    wait_for_events,
    wait_for_refused,
    wait_for_state,
)
from tests.capture.running import capturing, run
from tests.capture.test_process import capture_command, refused
from tests.feed.websocket.servers import Feed, cut, in_turn, sends, serving


def test_that_a_feed_is_followed_and_its_states_are_told_and_written_down(tmp_path: Path) -> None:
    with (
        serving(Feed(sends(*text(1, 2, 3)))) as feed,
        following(tmp_path / "a.fw", feed.url) as capture,
    ):
        wait_for_events(capture, 3)
        assert capture.stop() == 0
        assert capture.complaint() == ""
    assert states(capture) == ["connecting", "connected", "stopped"]
    assert not any(isinstance(message, Ready) for message in capture.messages)
    assert capture.messages[-1] == Ended(events=3)
    assert payloads(tmp_path / "a.fw") == [payload(number) for number in (1, 2, 3)]
    with Reader.open(tmp_path / "a.fw") as reader:
        arrived = reader.delivery(2)
        assert arrived is not None
        assert (arrived.feed, arrived.method, arrived.target, arrived.answer) == (feed.url, "", "/feed", None)
        assert arrived.peer == f"127.0.0.1:{feed.port}"
        assert arrived.size == len(payload(2))


def test_that_text_binary_arrays_and_ndjson_are_taken_byte_for_byte(tmp_path: Path) -> None:
    spaced = payload(3).replace(b'": ', b'" :  ')
    frames = (
        payload(1).decode(),
        payload(2),
        b"[" + spaced + b" , " + payload(4) + b"]",
        payload(5) + b"\n" + payload(6) + b"\n",
        "",
        "[]",
    )
    with serving(Feed(sends(*frames))) as feed, following(tmp_path / "a.fw", feed.url) as capture:
        wait_for_events(capture, 6)
        assert capture.stop() == 0
    assert payloads(tmp_path / "a.fw") == [payload(1), payload(2), spaced, payload(4), payload(5), payload(6)]


def test_that_a_frame_that_is_no_event_is_refused_and_kept_and_the_feed_goes_on(tmp_path: Path) -> None:
    with (
        serving(Feed(sends("ping", b"\xff\xfe", "{}", *text(1)))) as feed,
        following(tmp_path / "a.fw", feed.url) as capture,
    ):
        wait_for_events(capture, 1)
        assert capture.stop() == 0
    with Reader.open(tmp_path / "a.fw") as reader:
        assert [refused.body for refused in reader.refused(0, 10)] == [b"ping", b"\xff\xfe", b"{}"]
    assert states(capture) == ["connecting", "connected", "stopped"]


def test_that_events_are_unwrapped_and_what_has_none_is_passed_over(tmp_path: Path) -> None:
    frames = (
        '{"type":"ack"}',
        '{"type":"event","data": ' + text(1)[0] + " }",
        '{"data":null}',
        '{"data":[' + ",".join(text(2, 3)) + "]}",
        "no JSON",
    )
    with (
        serving(Feed(sends(*frames))) as feed,
        following(tmp_path / "a.fw", feed.url, "--unwrap", "/data") as capture,
    ):
        wait_for_refused(capture, 1)
        assert capture.stop() == 0
    assert payloads(tmp_path / "a.fw") == [payload(number) for number in (1, 2, 3)]


def test_that_a_pointer_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    with (
        serving(Feed(sends(*text(*range(30))))) as feed,
        following(tmp_path / "a.fw", feed.url, "--unwrap", "/date") as capture,
    ):
        while "--unwrap" not in wait_for_state(capture, "connected").detail:
            pass
        assert capture.stop() == 0


def test_that_a_subscription_headers_and_a_token_are_sent_and_secrets_stay_out_of_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FEED_TOKEN", "tok-sesame")
    monkeypatch.setenv("FEED_KEY", "key-sesame")
    monkeypatch.setenv("FEED_TALK", '{"on": "sesame"}')

    async def handler(connection: ServerConnection) -> None:
        assert connection.request
        headers = connection.request.headers
        asked = await connection.recv()
        note = [asked, headers["Authorization"], headers["X-Api-Key"], headers["X-Plain"], connection.request.path]
        await connection.send(payload(1, Note=json.dumps(note).replace("sesame", "SESAME")))
        await connection.wait_closed()

    options = ("--connect-token", "env:FEED_TOKEN", "--header", "X-Api-Key: env:FEED_KEY", "--header", "X-Plain: a: b")
    with (
        serving(Feed(handler)) as feed,
        following(
            tmp_path / "a.fw", f"{feed.url}?room=1&api_key=url-sesame", *options, "--subscribe", "env:FEED_TALK", "-vv"
        ) as capture,
    ):
        wait_for_events(capture, 1)
        assert capture.stop() == 0
        complaint = capture.complaint()
    note = json.loads(json.loads(payloads(tmp_path / "a.fw")[0])["Note"])
    assert note == [
        '{"on": "SESAME"}',
        "Bearer tok-SESAME",
        "key-SESAME",
        "a: b",
        "/feed?room=1&api_key=url-SESAME",
    ]
    assert "list of processes" in complaint
    assert "sesame" not in complaint
    assert b"sesame" not in (tmp_path / "a.fw").read_bytes()
    assert not any("sesame" in message.encode() for message in capture.messages)
    assert f"{feed.url}?room=1" in capture.messages[0].encode()


def test_that_several_listeners_and_feeds_fill_one_session_and_each_event_knows_its_own(tmp_path: Path) -> None:
    with (
        serving(Feed(sends(*text(1)))) as one,
        serving(Feed(sends(*text(2)))) as other,
        capturing(tmp_path / "a.fw", "--connect", one.url, "--connect", other.url, "--connect", other.url) as capture,
    ):
        assert capture.post(payload(3)).status == 200
        wait_for_events(capture, 4)
        assert capture.stop() == 0
    with Reader.open(tmp_path / "a.fw") as reader:
        feeds = {
            (body, arrived.feed) for seq, body in reader.payloads(range(1, 5)) if (arrived := reader.delivery(seq))
        }
    listened = capture.url.removeprefix("http://").removesuffix("/events")
    assert feeds == {
        (payload(1), one.url),
        (payload(2), other.url),
        (payload(2), f"{other.url} (2)"),
        (payload(3), listened),
    }


@pytest.mark.parametrize(
    "options",
    [
        ("--connect", "http://127.0.0.1/feed"),
        ("--connect", "ws://"),
        ("--connect", "ws://127.0.0.1:99999/"),
        ("--connect", "ws://127.0.0.1/", "--unwrap", "data"),
        ("--connect", "ws://127.0.0.1/", "--header", "Bad Name: x"),
        ("--connect", "ws://127.0.0.1/", "--header", "Sec-WebSocket-Version: 8"),
    ],
)
def test_that_a_feed_that_is_written_wrong_is_told_and_leaves_no_session(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    assert refused(capture_command(tmp_path / "a.fw", *options), tmp_path)[0] == 2
    assert list(tmp_path.iterdir()) == []


def test_that_a_secret_that_is_not_there_is_told(tmp_path: Path) -> None:
    command = capture_command(tmp_path / "a.fw", "--connect", "ws://127.0.0.1:1/", "--connect-token", "env:NOT_SET")
    code, problem, _ = refused(command, tmp_path)
    assert code == 1
    assert "NOT_SET" in problem


def test_that_what_describes_a_feed_is_wrong_use_without_one(tmp_path: Path) -> None:
    done = run("capture", str(tmp_path / "a.fw"), "--unwrap", "/data")
    assert done.returncode == 2
    assert "--connect" in done.stderr


# ── losses and returns ──


def test_that_a_lost_feed_is_connected_again_and_the_time_between_is_a_gap(tmp_path: Path) -> None:
    async def sends_and_cuts(connection: ServerConnection) -> None:
        await connection.send(payload(1, CreationDateUtc=just_now()))
        await connection.send(payload(2, CreationDateUtc=just_now()))
        await connection.ping()
        cut(connection)

    with (
        serving(Feed(in_turn(sends_and_cuts, sends(*text(3))))) as feed,
        following(tmp_path / "a.fw", feed.url) as capture,
    ):
        wait_for_events(capture, 3)
        assert capture.stop() == 0
    assert states(capture) == ["connecting", "connected", "reconnecting", "connected", "stopped"]
    with Reader.open(tmp_path / "a.fw") as reader:
        [gap] = reader.gaps()
        assert not gap.whole
        assert 0 < gap.end - gap.start < 20_000_000


def test_that_a_feed_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with following(tmp_path / "a.fw", f"ws://127.0.0.1:{port}/feed") as capture:
        assert "Nobody listens there" in wait_for_state(capture, "reconnecting").detail
        with serving(Feed(sends(*text(1)), port=port)):
            wait_for_events(capture, 1)
            assert capture.stop() == 0
    assert payloads(tmp_path / "a.fw") == [payload(1)]


def test_that_a_peer_that_has_gone_without_a_word_is_found_out(tmp_path: Path) -> None:
    async def falls_silent(connection: ServerConnection) -> None:
        await connection.send(payload(1, CreationDateUtc=just_now()))
        connection.transport.pause_reading()
        await connection.wait_closed()

    with (
        serving(Feed(in_turn(falls_silent, sends(*text(2))))) as feed,
        following(tmp_path / "a.fw", feed.url, "--patience", "0.3") as capture,
    ):
        wait_for_events(capture, 1)
        assert "Nothing came for 0.6 s" in wait_for_state(capture, "reconnecting").detail
        wait_for_events(capture, 2)
        assert capture.stop() == 0
    with Reader.open(tmp_path / "a.fw") as reader:
        [gap] = reader.gaps()
        assert gap.end - gap.start >= 600_000


def test_that_a_peer_that_is_only_quiet_is_kept(tmp_path: Path) -> None:
    async def answers_pings(connection: ServerConnection) -> None:
        for _ in range(4):
            await pinged(connection)
        await connection.send(payload(1))
        await connection.wait_closed()

    with (
        serving(Feed(answers_pings)) as feed,
        following(tmp_path / "a.fw", feed.url, "--patience", "0.1") as capture,
    ):
        wait_for_events(capture, 1)
        assert capture.stop() == 0
    assert states(capture) == ["connecting", "connected", "stopped"]


async def pinged(connection: ServerConnection) -> None:
    """Returns when the other side has pinged."""
    loop = asyncio.get_running_loop()
    came = loop.create_future()
    receive = connection.protocol.recv_frame

    def watched(frame: Frame) -> None:
        if frame.opcode is Opcode.PING and not came.done():
            came.set_result(None)
        receive(frame)

    connection.protocol.recv_frame = watched  # type: ignore[method-assign]
    await came
    connection.protocol.recv_frame = receive  # type: ignore[method-assign]


@pytest.mark.parametrize(
    ("status", "headers", "told"),
    [
        (401, {}, "Check the token"),
        (403, {}, "Check the token"),
        (404, {}, "Check the URL"),
        (302, {"Location": "wss://elsewhere.example/feed?token=sesame"}, "wss://elsewhere.example/feed. Connect"),
        (503, {"Retry-After": "0"}, "cannot serve us now"),
        (200, {}, "no WebSocket"),
    ],
)
def test_that_an_answer_that_is_no_feed_is_told_with_its_remedy_and_tried_again(
    tmp_path: Path, status: int, headers: dict[str, str], told: str
) -> None:
    refusals = [status]

    def judge(connection: ServerConnection, _: Request) -> Response | None:
        if not refusals:
            return None
        answer = connection.respond(HTTPStatus(refusals.pop()), "no")
        answer.headers.update(headers)
        return answer

    with (
        serving(Feed(sends(*text(1)), judge=judge)) as feed,
        following(tmp_path / "a.fw", feed.url) as capture,
    ):
        detail = wait_for_state(capture, "reconnecting").detail
        assert str(status) in detail
        assert told in detail
        assert "sesame" not in detail
        wait_for_events(capture, 1)
        assert capture.stop() == 0


def test_that_what_is_no_http_is_told(tmp_path: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        following(tmp_path / "a.fw", f"ws://127.0.0.1:{server.getsockname()[1]}/") as capture,
    ):
        connection, _ = server.accept()
        with connection:
            connection.recv(1000)
            connection.sendall(b"220 mail.example ESMTP\r\n\r\n")
        assert "speaks no HTTP" in wait_for_state(capture, "reconnecting").detail
        assert capture.stop() == 0


def test_that_a_frame_that_is_too_large_is_counted_and_told(tmp_path: Path) -> None:
    with (
        serving(Feed(in_turn(sends("x" * 5001), sends("y" * 50_001), sends(*text(1))))) as feed,
        following(tmp_path / "a.fw", feed.url, "--max-body", "5000") as capture,
    ):
        wait_for_events(capture, 1)
        assert capture.stop() == 0
    told = details(capture, "reconnecting")
    assert len(told) == 2
    assert all("larger than 5,000 bytes" in detail and "--max-body" in detail for detail in told)
    with Reader.open(tmp_path / "a.fw") as reader:
        assert [refused.body for refused in reader.refused(0, 10)] == [b"", b""]


def test_that_a_frame_that_unpacks_to_too_much_is_cut_off_before_it_fills_the_memory(tmp_path: Path) -> None:
    packed = zlib.compressobj(9, wbits=-15)
    bomb = b"".join(packed.compress(b"0" * 2**20) for _ in range(2_000)) + packed.flush(zlib.Z_SYNC_FLUSH)

    async def bombs(connection: ServerConnection) -> None:
        body = bomb.removesuffix(b"\x00\x00\xff\xff")
        # FIN, packed, binary; then the length as 64 bits.
        connection.transport.write(b"\xc2\x7f" + len(body).to_bytes(8, "big") + body)
        await connection.wait_closed()

    with (
        serving(Feed(in_turn(bombs, sends(*text(1))))) as feed,
        following(tmp_path / "a.fw", feed.url) as capture,
    ):
        wait_for_events(capture, 1)
        assert psutil.Process(capture.process.pid).memory_info().rss < 200 * 2**20
        assert capture.stop() == 0
    [detail] = details(capture, "reconnecting")
    assert "larger than 10,485,760 bytes" in detail


# ── TLS ──


def tls(ca: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("localhost").configure_cert(context)
    return context


def test_that_a_feed_is_followed_over_tls_if_its_certificate_can_be_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ca = trustme.CA()
    ca.cert_pem.write_to_path(tmp_path / "ca.pem")
    with serving(Feed(sends(*text(1)), tls=tls(ca))) as feed:
        with following(tmp_path / "a.fw", feed.url) as capture:
            detail = wait_for_state(capture, "reconnecting").detail
            assert "certificate cannot be trusted" in detail
            assert "SSL_CERT_FILE" in detail
            assert capture.stop() == 0
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        with following(tmp_path / "a.fw", feed.url) as capture:
            wait_for_events(capture, 1)
            assert capture.stop() == 0


def test_that_tls_where_there_is_none_is_told(tmp_path: Path) -> None:
    with (
        serving(Feed(sends())) as feed,
        following(tmp_path / "a.fw", feed.url.replace("ws://", "wss://")) as capture,
    ):
        assert "write ws://" in wait_for_state(capture, "reconnecting").detail
        assert capture.stop() == 0
