import json
import shlex
from dataclasses import replace

import pytest

from floorwalker.session.records import DeliveryView
from floorwalker.ui.events.payload import copying
from floorwalker.ui.events.payload.copying import curl
from floorwalker.ui.events.sending.addresses import USUAL
from tests.session import made

DELIVERY = DeliveryView(
    made.micros(0),
    "127.0.0.1:9000",
    "127.0.0.1:50000",
    "POST",
    "/hooks/floor",
    (
        ("Host", "127.0.0.1:8787"),
        ("Content-Type", "application/json; charset=utf-8"),
        ("User-Agent", "centre/1"),
        ("Webhook-Id", "msg_1"),
        ("Webhook-Signature", "v1,abc"),
        ("X-Api-Key", "hush"),
        ("X-Forwarded-For", "10.0.0.1"),
        ("X-Tenant", "north's"),
    ),
    100,
    200,
    "",
    None,
    None,
)


@pytest.fixture(autouse=True)
def _on_posix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("floorwalker.ui.shell.sample.sys.platform", "linux")


def test_that_the_command_posts_the_exact_payload_where_it_came_in_with_the_headers_that_matter() -> None:
    payload = made.payload(0, Note="it's “$HOME”\\n")
    words = shlex.split(curl(1, payload, DELIVERY))
    headers = [
        "-H",
        "Content-Type: application/json; charset=utf-8",
        "-H",
        "Webhook-Id: msg_1",
        "-H",
        "X-Tenant: north's",
    ]
    assert words == ["curl", *headers, "--data-binary", payload.decode(), "http://127.0.0.1:9000/hooks/floor"]


def test_that_a_feeds_event_and_a_forms_are_posted_as_json_to_the_usual_receiver() -> None:
    frame = replace(DELIVERY, feed="ws://192.168.1.20:8787/feed", method="", target="", headers=())
    form = replace(frame, headers=(("content-type", "application/x-www-form-urlencoded"),))
    for delivery in (frame, form):
        words = shlex.split(curl(1, b"{}", delivery))
        assert words == ["curl", "-H", "Content-Type: application/json", "--data-binary", "{}", USUAL]


def test_that_a_payload_too_long_for_a_command_line_is_taken_from_a_file() -> None:
    long = json.dumps({"x": "y" * copying.LONGEST}).encode()
    assert "@event-7.json" in shlex.split(curl(7, long, DELIVERY))
