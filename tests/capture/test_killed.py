"""What was answered 200 is in the file, however the capture ended."""

import http.client
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from floorwalker.session.reader import Reader
from tests.capture.events import payload
from tests.capture.running import capturing

CONNECTIONS = 6


class Sender(threading.Thread):
    """Posts over one kept connection until it breaks. answered: what was answered 200."""

    def __init__(self, url: str, first: int, enough: threading.Semaphore) -> None:
        super().__init__()
        self._netloc = urlsplit(url).netloc
        self._numbers = range(first, first + 1_000_000)
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


@pytest.mark.parametrize("answers", [40, 333, 800])
def test_that_no_acknowledged_event_is_lost_when_it_is_killed_while_six_connections_post(
    tmp_path: Path, answers: int
) -> None:
    session = tmp_path / "a.fw"
    acknowledged: list[bytes] = []
    for life in range(2):
        with capturing(session) as capture:
            enough = threading.Semaphore(0)
            senders = [Sender(capture.url, (life * 10 + at) * 1_000_000, enough) for at in range(CONNECTIONS)]
            for sender in senders:
                sender.start()
            for _ in range(answers):
                assert enough.acquire(timeout=60)
            capture.kill()
            for sender in senders:
                sender.join()
                acknowledged += sender.answered
    assert len(acknowledged) >= 2 * answers
    with Reader.open(session) as reader:
        stored = [body for _, body in reader.payloads(range(1, reader.last_seq() + 1))]
    assert set(acknowledged) <= set(stored)
    # What was not acknowledged may be there as well, but at most what was on its way.
    assert len(stored) <= len(acknowledged) + 2 * CONNECTIONS
