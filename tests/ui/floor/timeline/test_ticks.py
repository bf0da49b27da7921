"""Steps of work items on the strips."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from floorwalker.event.work import Step, WorkItems
from floorwalker.ui.floor.timeline.picture import Lines
from floorwalker.ui.floor.timeline.strips import Sight
from floorwalker.ui.floor.timeline.ticks import SIZE, ShownSteps, shape_of
from tests.event.statuses.rows import ANN, BEN, NONE, Day
from tests.ui.floor.floors import AVAILABLE, NOON, ON_CALL, Floor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.floor.view import FloorView

T = 1_790_000_000
INK, HALO = 0xFF000001, 0xFFFFFFFF


def steps(*told: tuple[int, int, Step], agents: tuple[int, ...] = (ANN, BEN)) -> ShownSteps:
    """told: agent, seconds, step."""
    day, work = Day(), WorkItems()
    for agent, at, step in told:
        day.add(T + at, NONE, agent=agent, code=int(step))
    work.append(day.rows, {})
    return ShownSteps.of(work, agents)


def told(of: ShownSteps) -> set[tuple[int, int, int, int]]:
    return set(zip(of.row.tolist(), (of.when - T).tolist(), of.kind.tolist(), of.seq.tolist(), strict=True))


def test_that_each_step_that_was_told_is_in_its_agents_row() -> None:
    of = steps((ANN, 10, Step.OFFERED), (ANN, 17, Step.ACCEPTED), (ANN, 90, Step.RELEASED), (BEN, 20, Step.DECLINED))
    assert told(of) == {(0, 10, 4, 1), (0, 17, 5, 2), (0, 90, 8, 3), (1, 20, 6, 4)}


def test_that_rows_of_nobody_and_of_who_has_no_items_have_no_steps() -> None:
    assert told(steps((BEN, 20, Step.OFFERED), agents=(-1, ANN, BEN))) == {(2, 20, 4, 1)}
    assert told(steps()) == set()


def test_that_steps_outside_of_sight_and_still_to_come_are_not_seen() -> None:
    of = steps((ANN, 10, Step.OFFERED), (ANN, 50, Step.ACCEPTED), (ANN, 90, Step.RELEASED))
    ticks = of.in_sight(Sight(T + 20, 1, 200, T + 60), 2, 1.0)
    assert ticks is not None
    assert ticks.kind.tolist() == [Step.ACCEPTED]
    assert ticks.column.tolist() == [30]


def test_that_none_are_seen_where_there_is_no_room_to_tell_them_apart() -> None:
    of = steps(*((ANN, 10 * number, Step.OFFERED) for number in range(20)))
    assert of.in_sight(Sight(T, 1, 200, T + 200), 1, 1.0) is None
    assert of.in_sight(Sight(T, 0.25, 800, T + 200), 1, 1.0) is not None
    assert of.in_sight(Sight(T, 0.25, 800, T + 200), 1, 2.0) is None


@pytest.mark.parametrize("size", [SIZE, 9, 14, 21])
def test_that_the_four_marks_are_told_apart_by_their_shape(size: int) -> None:
    for one, other in combinations(Step, 2):
        different = np.count_nonzero(shape_of(one, size) ^ shape_of(other, size))
        assert different >= size * size / 5, (one, other)


def test_that_a_mark_is_painted_around_its_time_on_the_lower_edge_of_its_row_with_a_halo() -> None:
    ticks = steps((BEN, 50, Step.RELEASED)).in_sight(Sight(T, 1, 100, T + 100), 2, 1.0)
    assert ticks is not None
    picture = np.zeros((48, 100), np.uint32)
    ticks.paint(picture, Lines(24, 0, 48), INK, HALO)
    lines, columns = np.nonzero(picture == INK)
    assert (columns.min() + columns.max()) / 2 == 50
    assert lines.min() > 24 + 12
    assert lines.max() < 48
    assert np.count_nonzero(picture == HALO) > 0


def test_that_marks_at_the_pictures_edges_are_cut_off() -> None:
    ticks = steps((ANN, 0, Step.OFFERED), (ANN, 99, Step.RELEASED)).in_sight(Sight(T, 1, 100, T + 100), 2, 1.0)
    assert ticks is not None
    picture = np.zeros((20, 100), np.uint32)
    ticks.paint(picture, Lines(24, 4, 20), INK, HALO)
    assert picture[:, 50].max() == 0
    assert (picture[:, 0] == INK).any()


@pytest.fixture
def working(floor: Floor, view: FloorView, qtbot: QtBot) -> FloorView:
    """ann is offered an item at 12:02:00, accepts it after 7 s, and releases it at 12:06:00; it is 12:10."""
    floor.status("ann", 60, AVAILABLE)
    floor.step("ann", 120, 4, "4711")
    floor.step("ann", 127, 5, "4711")
    floor.status("ann", 127, ON_CALL)
    floor.step("ann", 360, 8, "4711")
    qtbot.waitUntil(lambda: len(view.live.columns) == 5)
    ann = view.live.statuses.agents()[0]
    qtbot.waitUntil(lambda: [item.handle for item in view.live.details.work.items(ann)] == [233])
    view.refresh()
    view.actions_.quarter.trigger()
    view.timeline.grab()
    return view


def place(view: FloorView, second: float, part: float) -> QPointF:
    """In the first row, at a part of its height."""
    box = view.timeline.getViewBox()
    x = (NOON + second - view.period.start) / view.period.length * box.width()
    return QPointF(view.timeline.mapFromScene(box.mapToScene(QPointF(x, part * view.table.row_height))))


def mouse(view: FloorView, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    viewport = view.timeline.viewport()
    held = button if kind == QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
    event = QMouseEvent(kind, at, viewport.mapToGlobal(at), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(viewport, event)


def said(view: FloorView) -> tuple[str, str]:
    return view.chosen.tip._status.text(), view.chosen.tip._remark.text()


def test_that_pointing_at_a_mark_tells_the_step_and_its_item(working: FloorView) -> None:
    mouse(working, QEvent.Type.MouseMove, place(working, 360, 0.8))
    assert said(working) == ("Released", "Work item 4711\nrang 7 s, handled 3 min 53 s")
    mouse(working, QEvent.Type.MouseMove, place(working, 360, 0.3))
    assert said(working)[0] == "On call"


def test_that_what_no_event_told_of_an_item_is_said(working: FloorView, floor: Floor, qtbot: QtBot) -> None:
    floor.step("ann", 400, 8, "4712")
    ann = working.live.statuses.agents()[0]
    qtbot.waitUntil(lambda: len(working.live.details.work.items(ann)) == 2)
    working.refresh()
    working.timeline.grab()
    mouse(working, QEvent.Type.MouseMove, place(working, 400, 0.8))
    assert said(working) == ("Released", "Work item 4712\nNo event told that it was offered and accepted")


def test_that_what_came_after_the_moment_shown_is_not_told(working: FloorView) -> None:
    working.set_moment(NOON + 200)
    working.refresh()
    working.timeline.grab()
    mouse(working, QEvent.Type.MouseMove, place(working, 127, 0.8))
    assert said(working) == ("Accepted", "Work item 4711\nrang 7 s")


def test_that_a_click_on_a_mark_asks_for_its_event(working: FloorView, qtbot: QtBot) -> None:
    at = place(working, 360, 0.8)
    mouse(working, QEvent.Type.MouseButtonPress, at, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(working.event_asked) as asked:
        mouse(working, QEvent.Type.MouseButtonRelease, at, Qt.MouseButton.LeftButton)
    assert asked.args == [5]


def test_that_low_rows_have_no_marks(working: FloorView) -> None:
    working.rows.set_height_step(3)
    working.timeline.grab()
    mouse(working, QEvent.Type.MouseMove, place(working, 360, 0.8))
    assert said(working)[0] == "On call"
