"""The floor as its user sees it."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractItemModel, QByteArray, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from floorwalker.event.statuses import STALE_AFTER, SpanTable
from floorwalker.event.statuses.copies import SpanCopy
from floorwalker.ui.floor.board.columns import Column, Sorting
from floorwalker.ui.floor.rows import HEIGHTS
from floorwalker.ui.floor.view import FloorView
from tests.ui.floor.floors import AVAILABLE, NOON, NOT_READY, ON_BREAK, ON_CALL, OTHER, Floor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.look import Look


@pytest.fixture(autouse=True)
def tested(view: FloorView) -> QAbstractItemModelTester:
    """Holds the model to Qt's rules all the time."""
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    return QAbstractItemModelTester(view.model, fatal)


@pytest.fixture
def busy(floor: Floor, view: FloorView, qtbot: QtBot) -> FloorView:
    """Four agents: ann on break since 12:01, ben on a call since 12:05, cy in training since 12:08, dee signed out."""
    floor.signs_in("ann", 0)
    floor.status("ann", 60, ON_BREAK)
    floor.status("ben", 100, AVAILABLE)
    floor.status("ben", 300, ON_CALL)
    floor.status("cy", 400, OTHER, "Meeting")
    floor.status("cy", 480, OTHER, "Training")
    floor.status("dee", 10, NOT_READY)
    floor.signs_out("dee", 20)
    qtbot.waitUntil(lambda: len(view.live.columns) == 8)
    view.refresh()
    return view


def cells(view: FloorView, column: Column = Column.AGENT) -> list[str]:
    model: QAbstractItemModel = view.model
    return [str(model.data(model.index(row, column))) for row in range(model.rowCount())]


def click_title(view: FloorView, column: Column) -> None:
    header = view.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(column) + header.sectionSize(column) // 2, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def place_of(view: FloorView, second: float, row: int) -> QPointF:
    """Where a time of an agent's row is on the timeline's viewport."""
    box = view.timeline.getViewBox()
    x = (NOON + second - view.period.start) / view.period.length * box.width()
    inside = QPointF(x, (row + 0.5) * view.table.row_height - view.timeline.content.offset)
    return QPointF(view.timeline.mapFromScene(box.mapToScene(inside)))


def mouse(view: FloorView, kind: QEvent.Type, place: QPointF, button: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    viewport = view.timeline.viewport()
    held = button if kind != QEvent.Type.MouseButtonRelease else Qt.MouseButton.NoButton
    event = QMouseEvent(kind, place, viewport.mapToGlobal(place), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(viewport, event)


def wheel(
    view: FloorView, place: QPointF, turn: QPoint, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    viewport = view.timeline.viewport()
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(place, viewport.mapToGlobal(place), QPoint(), turn, none, modifiers, phase, False)
    QApplication.sendEvent(viewport, event)


def point(view: FloorView, second: float, row: int) -> None:
    view.timeline.grab()  # only what has been painted can be pointed at
    mouse(view, QEvent.Type.MouseMove, place_of(view, second, row))


def said(view: FloorView) -> tuple[str, str, str, str]:
    of = view.chosen.tip
    return of._status.text(), of._agent.text(), of._when.text(), of._remark.text()


def test_that_everyone_is_listed_with_status_and_time_in_it(busy: FloorView) -> None:
    assert cells(busy, Column.AGENT) == ["ann", "ben", "cy", "dee"]
    assert cells(busy, Column.STATUS) == ["On break", "On call", "Other · Training", "Signed out"]
    assert cells(busy, Column.TIME) == ["9:00", "5:00", "2:00", "9:40"]


def test_that_a_change_moves_an_agent_to_its_place_and_the_chosen_one_stays_chosen(
    busy: FloorView, floor: Floor, qtbot: QtBot
) -> None:
    busy.table.selectRow(0)
    floor.status("ann", 590, AVAILABLE)
    qtbot.waitUntil(lambda: cells(busy) == ["ben", "cy", "ann", "dee"])
    assert busy.table.chosen() == 2


def test_that_nobody_is_chosen_before_the_user_does_so(busy: FloorView) -> None:
    busy.table.setFocus()
    busy.refresh()
    assert busy.table.chosen() is None


def test_that_another_order_does_not_scroll(busy: FloorView, floor: Floor, qtbot: QtBot) -> None:
    for number in range(40):
        floor.status(f"agent{number}", 500 + number, AVAILABLE)
    qtbot.waitUntil(lambda: busy.model.rowCount() == 44)
    busy.table.selectRow(0)
    floor.status("ann", 599, AVAILABLE)
    qtbot.waitUntil(lambda: cells(busy)[0] == "ben")
    assert busy.table.chosen() == 42
    assert busy.timeline.content.offset == busy.table.verticalScrollBar().value() == 0


def test_that_a_new_session_begins_with_the_last_hour_and_an_old_one_with_all_of_it(
    view: FloorView, floor: Floor, look: Look, qtbot: QtBot
) -> None:
    assert view.actions_.hour.isChecked()
    floor.status("ann", 0, AVAILABLE)
    qtbot.waitUntil(lambda: len(view.live.columns) == 1)
    again = FloorView(view.live, look)
    qtbot.addWidget(again)
    assert again.actions_.all.isChecked()


def test_that_rows_stay_under_the_mouse_while_it_moves(busy: FloorView, floor: Floor, qtbot: QtBot) -> None:
    point(busy, 500, 0)
    floor.status("ann", 590, AVAILABLE)
    qtbot.waitUntil(lambda: cells(busy, Column.STATUS)[0] == "Available")
    assert cells(busy) == ["ann", "ben", "cy", "dee"]
    QApplication.sendEvent(busy.timeline.viewport(), QEvent(QEvent.Type.Leave))
    busy.refresh()
    assert cells(busy) == ["ben", "cy", "ann", "dee"]


def test_that_a_new_agent_appears(busy: FloorView, floor: Floor, qtbot: QtBot) -> None:
    busy.table.selectRow(1)
    floor.signs_in("eve", 550)
    qtbot.waitUntil(lambda: "eve" in cells(busy))
    assert cells(busy)[busy.table.chosen() or 0] == "ben"
    assert busy.bar.count.text() == "5 agents"


def test_that_a_click_on_a_title_sorts_by_it_and_says_so(busy: FloorView) -> None:
    click_title(busy, Column.AGENT)
    assert cells(busy) == ["ann", "ben", "cy", "dee"]
    click_title(busy, Column.AGENT)
    assert cells(busy) == ["dee", "cy", "ben", "ann"]
    assert busy.model.headerData(Column.AGENT, Qt.Orientation.Horizontal) == "Agent ▾"
    click_title(busy, Column.STATUS)
    assert cells(busy) == ["ben", "ann", "cy", "dee"]


def test_that_a_third_click_on_a_title_sorts_by_need_again(busy: FloorView) -> None:
    for _ in range(3):
        click_title(busy, Column.AGENT)
    assert cells(busy) == ["ann", "ben", "cy", "dee"]
    assert busy.model.headerData(Column.TIME, Qt.Orientation.Horizontal) == "⚠▾ For"


def test_that_a_filter_shows_only_the_agents_it_means(busy: FloorView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(busy.filter_changed) as changed:
        busy.set_filter("status:BusyOnCall,BusyOther")
    assert changed.args == ["status:BusyOnCall,BusyOther"]
    assert cells(busy) == ["ben", "cy"]
    assert busy.bar.count.text() == "2 of 4 agents"


def test_that_a_wrong_filter_is_told_and_the_last_right_one_stays(busy: FloorView) -> None:
    busy.set_filter("agent:b*")
    busy.set_filter("agent:(")
    assert cells(busy) == ["ben"]
    assert busy.bar.meaning.isVisible()
    busy.set_filter("")
    assert not busy.bar.meaning.isVisible()
    assert len(cells(busy)) == 4


def test_that_a_filter_that_means_nobody_says_what_to_do(busy: FloorView) -> None:
    busy.set_filter("agent:nobody")
    assert cells(busy) == []
    assert "Esc" in busy.emptiness.text()
    busy.set_filter("")
    assert not busy.emptiness.isVisible()


def test_that_pointing_at_a_span_tells_agent_status_and_times(busy: FloorView) -> None:
    busy.actions_.all.trigger()
    point(busy, 440, 2)
    status, agent, when, remark = said(busy)
    assert (status, agent, remark) == ("Other · Meeting", "cy", "")
    assert when.endswith("1:20")
    assert busy.chosen.tip.isVisible()


def test_that_the_last_span_lasts_until_now(busy: FloorView) -> None:
    busy.actions_.all.trigger()
    point(busy, 590, 1)
    assert "– now" in said(busy)[2]
    assert said(busy)[2].endswith("5:00")


def test_that_the_time_before_an_agents_first_event_is_said_to_be_unknown(busy: FloorView) -> None:
    busy.actions_.all.trigger()
    point(busy, 50, 1)
    assert said(busy)[0] == "Unknown"
    assert said(busy)[2].startswith("until ")
    assert "Nothing had been received" in said(busy)[3]


def test_that_a_stale_status_is_said_to_be_so(busy: FloorView) -> None:
    busy.set_moment(NOON + 60 + STALE_AFTER + 600)
    busy.refresh()
    assert cells(busy, Column.STATUS)[0] == "On break · stale"
    busy.actions_.all.trigger()
    point(busy, 60 + STALE_AFTER + 500, 0)
    assert said(busy)[0] == "On break"
    assert said(busy)[3].startswith("Stale")


def test_that_a_gap_is_said_to_be_one(busy: FloorView, qtbot: QtBot) -> None:
    busy.live.statuses.set_gaps([((NOON + 500) * 1_000_000, (NOON + 510) * 1_000_000)])
    busy.live.gaps_changed.emit()
    qtbot.waitUntil(lambda: cells(busy, Column.STATUS) == ["Unknown"] * 4)
    busy.actions_.all.trigger()
    point(busy, 550, 0)
    assert said(busy)[3].startswith("Nothing was captured")


def test_that_the_tip_goes_when_the_mouse_does_and_never_in_between(busy: FloorView) -> None:
    busy.actions_.all.trigger()
    hidden: list[bool] = []
    for second in range(410, 470, 5):
        point(busy, second, 2)
        hidden.append(busy.chosen.tip.isHidden())
    assert not any(hidden)
    QApplication.sendEvent(busy.timeline.viewport(), QEvent(QEvent.Type.Leave))
    assert busy.chosen.tip.isHidden()


def test_that_a_click_on_a_span_asks_for_the_event_that_began_it(busy: FloorView, qtbot: QtBot) -> None:
    busy.actions_.all.trigger()
    point(busy, 440, 2)
    place = place_of(busy, 440, 2)
    mouse(busy, QEvent.Type.MouseButtonPress, place, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(busy.event_asked) as asked:
        mouse(busy, QEvent.Type.MouseButtonRelease, place, Qt.MouseButton.LeftButton)
    assert asked.args == [5]
    assert busy.table.chosen() == 2


def test_that_a_click_where_no_event_began_anything_says_so(busy: FloorView, qtbot: QtBot) -> None:
    busy.actions_.all.trigger()
    point(busy, 50, 1)
    place = place_of(busy, 50, 1)
    mouse(busy, QEvent.Type.MouseButtonPress, place, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(busy.told), qtbot.assertNotEmitted(busy.event_asked):
        mouse(busy, QEvent.Type.MouseButtonRelease, place, Qt.MouseButton.LeftButton)


def test_that_return_asks_for_the_event_behind_the_chosen_agents_status(busy: FloorView, qtbot: QtBot) -> None:
    busy.table.selectRow(0)
    with qtbot.waitSignal(busy.event_asked) as asked:
        busy.actions_.open.trigger()
    assert asked.args == [2]


def test_that_dragging_moves_time_and_opens_nothing(busy: FloorView, qtbot: QtBot) -> None:
    busy.actions_.all.trigger()
    start, width = busy.period.start, busy.timeline.getViewBox().width()
    begin, end = place_of(busy, 300, 0), place_of(busy, 300, 0) + QPointF(50, 0)
    with qtbot.assertNotEmitted(busy.event_asked):
        mouse(busy, QEvent.Type.MouseButtonPress, begin, Qt.MouseButton.LeftButton)
        mouse(busy, QEvent.Type.MouseMove, end, Qt.MouseButton.LeftButton)
        mouse(busy, QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.LeftButton)
    assert busy.period.start == pytest.approx(start - 50 * busy.period.length / width)
    assert not busy.period.is_live
    assert not busy.actions_.all.isChecked()


def test_that_the_wheel_zooms_at_the_mouse(busy: FloorView) -> None:
    busy.actions_.all.trigger()
    length, place = busy.period.length, place_of(busy, 200, 0)
    wheel(busy, place, QPoint(0, 120))
    assert busy.period.length == pytest.approx(length / 1.25)
    assert place_of(busy, 200, 0).x() == pytest.approx(place.x(), abs=2)


def test_that_the_wheel_with_ctrl_makes_rows_higher_in_list_and_chart(busy: FloorView) -> None:
    before = busy.table.row_height
    wheel(busy, place_of(busy, 200, 0), QPoint(0, 120), Qt.KeyboardModifier.ControlModifier)
    assert busy.table.row_height > before
    assert busy.timeline.content.row_height == busy.table.row_height == busy.table.rowHeight(0)


def test_that_list_and_chart_scroll_together(busy: FloorView, floor: Floor, qtbot: QtBot) -> None:
    for number in range(40):
        floor.status(f"agent{number}", 500 + number, AVAILABLE)
    qtbot.waitUntil(lambda: busy.model.rowCount() == 44)
    qtbot.waitUntil(lambda: busy.rows.bar.maximum() == busy.table.verticalScrollBar().maximum() > 200)
    busy.rows.bar.setValue(100)
    assert busy.timeline.content.offset == busy.table.verticalScrollBar().value() == 100
    wheel(busy, place_of(busy, 300, 10), QPoint(0, -120), Qt.KeyboardModifier.ShiftModifier)
    assert busy.rows.bar.value() == busy.timeline.content.offset == 160
    busy.timeline.grab()
    row = busy.table.rowAt(50)
    hit = busy.timeline.hit(QPointF(place_of(busy, 590, row).x(), 50 + busy.table.horizontalHeader().height()))
    assert hit is not None
    assert hit.row == row


@pytest.mark.parametrize(
    ("name", "seconds"), [("quarter", 900), ("hour", 3600), ("shift", 8 * 3600)]
)  # fmt: skip
def test_that_a_period_can_be_chosen(busy: FloorView, name: str, seconds: int) -> None:
    action = getattr(busy.actions_, name)
    action.trigger()
    assert busy.period.now - busy.period.start == pytest.approx(seconds)
    assert action.isChecked()
    assert busy.period.is_live


def test_that_all_begins_with_the_first_event_however_late_it_is_known(
    busy: FloorView, floor: Floor, qtbot: QtBot
) -> None:
    busy.actions_.all.trigger()
    assert busy.period.start == NOON
    floor.status("old", -3000, AVAILABLE)
    qtbot.waitUntil(lambda: busy.period.start == NOON - 3000)


def test_that_an_event_of_another_century_does_not_stretch_all(busy: FloorView, floor: Floor, qtbot: QtBot) -> None:
    floor.status("old", -1_000_000_000, AVAILABLE)
    qtbot.waitUntil(lambda: "old" in cells(busy))
    busy.actions_.all.trigger()
    assert busy.period.start == NOON


def test_that_keys_move_through_time(busy: FloorView, qtbot: QtBot) -> None:
    busy.actions_.quarter.trigger()
    end, length = busy.period.end, busy.period.length
    with qtbot.waitActive(busy):
        busy.activateWindow()
    qtbot.keyClick(busy.table, Qt.Key.Key_Left)
    assert busy.period.end == pytest.approx(end - length / 10)
    qtbot.keyClick(busy.table, Qt.Key.Key_Plus)
    assert busy.period.length < length
    qtbot.keyClick(busy.table, Qt.Key.Key_Home)
    assert busy.period.start == NOON
    qtbot.keyClick(busy.table, Qt.Key.Key_L)
    assert busy.period.is_live
    qtbot.keyClick(busy.table, Qt.Key.Key_F)
    assert busy.actions_.all.isChecked()


def test_that_letters_are_written_into_the_filter_and_move_nothing(busy: FloorView, qtbot: QtBot) -> None:
    with qtbot.waitActive(busy):
        busy.activateWindow()
    busy.period.pan(-600)
    before = busy.period.start, busy.period.end
    busy.actions_.find.trigger()
    qtbot.keyClicks(busy.bar.line, "fl+-1")
    assert busy.bar.line.text() == "fl+-1"
    assert (busy.period.start, busy.period.end) == before


def test_that_the_way_back_to_live_stands_out_when_it_is_left(busy: FloorView) -> None:
    busy.set_moment(None)
    busy.actions_.quarter.trigger()
    assert busy.bar.live.text() == "Live"
    busy.actions_.earlier.trigger()
    assert busy.bar.live.text() == "Back to live"
    busy.bar.live.click()
    assert busy.period.is_live


def test_that_one_thing_at_a_time_leads_back_to_live(busy: FloorView, qtbot: QtBot) -> None:
    busy.set_moment(None)
    assert busy.bar.live.isVisible()
    assert busy.rewind.sign.isHidden()
    busy.set_moment(busy.clock.now() - 60)
    qtbot.waitUntil(busy.bar.live.isHidden)
    assert busy.rewind.sign.isVisible()


def test_that_at_the_end_of_an_ended_session_nothing_leads_there(busy: FloorView) -> None:
    busy.bar.tell_live(is_rewound=False, follows=True, has_ended=True)
    assert busy.bar.live.isHidden()
    busy.bar.tell_live(is_rewound=False, follows=False, has_ended=True)
    assert (busy.bar.live.isVisible(), busy.bar.live.text()) == (True, "To the end")


def test_that_a_low_view_gives_its_room_to_the_list(busy: FloorView, qtbot: QtBot) -> None:
    busy.resize(900, 500)
    qtbot.waitUntil(lambda: busy.tiles.height() < 40)
    assert all(tile.height() < 32 for tile in busy.tiles.shown)
    busy.resize(900, 800)
    qtbot.waitUntil(lambda: busy.tiles.height() > 50)


def test_that_a_layout_comes_back(busy: FloorView) -> None:
    busy.rows.set_height_step(2)
    busy.table.columns.sort_by(Sorting(Column.AGENT, falling=True))
    layout = busy.save_layout()
    busy.reset_layout()
    assert HEIGHTS[busy.rows.height_step] == 24
    assert cells(busy)[0] == "ann"
    busy.restore_layout(layout)
    assert busy.rows.height_step == 2
    assert cells(busy)[0] == "dee"


@pytest.mark.parametrize("layout", [b"", b"nonsense", b"\x00\x00\x00\x01"])
def test_that_a_layout_that_cannot_be_read_changes_nothing(busy: FloorView, layout: bytes) -> None:
    before = busy.save_layout()
    busy.restore_layout(QByteArray(layout))
    assert busy.save_layout() == before


def test_that_the_past_can_be_shown(busy: FloorView) -> None:
    busy.set_moment(NOON + 200)
    busy.refresh()
    assert dict(zip(cells(busy), cells(busy, Column.STATUS), strict=True)) == {
        "ann": "On break", "ben": "Available", "cy": "Not seen yet", "dee": "Signed out",
    }  # fmt: skip


def test_that_nothing_ticks_while_nobody_looks(busy: FloorView) -> None:
    busy.set_moment(None)
    busy.hide()
    assert not busy.clock._timer.isActive()
    busy.show()
    assert busy.clock._timer.isActive()


def test_that_another_look_repaints_everything(busy: FloorView, look: Look) -> None:
    light = busy.grab().toImage()
    look.set_theme("dark")
    dark = busy.grab().toImage()
    corner = busy.timeline.mapTo(busy, QPoint(busy.timeline.width() // 2, busy.timeline.height() - 10))
    assert light.pixelColor(corner).lightness() > 200
    assert dark.pixelColor(corner).lightness() < 60


def test_that_chart_and_list_show_the_same_colour_for_a_status(busy: FloorView) -> None:
    busy.actions_.all.trigger()
    picture = busy.timeline.grab().toImage()
    for row, colour in enumerate(("#f0e442", "#0072b2", "#d55e00")):
        place = place_of(busy, 595, row).toPoint()
        assert picture.pixelColor(place).name() == colour


def test_that_the_axis_is_as_high_as_the_lists_header(busy: FloorView) -> None:
    top = busy.timeline.getViewBox().sceneBoundingRect().top()
    assert top == busy.table.horizontalHeader().height()


def test_that_a_floor_that_nobody_looks_at_copies_no_spans_and_keeps_none(
    floor: Floor, busy: FloorView, qtbot: QtBot
) -> None:
    view = busy
    assert copies()
    view.hide()
    assert copies() == []
    floor.status("ann", 600, ON_CALL)
    qtbot.waitUntil(lambda: len(view.live.columns) == 9)
    view.refresh()
    assert copies() == []
    view.show()
    view.refresh()
    assert copies()


def copies() -> list[object]:
    """What holds copies of spans."""
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, (SpanTable, SpanCopy))]


def test_that_the_time_in_sight_ends_no_earlier_than_it_begins(busy: FloorView) -> None:
    busy.period.show(NOON + 300.0, NOON + 400.0)
    busy.set_moment(NOON + 100.0)
    busy.refresh()
    start, end = busy.layout_.period.text().split()[-3::2]
    assert start == end
