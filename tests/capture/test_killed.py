"""What was answered 200 is in the file, however the capture ended."""

import http.client
import itertools
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from floorwalker.session.reader import Reader
from tests.capture.events import payload
from tests.capture.running import Running, capturing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no signals to stop and to kill")

CONNECTIONS = 6


class Sender(threading.Thread):
    """Posts over one kept connection until it breaks, or so many events. answered: what was answered 200."""

    def __init__(self, url: str, first: int, enough: threading.Semaphore, count: int = 1_000_000) -> None:
        super().__init__()
        self._netloc = urlsplit(url).netloc
        self._numbers = range(first, first + count)
        self._enough = enough
        self.answered: list[bytes] = []

    def run(self) -> None:
        connection = http.client.HTTPConnection(self._netloc, timeout=30)
        try:
            for number in self._numbers:
                body = payload(number)
                connection.request("POST", "/events", body)
                reply = connection.getresponse()
                reply.read()
                if reply.status == 200:
                    self.answered.append(body)
                    self._enough.release()
        except (http.client.HTTPException, OSError):
            return  # the capture was killed
        finally:
            connection.close()


class Load:
    """Six connections that post new events to one capture until it is killed."""

    _numbers = itertools.count(0, 1_000_000)

    def __init__(self, capture: Running) -> None:
        self._answers = threading.Semaphore(0)
        self._senders = [Sender(capture.url, next(self._numbers), self._answers) for _ in range(CONNECTIONS)]
        for sender in self._senders:
            sender.start()

    def wait_for(self, answers: int) -> None:
        """Returns when so many more were answered 200."""
        for _ in range(answers):
            assert self._answers.acquire(timeout=60)

    def answered(self) -> list[bytes]:
        """All that was answered 200 so far; an answer that is under way may be missing."""
        return [body for sender in self._senders for body in list(sender.answered)]

    def end(self) -> list[bytes]:
        """All that was answered 200, when the capture is dead."""
        for sender in self._senders:
            sender.join()
        return self.answered()


@contextmanager
def loaded(capture: Running) -> Iterator[Load]:
    """A capture under load, that is killed at the end."""
    load = Load(capture)
    try:
        yield load
    finally:
        capture.kill()
        load.end()


def stored(session: Path) -> list[bytes]:
    with Reader.open(session) as reader:
        return [body for _, body in reader.payloads(range(1, reader.last_seq() + 1))]


def test_that_no_acknowledged_event_is_lost_in_25_kills_while_six_connections_post(tmp_path: Path) -> None:
    session = tmp_path / "a.fw"
    acknowledged: list[bytes] = []
    for life in range(25):
        with capturing(session) as capture, loaded(capture) as load:
            # At another moment in each life: just begun, in the middle of the WAL, around its being taken in.
            load.wait_for(20 + 15 * life)
        acknowledged += load.end()
        # Most lives begin with what the one before has left, some after a reader has taken it in.
        if life % 5 == 4:
            assert set(acknowledged) <= set(stored(session))
    assert len(acknowledged) >= 5000
    found = stored(session)
    assert set(acknowledged) <= set(found)
    # What was not acknowledged may be there as well, but at most what was on its way.
    assert len(found) <= len(acknowledged) + 25 * CONNECTIONS
    assert len(set(found)) == len(found)


def test_that_a_copy_made_while_the_capture_stands_still_holds_all_that_was_acknowledged(tmp_path: Path) -> None:
    """The file and its WAL without the index, as a loss of power would leave them."""
    session = tmp_path / "a.fw"
    with capturing(session) as capture, loaded(capture) as load:
        for turn in range(8):
            load.wait_for(25 + 100 * turn)
            capture.process.send_signal(signal.SIGSTOP)
            _, status = os.waitpid(capture.process.pid, os.WUNTRACED)
            assert os.WIFSTOPPED(status)
            acknowledged = load.answered()
            copy = tmp_path / f"copy-{turn}" / "a.fw"
            copy.parent.mkdir()
            for suffix in ("", "-wal"):
                shutil.copy(session.with_name(session.name + suffix), copy.parent)
            capture.process.send_signal(signal.SIGCONT)
            assert set(acknowledged) <= set(stored(copy))
            # And it can be gone on with, as after the power has come back.
            with capturing(copy) as again:
                assert again.post(acknowledged[-1]).json["duplicates"] == 1
                assert again.stop() == 0
    everything = load.end()
    assert len(everything) >= 8 * 25
    assert set(everything) <= set(stored(session))
