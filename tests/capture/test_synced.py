"""Each event is synced to the disk before it is answered, as the system saw it: to be killed does not show that."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from floorwalker.capture.messages import Ready
from tests.capture.events import guid, payload
from tests.capture.running import FLOORWALKER, Running, begun
from tests.capture.test_killed import Sender
from tests.capture.traces import STRACE, Verdict, judge


def why_not() -> str:
    """Why strace cannot run here, "" where it can."""
    if shutil.which("strace") is None:
        return "strace is not there"
    tried = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, text=True, check=False)
    return "" if tried.returncode == 0 else f"strace may not trace here: {tried.stderr.strip()}"


needs_strace = pytest.mark.skipif(bool(why_not()), reason=why_not() or "it is there")

CARELESS = """
import sys
from floorwalker.session import schema
schema._WRITER = tuple(pragma.replace("synchronous = FULL", "synchronous = OFF") for pragma in schema._WRITER)
from floorwalker.cli import main
main(sys.argv[1:])
"""
"""A Floorwalker that leaves it to the system when anything is on the disk."""


def post_all(capture: Running) -> list[str]:
    """Posts events one by one, as an array, and over six connections at once. Returns the Ids of those answered 200."""
    assert [capture.post(payload(number)).status for number in range(20)] == [200] * 20
    assert capture.post(b"[" + b",".join(payload(number) for number in range(20, 60)) + b"]").status == 200
    enough = threading.Semaphore(0)
    senders = [Sender(capture.url, 1000 * at, enough, count=20) for at in range(1, 7)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
        assert len(sender.answered) == 20
    return [guid(number) for number in range(60)] + [
        guid(1000 * at + number) for at in range(1, 7) for number in range(20)
    ]


def traced(tmp_path: Path, floorwalker: Sequence[str]) -> tuple[Verdict, list[str]]:
    """What is to be said of a capture that took events, and the Ids of those that it answered 200."""
    session, trace = tmp_path / "a.fw", tmp_path / "trace.txt"
    command = [*STRACE, f"--output={trace}", *floorwalker, "capture", str(session)]
    with begun([*command, "--listen", "127.0.0.1:0", "--control"], session) as capture:
        capture.wait_for(lambda message: isinstance(message, Ready))
        answered = post_all(capture)
        assert capture.stop() == 0
    return judge(trace.read_text(encoding="latin-1"), "/a.fw-wal"), answered


@needs_strace
def test_that_each_event_is_synced_before_it_is_answered(tmp_path: Path) -> None:
    verdict, answered = traced(tmp_path, FLOORWALKER)
    assert sorted(verdict.answered) == sorted(answered)
    assert verdict.too_soon == []


@needs_strace
def test_that_a_capture_that_does_not_sync_is_seen_not_to(tmp_path: Path) -> None:
    verdict, answered = traced(tmp_path, (sys.executable, "-c", CARELESS))
    assert sorted(verdict.answered) == sorted(answered)
    assert verdict.too_soon == verdict.answered


ASKED = '7 read(9<socket:[1]>, "POST /events HTTP/1.1\\r\\n\\r\\n{\\"Id\\": \\"one\\", \\"Code\\": 3}", 65536) = 60'
PAGE = '8 pwrite64(5</s/a.fw-wal>, "\\r\\0\\1{\\"Id\\": \\"one\\", \\"Code\\": 3}\\0", 4096, 80) = 4096'
SALT = "\\7" * 16
NOT_LAST = f'8 pwrite64(5</s/a.fw-wal>, "\\0\\0\\0\\4\\0\\0\\0\\0{SALT}", 24, 56) = 24'
LAST = f'8 pwrite64(5</s/a.fw-wal>, "\\0\\0\\0\\4\\0\\0\\0\\16{SALT}", 24, 4176) = 24'
OTHER_PAGE = '8 pwrite64(5</s/a.fw-wal>, "\\r\\0\\0\\0", 4096, 4200) = 4096'
SYNC = "8 fdatasync(5</s/a.fw-wal>) = 0"
SYNC_BEGUN = "8 fdatasync(5</s/a.fw-wal> <unfinished ...>"
SYNC_ENDED = "8 <... fdatasync resumed>) = 0"
ANSWER = '7 write(9<socket:[1]>, "HTTP/1.1 200 OK\\r\\n\\r\\n{}", 134) = 134'
REFUSAL = '7 write(9<socket:[1]>, "HTTP/1.1 503 Service Unavailable\\r\\n\\r\\n{}", 134) = 134'
WRITTEN = [ASKED, NOT_LAST, PAGE, LAST, OTHER_PAGE]


@pytest.mark.parametrize(
    ("lines", "too_soon"),
    [
        ([*WRITTEN, SYNC, ANSWER], False),
        ([*WRITTEN, SYNC_BEGUN, SYNC_ENDED, ANSWER], False),
        ([*WRITTEN, SYNC.replace("fdatasync", "fsync"), ANSWER], False),
        ([*WRITTEN, ANSWER], True),
        ([*WRITTEN, ANSWER, SYNC], True),
        ([*WRITTEN, SYNC_BEGUN, ANSWER, SYNC_ENDED], True),
        ([*WRITTEN, SYNC.replace("= 0", "= -1 EIO (Input/output error)"), ANSWER], True),
        ([*WRITTEN, SYNC.replace("a.fw-wal", "b.fw-wal"), ANSWER], True),
        ([*WRITTEN, SYNC.replace("a.fw-wal", "a.fw"), ANSWER], True),
        ([ASKED, SYNC, ANSWER], True),
        ([ASKED, NOT_LAST, SYNC, PAGE, LAST, OTHER_PAGE, ANSWER], True),
        ([ASKED, NOT_LAST, PAGE, SYNC, LAST, OTHER_PAGE, ANSWER], True),
        ([ASKED, NOT_LAST, PAGE, LAST, SYNC, OTHER_PAGE, ANSWER], True),
        ([ASKED, NOT_LAST, PAGE, SYNC_BEGUN, '9 read(3</x>, "", 1) = 0', LAST, OTHER_PAGE, SYNC_ENDED, ANSWER], True),
    ],
)
def test_that_an_answer_that_comes_too_soon_is_found(lines: list[str], too_soon: bool) -> None:
    verdict = judge("\n".join(lines), "/a.fw-wal")
    assert verdict == Verdict(["one"], ["one"] if too_soon else [])


def test_that_a_refusal_need_not_be_synced() -> None:
    assert judge(f"{ASKED}\n{REFUSAL}", "/a.fw-wal") == Verdict()
