"""The real capture as a child, and small programs in its place where a capture never behaves so."""

import json
import os
import signal
import sys
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from floorwalker.session.reader import Reader
from floorwalker.ui.following import capture_child
from floorwalker.ui.following.capture_child import CaptureChild, capture_command
from floorwalker.ui.options import DemoOptions, WindowOptions
from tests.session import made

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.following.capture_end import CaptureEnd

STARTS_WITHIN = 20_000


def child_of(program: str) -> CaptureChild:
    """A Python program in the capture's place."""
    return CaptureChild([sys.executable, "-c", program])


def end_of(child: CaptureChild, qtbot: "QtBot") -> "CaptureEnd":
    with qtbot.waitSignal(child.ended, timeout=STARTS_WITHIN) as told:
        child.start()
    end: CaptureEnd = told.args[0]
    return end


@pytest.fixture
def capture(tmp_path: Path) -> CaptureChild:
    """A real capture, not started yet."""
    return CaptureChild(capture_command(WindowOptions(tmp_path / "captured.fw", listen=("127.0.0.1:0",))))


def post(url: str, body: bytes) -> dict[str, object]:
    with urllib.request.urlopen(urllib.request.Request(url, body), timeout=10) as answer:  # noqa: S310 our own
        answered: dict[str, object] = json.load(answer)
        return answered


def test_that_it_captures_tells_what_is_stored_and_stops_in_order(
    capture: CaptureChild, tmp_path: Path, qtbot: "QtBot"
) -> None:
    with qtbot.waitSignal(capture.ready, timeout=STARTS_WITHIN) as ready:
        capture.start()
    with qtbot.waitSignal(capture.stored) as stored:
        assert post(ready.args[0].url, made.payload(0))["accepted"] == 1
    assert stored.args[0].events == 1
    with qtbot.waitSignal(capture.ended, timeout=STARTS_WITHIN) as ended:
        capture.stop()
    assert ended.args[0].in_order
    assert ended.args[0].asked
    assert not capture.is_running
    with Reader.open(tmp_path / "captured.fw") as reader:
        assert reader.payload(1) == made.payload(0)


def test_that_it_can_be_started_again_and_goes_on_with_the_session(capture: CaptureChild, qtbot: "QtBot") -> None:
    for number in range(2):
        with qtbot.waitSignal(capture.ready, timeout=STARTS_WITHIN) as ready:
            capture.start()
        with qtbot.waitSignal(capture.stored) as stored:
            post(ready.args[0].url, made.payload(number))
        assert stored.args[0].events == number + 1
        with qtbot.waitSignal(capture.ended, timeout=STARTS_WITHIN):
            capture.stop()


def test_that_a_start_while_it_runs_changes_nothing(capture: CaptureChild, qtbot: "QtBot") -> None:
    with qtbot.waitSignal(capture.ready, timeout=STARTS_WITHIN):
        capture.start()
    running = capture.process_id
    capture.start()
    assert capture.process_id == running
    with qtbot.waitSignal(capture.ended, timeout=STARTS_WITHIN):
        capture.stop()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_that_a_killed_capture_is_told_with_its_signal(capture: CaptureChild, qtbot: "QtBot") -> None:
    with qtbot.waitSignal(capture.ready, timeout=STARTS_WITHIN):
        capture.start()
    with qtbot.waitSignal(capture.ended) as ended:
        os.kill(capture.process_id, signal.SIGKILL)
    assert not ended.args[0].in_order
    assert "SIGKILL" in ended.args[0].problem


def test_that_a_capture_which_cannot_write_says_why(tmp_path: Path, qtbot: "QtBot") -> None:
    letter = tmp_path / "letter.fw"
    letter.write_text("Dear all, this is no session. " * 100)
    child = CaptureChild(capture_command(WindowOptions(letter, listen=("127.0.0.1:0",))))
    with qtbot.waitSignal(child.problem, timeout=STARTS_WITHIN) as problem:
        end = end_of(child, qtbot)
    assert "letter.fw is not a Floorwalker session" in problem.args[0]
    assert end.problem == problem.args[0]
    assert end.remedy == problem.args[1]
    assert end.exit_code == 1


def test_that_a_program_which_is_not_there_is_an_end_like_any_other(tmp_path: Path, qtbot: "QtBot") -> None:
    end = end_of(CaptureChild([str(tmp_path / "nothing")]), qtbot)
    assert "could not be started" in end.problem
    assert not end.in_order


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_that_a_capture_which_does_not_stop_is_killed_after_a_time(
    qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(capture_child, "STOPS_WITHIN", 200)
    ready = json.dumps({"type": "ready", "session": "s", "url": "http://127.0.0.1:1/events"})
    child = child_of(f"import signal; print({ready!r}, flush=True); signal.pause()")
    with qtbot.waitSignal(child.ready, timeout=STARTS_WITHIN):
        child.start()
    with qtbot.waitSignals([child.stopping, child.ended]):
        child.stop()
    assert not child.is_running


def test_that_messages_in_pieces_are_put_together_and_all_told_before_the_end(qtbot: "QtBot") -> None:
    line = json.dumps({"type": "stored", "seq": 3, "events": 3, "duplicates": 0, "rejected": 0})
    child = child_of(
        "import sys\n"
        f"for piece in ({line[:9]!r}, {line[9:]!r} + '\\n', {line!r} + '\\n'):\n"
        "    sys.stdout.write(piece); sys.stdout.flush()\n"
    )
    told: list[str] = []
    child.stored.connect(lambda message: told.append(f"seq {message.seq}"))
    child.ended.connect(lambda _: told.append("end"))
    assert end_of(child, qtbot).in_order
    assert told == ["seq 3", "seq 3", "end"]


@pytest.mark.expects_log("does not understand: b'what is this\\?'")
def test_that_what_is_no_message_is_logged_and_passed_over(qtbot: "QtBot") -> None:
    assert end_of(child_of("print('what is this?')"), qtbot).in_order


def test_that_only_the_last_lines_of_stderr_are_kept(qtbot: "QtBot") -> None:
    end = end_of(child_of("import sys\nfor n in range(1000): print(n, file=sys.stderr)\nsys.exit(3)"), qtbot)
    assert len(end.stderr) == capture_child.STDERR_LINES
    assert end.stderr[-1] == "999"
    assert end.problem == "The capture ended with exit code 3. It said: 999"


def test_that_the_command_names_every_source(tmp_path: Path) -> None:
    options = WindowOptions(
        tmp_path / "demo.fw",
        listen=("127.0.0.1:0", "127.0.0.1:1"),
        connect=("ws://127.0.0.1:2/feed",),
        demo=DemoOptions(agents=5, rate=2.5, seed=7),
        insecure=True,
    )
    words = capture_command(options)
    expected = (
        f"-m floorwalker capture {tmp_path / 'demo.fw'} --control --listen 127.0.0.1:0 --listen 127.0.0.1:1 "
        "--connect ws://127.0.0.1:2/feed --demo --agents 5 --rate 2.5 --seed 7 --insecure"
    )
    assert " ".join(words[1:]) == expected


def test_that_a_frozen_program_starts_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert capture_command(WindowOptions(tmp_path / "a.fw"))[:2] == [sys.executable, "capture"]
