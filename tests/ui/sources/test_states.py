"""How each source is doing, as the window tells it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel

from floorwalker.ui.shell.reception import State
from tests.session import made
from tests.ui.windows import STARTS_WITHIN, post

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.session.journal import Journal
    from floorwalker.ui.window import Window
    from tests.ui.windows import OpenWindow


def test_that_a_receiver_tells_its_state_rate_and_last_event_and_is_stopped_with_the_capture(
    receiving: Window, qtbot: QtBot
) -> None:
    [state] = receiving.states.states
    assert (state.kind, state.address, state.state, state.last) == (
        "listen",
        receiving.reception.address,
        "receiving",
        None,
    )
    before = time.time()
    for number in range(3):
        post(receiving.reception.url, made.payload(number))
    qtbot.waitUntil(lambda: receiving.states.states[0].rate > 0, timeout=STARTS_WITHIN)
    last = receiving.states.states[0].last
    assert last is not None
    assert before - 1 < last < time.time() + 1
    receiving.commands.stop.trigger()
    qtbot.waitUntil(lambda: receiving.reception.state is State.OFF, timeout=STARTS_WITHIN)
    assert receiving.states.states[0].state == "stopped"


def test_that_a_window_which_only_looks_reads_the_feeds_states_from_the_file(
    journal: Journal, open_window: OpenWindow, qtbot: QtBot
) -> None:
    feed = journal.feed("connect", "ws://127.0.0.1:9/feed")
    journal.feed_state(feed, at=1, state="connected")
    journal.heartbeat(time.time_ns() // 1000)
    window = open_window(journal.path, look_only=True)
    qtbot.waitUntil(lambda: "connected" in {state.state for state in window.states.states}, timeout=STARTS_WITHIN)
    journal.feed_state(feed, at=2, state="reconnecting", detail="It was cut.")
    qtbot.waitUntil(lambda: "It was cut." in {state.detail for state in window.states.states}, timeout=STARTS_WITHIN)
    window.top_bar.sources_panel.refresh()
    assert window.top_bar.sources_panel.texts()[1][2] == "Reconnecting · no event yet\nIt was cut."


def test_that_a_feed_whose_capture_gives_no_sign_of_life_is_told_as_not_captured_until_one_comes(
    tmp_path: Path, open_window: OpenWindow, qtbot: QtBot
) -> None:
    minute_ago = time.time_ns() // 1000 - 60_000_000
    with made.new_journal(tmp_path / "killed.fw", -3600) as journal:
        feed = journal.feed("connect", "ws://127.0.0.1:9/feed")
        journal.feed_state(feed, at=minute_ago, state="connected")
        journal.heartbeat(minute_ago)
        states = open_window(journal.path, look_only=True).states

        def wait_for(*wanted: str) -> None:
            qtbot.waitUntil(lambda: [each.state for each in states.states] == [*wanted], timeout=STARTS_WITHIN)

        wait_for("not captured now", "not captured now")
        journal.heartbeat(time.time_ns() // 1000)
        wait_for("", "connected")
    wait_for("not captured now", "not captured now")


def test_that_the_reception_buttons_menu_shows_each_source_with_words(receiving: Window) -> None:
    menu = receiving.top_bar.reception_button.menu()
    menu.popup(receiving.pos())
    assert receiving.top_bar.sources_panel.texts() == [
        (receiving.reception.address, "0.0 events/s", "Receiving · no event yet"),
    ]
    panel = receiving.top_bar.sources_panel
    assert panel.height() >= panel.sizeHint().height()
    menu.close()


def test_that_the_reception_menu_opens_by_keyboard_whatever_the_state_of_reception_is(receiving: Window) -> None:
    button = receiving.top_bar.reception_button
    assert button.text().startswith("Receiving")
    assert button.shortcut() == QKeySequence("Alt+R")


def test_that_without_sources_the_panel_says_so_in_itself(looking: Window) -> None:
    panel = looking.top_bar.sources_panel
    [words] = [label for label in panel.findChildren(QLabel) if label.text() == "No sources"]
    assert not words.isWindow()
    assert not [widget for widget in QApplication.topLevelWidgets() if widget.isVisible() and widget is not looking]
