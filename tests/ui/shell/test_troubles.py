"""Troubles of a real capture, each with its remedy and a button that goes there, and gone when they are over."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from floorwalker.capture.messages import FeedState, Problem, Stored
from floorwalker.sources import Listener, Sources
from floorwalker.ui.shell.reception import State
from tests.session import made
from tests.ui.windows import ANY_PORT, STARTS_WITHIN

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.ui.shell.banner import Banner
    from floorwalker.ui.window import Window
    from tests.ui.windows import OpenWindow


def told(window: Window, topic: str, qtbot: QtBot) -> Banner:
    qtbot.waitUntil(lambda: window.banners.shown(topic) is not None, timeout=STARTS_WITHIN)
    banner = window.banners.shown(topic)
    assert banner is not None
    return banner


def test_that_a_port_that_is_taken_leads_to_the_sources_and_goes_with_the_next_start(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        sources = Sources(listen=(Listener(address=f"127.0.0.1:{taken.getsockname()[1]}"),))
        window = open_window(tmp_path / "new.fw", sources=sources)
        banner = told(window, "capture", qtbot)
        assert "is taken by another program" in banner.problem
        assert "--listen" not in banner.remedy
        QTest.mouseClick(banner.button, Qt.MouseButton.LeftButton)
        dialog = window.choosing.dialog
        assert dialog is not None
        dialog.reject()
    window.commands.start.trigger()
    qtbot.waitUntil(lambda: window.reception.state is State.RECEIVING, timeout=STARTS_WITHIN)
    assert window.banners.shown("capture") is None


def test_that_a_session_which_another_captures_can_be_looked_at(
    receiving: Window, open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    del receiving
    second = open_window(tmp_path / "new.fw", sources=ANY_PORT)
    banner = told(second, "capture", qtbot)
    assert "Another capture is writing" in banner.problem
    assert banner.button.text() == "Only look"
    QTest.mouseClick(banner.button, Qt.MouseButton.LeftButton)
    assert second.reception.state is State.LOOKING


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_that_a_killed_capture_is_started_again_by_the_banners_button(receiving: Window, qtbot: QtBot) -> None:
    os.kill(receiving.reception.child.process_id, signal.SIGKILL)
    banner = told(receiving, "capture", qtbot)
    assert "SIGKILL" in banner.problem
    QTest.mouseClick(banner.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: receiving.reception.state is State.RECEIVING, timeout=STARTS_WITHIN)
    assert receiving.banners.shown("capture") is None


def test_that_a_damaged_session_is_told_with_its_remedy(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    session = made.session_of(tmp_path / "torn.fw", [made.payload(number) for number in range(50)])
    whole = session.read_bytes()
    session.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    window = open_window(session, sources=ANY_PORT)
    banner = told(window, "capture", qtbot)
    assert "is damaged" in banner.problem
    assert "new session" in banner.remedy


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_that_a_file_which_may_not_grow_is_told_and_the_banner_goes_when_it_may(
    receiving: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    from tests.ui.windows import post

    capture = str(receiving.reception.child.process_id)

    def limit(to: str) -> None:
        subprocess.run(["prlimit", "--pid", capture, f"--fsize={to}:unlimited"], check=True)

    limit(str((tmp_path / "new.fw-wal").stat().st_size + 1))
    with pytest.raises(OSError, match="503"):
        post(receiving.reception.url, made.payload(0))
    assert "new.fw" in told(receiving, "storing", qtbot).problem
    limit("unlimited")
    assert post(receiving.reception.url, made.payload(0))["accepted"] == 1
    qtbot.waitUntil(lambda: receiving.banners.shown("storing") is None, timeout=STARTS_WITHIN)


def test_that_only_what_is_stored_again_ends_the_trouble_of_storing(looking: Window) -> None:
    child = looking.reception.child
    child.problem.emit(Problem(problem="The disk is full.", remedy="Make room.", about="storing"))
    child.problem.emit(Problem(problem="The centre is silent.", remedy="Wait."))
    child.stored.emit(Stored(seq=1, events=1, duplicates=0, rejected=0))
    assert looking.banners.shown("storing") is None
    assert looking.banners.shown("warning") is not None


def test_that_a_feed_that_never_came_up_is_told_until_it_does_and_one_that_was_lost_is_not(looking: Window) -> None:
    tell = looking.reception.child.feed_state.emit

    def state(name: str, state: str) -> FeedState:
        return FeedState.model_validate(
            {"feed": name, "state": state, "at": "2026-11-24T07:00:00Z", "detail": "It answered 401."}
        )

    tell(state("ws://a/", "reconnecting"))
    banner = looking.banners.shown("feed ws://a/")
    assert banner is not None
    assert "401" in banner.problem
    assert banner.button.text() == "Sources…"
    tell(state("ws://a/", "connected"))
    assert looking.banners.shown("feed ws://a/") is None
    tell(state("ws://a/", "reconnecting"))
    assert looking.banners.shown("feed ws://a/") is None
