"""A capture that follows feeds which another Floorwalker serves."""

from pathlib import Path

import pytest
from websockets.asyncio.server import ServerConnection

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
    wait_for_state,
)
from tests.feed.websocket.servers import SESSION, V1, Feed, Relaying, hello, in_turn, relayed, sends, serving


def relaying(events: Relaying) -> Feed:
    return Feed(events, [V1])


def many(count: int, **changed: object) -> list[bytes]:
    return [payload(number, **changed) for number in range(count)]


def test_that_a_relayed_feed_is_taken_byte_for_byte_with_its_seq_and_arrival(tmp_path: Path) -> None:
    odd = [payload(1).replace(b'": ', b'" :\t'), payload(2, Note="\ud800 half of a pair"), payload(3, Digits=10**4000)]
    with serving(relaying(Relaying(odd))) as feed, following(tmp_path / "a.fw", feed.url) as capture:
        wait_for_events(capture, 3)
        assert capture.stop() == 0
    assert payloads(tmp_path / "a.fw") == odd
    assert details(capture, "connected") == ["floorwalker.feed.v1"]
    with Reader.open(tmp_path / "a.fw") as reader:
        arrived = reader.delivery(2)
        assert arrived is not None
        assert (arrived.sent_seq, arrived.sent_received) == (2, 1_795_348_800_000_000)


def test_that_a_relayed_feed_that_is_cut_brings_each_event_once_and_leaves_whole_gaps(tmp_path: Path) -> None:
    upstream = Relaying(many(100, CreationDateUtc=just_now()), cuts=[10, 0, 1, 40])
    with serving(relaying(upstream)) as feed, following(tmp_path / "a.fw", feed.url) as capture:
        wait_for_events(capture, 100)
        assert capture.stop() == 0
    assert payloads(tmp_path / "a.fw") == upstream.payloads
    assert upstream.sinces[0] is None
    assert upstream.sinces[-1] == f"{SESSION}:51"
    with Reader.open(tmp_path / "a.fw") as reader:
        gaps = reader.gaps()
        assert reader.info().duplicates == 0
    assert gaps
    assert all(gap.whole for gap in gaps)


def test_that_a_relayed_feed_is_resumed_by_the_next_capture(tmp_path: Path) -> None:
    upstream = Relaying(many(3))
    with serving(relaying(upstream)) as feed, following(tmp_path / "a.fw", feed.url) as capture:
        wait_for_events(capture, 3)
        assert capture.stop() == 0
    upstream.payloads = many(6)
    with (
        serving(Feed(upstream, [V1], port=feed.port)),
        following(tmp_path / "a.fw", feed.url) as capture,
    ):
        wait_for_events(capture, 6)
        assert capture.stop() == 0
    assert payloads(tmp_path / "a.fw") == many(6)
    assert upstream.sinces == [None, f"{SESSION}:3"]


def test_that_another_session_is_followed_from_its_beginning(tmp_path: Path) -> None:
    other = SESSION[:-1] + "2"
    with serving(relaying(Relaying(many(5)))) as feed, following(tmp_path / "a.fw", feed.url) as capture:
        wait_for_events(capture, 5)
        assert capture.stop() == 0
    upstream = Relaying([payload(number) for number in (7, 8)], session=other)
    with (
        serving(Feed(upstream, [V1], port=feed.port)),
        following(tmp_path / "a.fw", feed.url) as capture,
    ):
        wait_for_events(capture, 7)
        assert capture.stop() == 0
    assert upstream.sinces == [f"{SESSION}:5"]
    assert payloads(tmp_path / "a.fw") == [*many(5), *upstream.payloads]


def test_that_what_the_feed_no_longer_has_is_a_gap(tmp_path: Path) -> None:
    live = {"CreationDateUtc": just_now()}
    upstream = Relaying(many(10, **live), cuts=[9])

    async def later(connection: ServerConnection) -> None:
        upstream.payloads, upstream.oldest = many(20, **live), 15
        await upstream(connection)

    with (
        serving(Feed(in_turn(upstream, later), [V1])) as feed,
        following(tmp_path / "a.fw", feed.url) as capture,
    ):
        wait_for_events(capture, 15)
        assert capture.stop() == 0
    assert payloads(tmp_path / "a.fw") == [*many(9, **live), *many(20, **live)[14:]]
    assert states(capture) == ["connecting", "connected", "reconnecting", "connected", "stopped"]
    with Reader.open(tmp_path / "a.fw") as reader:
        assert [gap.whole for gap in reader.gaps()] == [False]


def test_that_a_gap_in_mid_stream_is_told_and_no_event_is_taken_twice(tmp_path: Path) -> None:
    one, two, five = many(5)[0], many(5)[1], many(5)[4]
    frames = (
        hello(SESSION, 1, 5),
        relayed(1, one),
        relayed(2, two),
        relayed(1, one),
        '{"type":"gap","from":3,"to":4}',
        '{"type":"of a later version","seq":17}',
        relayed(5, five),
        relayed(4, two),
    )
    with serving(Feed(sends(*frames), [V1])) as feed, following(tmp_path / "a.fw", feed.url) as capture:
        wait_for_events(capture, 3)
        assert capture.stop() == 0
    assert payloads(tmp_path / "a.fw") == [one, two, five]
    assert states(capture) == ["connecting", "connected", "reconnecting", "connected", "stopped"]
    assert details(capture, "reconnecting") == ["The feed no longer has the events 3 to 4."]


def test_that_events_that_are_left_out_without_a_word_are_asked_for_once_more(tmp_path: Path) -> None:
    first = sends(hello(SESSION, 1, 3), relayed(1, many(3)[0]), relayed(3, many(3)[2]))
    upstream = Relaying(many(3))
    with (
        serving(Feed(in_turn(first, upstream), [V1])) as feed,
        following(tmp_path / "a.fw", feed.url) as capture,
    ):
        wait_for_events(capture, 3)
        assert capture.stop() == 0
    assert payloads(tmp_path / "a.fw") == many(3)
    assert upstream.sinces == [f"{SESSION}:1"]


def test_that_events_that_stay_left_out_do_not_stop_the_feed(tmp_path: Path) -> None:
    frames = sends(hello(SESSION, 1, 3), relayed(1, many(3)[0]), relayed(3, many(3)[2]))
    with serving(Feed(frames, [V1])) as feed, following(tmp_path / "a.fw", feed.url) as capture:
        wait_for_events(capture, 2)
        assert capture.stop() == 0
    assert payloads(tmp_path / "a.fw") == [many(3)[0], many(3)[2]]
    assert details(capture, "reconnecting")[-1] == "The feed leaves out event 2."


def test_that_without_a_hello_it_is_a_plain_feed_whose_first_frame_counts(tmp_path: Path) -> None:
    with serving(Feed(sends(*text(1, 2)), [V1])) as feed, following(tmp_path / "a.fw", feed.url) as capture:
        wait_for_events(capture, 2)
        assert capture.stop() == 0
    assert payloads(tmp_path / "a.fw") == [payload(1), payload(2)]


def test_that_a_plain_feed_that_accepts_the_subprotocol_and_says_nothing_is_connected(tmp_path: Path) -> None:
    with serving(Feed(sends(), [V1])) as feed, following(tmp_path / "a.fw", feed.url) as capture:
        wait_for_state(capture, "connected")
        assert capture.stop() == 0


def test_that_a_hello_without_the_subprotocol_is_a_frame_like_any_other(tmp_path: Path) -> None:
    frames = (hello(SESSION, 1, 1), *text(1))
    with serving(Feed(sends(*frames))) as feed, following(tmp_path / "a.fw", feed.url) as capture:
        wait_for_events(capture, 1)
        assert capture.stop() == 0
    with Reader.open(tmp_path / "a.fw") as reader:
        assert [refused.body.decode() for refused in reader.refused()] == [frames[0]]


@pytest.mark.parametrize(
    "frame",
    ["no JSON", "[]", '{"seq": "one", "event": {}}', '{"seq": 1}', '{"event": {}}', '{"seq": 0, "event": {}}'],
)
def test_that_a_frame_that_is_none_of_the_subprotocol_is_refused_and_kept(tmp_path: Path, frame: str) -> None:
    frames = (hello(SESSION, 1, 1), frame, relayed(1, payload(1)))
    with serving(Feed(sends(*frames), [V1])) as feed, following(tmp_path / "a.fw", feed.url) as capture:
        wait_for_events(capture, 1)
        assert capture.stop() == 0
    with Reader.open(tmp_path / "a.fw") as reader:
        assert [refused.body.decode() for refused in reader.refused()] == [frame]


def test_that_a_url_that_says_where_to_begin_is_taken_at_its_word(tmp_path: Path) -> None:
    first = sends(hello(SESSION, 1, 9), relayed(8, payload(8)))
    with (
        serving(Feed(first, [V1])) as feed,
        following(tmp_path / "a.fw", f"{feed.url}?since=now") as capture,
    ):
        wait_for_events(capture, 1)
        assert capture.stop() == 0
    assert feed.paths == ["/feed?since=now"]
    with (
        serving(Feed(sends(hello(SESSION, 1, 9), relayed(9, payload(9))), [V1], port=feed.port)) as again,
        following(tmp_path / "a.fw", f"{feed.url}?since=now") as capture,
    ):
        wait_for_events(capture, 2)
        assert capture.stop() == 0
    assert again.paths == [f"/feed?since={SESSION}:8"]
