"""A time that is chosen in the chart, and the totals in the legend."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolButton, QToolTip

from floorwalker.ui.floor.timeline.ranging import Range
from tests.ui.floor.floors import AVAILABLE, NOON, ON_BREAK, ON_CALL, OTHER, Floor

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.ui.floor.view import FloorView

_Kind = QEvent.Type
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def day(floor: Floor, view: FloorView, qtbot: QtBot) -> FloorView:
    """Ten minutes of ann, on break from 12:01 on, and ben, available from 12:02 and on a call from 12:05 on."""
    floor.status("ann", 60, ON_BREAK)
    floor.status("ben", 120, AVAILABLE)
    floor.status("ben", 300, ON_CALL)
    qtbot.waitUntil(lambda: len(view.live.columns) == 3)
    view.refresh()
    view.actions_.all.trigger()
    return view


def place(view: FloorView, second: float, *, on_axis: bool = False) -> QPointF:
    """A time on the chart's viewport, on its axis or in the first row."""
    box = view.timeline.getViewBox()
    x = (NOON + second - view.period.start) / view.period.length * box.width()
    return QPointF(view.timeline.mapFromScene(box.mapToScene(QPointF(x, -8 if on_axis else 8))))


def mouse(view: FloorView, kind: _Kind, at: QPointF, keys: Qt.KeyboardModifier = PLAIN) -> None:
    viewport = view.timeline.viewport()
    held = _NONE if kind == _Kind.MouseButtonRelease else _LEFT
    QApplication.sendEvent(viewport, QMouseEvent(kind, at, viewport.mapToGlobal(at), _LEFT, held, keys))


def drag(view: FloorView, start: QPointF, end: QPointF, keys: Qt.KeyboardModifier = PLAIN) -> None:
    mouse(view, _Kind.MouseButtonPress, start, keys)
    mouse(view, _Kind.MouseMove, (start + end) / 2, keys)
    mouse(view, _Kind.MouseMove, end, keys)
    mouse(view, _Kind.MouseButtonRelease, end, keys)


def chosen(view: FloorView) -> tuple[int, int] | None:
    """In seconds after noon."""
    found = view.timeline.ranging.range
    return None if found is None else (found.start - NOON, found.end - NOON)


def legend(view: FloorView) -> dict[str, QToolButton]:
    """Its buttons by their text."""
    return {button.accessibleName(): button for button in view.legend.findChildren(QToolButton)}


@pytest.mark.parametrize(("on_axis", "keys"), [(True, PLAIN), (False, SHIFT)])
def test_that_dragging_along_the_axis_or_with_shift_chooses_a_time_and_moves_nothing(
    day: FloorView, on_axis: bool, keys: Qt.KeyboardModifier, qtbot: QtBot
) -> None:
    before = day.period.start, day.period.end
    with qtbot.waitSignal(day.range_chosen) as told, qtbot.assertNotEmitted(day.event_asked):
        drag(day, place(day, 200, on_axis=on_axis), place(day, 400, on_axis=on_axis), keys)
    found = chosen(day)
    assert found is not None
    assert found == pytest.approx((200, 400), abs=2)
    assert told.args == [Range(NOON + found[0], NOON + found[1])]
    assert (day.period.start, day.period.end) == before


def test_that_a_drag_to_the_left_chooses_as_well_and_never_what_is_to_come(day: FloorView) -> None:
    drag(day, place(day, 300, on_axis=True), place(day, 100, on_axis=True))
    assert chosen(day) == pytest.approx((100, 300), abs=2)
    drag(day, place(day, 500, on_axis=True), place(day, 5000, on_axis=True))
    assert chosen(day) == pytest.approx((500, 600), abs=2)


def test_that_dragging_an_end_keeps_the_other_one(day: FloorView) -> None:
    day.timeline.ranging.choose(Range(NOON + 200, NOON + 400))
    drag(day, place(day, 400, on_axis=True), place(day, 550, on_axis=True))
    assert chosen(day) == pytest.approx((200, 550), abs=2)
    drag(day, place(day, 200, on_axis=True), place(day, 100, on_axis=True))
    assert chosen(day) == pytest.approx((100, 550), abs=2)


def test_that_a_click_on_the_axis_and_escape_let_go_of_it(day: FloorView, qtbot: QtBot) -> None:
    day.timeline.ranging.choose(Range(NOON + 200, NOON + 400))
    at = place(day, 300, on_axis=True)
    mouse(day, _Kind.MouseButtonPress, at)
    with qtbot.waitSignal(day.range_chosen) as told:
        mouse(day, _Kind.MouseButtonRelease, at)
    assert told.args == [None]
    assert chosen(day) is None
    day.timeline.ranging.choose(Range(NOON + 200, NOON + 400))
    with qtbot.waitActive(day):
        day.activateWindow()
    qtbot.keyClick(day.table, Qt.Key.Key_Escape)
    assert chosen(day) is None
    assert day.chosen_time.card.isHidden()


def test_that_keys_choose_what_is_in_sight_and_move_it(day: FloorView, qtbot: QtBot) -> None:
    with qtbot.waitActive(day):
        day.activateWindow()
    day.period.show(NOON + 100, NOON + 300)
    qtbot.keyClick(day.table, Qt.Key.Key_R)
    assert chosen(day) == (100, 300)
    qtbot.keyClick(day.table, Qt.Key.Key_Right, SHIFT)
    assert chosen(day) == (120, 320)
    qtbot.keyClick(day.table, Qt.Key.Key_Left, SHIFT)
    qtbot.keyClick(day.table, Qt.Key.Key_Left, SHIFT)
    assert chosen(day) == (80, 280)


def test_that_it_cannot_be_moved_into_time_to_come(day: FloorView) -> None:
    day.timeline.ranging.choose(Range(NOON + 100, NOON + 595))
    for _ in range(3):
        day.chosen_time.actions_.later.trigger()
    assert chosen(day) == (105, 600)


def test_that_from_when_to_when_and_how_long_is_told_beside_it(day: FloorView) -> None:
    day.timeline.ranging.choose(Range(NOON + 100, NOON + 345))
    assert day.chosen_time.card.words.text().endswith("4 min 5 s")
    assert day.chosen_time.card.isVisible()


def test_that_what_is_outside_of_it_is_veiled(day: FloorView) -> None:
    picture = day.timeline.grab().toImage()
    day.timeline.ranging.choose(Range(NOON + 100, NOON + 300))
    veiled = day.timeline.grab().toImage()
    inside, outside = (place(day, second).toPoint() for second in (200, 500))
    assert veiled.pixelColor(inside) == picture.pixelColor(inside)
    assert veiled.pixelColor(outside) != picture.pixelColor(outside)


def test_that_its_events_are_asked_for_up_to_its_last_second(day: FloorView, qtbot: QtBot) -> None:
    day.timeline.ranging.choose(Range(NOON + 100, NOON + 300))
    with qtbot.waitSignal(day.times_asked) as asked:
        day.chosen_time.actions_.events.trigger()
    assert asked.args == [NOON + 100, NOON + 299]


def test_that_it_can_be_zoomed_to(day: FloorView) -> None:
    day.timeline.ranging.choose(Range(NOON + 100, NOON + 300))
    day.chosen_time.actions_.zoom.trigger()
    assert (day.period.start, day.period.end) == (NOON + 100, NOON + 300)
    assert not day.actions_.all.isChecked()


def test_that_nothing_can_be_done_with_it_while_nothing_is_chosen(day: FloorView) -> None:
    assert not any(action.isEnabled() for action in day.chosen_time.actions_.of_range)
    day.timeline.ranging.choose(Range(NOON, NOON + 1))
    assert all(action.isEnabled() for action in day.chosen_time.actions_.of_range)


def test_that_the_axis_says_how_to_choose(day: FloorView, qtbot: QtBot) -> None:
    viewport, at = day.timeline.viewport(), place(day, 200, on_axis=True).toPoint()
    QApplication.sendEvent(viewport, QHelpEvent(_Kind.ToolTip, at, viewport.mapToGlobal(at)))
    qtbot.waitUntil(lambda: "Shift" in QToolTip.text())
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_that_the_legend_tells_time_and_share_of_what_is_in_sight(day: FloorView, qtbot: QtBot) -> None:
    day.actions_.quarter.trigger()
    # From 11:55 to 12:10: ann is unknown for 6 min, ben for 7.
    told = {"On break 9 min · 53 %", "Available 3 min · 18 %", "On call 5 min · 29 %", "Unknown 13 min"}
    qtbot.waitUntil(lambda: legend(day).keys() == told)
    assert day.legend.head.text() == "In sight"


def test_that_the_legend_tells_time_and_share_of_the_chosen_time(day: FloorView, qtbot: QtBot) -> None:
    day.timeline.ranging.choose(Range(NOON + 240, NOON + 360))
    qtbot.waitUntil(lambda: "On break 2 min · 50 %" in legend(day))
    assert {"Available 1 min · 25 %", "On call 1 min · 25 %", "Unknown 0 s"} <= legend(day).keys()
    assert day.legend.head.text() == "Chosen time"


def test_that_the_legend_is_of_the_agents_shown(day: FloorView, qtbot: QtBot) -> None:
    day.set_filter("agent:ann")
    qtbot.waitUntil(lambda: "On break 9 min · 100 %" in legend(day))
    assert {"Available 0 s · 0 %", "On call 0 s · 0 %"} <= legend(day).keys()


def test_that_the_legend_tells_nothing_of_agents_that_are_not_shown(day: FloorView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: day.legend.totals.agents > 0)
    day.set_filter("agent:nobody")
    qtbot.waitUntil(lambda: day.legend.totals.agents == 0)
    assert all(text.endswith(" 0 s") for text in legend(day))


def test_that_the_legend_follows_late_events(day: FloorView, floor: Floor, qtbot: QtBot) -> None:
    day.timeline.ranging.choose(Range(NOON + 60, NOON + 120))
    qtbot.waitUntil(lambda: "On break 1 min · 100 %" in legend(day))
    floor.status("ann", 90, OTHER, "Meeting")
    qtbot.waitUntil(lambda: {"On break 30 s · 50 %", "Other 30 s · 50 %"} <= legend(day).keys())


def test_that_a_click_on_the_legend_shows_only_who_is_in_that_status(day: FloorView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(legend(day)) > 2)
    on_break = next(button for text, button in legend(day).items() if text.startswith("On break"))
    qtbot.mouseClick(on_break, _LEFT)
    assert day.bar.line.text() == "status:BusyOnBreak"
    assert on_break.isChecked()
    assert day.bar.count.text() == "1 of 2 agents"
    qtbot.mouseClick(on_break, _LEFT)
    assert day.bar.line.text() == ""


def test_that_totals_are_copied_and_saved_as_csv(day: FloorView, tmp_path: Path, qtbot: QtBot) -> None:
    day.timeline.ranging.choose(Range(NOON + 240, NOON + 360))
    qtbot.waitUntil(lambda: "On break 2 min · 50 %" in legend(day))
    with qtbot.waitSignal(day.told):
        day.chosen_time.actions_.copy.trigger()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert lines[0] == ["From", "To", "Agents", "Status", "Seconds", "Time", "Share"]
    assert [line[2:] for line in lines[1:]] == [
        ["2", "Available", "60", "1:00", "0.25"],
        ["2", "On call", "60", "1:00", "0.25"],
        ["2", "On break", "120", "2:00", "0.5"],
    ]
    day.sums.save_to(tmp_path / "totals.csv")
    with (tmp_path / "totals.csv").open(encoding="utf-8-sig", newline="") as saved:
        assert list(csv.reader(saved)) == lines


def test_that_totals_that_cannot_be_saved_say_so(day: FloorView, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(day.told) as told:
        day.sums.save_to(tmp_path / "missing" / "totals.csv")
    assert told.args == [f"There is no folder {tmp_path / 'missing'}. Make it, or choose another folder."]
