"""A capture lets the oldest events go while it runs, and loses nothing else."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from floorwalker.capture.messages import Problem, Stored
from floorwalker.event.statuses import Statuses
from floorwalker.session.reader import Reader
from floorwalker.session.schema import wal_of
from tests.capture.events import payload
from tests.capture.running import Message, capturing
from tests.capture.test_killed import CONNECTIONS, Sender


def _array(first: int, end: int) -> bytes:
    return b"[" + b",".join(payload(number) for number in range(first, end)) + b"]"


def _is_empty(message: Message) -> bool:
    return isinstance(message, Stored) and message.events == 0


def _size(path: Path) -> int:
    return sum(file.stat().st_size for file in (path, wal_of(path)) if file.exists())


def test_that_events_of_age_go_and_are_told_while_repeats_and_statuses_stay_known(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw", "--keep", "1s") as capture:
        assert capture.post(_array(0, 100)).json["accepted"] == 100
        told = capture.wait_for(_is_empty)
        assert isinstance(told, Stored)
        assert told.seq == 100
        with Reader.open(capture.session) as reader:
            assert reader.info().events == 0
            assert len(Statuses(past=reader.floor()).agents()) == 7
        reply = capture.post(_array(99, 101))
        assert (reply.json["accepted"], reply.json["duplicates"]) == (1, 1)
        assert capture.stop() == 0
    assert not wal_of(tmp_path / "a.fw").exists()


def test_that_the_file_stays_within_the_size_while_events_stream_in(tmp_path: Path) -> None:
    session, limit = tmp_path / "a.fw", 4_000_000
    largest = 0
    with capturing(session, "--max-size", "4MB") as capture:
        for first in range(0, 20_000, 50):
            assert capture.post(_array(first, first + 50)).status == 200
            largest = max(largest, _size(session))
        assert capture.stop() == 0
    assert largest <= limit * 1.05
    assert session.stat().st_size > limit / 3
    with Reader.open(session) as reader:
        oldest, newest = reader.bounds()
        assert newest == 20_000
        assert len(list(reader.payloads(range(1, newest + 1)))) == newest + 1 - oldest


def test_that_a_limit_that_leaves_events_no_room_is_told(tmp_path: Path) -> None:
    everyone = b"[" + b",".join(payload(number, Username=f"agent-{number}") for number in range(8_000)) + b"]"
    with capturing(tmp_path / "a.fw", "--max-size", "1MB") as capture:
        assert capture.post(everyone).json["accepted"] == 8_000
        told = capture.wait_for(lambda message: isinstance(message, Problem))
        assert isinstance(told, Problem)
        assert "events go as soon as they have come" in told.problem
        assert told.remedy == "Allow more with --max-size."
        assert capture.stop() == 0


def test_that_nothing_younger_is_lost_when_it_is_killed_again_and_again_while_old_events_go(tmp_path: Path) -> None:
    session, limit = tmp_path / "a.fw", "1MB"
    acknowledged: list[bytes] = []
    for life in range(6):
        with capturing(session, "--max-size", limit) as capture:
            enough = threading.Semaphore(0)
            senders = [Sender(capture.url, (life * 10 + at) * 1_000_000, enough) for at in range(CONNECTIONS)]
            for sender in senders:
                sender.start()
            for _ in range(400):
                assert enough.acquire(timeout=60)
            capture.kill()
            for sender in senders:
                sender.join()
                acknowledged += sender.answered
    with Reader.open(session) as reader:
        oldest, newest = reader.bounds()
        stored = [body for _, body in reader.payloads(range(oldest, newest + 1))]
        assert len(stored) == newest + 1 - oldest == reader.info().events
    assert oldest > 1
    with closing(sqlite3.connect(session)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    # Seqs are the order of arrival: what is acknowledged and not there is older than all that is.
    gone = set(acknowledged) - set(stored)
    assert 0 < len(gone) <= oldest - 1
    assert newest >= len(acknowledged)
    with capturing(session, "--max-size", limit) as capture:
        for body in (*list(gone)[:20], *acknowledged[-20:]):
            assert capture.post(body).json["duplicates"] == 1
        assert capture.stop() == 0


def test_that_a_file_of_an_older_floorwalker_gets_smaller_too(tmp_path: Path) -> None:
    session = tmp_path / "a.fw"
    with capturing(session) as capture:
        capture.post(_array(0, 12_000))
        assert capture.stop() == 0
    with closing(sqlite3.connect(session)) as connection:
        connection.executescript("PRAGMA auto_vacuum = NONE; VACUUM")
    before = session.stat().st_size
    with capturing(session, "--keep", "1s") as capture:
        capture.wait_for(_is_empty)
        tries = (capture.post(payload(20_000 + number)) for number in range(2_000))
        assert any(session.stat().st_size < before / 2 for _ in tries)
        assert capture.stop() == 0
