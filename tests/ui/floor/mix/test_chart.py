"""The mix as its user sees it, under the floor's chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from floorwalker.event.statuses import Past, Statuses
from floorwalker.ui.floor import durations
from floorwalker.ui.floor.board.columns import Column
from floorwalker.ui.floor.board.groups import By, Grouping
from floorwalker.ui.floor.mix import gathering
from floorwalker.ui.floor.mix.chart import HEIGHT, LEAST
from tests.ui.floor.floors import AVAILABLE, NOON, ON_BREAK, ON_CALL, Floor, agent_id
from tests.ui.windows import press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.floor.mix.chart import MixChart
    from floorwalker.ui.floor.view import FloorView


@pytest.fixture
def busy(floor: Floor, view: FloorView, qtbot: QtBot) -> FloorView:
    """ann on break since 12:01, ben available since 12:02 and on a call since 12:05, dee gone since 12:04."""
    floor.status("ann", 60, ON_BREAK)
    floor.status("ben", 120, AVAILABLE)
    floor.status("dee", 130, AVAILABLE)
    floor.signs_out("dee", 240)
    floor.status("ben", 300, ON_CALL)
    qtbot.waitUntil(lambda: len(view.live.columns) == 5)
    view.refresh()
    view.actions_.quarter.trigger()
    return view


def x_of(view: FloorView, second: float) -> float:
    area = view.mix.area()
    return area.left() + (NOON + second - view.period.start) / view.period.length * area.width()


def mouse(
    mix: MixChart,
    kind: QEvent.Type,
    x: float,
    button: Qt.MouseButton = Qt.MouseButton.NoButton,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    place = QPointF(x, 50)
    QApplication.sendEvent(mix, QMouseEvent(kind, place, mix.mapToGlobal(place), button, button, modifiers))


def point(view: FloorView, second: float) -> None:
    # Half a pixel on: the time of a pixel is that of its left edge.
    mouse(view.mix, QEvent.Type.MouseMove, x_of(view, second) + 1)


def click(view: FloorView, second: float) -> None:
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        mouse(view.mix, kind, x_of(view, second) + 1, Qt.MouseButton.LeftButton)


def said(view: FloorView) -> dict[str, int]:
    tip = view.mix.tip
    assert tip is not None
    assert tip.isVisible()
    return {line.words: line.number for line in tip.said[1]}


def colour_at(view: FloorView, second: float, agents: float) -> str:
    """Of the chart at a moment, as high as so many agents; half an agent is the middle of the lowest."""
    mix = view.mix
    height = (mix.height() - 7) / max(mix.plot.most, 1)
    image = mix.grab().toImage()
    return QColor(image.pixelColor(round(x_of(view, second)), round(mix.height() - 1 - agents * height))).name().upper()


def test_that_agents_are_stacked_in_the_catalogs_order_and_colours_and_who_has_left_is_not(busy: FloorView) -> None:
    assert colour_at(busy, 200, 0.5) == "#009E73"
    assert colour_at(busy, 200, 1.5) == "#009E73"
    assert colour_at(busy, 200, 2.5) == "#F0E442"
    assert colour_at(busy, 400, 0.5) == "#0072B2"
    assert colour_at(busy, 400, 1.5) == "#F0E442"
    assert colour_at(busy, 400, 2.5) == busy._look.colour("raised").name().upper()


def test_that_it_lies_exactly_under_the_chart(busy: FloorView) -> None:
    box = busy.timeline.getViewBox()
    left = busy.timeline.viewport().mapTo(busy, busy.timeline.mapFromScene(box.mapToScene(QPointF(0, 0))))
    assert busy.mix.mapTo(busy, busy.mix.area().topLeft()).x() == left.x()
    assert busy.mix.area().width() == round(box.width())
    busy.rows.splitter.setSizes([500, 400])
    left = busy.timeline.viewport().mapTo(busy, busy.timeline.mapFromScene(box.mapToScene(QPointF(0, 0))))
    assert busy.mix.mapTo(busy, busy.mix.area().topLeft()).x() == left.x()


def test_that_a_tip_says_the_numbers_of_the_moment_pointed_at(busy: FloorView) -> None:
    point(busy, 200)
    assert said(busy) == {"On break": 1, "Available": 2}
    point(busy, 400)
    assert said(busy) == {"On break": 1, "On call": 1, "Signed out": 1}
    point(busy, 90)
    assert said(busy) == {"On break": 1, "Not heard of yet": 2}
    QApplication.sendEvent(busy.mix, QEvent(QEvent.Type.Leave))
    assert busy.mix.tip is not None
    assert not busy.mix.tip.isVisible()


def test_that_the_tip_and_the_axis_tell_the_same_time_at_every_pixel(busy: FloorView) -> None:
    area, period = busy.mix.area(), busy.period
    for x in range(area.left(), round(busy.mix._x_of(period.now)), 7):
        mouse(busy.mix, QEvent.Type.MouseMove, x)
        moment = period.start + (x - area.left()) * period.length / area.width()
        assert busy.mix.tip is not None
        assert busy.mix.tip.said[0].split(" · ")[0] == durations.clock(moment, period.now)


def test_that_a_click_goes_to_that_moment_and_the_list_says_the_same(busy: FloorView, qtbot: QtBot) -> None:
    click(busy, 200)
    assert busy.clock.moment == pytest.approx(NOON + 200, abs=2)
    then = {"ann": "On break", "ben": "Available", "dee": "Available"}
    qtbot.waitUntil(lambda: listed(busy) == then)


def listed(view: FloorView) -> dict[str, str]:
    """The status of each agent, as the list says it."""
    model = view.model
    cells = (
        (model.data(model.index(row, Column.AGENT)), model.data(model.index(row, Column.STATUS)))
        for row in range(model.rowCount())
    )
    return {str(agent): str(status) for agent, status in cells}


def test_that_a_drag_pans_the_chart_and_is_no_click(busy: FloorView) -> None:
    start = busy.period.start
    mouse(busy.mix, QEvent.Type.MouseButtonPress, 600, Qt.MouseButton.LeftButton)
    mouse(busy.mix, QEvent.Type.MouseMove, 700, Qt.MouseButton.LeftButton)
    mouse(busy.mix, QEvent.Type.MouseButtonRelease, 700, Qt.MouseButton.LeftButton)
    assert busy.period.start == pytest.approx(start - 100 * busy.period.length / busy.mix.area().width())
    assert busy.timeline.content.start == busy.period.start
    assert busy.clock.moment is None


def test_that_the_wheel_zooms_the_chart_at_what_is_pointed_at(busy: FloorView) -> None:
    place, length = QPointF(x_of(busy, 200), 50), busy.period.length
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    turn = QWheelEvent(
        place, busy.mix.mapToGlobal(place), QPoint(), QPoint(0, 120), none, Qt.KeyboardModifier.NoModifier, phase, False
    )
    QApplication.sendEvent(busy.mix, turn)
    assert busy.period.length == pytest.approx(length / 1.25)
    assert x_of(busy, 200) == pytest.approx(place.x())


def test_that_a_time_pointed_at_is_marked_in_both_charts(busy: FloorView) -> None:
    point(busy, 200)
    assert busy.timeline._strips.pointed_x == pytest.approx(x_of(busy, 200) - busy.mix.area().left(), abs=1.5)
    QApplication.sendEvent(busy.mix, QEvent(QEvent.Type.Leave))
    assert busy.timeline._strips.pointed_x is None
    viewport = busy.timeline.viewport()
    place, none = QPointF(100, 60), Qt.MouseButton.NoButton
    move = QMouseEvent(
        QEvent.Type.MouseMove, place, viewport.mapToGlobal(place), none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(viewport, move)
    assert busy.mix._marks().pointed == busy.mix.area().left() + 100


def test_that_shift_and_a_drag_choose_a_time_in_both_charts(busy: FloorView) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    left = Qt.MouseButton.LeftButton
    mouse(busy.mix, QEvent.Type.MouseButtonPress, x_of(busy, 200), left, shift)
    mouse(busy.mix, QEvent.Type.MouseMove, x_of(busy, 400), left, shift)
    mouse(busy.mix, QEvent.Type.MouseButtonRelease, x_of(busy, 400), left, shift)
    chosen = busy.timeline.ranging.range
    assert chosen is not None
    assert chosen.start - NOON == pytest.approx(200, abs=2)
    assert chosen.end - NOON == pytest.approx(400, abs=2)
    assert busy.clock.moment is None
    assert colour_at(busy, 420, 0.5) != "#0072B2"  # veiled
    assert colour_at(busy, 390, 0.5) == "#0072B2"


def test_that_agents_of_a_folded_group_count_and_headings_do_not(busy: FloorView) -> None:
    busy.board.set_grouping(Grouping(By.STATUS))
    heading = busy.roster.groups[0].key
    busy.board.fold(heading, folded=True)
    assert busy.mix.note.text() == "All 3 agents"
    point(busy, 200)
    assert said(busy) == {"On break": 1, "Available": 2}


def test_that_it_counts_the_agents_that_the_filter_shows_and_says_so(busy: FloorView) -> None:
    assert busy.mix.note.text() == "All 3 agents"
    busy.set_filter("agent:ann")
    assert busy.mix.note.text() == "1 of 3 agents: those that the filter shows"
    point(busy, 200)
    assert said(busy) == {"On break": 1}


def test_that_what_arrives_is_counted(busy: FloorView, floor: Floor, qtbot: QtBot) -> None:
    floor.status("eve", 350, AVAILABLE)
    floor.status("ben", 290, ON_BREAK)  # late
    qtbot.waitUntil(lambda: "of 4" in busy.mix.note.text() or busy.mix.note.text() == "All 4 agents")
    qtbot.waitUntil(lambda: len(busy.live.columns) == 7)
    busy.refresh()
    point(busy, 400)
    assert said(busy) == {"On break": 1, "On call": 1, "Available": 1, "Signed out": 1}
    point(busy, 295)
    assert said(busy) == {"On break": 2, "Signed out": 1, "Not heard of yet": 1}


def test_that_many_spans_are_counted_on_a_thread_which_ends_when_nobody_looks(
    busy: FloorView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "AT_ONCE", 0)
    with qtbot.waitSignal(busy.mix.gathering.mixed):
        busy.actions_.hour.trigger()
    point(busy, 200)
    assert said(busy) == {"On break": 1, "Available": 2}
    mixer = busy.mix.gathering._mixer
    assert mixer is not None
    assert mixer.isRunning()
    busy.hide()
    assert busy.mix.gathering._mixer is None


def test_that_until_its_height_is_chosen_it_goes_with_that_of_the_view(busy: FloorView) -> None:
    assert busy.mix.height() == LEAST
    busy.resize(900, 800)
    assert LEAST < busy.mix.height() < HEIGHT
    busy.resize(900, 1400)
    assert busy.mix.height() == HEIGHT
    busy.under.setSizes([busy.under.height() - 90, 90])
    busy.under.splitterMoved.emit(busy.under.height() - 90, 1)
    busy.resize(900, 500)
    assert busy.mix.height() == 90


def test_that_a_key_closes_it_to_its_title_and_opens_it_as_high_as_it_was(busy: FloorView) -> None:
    assert busy.mix.height() == LEAST
    busy.under.setSizes([busy.under.height() - 160, 160])
    busy.under.splitterMoved.emit(busy.under.height() - 160, 1)
    busy.table.setFocus()
    press(busy.table, "M")
    assert busy.mix.height() == busy.mix.head
    assert busy.rows.height() >= busy.under.height() - busy.mix.head - 4
    assert not busy.mix.note.isVisible()
    press(busy.table, "M")
    assert busy.mix.height() == 160


def test_that_a_button_closes_it(busy: FloorView) -> None:
    QTest.mouseClick(busy.mix._button, Qt.MouseButton.LeftButton)
    assert busy.mix.is_collapsed


def test_that_height_and_state_are_remembered_and_reset(busy: FloorView) -> None:
    busy.under.setSizes([busy.under.height() - 150, 150])
    busy.under.splitterMoved.emit(busy.under.height() - 150, 1)
    busy.mix_actions.show.setChecked(False)
    layout = busy.save_layout()
    busy.reset_layout()
    assert busy.mix.height() == LEAST
    busy.restore_layout(layout)
    assert busy.mix.height() == busy.mix.head
    busy.mix_actions.show.setChecked(True)
    assert busy.mix.height() == 150


def test_that_nonsense_among_the_settings_changes_nothing(busy: FloorView) -> None:
    for nonsense in (b"", b"high open", b"-5 open", b"112 ajar", b"112"):
        busy.under.restore(QByteArray(nonsense))
    assert busy.mix.height() == LEAST


def test_that_it_survives_another_look_and_another_catalog(busy: FloorView) -> None:
    busy._look.set_theme("dark")
    assert colour_at(busy, 400, 2.5) == busy._look.colour("raised").name().upper()
    other = busy.live.catalog.laid_over({"activities": {"34": {"colour": "#123456"}}}, None)
    busy.live.set_catalog(other)
    assert colour_at(busy, 400, 1.5) == "#123456"


def test_that_the_tip_goes_with_the_view(busy: FloorView) -> None:
    point(busy, 200)
    assert said(busy)
    busy.hide()
    busy.show()
    assert busy.mix.tip is not None
    assert not busy.mix.tip.isVisible()


def test_that_it_survives_statuses_of_which_old_ones_are_gone(busy: FloorView) -> None:
    point(busy, 200)
    assert said(busy) == {"On break": 1, "Available": 2}
    ann = agent_id(busy.live, "ann")
    past = Past()
    past.take((4 * (NOON + 450), 9, (NOON + 451) * 1_000_000, ON_CALL, 0, 0), [])
    busy.live.statuses = Statuses(past={ann: past})
    busy.mix.renew()
    busy.live.agents_changed.emit({ann})
    busy.live.rows_removed.emit(3)
    busy.refresh()
    assert busy.mix.note.text() == "The one agent"
    point(busy, 500)
    assert said(busy) == {"On call": 1}


def test_that_a_floor_without_agents_says_so(view: FloorView) -> None:
    view.refresh()
    assert view.mix.note.text() == "No agents yet"
    mouse(view.mix, QEvent.Type.MouseMove, 600)
    assert view.mix.tip is None or not view.mix.tip.isVisible()
