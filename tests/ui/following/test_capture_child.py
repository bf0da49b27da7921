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
from floorwalker.ui.following.capture_child import CaptureChild
from floorwalker.ui.following.launch import Launch, Order
from floorwalker.ui.options import WindowOptions
from floorwalker.ui.sources.choice import Choice
from tests.session import made
from tests.ui.windows import ANY_PORT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.following.capture_end import CaptureEnd

STARTS_WITHIN = 20_000


def python(program: str) -> Order:
    """A Python program in the capture's place."""
    return Order([sys.executable, "-c", program])


def end_of(order: Order, qtbot: "QtBot", child: CaptureChild | None = None) -> "CaptureEnd":
    child = child or CaptureChild()
    with qtbot.waitSignal(child.ended, timeout=STARTS_WITHIN) as told:
        child.start(order)
    end: CaptureEnd = told.args[0]
    return end


class Capture(CaptureChild):
    """A real capture."""

    def __init__(self, session: Path) -> None:
        super().__init__()
        self._launch = Launch(WindowOptions(session))

    def begin(self) -> None:
        self.start(self._launch.order(Choice.of(ANY_PORT)))


@pytest.fixture
def capture(tmp_path: Path) -> Capture:
    """A real capture, not started yet."""
    return Capture(tmp_path / "captured.fw")


def post(url: str, body: bytes) -> dict[str, object]:
    with urllib.request.urlopen(urllib.request.Request(url, body), timeout=10) as answer:  # noqa: S310 our own
        answered: dict[str, object] = json.load(answer)
        return answered


def test_that_it_captures_tells_what_is_stored_and_stops_in_order(
    capture: Capture, tmp_path: Path, qtbot: "QtBot"
) -> None:
    with qtbot.waitSignal(capture.ready, timeout=STARTS_WITHIN) as ready:
        capture.begin()
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


def test_that_it_can_be_started_again_and_goes_on_with_the_session(capture: Capture, qtbot: "QtBot") -> None:
    for number in range(2):
        with qtbot.waitSignal(capture.ready, timeout=STARTS_WITHIN) as ready:
            capture.begin()
        with qtbot.waitSignal(capture.stored) as stored:
            post(ready.args[0].url, made.payload(number))
        assert stored.args[0].events == number + 1
        with qtbot.waitSignal(capture.ended, timeout=STARTS_WITHIN):
            capture.stop()


def test_that_a_start_while_it_runs_changes_nothing(capture: Capture, qtbot: "QtBot") -> None:
    with qtbot.waitSignal(capture.ready, timeout=STARTS_WITHIN):
        capture.begin()
    running = capture.process_id
    capture.begin()
    assert capture.process_id == running
    with qtbot.waitSignal(capture.ended, timeout=STARTS_WITHIN):
        capture.stop()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_that_a_killed_capture_is_told_with_its_signal(capture: Capture, qtbot: "QtBot") -> None:
    with qtbot.waitSignal(capture.ready, timeout=STARTS_WITHIN):
        capture.begin()
    with qtbot.waitSignal(capture.ended) as ended:
        os.kill(capture.process_id, signal.SIGKILL)
    assert not ended.args[0].in_order
    assert "SIGKILL" in ended.args[0].problem


def test_that_a_capture_which_cannot_write_says_why(tmp_path: Path, qtbot: "QtBot") -> None:
    letter = tmp_path / "letter.fw"
    letter.write_text("Dear all, this is no session. " * 100)
    child, launch = CaptureChild(), Launch(WindowOptions(letter))
    with qtbot.waitSignal(child.problem, timeout=STARTS_WITHIN) as problem:
        end = end_of(launch.order(Choice.of(ANY_PORT)), qtbot, child)
    assert "letter.fw is not a Floorwalker session" in problem.args[0].problem
    assert end.problem == problem.args[0].problem
    assert end.remedy == problem.args[0].remedy
    assert end.exit_code == 1


def test_that_a_program_which_is_not_there_is_an_end_like_any_other(tmp_path: Path, qtbot: "QtBot") -> None:
    end = end_of(Order([str(tmp_path / "nothing")]), qtbot)
    assert "could not be started" in end.problem
    assert not end.in_order


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_that_a_capture_which_does_not_stop_is_killed_after_a_time(
    qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(capture_child, "STOPS_WITHIN", 200)
    ready = json.dumps({"type": "ready", "session": "s", "url": "http://127.0.0.1:1/events"})
    child = CaptureChild()
    with qtbot.waitSignal(child.ready, timeout=STARTS_WITHIN):
        child.start(python(f"import signal; print({ready!r}, flush=True); signal.pause()"))
    with qtbot.waitSignals([child.stopping, child.ended]):
        child.stop()
    assert not child.is_running


def test_that_messages_in_pieces_are_put_together_and_all_told_before_the_end(qtbot: "QtBot") -> None:
    line = json.dumps({"type": "stored", "seq": 3, "events": 3, "duplicates": 0, "rejected": 0})
    order = python(
        "import sys\n"
        f"for piece in ({line[:9]!r}, {line[9:]!r} + '\\n', {line!r} + '\\n'):\n"
        "    sys.stdout.write(piece); sys.stdout.flush()\n"
    )
    child, told = CaptureChild(), list[str]()
    child.stored.connect(lambda message: told.append(f"seq {message.seq}"))
    child.ended.connect(lambda _: told.append("end"))
    assert end_of(order, qtbot, child).in_order
    assert told == ["seq 3", "seq 3", "end"]


@pytest.mark.expects_log("does not understand: b'what is this\\?'")
def test_that_what_is_no_message_is_logged_and_passed_over(qtbot: "QtBot") -> None:
    assert end_of(python("print('what is this?')"), qtbot).in_order


def test_that_only_the_last_lines_of_stderr_are_kept(qtbot: "QtBot") -> None:
    end = end_of(python("import sys\nfor n in range(1000): print(n, file=sys.stderr)\nsys.exit(3)"), qtbot)
    assert len(end.stderr) == capture_child.STDERR_LINES
    assert end.stderr[-1] == "999"
    assert end.problem == "The capture ended with exit code 3. It said: 999"
