"""The row of tiles, as its user sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from floorwalker.ui.floor.tiles.figures import SIGNED_IN, SIGNED_OUT, UNKNOWN
from floorwalker.ui.floor.tiles.tile import least_width
from floorwalker.ui.floor.tiles.tiles import GATHERED
from tests.ui.floor.floors import AVAILABLE, NOON, NOT_READY, ON_BREAK, ON_CALL, OTHER, Floor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.floor.tiles.lately import Lately
    from floorwalker.ui.floor.tiles.tile import Tile
    from floorwalker.ui.floor.view import FloorView

NAMES = {AVAILABLE: "Available", ON_CALL: "BusyOnCall", ON_BREAK: "BusyOnBreak", OTHER: "BusyOther"}


@pytest.fixture
def busy(floor: Floor, view: FloorView, qtbot: QtBot) -> FloorView:
    """At 12:30: ann on break since 12:01, ben on a call since 12:20, cy available since 12:08, dee signed out."""
    floor.signs_in("ann", 0)
    floor.status("ann", 60, ON_BREAK)
    floor.status("ben", 100, AVAILABLE)
    floor.status("ben", 1200, ON_CALL)
    floor.status("cy", 400, OTHER, "Meeting")
    floor.status("cy", 480, AVAILABLE)
    floor.status("dee", 10, NOT_READY)
    floor.signs_out("dee", 20)
    view.resize(1400, 700)
    view.set_moment(view.clock.now() + 1200)
    qtbot.waitUntil(lambda: len(view.live.columns) == 8)
    view.refresh()
    return view


def tile(view: FloorView, activity: int) -> Tile:
    found = view.tiles.tile((activity, 0))
    assert found is not None
    return found


def click(tile: Tile) -> None:
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)


def shown(view: FloorView) -> list[str]:
    return sorted(view.live.names.text(agent) for agent in view.roster.agents)


def pressed(view: FloorView) -> list[str]:
    return [tile.face.word for tile in view.tiles.shown if tile.isChecked()]


def test_that_tiles_count_all_agents_whatever_the_filter_shows(busy: FloorView) -> None:
    signed_in = busy.tiles.tile(SIGNED_IN)
    assert signed_in is not None
    numbers = {word: number for word, number in ((one.face.word, one.number) for one in busy.tiles.shown) if number}
    assert numbers == {"signed in": 3, "available": 1, "on call": 1, "on break": 1, "signed out": 1}
    busy.set_filter("agent:nobody")
    assert signed_in.number == 3


def test_that_only_who_is_over_the_limit_is_red_and_counted_so(busy: FloorView) -> None:
    assert [(one.face.word, one.over) for one in busy.tiles.shown if one.over] == [("on break", 1)]
    assert "1 of them for longer than the limit" in tile(busy, ON_BREAK).toolTip()
    assert has_red(tile(busy, ON_BREAK))
    assert not has_red(tile(busy, ON_CALL))


def has_red(tile: Tile) -> bool:
    image = tile.grab().toImage()
    colours = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return any(one.red() > one.green() + 80 and one.red() > one.blue() + 80 for one in colours)


def test_that_a_click_filters_and_several_hold_together(busy: FloorView) -> None:
    click(tile(busy, ON_CALL))
    assert (busy.bar.expression, shown(busy), pressed(busy)) == ("status:BusyOnCall", ["ben"], ["on call"])
    click(tile(busy, ON_BREAK))
    assert (shown(busy), pressed(busy)) == (["ann", "ben"], ["on call", "on break"])
    click(tile(busy, ON_CALL))
    click(tile(busy, ON_BREAK))
    assert (busy.bar.expression, pressed(busy)) == ("", [])


def test_that_pressed_is_what_is_typed_in_the_filter(busy: FloorView) -> None:
    busy.set_filter("agent:a* status:Available,BusyOnBreak")
    assert pressed(busy) == ["available", "on break"]
    busy.set_filter("agent:a* OR status:Available")
    assert pressed(busy) == []
    click(tile(busy, AVAILABLE))
    assert busy.bar.expression == "(agent:a* OR status:Available) status:Available"


def test_that_the_tile_of_those_signed_in_leaves_out_who_is_not(busy: FloorView) -> None:
    signed_in = busy.tiles.tile(SIGNED_IN)
    assert signed_in is not None
    busy.set_filter("agent:*e*")
    assert shown(busy) == ["ben", "dee"]
    click(signed_in)
    assert (busy.bar.expression, shown(busy)) == ("agent:*e* -status:SignedOut,Unknown", ["ben"])
    assert pressed(busy) == ["signed in"]
    click(signed_in)
    assert (busy.bar.expression, pressed(busy)) == ("agent:*e*", [])


def test_that_the_row_works_with_keys_alone(busy: FloorView) -> None:
    first = busy.tiles.shown[0]
    assert [one for one in busy.tiles.shown if one.focusPolicy() & Qt.FocusPolicy.TabFocus] == [first]
    first.setFocus()
    start = busy.period.start
    for _ in range(2):
        QTest.keyClick(busy.focusWidget(), Qt.Key.Key_Right)
    assert busy.focusWidget() is busy.tiles.shown[2]
    assert busy.period.start == start
    QTest.keyClick(busy.focusWidget(), Qt.Key.Key_Space)
    assert pressed(busy) == ["available"]
    QTest.keyClick(busy.focusWidget(), Qt.Key.Key_Return)
    assert pressed(busy) == []
    QTest.keyClick(busy.focusWidget(), Qt.Key.Key_Left)
    assert busy.focusWidget() is busy.tiles.shown[1]


def test_that_the_half_hour_is_drawn_and_told(busy: FloorView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "in the last half hour" in tile(busy, ON_CALL).toolTip())
    assert "0 to 1 in the last half hour" in tile(busy, ON_CALL).toolTip()
    assert tile(busy, ON_CALL)._lately.tolist() == [0] * 20 + [1] * 11


def test_that_what_has_no_room_is_gathered_and_can_be_chosen_there(busy: FloorView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "in the last half hour" in tile(busy, ON_CALL).toolTip())
    room = 5 * (least_width(busy._look, is_slim=False) + 8) + 8
    busy.resize(room, 700)
    words = [one.face.word for one in busy.tiles.shown]
    assert words == ["signed in", "available", "on call", "unknown", "others"]
    assert all(one.geometry().right() < busy.tiles.width() for one in busy.tiles.shown)
    others = busy.tiles.tile(GATHERED)
    assert others is not None
    assert (others.number, others.over) == (1, 1)
    assert "1 on break" in others.toolTip()
    click(others)
    [action] = [one for one in busy.tiles.menu.actions() if one.text() == "1 on break"]
    action.trigger()
    busy.tiles.menu.close()
    assert shown(busy) == ["ann"]
    assert pressed(busy) == ["on break"]


def test_that_any_number_of_statuses_has_its_place(busy: FloorView, floor: Floor, qtbot: QtBot) -> None:
    for number in range(40, 70):
        floor.status(f"agent{number}", 1700, number)
    qtbot.waitUntil(lambda: len(busy.live.columns) == 38)
    busy.refresh()
    assert busy.tiles.shown[-1].face.word == "others"
    assert sum(one.number for one in busy.tiles.shown[1:]) == 33
    assert busy.tiles.tile(SIGNED_OUT) is None


def test_that_tiles_follow_the_moment_that_is_shown(busy: FloorView) -> None:
    busy.set_moment(busy.clock.now() - 1200)
    busy.refresh()
    numbers = {word: number for word, number in ((one.face.word, one.number) for one in busy.tiles.shown) if number}
    assert numbers == {"signed in": 3, "available": 2, "on break": 1, "signed out": 1}
    assert tile(busy, ON_BREAK).over == 0


def test_that_who_had_not_been_heard_of_yet_is_unknown_and_told_so(busy: FloorView) -> None:
    busy.set_moment(NOON + 30)
    busy.refresh()
    unknown = busy.tiles.tile(UNKNOWN)
    assert unknown is not None
    assert unknown.number == 3
    assert "Of 2 of them nothing had been received by then." in unknown.toolTip()
    click(unknown)
    assert shown(busy) == ["ann", "ben", "cy"]


def test_that_tab_leads_to_the_row_from_what_is_above_and_to_the_list_below(busy: FloorView) -> None:
    busy.bar.line.setFocus()
    passed: list[QWidget] = []
    while (at := busy.focusWidget()) is not busy.table and len(passed) < 20:
        passed.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
    assert busy.tiles.shown[0] in passed
    assert [one for one in passed if one in busy.tiles.shown] == [busy.tiles.shown[0]]
    for at in (busy.table, *reversed(passed[passed.index(busy.tiles.shown[0]) + 1 :])):
        QTest.keyClick(at, Qt.Key.Key_Backtab)
    assert busy.focusWidget() is busy.tiles.shown[0]


def test_that_of_moments_in_quick_succession_only_the_last_has_its_half_hour_counted(
    busy: FloorView, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: "in the last half hour" in tile(busy, ON_CALL).toolTip())
    counted: list[Lately] = []
    busy.tiles.half_hour.counted.connect(counted.append)
    begins = busy.clock.now()
    for step in range(1, 6):
        busy.set_moment(begins + 600 * step)
        busy.refresh()
    assert counted == []
    qtbot.waitUntil(lambda: bool(counted))
    [of_last] = counted
    assert of_last[ON_CALL, 0].tolist() == [1] * 31
