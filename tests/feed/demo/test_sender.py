"""The simulated centre as a sender: first all that it missed, then live, until it is told to stop."""

import asyncio
import calendar
import json
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from websockets.asyncio.server import ServerConnection

from floorwalker.feed.errors import FeedError
from floorwalker.feed.sending import poster
from floorwalker.feed.websocket.address import Target
from floorwalker.session.columns import FIELDS
from floorwalker.session.reader import Reader
from tests.capture.running import FLOORWALKER, capturing
from tests.feed.receivers import Scripted, answering
from tests.feed.websocket.servers import Feed, serving


@contextmanager
def sending(url: str, *options: str) -> Iterator["subprocess.Popen[str]"]:
    command = [*FLOORWALKER, "send", "demo", url, *options]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def wait_for_bodies(receiver: Scripted, number: int) -> None:
    for _ in range(number):
        assert receiver.came.acquire(timeout=30)


def test_that_two_hours_are_caught_up_in_arrays_in_order_and_then_events_come_one_by_one() -> None:
    with answering() as receiver, sending(receiver.url, "--agents", "40", "--seed", "1", "--rate", "20") as sender:
        wait_for_bodies(receiver, 30)
        sender.send_signal(signal.SIGTERM)
        assert sender.wait() == 0
    arrays = [json.loads(body) for body in receiver.bodies if body.startswith(b"[")]
    assert [len(array) for array in arrays[:-1]] == [500] * (len(arrays) - 1)
    assert receiver.bodies[len(arrays)].startswith(b"{")
    stamps = [event["CreationDateUtc"] for array in arrays for event in array if event.get("CreationDateUtc")]
    digits = sorted(stamp for stamp in stamps if stamp.isdigit())
    assert 0 <= seconds(digits[0]) - (time.time() - 7200) + 60 < 400
    assert 0 <= time.time() - seconds(digits[-1]) < 60
    assert digits[0] == stamps[0]


def test_that_a_websocket_gets_the_same_as_frames() -> None:
    frames: list[str | bytes] = []
    arrived = threading.Semaphore(0)

    async def keep(connection: ServerConnection) -> None:
        async for frame in connection:
            frames.append(frame)
            arrived.release()

    options = ("--agents", "40", "--seed", "1", "--rate", "20")
    with serving(Feed(keep)) as feed, sending(feed.url, *options) as sender:
        assert all(arrived.acquire(timeout=30) for _ in range(30))
        sender.send_signal(signal.SIGTERM)
        assert sender.wait() == 0
    arrays = [json.loads(frame) for frame in frames if str(frame).startswith("[")]
    assert [len(array) for array in arrays[:-1]] == [500] * (len(arrays) - 1)
    assert json.loads(frames[len(arrays)])["Id"]


def test_that_a_websocket_that_is_not_there_is_told_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poster, "PATIENCE", 0.3)

    async def run() -> None:
        async with poster.FramePoster(Target("ws://127.0.0.1:1/x", "ws://127.0.0.1:1/x", {})) as frames:
            await frames.post(b"1")

    with pytest.raises(FeedError, match="Nobody listens there"):
        asyncio.run(run())


def seconds(stamp: str) -> int:
    """A CreationDateUtc in seconds since 1970."""
    return calendar.timegm(time.strptime(stamp, "%Y%m%d%H%M%S"))


@pytest.mark.parametrize("way", [signal.SIGTERM, signal.SIGINT, "stop", "end"])
def test_that_it_ends_when_it_is_told_to(way: signal.Signals | str) -> None:
    with answering() as receiver, sending(receiver.url, "--agents", "2", "--control") as sender:
        wait_for_bodies(receiver, 1)
        assert sender.stdin is not None
        if isinstance(way, signal.Signals):
            sender.send_signal(way)
        elif way == "stop":
            sender.stdin.write("stop\n")
            sender.stdin.flush()
        else:
            sender.stdin.close()
        assert sender.wait() == 0
        assert sender.stderr is not None
        assert sender.stderr.read() == ""


def test_that_a_receiver_that_is_busy_gets_everything_in_the_end() -> None:
    busy = (503, {"Retry-After": "0"})
    taken: tuple[int, dict[str, str]] = (200, {})
    with (
        answering(busy, busy, taken, busy) as receiver,
        sending(receiver.url, "--agents", "40", "--seed", "1") as sender,
    ):
        wait_for_bodies(receiver, 6)
        sender.terminate()
        sender.wait()
    first, again, third, fourth, fifth, sixth = receiver.bodies[:6]
    assert first == again == third
    assert fourth == fifth != sixth


def test_that_a_receiver_that_refuses_is_told_in_one_line() -> None:
    with answering((404, {})) as receiver, sending(receiver.url, "--agents", "1") as sender:
        assert sender.wait() == 1
        assert sender.stderr is not None
        [line] = sender.stderr.read().splitlines()
    assert line.startswith("floorwalker: ")
    assert "404" in line


def test_that_a_rate_is_kept_and_what_happens_is_told_in_real_time(tmp_path: Path) -> None:
    rate, began = 400, int(time.time())
    options = ("--agents", "60", "--rate", str(rate), "--seed", "2")
    with capturing(tmp_path / "a.fw") as capture, sending(capture.url, *options):
        with Reader.open(tmp_path / "a.fw") as reader:
            capture.wait_for(lambda _: newest(reader) >= began + 6)
        assert capture.stop() == 0
    with Reader.open(tmp_path / "a.fw") as reader:
        rows = reader.rows_after(0, 100_000)
        size = [view.size for view in map(reader.delivery, rows[-50:, 0].tolist()) if view]
    created = rows[:, CREATED]
    live = rows[(created >= created.max() - 3) & (created < created.max())]
    assert 0.7 * rate < len(live) / 3 < 1.4 * rate
    lag = live[:, RECEIVED] / 1e6 - live[:, CREATED]
    assert lag.min() >= 0
    assert sorted(lag)[len(lag) // 2] < 2.5
    assert max(size) < 1000  # one event a request


CREATED, RECEIVED = FIELDS.index("created"), FIELDS.index("received")


def newest(reader: Reader) -> int:
    """The newest event's CreationDateUtc, 0 where there is none."""
    rows = reader.rows_after(reader.last_seq() - 1, 1)
    return int(rows[0, CREATED]) if len(rows) else 0
