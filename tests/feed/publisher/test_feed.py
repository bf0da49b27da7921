"""The feed of a capture, followed by programs of other people's making."""

import json
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path
from uuid import uuid4

import pytest
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from floorwalker.session.reader import Reader
from tests.capture.events import payload
from tests.capture.running import Running, capturing, export, send
from tests.feed.publisher.followers import PATIENCE, SPOKEN, event_in, feed_of, following, following_plainly


def refusal(url: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, object], Headers]:
    """Status, problem and headers of a handshake that is refused."""
    with pytest.raises(InvalidStatus) as refused:
        connect(url, additional_headers=headers)
    response = refused.value.response
    assert response.headers["Content-Type"] == "application/problem+json"
    return response.status_code, json.loads(bytes(response.body)), response.headers


def session_of(capture: Running) -> str:
    with Reader.open(capture.session) as reader:
        return reader.session


def forget(session: Path, condition: str) -> None:
    """Takes events out of a session that nobody captures."""
    with closing(sqlite3.connect(session)) as connection, connection:
        for statement in ("DELETE FROM events WHERE ", "DELETE FROM payloads WHERE "):
            connection.execute(statement + condition)


def test_that_a_follower_is_told_the_session_and_gets_every_event_byte_for_byte_in_order(tmp_path: Path) -> None:
    shapes = [
        payload(1),
        b'{"Id" : "2",\r\n "creation date UTC":20261122090000, "category":"1","CODE":"3", "n":1.50e1}',
        b'{"Id":"3","CreationDateUtc":20261122090000,\t"Category":2,"Code":1,"N":"\xc3\xa9\xf0\x9f\x98\x80\\ud800"}',
        payload(1),
        payload(4, Note="x" * 200_000),
        payload(1),
    ]
    with capturing(tmp_path / "a.fw") as capture:
        for body in shapes:
            assert capture.post(body).status == 200
        with following(capture.url) as follower:
            assert follower.hello == {"type": "hello", "session": session_of(capture), "oldest": 1, "newest": 6}
            assert follower.events(6) == list(enumerate(shapes, 1))
        assert capture.stop() == 0
        assert capture.complaint() == ""


def test_that_events_are_handed_on_as_soon_as_they_are_stored(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw") as capture, following(capture.url) as follower:
        assert (follower.hello["oldest"], follower.hello["newest"]) == (1, 0)
        for number in range(1, 30):
            assert capture.post(payload(number)).status == 200
            assert follower.events(1) == [(number, payload(number))]
        assert capture.post(b"[" + b",".join(payload(number) for number in range(30, 2030)) + b"]").status == 200
        assert follower.events(2000) == [(number, payload(number)) for number in range(30, 2030)]
        assert capture.post(b"nonsense").status == 400
        assert capture.post(payload(7)).json["duplicates"] == 1
        assert follower.events(1) == [(2030, payload(7))]


def test_that_a_follower_goes_on_where_it_was_with_nothing_lost_and_nothing_twice(tmp_path: Path) -> None:
    got: list[tuple[int, bytes]] = []
    for life in range(3):
        # The capture begins anew too.
        with capturing(tmp_path / "a.fw") as capture:
            session = session_of(capture)
            for part in range(4):
                first = 1 + (life * 4 + part) * 10
                bodies = [payload(number) for number in range(first, first + 10)]
                assert capture.post(b"\n".join(bodies[:5])).status == 200
                with following(capture.url, f"{session}:{len(got)}") as follower:
                    got += follower.events(3)
                    assert capture.post(b"\n".join(bodies[5:])).status == 200
                    got += follower.events(4 + part % 2)
            assert capture.stop() == 0
    with Reader.open(tmp_path / "a.fw") as reader:
        stored = list(reader.payloads(range(1, reader.last_seq() + 1)))
    assert len(stored) == 120
    assert got == stored[: len(got)]
    assert len(got) > 80


def test_that_a_follower_of_another_session_begins_anew(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw") as capture:
        assert capture.post(b"\n".join(map(payload, range(1, 4)))).status == 200
        with following(capture.url, f"{uuid4()}:2") as follower:
            assert follower.hello["session"] == session_of(capture)
            assert follower.events(3) == [(number, payload(number)) for number in range(1, 4)]


def test_that_a_follower_may_begin_now(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw") as capture:
        assert capture.post(payload(1)).status == 200
        with following(capture.url, "now") as follower, following_plainly(capture.url, "now") as plain:
            assert capture.post(payload(2)).status == 200
            assert follower.events(1) == [(2, payload(2))]
            assert plain.recv(PATIENCE, decode=False) == payload(2)


def test_that_a_follower_with_more_than_there_is_gets_what_comes(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw") as capture:
        assert capture.post(payload(1)).status == 200
        with following(capture.url, f"{session_of(capture)}:900") as follower:
            assert follower.hello["newest"] == 1
            assert capture.post(payload(2)).status == 200
            assert follower.events(1) == [(2, payload(2))]


def test_that_what_is_there_no_more_is_told_as_a_gap(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw") as capture:
        assert capture.post(b"\n".join(map(payload, range(1, 11)))).status == 200
        assert capture.stop() == 0
    forget(tmp_path / "a.fw", "seq <= 6 OR seq = 8")
    gap_1_6, gap_3_6, gap_8 = ({"type": "gap", "from": start, "to": end} for start, end in ((1, 6), (3, 6), (8, 8)))
    with capturing(tmp_path / "a.fw") as capture:
        session = session_of(capture)
        with following(capture.url) as follower:
            assert (follower.hello["oldest"], follower.hello["newest"]) == (7, 10)
            told = [json.loads(follower.next()) for _ in range(5)]
            assert (told[0], told[1]["seq"], told[2], told[3]["seq"]) == (gap_1_6, 7, gap_8, 9)
        with following(capture.url, f"{session}:2") as follower:
            assert json.loads(follower.next()) == gap_3_6
            assert event_in(follower.next()) == (7, payload(7))
        with following(capture.url, f"{session}:6") as follower:
            assert event_in(follower.next()) == (7, payload(7))
        with following_plainly(capture.url, f"{session}:2") as plain:
            assert [plain.recv(PATIENCE, decode=False) for _ in range(3)] == [payload(7), payload(9), payload(10)]
        assert capture.stop() == 0
    forget(tmp_path / "a.fw", "TRUE")
    with capturing(tmp_path / "a.fw") as capture, following(capture.url, f"{session}:9") as follower:
        assert (follower.hello["oldest"], follower.hello["newest"]) == (11, 10)
        assert json.loads(follower.next()) == {"type": "gap", "from": 10, "to": 10}
        assert capture.post(payload(11)).status == 200
        assert follower.events(1) == [(11, payload(11))]


def test_that_a_program_that_knows_nothing_of_floorwalker_gets_the_payloads_alone(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw") as capture:
        assert capture.post(payload(1)).status == 200
        with (
            following_plainly(capture.url) as plain,
            connect(feed_of(capture.url), subprotocols=[Subprotocol("some.other")]) as other,
        ):
            plain.send("subscribe: all")
            plain.send(b"\0" * 1000)
            assert capture.post(payload(2)).status == 200
            for follower in (plain, other):
                assert [follower.recv(PATIENCE, decode=False) for _ in range(2)] == [payload(1), payload(2)]
            assert plain.ping().wait(PATIENCE)


def test_that_a_follower_that_talks_too_much_is_cut_and_others_are_not(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw") as capture, following(capture.url) as other:
        with following_plainly(capture.url) as plain:
            plain.send("x" * 100_000)
            with pytest.raises(ConnectionClosed) as closed:
                plain.recv(PATIENCE)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1009
        assert capture.post(payload(1)).status == 200
        assert other.events(1) == [(1, payload(1))]
        assert capture.stop() == 0
        assert capture.complaint() == ""


def test_that_a_capture_that_ends_gives_followers_what_they_lack_and_tells_where_to_go_on(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw") as capture:
        with following(capture.url) as follower, following_plainly(capture.url) as plain:
            assert capture.post(b"\n".join(map(payload, range(1, 301)))).status == 200
            session = session_of(capture)
            assert capture.stop() == 0
            assert follower.events(300)[-1] == (300, payload(300))
            assert [plain.recv(PATIENCE, decode=False) for _ in range(300)][-1] == payload(300)
            for socket in (follower.socket, plain):
                with pytest.raises(ConnectionClosed) as closed:
                    socket.recv(PATIENCE)
                assert closed.value.rcvd is not None
                assert closed.value.rcvd.code == 1001
                assert closed.value.rcvd.reason.endswith(f"since={session}:300")
        assert capture.complaint() == ""


def test_that_only_this_machines_programs_may_follow(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw") as capture:
        feed = feed_of(capture.url)
        for headers in (
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
            {"X-Forwarded-For": "203.0.113.7"},
            {"Forwarded": "for=203.0.113.7"},
        ):
            status, problem, _ = refusal(feed, headers)
            assert (status, problem["status"]) == (403, 403)
        with connect(feed, origin=None, additional_headers={"Origin": "http://localhost:3000"}):
            pass
        assert capture.stop() == 0
        assert capture.complaint() == ""


def test_that_with_a_token_whoever_has_it_may_follow_and_it_ends_in_no_log(tmp_path: Path) -> None:
    token = "s3cr3t-t0k3n"
    with capturing(tmp_path / "a.fw", "-v", "-v", "--token", token) as capture:
        feed, bearer = feed_of(capture.url), {"Authorization": f"Bearer {token}"}
        assert capture.post(payload(1), bearer).status == 200
        for brought in ({}, {"Authorization": "Bearer other"}, {"Origin": "http://localhost"}):
            status, problem, headers = refusal(feed, brought)
            assert (status, problem["status"], "Bearer" in headers.get_all("WWW-Authenticate")[0]) == (401, 401, True)
        from_elsewhere = {"X-Forwarded-For": "203.0.113.7", "Origin": "https://desk.example"}
        for url, brought in ((feed, bearer | from_elsewhere), (f"{feed}?token={token}&since=now", {})):
            with connect(url, additional_headers=brought):
                pass
        assert capture.stop() == 0
        assert token not in capture.complaint().replace(f"--token {token}", "")


def test_that_a_signing_secret_lets_only_this_machine_follow(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw", "--signing-secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") as capture:
        assert refusal(feed_of(capture.url), {"X-Forwarded-For": "203.0.113.7"})[0] == 403
        with following(capture.url) as follower:
            assert follower.hello["newest"] == 0
        assert capture.stop() == 0


def test_that_a_wrong_path_or_place_is_refused_with_what_is_right(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw") as capture:
        feed = feed_of(capture.url)
        status, problem, _ = refusal(feed.replace("/feed", "/events"))
        assert (status, "/feed" in str(problem["detail"])) == (404, True)
        status, problem, _ = refusal(f"{feed}?since=banana")
        assert (status, "since=" in str(problem["detail"])) == (400, True)
        answer = send("GET", capture.url, path="/feed")
        assert (answer.status, answer.headers["upgrade"]) == (426, "websocket")
        answer = send("POST", capture.url, payload(1), path="/feed")
        assert (answer.status, answer.headers["allow"]) == (405, "GET")
        upgrade = {"Upgrade": "websocket", "Connection": "Upgrade"}
        assert send("GET", capture.url, headers=upgrade, path="/feed").status == 400
        assert capture.post(payload(1)).status == 200


def test_that_a_hundred_followers_get_the_same_and_more_are_told_to_come_later(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw") as capture, ExitStack() as stack:
        followers = [stack.enter_context(following(capture.url)) for _ in range(100)]
        status, _, headers = refusal(feed_of(capture.url))
        assert (status, int(headers["Retry-After"]) > 0) == (503, True)
        for number in range(1, 4):
            assert capture.post(payload(number)).status == 200
        for follower in followers:
            assert follower.events(3) == [(number, payload(number)) for number in range(1, 4)]
        followers[50].socket.close()
        while send("GET", capture.url, path="/health").json["followers"] == 100:
            continue  # it notices soon
        with following(capture.url) as late:
            assert len(late.events(3)) == 3


def test_that_two_floorwalkers_hold_the_same(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw") as capture:
        assert capture.post(b"\n".join(payload(number % 400) for number in range(1000))).status == 200
        with connect(feed_of(capture.url), subprotocols=[SPOKEN]) as socket:
            socket.recv(PATIENCE)
            bodies = [event_in(socket.recv(PATIENCE, decode=False))[1] for _ in range(1000)]
        assert capture.stop() == 0
    assert export(tmp_path / "a.fw") == b"[\n" + b",\n".join(bodies) + b"\n]\n"
