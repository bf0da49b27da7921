"""The wallboard, as everyone in the room sees it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from floorwalker.event.work import Step
from floorwalker.ui.floor.tiles.figures import SIGNED_IN
from floorwalker.ui.floor.wallboard.wallboard import best_screen
from tests.session import made
from tests.ui.floor.floors import AVAILABLE, NOON, ON_BREAK, ON_CALL, Floor
from tests.ui.windows import press

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.session.journal import Journal
    from floorwalker.ui.floor.wallboard.wallboard import Wallboard
    from floorwalker.ui.window import Window
    from tests.ui.windows import OpenWindow


@pytest.fixture
def window(journal: Journal, floor: Floor, open_window: OpenWindow, qtbot: QtBot) -> Window:
    """Half an hour after noon: ann on break since 12:01, ben on a call since 12:20, cy available since 12:08; ben had
    two work items and declined one."""
    floor.status("ann", 60, ON_BREAK)
    floor.status("ben", 100, AVAILABLE)
    for number, (second, code) in enumerate(((900, 4), (905, 6), (1190, 4), (1200, 5), (1900, 4))):
        event = made.payload(0, Id=made.guid(500 + number), Username="ben", Code=code)
        stamped = event.replace(made.stamp(NOON).encode(), made.stamp(NOON + second).encode())
        journal.append([made.delivery(stamped, at=second)])
    floor.status("ben", 1200, ON_CALL)
    floor.status("cy", 480, AVAILABLE)
    window = open_window(journal.path, look_only=True, view="floor")
    qtbot.waitUntil(lambda: window.live.is_loaded and len(window.live.columns) == 9)
    window.floor.set_moment(NOON + 1800)
    return window


@pytest.fixture
def wall(window: Window, qtbot: QtBot) -> Wallboard:
    """Opened by its key."""
    press(window, "F11")
    qtbot.waitUntil(window.wallboard.isActiveWindow)
    return window.wallboard


def names(window: Window) -> list[str]:
    return [window.floor.team.name(one.agent) for one in window.wallboard.watching.now.standings]


def numbers(wall: Wallboard) -> dict[tuple[int, int], int]:
    now = wall.watching.now.figures
    return {status: now.signed_in if status == SIGNED_IN else now.counts.get(status, 0) for status in wall.tiles()}


def test_that_its_key_opens_it_on_the_whole_screen_and_either_key_closes_it(window: Window, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
        press(window, "F11")
        qtbot.waitUntil(lambda: window.wallboard.isVisible() and window.wallboard.isFullScreen())
        QTest.keyClick(window.wallboard, key)
        assert not window.wallboard.isVisible()
        assert window.isVisible()


def test_that_who_is_over_the_limit_stands_first_and_the_day_is_counted(window: Window, wall: Wallboard) -> None:
    assert names(window) == ["ann", "ben", "cy"]
    assert [one.stage for one in wall.watching.now.standings] == [2, 1, 0]
    first = wall.watching.now.standings[0]
    assert (first.activity, first.seconds, first.stage) == (ON_BREAK, 1740.0, 2)
    assert wall.watching.now.steps == {Step.OFFERED: 2, Step.ACCEPTED: 1, Step.DECLINED: 1}
    shown = numbers(wall)
    assert (shown[SIGNED_IN], shown[ON_BREAK, 0], shown[ON_CALL, 0], shown[AVAILABLE, 0]) == (3, 1, 1, 1)
    assert len(shown) == 10


def test_that_it_shows_the_moment_that_the_floor_shows(window: Window, wall: Wallboard) -> None:
    window.floor.set_moment(NOON + 600)
    assert numbers(wall)[AVAILABLE, 0] == 2
    assert wall.watching.now.steps[Step.OFFERED] == 0
    assert wall.said().note.endswith("as it was")
    window.floor.set_moment(None)
    assert wall.said().note.endswith("end of the session")


def test_that_it_goes_on_while_the_floor_is_not_seen(
    window: Window, wall: Wallboard, floor: Floor, qtbot: QtBot
) -> None:
    window.commands.events.trigger()
    assert not window.floor.isVisible()
    floor.status("dee", 1700, ON_CALL)
    qtbot.waitUntil(lambda: numbers(wall)[ON_CALL, 0] == 2)


def test_that_nothing_is_done_while_nobody_looks(window: Window, wall: Wallboard) -> None:
    wall.close()
    before = wall.watching.now
    window.floor.set_moment(NOON + 600)
    assert wall.watching.now is before
    window.commands.wallboard.trigger()
    assert wall.watching.now.now == NOON + 600
    assert wall.watching.now.steps[Step.OFFERED] == 0


def test_that_the_floors_filter_holds_there_too_and_is_said(window: Window, wall: Wallboard, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("Username,Name,Team\nben,Ben Ray,Sales\n")
    window.rostering.choose(roster)
    window.floor.set_filter("agent:ben")
    assert names(window) == ["ben"]
    assert wall.watching.now.only == "Only agent:ben"
    assert wall.watching.now.steps[Step.OFFERED] == 2
    window.floor.set_filter("agent:ann")
    assert wall.watching.now.steps[Step.OFFERED] == 0
    window.floor.set_filter("")
    assert (len(names(window)), wall.watching.now.only) == (3, "")


def test_that_red_is_there_only_while_somebody_is_over_the_limit(window: Window, wall: Wallboard) -> None:
    assert has_red(wall)
    window.floor.set_filter("-agent:ann -status:BusyOther")
    assert not has_red(wall)


def has_red(wall: Wallboard) -> bool:
    danger = wall._look.colour("danger")
    image = wall.grab().toImage()
    places = ((x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))
    return any(image.pixelColor(*place) == danger for place in places)


def test_that_it_fits_what_there_is_room_for(window: Window, wall: Wallboard) -> None:
    wall.showNormal()
    for width, height in ((1280, 800), (2560, 1440), (800, 1280), (400, 100)):
        wall.resize(width, height)
        assert not wall.grab().isNull()
        assert wall.watching.most >= 2
    assert window.isVisible()


def test_that_a_window_that_closes_takes_it_along(window: Window, wall: Wallboard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.left):
        window.close()
    assert not wall.isVisible()


def test_that_it_belongs_on_another_screen_than_the_windows() -> None:
    one, two = object(), object()
    assert best_screen(one, [one, two]) is two
    assert best_screen(two, [one, two]) is one
    assert best_screen(one, [one]) is one


def test_that_a_window_can_begin_with_it(open_window: OpenWindow, session: Path, qtbot: QtBot) -> None:
    window = open_window(session, look_only=True, view="wallboard")
    qtbot.waitUntil(lambda: window.wallboard.isVisible() and window.live.is_loaded)
    qtbot.waitUntil(lambda: window.wallboard.watching.now.figures.signed_in == 3)
    assert window.commands.floor.isChecked()


_TWO_SCREENS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from floorwalker.event.catalog import Catalog
from floorwalker.ui.look import Look
from floorwalker.ui.options import WindowOptions
from floorwalker.ui.shell import memory
from floorwalker.ui.window import Window

application = QApplication([])
memory.settle(for_picture=True)
window = Window(WindowOptions(Path(sys.argv[1]), look_only=True, view="floor"), Look("light"), Catalog.load())

def tell():
    wall = window.wallboard
    window.commands.wallboard.trigger()
    print(window.screen().name(), wall.screen().name(), *wall.geometry().getRect())
    wall._go(1)
    print(window.screen().name(), wall.screen().name(), *wall.geometry().getRect())
    window.left.connect(application.quit)
    window.close()

window.start()
window.live.loaded.connect(lambda: QTimer.singleShot(0, tell))
application.exec()
"""


def test_that_it_fills_the_second_screen_and_goes_to_the_next_one(session: Path, tmp_path: Path) -> None:
    common = {"y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    one = {"name": "one", "x": 0, "width": 1280, "height": 800, **common}
    two = {"name": "two", "x": 1280, "width": 1920, "height": 1080, **common}
    screens = tmp_path / "screens.json"
    screens.write_text(json.dumps({"screens": [one, two]}))
    told = subprocess.run(
        [sys.executable, "-c", _TWO_SCREENS, str(session)],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert told.stdout.splitlines() == ["one two 1280 0 1920 1080", "one one 0 0 1280 800"]
