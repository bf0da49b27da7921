import json
import shlex
import sys

import pytest

from floorwalker.event.body import Accepted, read_body
from floorwalker.event.notes import Note
from floorwalker.ui.shell.sample import curl_line
from tests.session.made import CATALOG

URL = "http://127.0.0.1:8787/events"


@pytest.mark.skipif(sys.platform == "win32", reason="its shell quotes otherwise")
def test_that_the_line_posts_an_event_without_a_flaw_that_sets_a_status() -> None:
    words = shlex.split(curl_line(URL))
    assert words[0] == "curl"
    assert words[-1] == URL
    [item] = read_body(words[words.index("-d") + 1].encode(), CATALOG)
    assert isinstance(item, Accepted)
    assert item.notes == Note(0)
    assert item.facts.activity == 16


def test_that_each_line_posts_another_event() -> None:
    assert curl_line(URL) != curl_line(URL)


def test_that_on_windows_it_is_quoted_as_windows_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    line = curl_line(URL)
    assert "'" not in line
    body = line.split(" -d ")[1].removesuffix(f" {URL}").strip('"').replace('\\"', '"')
    assert json.loads(body)["Category"] == 1
