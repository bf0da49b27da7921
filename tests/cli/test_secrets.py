"""Secrets that are written out on the command line: warned of, and taken out of the process's title."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from floorwalker.cli import secrets
from floorwalker.cli.sources import Connecting, Listening
from tests.capture.following import following, text, wait_for_events
from tests.capture.running import FLOORWALKER
from tests.feed.receivers import answering
from tests.feed.websocket.servers import Feed, sends, serving

_REPLACES = pytest.mark.skipif(os.name == "nt", reason="Windows replaces no program in its process")


def referring(arguments: list[str], listening: Listening, connecting: Connecting) -> list[str]:
    return secrets._referring(arguments, [*listening.secrets, *connecting.secrets])


def test_that_a_plain_secret_is_replaced_in_the_arguments_however_it_is_written() -> None:
    arguments = ["-m", "floorwalker", "capture", "x", "--token", "x", "--signing-secret=y", "--reply", "y"]
    assert referring(arguments, Listening(token="x", signing_secret="y"), Connecting()) == [
        *("-m", "floorwalker", "capture", "x", "--token", "env:FLOORWALKER_TYPED_SECRET_0"),
        *("--signing-secret=env:FLOORWALKER_TYPED_SECRET_1", "--reply", "y"),
    ]


def test_that_urls_with_secrets_and_secret_headers_are_replaced_and_others_are_not() -> None:
    urls = ["ws://a/", "ws://u:p@b/", "wss://c/?token=x"]
    headers = ["X-Api-Key:  x y ", "X-Plain: x", "Cookie: env:COOKIE"]
    arguments = [
        *("--connect", urls[0], f"--connect={urls[1]}", "--connect", urls[2]),
        *("--header", headers[0], "--header", headers[1], f"--header={headers[2]}"),
    ]
    assert referring(arguments, Listening(), Connecting(urls, headers=headers)) == [
        *("--connect", "ws://a/", "--connect=env:FLOORWALKER_TYPED_SECRET_0"),
        *("--connect", "env:FLOORWALKER_TYPED_SECRET_1", "--header", "X-Api-Key:  env:FLOORWALKER_TYPED_SECRET_2"),
        *("--header", headers[1], f"--header={headers[2]}"),
    ]


def test_that_references_are_not_warned_of(capsys: pytest.CaptureFixture[str]) -> None:
    connecting = Connecting(["env:URL"], "keyring:feed", ["Authorization: file:x"])
    secrets.begin_out_of_sight([*Listening(token="env:A").secrets, *connecting.secrets])
    assert capsys.readouterr().err == ""


def title(process: int) -> str:
    return " ".join(psutil.Process(process).cmdline())


@_REPLACES
def test_that_a_captures_title_shows_no_secret_of_its_feeds(tmp_path: Path) -> None:
    options = ("--connect-token", "sesame-1", "--header=X-Api-Key: sesame-2", "--header", "X-Plain: in sight")
    with serving(Feed(sends(*text(1)))) as feed:
        url = feed.url.replace("ws://", "ws://hook:sesame-3@") + "?room=1&token=sesame-4"
        with following(tmp_path / "a.fw", url, *options) as capture:
            wait_for_events(capture, 1)
            shown = title(capture.process.pid)
            assert capture.stop() == 0
            warnings = capture.complaint()
    assert "capture" in shown
    assert "X-Plain: in sight" in shown
    assert "sesame" not in shown + warnings
    assert [line.split(" is given as")[0].removeprefix("floorwalker: ") for line in warnings.splitlines()] == [
        *("--connect-token", "A secret in the URL of --connect", "The header X-Api-Key"),
    ]
    assert feed.paths == ["/feed?room=1&token=sesame-4"]


@contextmanager
def started(*arguments: str) -> Iterator["subprocess.Popen[str]"]:
    pipe = subprocess.PIPE
    with subprocess.Popen([*FLOORWALKER, *arguments], stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


@_REPLACES
def test_that_a_probes_title_shows_no_secret() -> None:
    with (
        serving(Feed(sends())) as feed,
        started("probe", f"{feed.url}?key=sesame", "--for", "60", "--header", "Cookie: sesame") as process,
    ):
        assert feed.came.acquire(timeout=60)
        shown = title(process.pid)
    assert "probe" in shown
    assert "sesame" not in shown


@_REPLACES
def test_that_a_senders_title_shows_no_secret_of_its_url() -> None:
    with answering() as receiver, started("send", "demo", f"{receiver.url}?token=sesame", "--control") as process:
        assert receiver.came.acquire(timeout=60)
        shown = title(process.pid)
    assert "send" in shown
    assert "sesame" not in shown
