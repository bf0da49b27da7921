"""Past moments of the floor, from the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.session.made import NOON

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.ui.window import Window
    from tests.ui.windows import OpenWindow


def test_that_an_events_menu_leads_to_the_floor_at_its_moment(looking: Window, qtbot: QtBot) -> None:
    looking.commands.events.trigger()
    looking.events.show_event(3)
    menu = looking.events.menu.made(2, 0)
    [entry] = [action for action in menu.actions() if action.text() == "Show the floor then"]
    entry.trigger()
    qtbot.waitUntil(lambda: looking.floor.clock.moment == NOON + 2)
    assert looking.pages.currentWidget() is looking.floor
    assert looking.floor.rewind.sign.isVisible()


def test_that_the_newest_events_moment_is_where_the_floor_stands_anyway(looking: Window) -> None:
    looking.commands.events.trigger()
    looking.events.show_event(5)
    looking.events.actions_.floor.trigger()
    assert looking.pages.currentWidget() is looking.floor
    assert looking.floor.clock.moment is None
    assert looking.statusBar().currentMessage() == ""


def test_that_a_window_opens_at_the_moment_that_it_is_told(
    open_window: OpenWindow, session: Path, qtbot: QtBot
) -> None:
    window = open_window(session, look_only=True, at=NOON + 3)
    qtbot.waitUntil(lambda: window.live.is_loaded)
    assert window.floor.clock.moment == NOON + 3
    assert window.pages.currentWidget() is window.floor
    assert window.floor.rewind.sign.words.text().endswith("1 s before the end")
    assert window.floor.period.start <= NOON + 3 <= window.floor.period.end


def test_that_a_moment_before_the_session_is_told_and_its_beginning_shown(
    open_window: OpenWindow, session: Path, qtbot: QtBot
) -> None:
    window = open_window(session, look_only=True, at=NOON - 86_400)
    qtbot.waitUntil(lambda: window.live.is_loaded)
    assert window.floor.clock.moment == NOON
    assert "the session begins 22 Nov 2026" in window.statusBar().currentMessage()


def test_that_a_moment_after_the_session_is_told_and_its_end_shown(
    open_window: OpenWindow, session: Path, qtbot: QtBot
) -> None:
    window = open_window(session, look_only=True, at=NOON + 86_400)
    qtbot.waitUntil(lambda: window.live.is_loaded)
    assert window.floor.clock.moment is None
    assert window.statusBar().currentMessage().startswith("That is yet to come")
