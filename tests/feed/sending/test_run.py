"""Sending to real receivers: what is told of each, in what order, and when it ends."""

import os
import signal
import socket
import threading
from collections.abc import Iterator

import pytest

from floorwalker.answers import SHOWN, Answer, Done
from floorwalker.feed.errors import FeedError, NoAddress
from floorwalker.feed.sending import http, run
from floorwalker.feed.sending.http import HttpDoor, checked_url
from floorwalker.feed.sending.outgoing import Outgoing
from floorwalker.feed.sending.pace import Pace
from floorwalker.feed.sending.run import Door, send_all
from floorwalker.feed.sending.websocket import WebSocketDoor
from floorwalker.feed.websocket.address import Target
from tests.feed.receivers import answering
from tests.feed.sending.bare import bare
from tests.feed.websocket.servers import Feed, echoes, sends, serving


def events(*bodies: bytes, agent: int = 0) -> Iterator[Outgoing]:
    return (Outgoing(number, None, agent, body) for number, body in enumerate(bodies, 1))


def sent(door: Door, outgoing: Iterator[Outgoing]) -> tuple[Done, list[Answer]]:
    answers: list[Answer] = []
    return send_all(outgoing, door, Pace(), answers.append), answers


def test_that_bodies_go_out_as_they_are_and_each_answer_is_told() -> None:
    with answering((200, {}), (422, {"X-Why": "no event"})) as receiver:
        done, answers = sent(HttpDoor(receiver.url, {}), events(b'{"a": 1 }', b"\xff"))
    assert receiver.bodies == [b'{"a": 1 }', b"\xff"]
    assert [(answer.number, answer.status, answer.is_taken) for answer in answers] == [(1, 200, True), (2, 422, False)]
    assert ("X-Why", "no event") in answers[1].headers
    assert (done.sent, done.taken, done.refused, done.lost) == (2, 1, 1, 0)
    assert answers[0].seconds > 0


def test_that_nothing_is_sent_twice() -> None:
    with answering((503, {"Retry-After": "0"}), (500, {}), (429, {})) as receiver:
        done, _ = sent(HttpDoor(receiver.url, {}), events(b"1", b"2", b"3", b"4"))
    assert sorted(receiver.bodies) == [b"1", b"2", b"3", b"4"]
    assert (done.taken, done.refused) == (1, 3)


@pytest.mark.parametrize(
    ("status", "remedy"), [(401, "token"), (404, "path"), (413, "smaller"), (500, "log"), (503, "Wait")]
)
def test_that_each_refusal_has_a_remedy(status: int, remedy: str) -> None:
    with answering((status, {})) as receiver:
        _, [answer] = sent(HttpDoor(receiver.url, {}), events(b"1"))
    assert str(status) in answer.problem
    assert remedy in answer.remedy


def test_that_a_redirect_is_told_and_not_followed() -> None:
    with answering() as other, answering((307, {"Location": f"{other.url}?token=sesame"})) as receiver:
        _, [answer] = sent(HttpDoor(receiver.url, {"Authorization": "Bearer x"}), events(b"1"))
    assert other.bodies == []
    assert other.url in answer.remedy
    assert "sesame" not in answer.remedy


def test_that_headers_win_over_ours() -> None:
    with bare(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") as server:
        sent(HttpDoor(server.url, {"content-type": "text/plain", "X-Api-Key": "k"}), events(b"1"))
    head = server.heads[0].lower()
    assert head.count(b"content-type:") == 1
    assert b"content-type: text/plain" in head
    assert b"x-api-key: k" in head


def test_that_events_of_one_agent_keep_their_order() -> None:
    bodies = [str(number).encode() for number in range(300)]
    with answering() as receiver:
        sent(HttpDoor(receiver.url, {}), events(*bodies, agent=5))
    assert receiver.bodies == bodies


def test_that_nobody_there_is_told_at_once_and_ends_it() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}/events"
        done, answers = sent(HttpDoor(url, {}), events(*[b"1"] * 1000))
    assert done.gave_up
    assert done.sent == 1
    assert "refused" in answers[0].problem
    assert answers[0].status is None
    assert answers[0].remedy


def test_that_a_cut_connection_is_told() -> None:
    with bare(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc") as server:
        _, [answer] = sent(HttpDoor(server.url, {}), events(b"1"))
    assert answer.status is None
    assert "cut" in answer.problem
    with bare(b"") as server:
        _, [answer] = sent(HttpDoor(server.url, {}), events(b"1"))
    assert "cut" in answer.problem


def test_that_what_speaks_no_http_is_told() -> None:
    with bare(b"220 mail.example.com ESMTP\r\n") as server:
        _, [answer] = sent(HttpDoor(server.url, {}), events(b"1"))
    assert "no receiver" in answer.problem


def test_that_a_receiver_that_is_too_slow_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_ANSWER_TIME", 0.2)
    with bare(None) as server:
        _, [answer] = sent(HttpDoor(server.url, {}), events(b"1"))
    assert "in time" in answer.problem


def test_that_of_an_endless_answer_only_the_beginning_is_read() -> None:
    endless = b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n" + b"x" * 100_000
    with bare(endless) as server:
        _, [answer] = sent(HttpDoor(server.url, {}), events(b"1"))
    assert answer.cut
    assert answer.body == "x" * SHOWN


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_that_a_signal_ends_it_with_what_is_on_its_way_answered() -> None:
    def forever() -> Iterator[Outgoing]:
        number = 0
        while True:
            number += 1
            yield Outgoing(number, None, number, b"1")

    answers: list[Answer] = []

    def tell(answer: Answer) -> None:
        answers.append(answer)
        if len(answers) == 20:
            os.kill(os.getpid(), signal.SIGINT)

    with answering() as receiver:
        done = send_all(forever(), HttpDoor(receiver.url, {}), Pace(), tell)
    assert done.stopped
    assert done.sent == len(answers) == done.taken == len(receiver.bodies)


def test_that_a_reader_of_answers_that_goes_ends_it() -> None:
    def tell(_: Answer) -> None:
        raise BrokenPipeError

    with answering() as receiver:
        assert send_all(events(*[b"1"] * 500), HttpDoor(receiver.url, {}), Pace(), tell).stopped
    assert len(receiver.bodies) < 500


def test_that_what_was_read_before_a_fault_of_the_source_is_sent() -> None:
    def faulty() -> Iterator[Outgoing]:
        yield from events(b"1", b"2")
        raise FeedError("It is broken.", "Mend it.")

    with answering() as receiver, pytest.raises(FeedError):
        sent(HttpDoor(receiver.url, {}), faulty())
    assert receiver.bodies == [b"1", b"2"]


def test_that_a_rate_is_kept() -> None:
    with answering() as receiver:
        done = send_all(events(*[b"1"] * 11), HttpDoor(receiver.url, {}), Pace(rate=50), lambda _: None)
    assert 0.2 <= done.seconds < 2


@pytest.mark.parametrize("url", ["http://", "http://host:0/", "http://a b/", "http://[::1/", "http://host:x/"])
def test_that_what_is_no_url_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(NoAddress):
        checked_url(url)


def frames(feed: Feed, *bodies: bytes, listens: bool = False) -> tuple[Done, list[Answer]]:
    return sent(WebSocketDoor(Target(feed.url, feed.url, {"X-Key": "k"}), listens=listens), events(*bodies))


def test_that_a_websocket_gets_a_frame_a_body_in_order_and_may_answer() -> None:
    came: list[str | bytes] = []
    with serving(Feed(echoes(came))) as feed:
        done, answers = frames(feed, b'{"a":1}', b"\xff", b"3")
        _, [one] = frames(feed, b"hello", listens=True)
    assert came == ['{"a":1}', b"\xff", "3", "hello"]
    assert done.taken == 3
    assert all(answer.is_taken and answer.status is None for answer in answers)
    assert one.body == "got hello"
    assert feed.requests[0].headers["X-Key"] == "k"


def test_that_a_websocket_that_ends_is_opened_again_for_the_next_body() -> None:
    with serving(Feed(sends("bye"))) as feed:
        done, _ = frames(feed, b"1")
        assert done.taken == 1
    done, [answer] = frames(feed, b"1", b"2")
    assert done.gave_up
    assert "Nobody listens" in answer.problem
    assert answer.remedy


def test_that_giving_up_waits_for_several_where_somebody_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_GIVES_UP", 3)
    gone = threading.Event()

    def tell(_: Answer) -> None:
        if not gone.is_set():
            gone.set()
            server.stop()

    with bare(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") as server:
        done = send_all(events(*[b"1"] * 50), HttpDoor(server.url, {}), Pace(), tell)
    assert (done.taken, done.lost, done.gave_up) == (1, 3, True)
