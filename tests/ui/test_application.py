"""The program as a user starts it: a process of its own, its window, its capture, its exit code."""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psutil
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from floorwalker.session.reader import Reader
from floorwalker.sources import Listener, Sources
from floorwalker.ui.application import Windows
from floorwalker.ui.options import WindowOptions
from floorwalker.ui.shell.faults import Faults
from floorwalker.ui.shell.picture import SIZE
from floorwalker.ui.shell.reception import State
from tests.session import made
from tests.ui.windows import ANY_PORT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.ui.look import Look

WITHIN = 60
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="its displays are named so on Linux")
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "floorwalker", *map(str, arguments)]


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments),
        capture_output=True,
        text=True,
        timeout=WITHIN,
        check=False,
        env=os.environ | environment,
    )


@contextmanager
def running(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(command(*arguments), stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def size_of_png(file: Path) -> tuple[int, int]:
    header = file.read_bytes()[:24]
    assert header.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", header[16:24])
    return width, height


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_that_a_picture_of_a_session_is_saved_without_a_word(session: Path, tmp_path: Path, theme: str) -> None:
    picture = tmp_path / "picture.png"
    done = run(session, "--screenshot", picture, "--after", "0.5", "--theme", theme)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert size_of_png(picture) == (SIZE.width(), SIZE.height()) == (1280, 800)


def test_that_a_picture_of_a_window_that_receives_leaves_a_whole_session(tmp_path: Path) -> None:
    done = run(tmp_path / "new.fw", "--listen", "127.0.0.1:0", "--screenshot", tmp_path / "picture.png")
    assert (done.returncode, done.stderr) == (0, "")
    with Reader.open(tmp_path / "new.fw") as reader:
        assert reader.totals().events == 0


def test_that_a_picture_of_what_cannot_be_read_shows_why(tmp_path: Path) -> None:
    done = run(tmp_path / "gone.fw", "--screenshot", tmp_path / "picture.png")
    assert (done.returncode, done.stderr) == (0, "")
    assert size_of_png(tmp_path / "picture.png") == (1280, 800)


def test_that_a_picture_that_cannot_be_written_ends_with_one_line(session: Path, tmp_path: Path) -> None:
    done = run(session, "--screenshot", tmp_path / "nowhere" / "picture.png", "--after", "0")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "cannot be written" in done.stderr


@linux_only
@pytest.mark.parametrize("display", ["", ":7777"])
def test_that_without_a_display_one_line_says_so(session: Path, display: str) -> None:
    platform = "xcb" if display else ""
    done = run(session, DISPLAY=display, WAYLAND_DISPLAY="", QT_QPA_PLATFORM=platform)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "display" in done.stderr
    assert "Traceback" not in done.stderr


@posix_only
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_that_a_signal_closes_the_window_and_ends_the_capture(tmp_path: Path, number: signal.Signals) -> None:
    with running(tmp_path / "new.fw", "--listen", "127.0.0.1:0", "-v") as window:
        child = _child_that_listens(window)
        window.send_signal(number)
        assert window.wait(WITHIN) == 0
    assert not child.is_running()


@posix_only
def test_that_a_window_killed_outright_takes_its_capture_with_it_and_loses_nothing(tmp_path: Path) -> None:
    with running(tmp_path / "new.fw", "--listen", "127.0.0.1:0", "-v") as window:
        child = _child_that_listens(window)
        window.kill()
        child.wait(WITHIN)
    with Reader.open(tmp_path / "new.fw") as reader:
        assert reader.totals().events == 0


def _child_that_listens(window: subprocess.Popen[str]) -> psutil.Process:
    """Wait until the window's log says that its capture listens."""
    assert window.stderr is not None
    assert any("Receiving at" in line for line in window.stderr)
    [child] = psutil.Process(window.pid).children()
    return child


# Inside one process


def test_that_another_session_opens_when_the_first_ones_capture_has_ended(
    look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    windows = Windows(made.CATALOG, look, Faults())
    windows.open(WindowOptions(tmp_path / "one.fw", sources=ANY_PORT))
    first = windows.current
    assert first is not None
    qtbot.waitUntil(lambda: first.reception.state is State.RECEIVING, timeout=20_000)
    address = first.reception.address
    first.open_asked.emit(WindowOptions(tmp_path / "two.fw", sources=Sources(listen=(Listener(address=address),))))
    qtbot.waitUntil(lambda: windows.current not in {None, first}, timeout=20_000)
    second = windows.current
    assert second is not None
    qtbot.waitUntil(lambda: second.reception.state is State.RECEIVING, timeout=20_000)
    assert second.reception.address == address
    assert _code_at_the_end(windows, second) == 0


def test_that_a_fault_is_shown_in_the_window_that_is_open(look: Look, qtbot: QtBot, session: Path) -> None:
    faults = Faults()
    windows = Windows(made.CATALOG, look, faults)
    windows.open(WindowOptions(session, look_only=True))
    window = windows.current
    assert window is not None
    faults.happened.emit("ValueError: oh", "report")
    qtbot.waitUntil(lambda: window.banners.shown("bug") is not None)
    assert _code_at_the_end(windows, window) == 0


def _code_at_the_end(windows: Windows, window: object) -> int:
    """Close the window the way the program does: in the event loop, which its end ends."""
    del window
    QTimer.singleShot(0, windows.close)
    return QApplication.exec()
