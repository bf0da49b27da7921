"""The whole window, with a real capture as its child where it receives."""

from __future__ import annotations

import os
import shlex
import signal
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from floorwalker.session.places import session_for
from floorwalker.session.reader import Reader
from floorwalker.ui.options import WindowOptions
from floorwalker.ui.shell.memory import Memory
from floorwalker.ui.shell.reception import State
from tests.session import made
from tests.ui.windows import ANY_PORT, STARTS_WITHIN, clipboard, leave, post, press

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.ui.look import Look
    from floorwalker.ui.window import Window
    from tests.ui.windows import OpenWindow


# Before the first event


def test_that_an_empty_session_says_where_to_post_to(receiving: Window) -> None:
    assert receiving.pages.currentWidget() is receiving.empty
    assert receiving.empty.headline.text() == "Waiting for the first event"
    assert receiving.empty.url.line.text() == receiving.reception.url
    assert receiving.reception.url.endswith("/events")
    assert receiving.empty.start_button.isHidden()
    assert not receiving.empty.simulate_button.isHidden()


def test_that_the_copied_curl_line_posts_the_first_event_and_the_view_appears(receiving: Window, qtbot: QtBot) -> None:
    QTest.mouseClick(receiving.empty.curl.button, Qt.MouseButton.LeftButton)
    words = shlex.split(clipboard())
    post(words[-1], words[words.index("-d") + 1].encode())
    qtbot.waitUntil(lambda: receiving.pages.currentWidget() is receiving.floor)
    assert receiving.live.names.text(int(receiving.live.columns.agent[0])) == "a.lopez"


def test_that_the_url_is_copied_by_its_button_and_by_its_shortcut(receiving: Window) -> None:
    QTest.mouseClick(receiving.empty.url.button, Qt.MouseButton.LeftButton)
    assert clipboard() == receiving.reception.url
    QGuiApplication.clipboard().clear()
    press(receiving, "Ctrl+Shift+U")
    assert clipboard() == receiving.reception.url
    assert receiving.statusBar().currentMessage() == "URL copied"


def test_that_a_session_without_events_which_is_only_looked_at_offers_to_receive(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(made.session_of(tmp_path / "empty.fw", []), look_only=True, sources=ANY_PORT)
    qtbot.waitUntil(lambda: window.empty.headline.text() == "This session has no events yet")
    assert window.top_bar.reception_button.text().startswith("Only looking")
    assert not window.commands.copy_url.isEnabled()
    QTest.mouseClick(window.empty.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.reception.state is State.RECEIVING, timeout=STARTS_WITHIN)
    assert window.empty.headline.text() == "Waiting for the first event"


# Receiving


def test_that_events_are_counted_at_the_bottom(receiving: Window, qtbot: QtBot) -> None:
    post(receiving.reception.url, b"[" + made.payload(0) + b"," + made.payload(0) + b", 7]")
    bar = receiving.status
    qtbot.waitUntil(lambda: bar.events.text() == "2 events")
    assert bar.duplicates.text() == "1 duplicate"
    assert bar.refused.text() == "1 refused"
    assert bar.listening.text() == f"listening at {receiving.reception.address}"
    assert bar.session.text() == "session new"
    qtbot.waitUntil(lambda: bar.agents.text() == "1 agent")
    qtbot.waitUntil(lambda: bar.rate.text() not in {"", "0.0 events/s"})


def test_that_receiving_can_be_stopped_and_started_again(receiving: Window, qtbot: QtBot) -> None:
    press(receiving, "Ctrl+Shift+S")
    qtbot.waitUntil(lambda: receiving.reception.state is State.OFF, timeout=STARTS_WITHIN)
    assert receiving.banners.shown("capture") is None
    assert receiving.empty.headline.text() == "Nothing is received now"
    press(receiving, "Ctrl+R")
    qtbot.waitUntil(lambda: receiving.reception.state is State.RECEIVING, timeout=STARTS_WITHIN)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_that_a_crash_of_the_capture_is_told_with_its_reason_and_a_button_that_starts_it_again(
    receiving: Window, qtbot: QtBot
) -> None:
    post(receiving.reception.url, made.payload(0))
    os.kill(receiving.reception.child.process_id, signal.SIGKILL)
    qtbot.waitUntil(lambda: receiving.banners.shown("capture") is not None)
    banner = receiving.banners.shown("capture")
    assert banner is not None
    assert "SIGKILL" in banner.problem
    assert banner.button.text() == "Start again"
    assert receiving.top_bar.reception_button.text().startswith("Not receiving")
    QTest.mouseClick(banner.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: receiving.reception.state is State.RECEIVING, timeout=STARTS_WITHIN)
    assert receiving.banners.shown("capture") is None
    post(receiving.reception.url, made.payload(1))
    qtbot.waitUntil(lambda: receiving.live.columns.seq.tolist() == [1, 2])


def test_that_a_capture_that_cannot_start_says_why_and_the_session_is_still_followed(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "held.fw"
    with made.new_journal(path) as journal:
        window = open_window(path, sources=ANY_PORT)
        qtbot.waitUntil(lambda: window.banners.shown("capture") is not None, timeout=STARTS_WITHIN)
        banner = window.banners.shown("capture")
        assert banner is not None
        assert "Another capture is writing" in banner.problem
        assert banner.remedy
        journal.append([made.delivery(made.payload(0))])
        qtbot.waitUntil(lambda: len(window.live.columns) == 1)


def test_that_closing_ends_the_capture_after_its_last_commit(receiving: Window, tmp_path: Path, qtbot: QtBot) -> None:
    post(receiving.reception.url, made.payload(0))
    leave(receiving, qtbot)
    assert not receiving.reception.child.is_running
    assert sorted(file.suffix for file in tmp_path.glob("new.fw*") if file.suffix != ".lock") == [".fw"]
    with Reader.open(tmp_path / "new.fw") as reader:
        assert reader.totals().events == 1


def test_that_the_next_window_goes_on_with_the_session(
    open_window: OpenWindow, receiving: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    post(receiving.reception.url, made.payload(0))
    leave(receiving, qtbot)
    window = open_window(tmp_path / "new.fw", sources=ANY_PORT)
    qtbot.waitUntil(lambda: window.reception.state is State.RECEIVING, timeout=STARTS_WITHIN)
    post(window.reception.url, made.payload(1))
    qtbot.waitUntil(lambda: window.live.columns.seq.tolist() == [1, 2])


# Looking


def test_that_a_session_is_shown_without_capturing_into_it(looking: Window) -> None:
    assert looking.pages.currentWidget() is looking.floor
    assert looking.windowTitle().startswith("five")
    assert not looking.reception.child.is_running
    assert looking.reception.state is State.LOOKING
    with Reader.open(looking.live.path) as reader:
        assert reader.info().events == 5


def test_that_a_missing_session_is_told_with_a_remedy_and_can_be_tried_again(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(tmp_path / "gone.fw", look_only=True)
    qtbot.waitUntil(lambda: "gone.fw is not there" in window.empty.headline.text())
    assert window.empty.advice.text()
    assert window.empty.start_button.isHidden()
    made.session_of(tmp_path / "gone.fw", [made.payload(0)])
    QTest.mouseClick(window.empty.retry_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.floor)


# Views, themes, places


def test_that_the_views_are_switched_by_keyboard(looking: Window) -> None:
    press(looking, "Ctrl+2")
    assert looking.pages.currentWidget() is looking.events
    press(looking, "Ctrl+1")
    assert looking.pages.currentWidget() is looking.floor


def test_that_the_event_behind_a_span_is_shown_among_the_events(looking: Window, qtbot: QtBot) -> None:
    looking.floor.event_asked.emit(3)
    assert looking.pages.currentWidget() is looking.events
    qtbot.waitUntil(looking.events.pane.isVisible)


def test_that_a_time_chosen_on_the_floor_becomes_a_filter_of_events(looking: Window, qtbot: QtBot) -> None:
    created = looking.live.columns.created
    looking.events.set_filter("category:agent created:>-1s")
    first = int(created[1])
    looking.floor.times_asked.emit(first, int(created[3]))
    assert looking.pages.currentWidget() is looking.events
    assert looking.events.expression == f"category:agent {created_term(first, int(created[3]))}"
    within = int(((created >= first) & (created <= created[3])).sum())
    qtbot.waitUntil(lambda: len(looking.events.visible.rows) == within)
    assert 0 < within < len(created)


def created_term(first: int, last: int) -> str:
    """As short as it can be."""
    times = (datetime.fromtimestamp(second, UTC) for second in (first, last))
    written = (f"{at:%Y-%m-%dT%H:%M:%S}" if at.second else f"{at:%Y-%m-%dT%H:%M}" for at in times)
    return f"created:{'..'.join(written)}"


def test_that_the_filter_given_at_the_start_is_in_force(open_window: OpenWindow, session: Path, qtbot: QtBot) -> None:
    window = open_window(session, look_only=True, filter="agent:agent.1", view="events")
    qtbot.waitUntil(lambda: len(window.events.visible.rows) == 2)
    assert window.pages.currentWidget() is window.events


def test_that_a_chosen_theme_is_in_force_and_remembered(looking: Window, look: Look) -> None:
    press(looking, "Ctrl+K, D")
    assert look.is_dark
    assert Memory().theme == "dark"
    press(looking, "Ctrl+K, L")
    assert not look.is_dark


def test_that_the_next_window_shows_the_same_view_in_the_same_place(
    open_window: OpenWindow, looking: Window, session: Path, qtbot: QtBot
) -> None:
    looking.resize(820, 510)
    press(looking, "Ctrl+2")
    leave(looking, qtbot)
    window = open_window(session, look_only=True)
    assert window.commands.events.isChecked()
    assert window.height() == 510


def test_that_a_reset_brings_the_first_layout_back(looking: Window) -> None:
    press(looking, "Ctrl+2")
    first = looking.events.save_layout()
    looking.events.show_pane(shown=False)
    assert looking.events.save_layout() != first
    looking.resize(820, 510)
    press(looking, "Ctrl+Shift+R")
    assert (looking.width(), looking.height()) == (1280, 800)
    assert looking.events.pane.isVisible()


# Other sessions


def accept_file(path: Path) -> None:
    """Choose a file in the dialog that is about to open."""

    def _choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.selectFile(str(path))
        dialog.accept()

    QTimer.singleShot(0, _choose)


def test_that_another_session_is_asked_for_by_its_file(looking: Window, qtbot: QtBot, tmp_path: Path) -> None:
    other = made.session_of(tmp_path / "other.fw", [made.payload(0)])
    accept_file(other)
    with qtbot.waitSignal(looking.open_asked) as told:
        looking.commands.open.trigger()
    assert told.args == [WindowOptions(other, look_only=True)]


def test_that_a_new_session_is_received_into_at_the_same_address(receiving: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(receiving.open_asked) as told:
        press(receiving, "Ctrl+N")
    options: WindowOptions = told.args[0]
    assert options.sources == ANY_PORT
    assert options.session == session_for(new=False, demo=False)
    assert not options.look_only
    assert options.demo is None


def test_that_a_simulated_centre_gets_a_session_of_its_own(looking: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(looking.open_asked) as told:
        press(looking, "Ctrl+Shift+D")
    assert told.args[0].demo is not None
    assert told.args[0].session.stem == "demo"


def test_that_the_chosen_agents_events_are_shown_in_the_events_view(looking: Window, qtbot: QtBot) -> None:
    floor = looking.floor
    qtbot.waitUntil(lambda: floor.model.rowCount() == 3)
    # Nothing can be selected before the columns have their places.
    qtbot.waitUntil(lambda: floor.table.horizontalHeader().logicalIndexAt(0) >= 0)
    floor.table.selectRow(0)
    [entry] = floor.listing.chosen()
    floor.listing.actions_.events.trigger()
    assert looking.pages.currentWidget() is looking.events
    assert looking.events.bar.expression == f"agent:{entry.name}"
