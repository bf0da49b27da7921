"""`floorwalker probe`."""

import json
import socket

from tests.capture.events import payload
from tests.capture.following import text
from tests.capture.running import run
from tests.feed.websocket.servers import SESSION, V1, Feed, hello, relayed, sends, serving


def test_that_a_feed_is_tried_and_its_first_event_told() -> None:
    with serving(Feed(sends('{"type":"ack"}', '{"data":' + text(1)[0] + "}"))) as feed:
        done = run("probe", f"{feed.url}?token=sesame", "--unwrap", "/data", "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert (found["connected"], found["frames"], found["events"], found["feed"]) == (True, 2, 1, feed.url)
    assert found["first"] == text(1)[0][:200] + "…"
    assert "sesame" not in done.stdout + done.stderr


def test_that_a_feed_of_another_floorwalker_is_told_as_such() -> None:
    with serving(Feed(sends(hello(SESSION, 1, 7), relayed(1, payload(1))), [V1])) as feed:
        done = run("probe", feed.url)
    assert "another Floorwalker's with events 1 to 7. An event came: {" in done.stdout


def test_that_a_quiet_feed_can_be_followed_and_one_that_is_not_there_cannot() -> None:
    with serving(Feed(sends("hello there"))) as feed:
        done = run("probe", feed.url, "--for", "0.2", "--json")
    found = json.loads(done.stdout)
    assert (done.returncode, found["connected"], found["events"], found["refused"]) == (0, True, 0, 1)
    assert "is no event" in found["detail"]
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    done = run("probe", f"ws://127.0.0.1:{port}/")
    assert done.returncode == 1
    assert "Nobody listens there" in done.stdout


def test_that_what_is_no_url_is_wrong_use() -> None:
    assert run("probe", "http://127.0.0.1/").returncode == 2
