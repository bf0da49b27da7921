"""Moments that the chart is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu

from floorwalker.ui.floor.rewind.asking import ChartAsking
from tests.ui.floor.floors import NOON

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.floor.view import FloorView


def place_of(view: FloorView, second: float, y: int) -> QPoint:
    """A time on the chart's viewport, so many pixels below its axis."""
    box = view.timeline.getViewBox()
    x = (NOON + second - view.period.start) / view.period.length * box.width()
    return QPoint(view.timeline.mapFromScene(box.mapToScene(QPointF(x, y))))


def double_click(view: FloorView, place: QPoint) -> None:
    viewport, left = view.timeline.viewport(), Qt.MouseButton.LeftButton
    local, kind = QPointF(place), QEvent.Type.MouseButtonDblClick
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(viewport, QMouseEvent(kind, local, viewport.mapToGlobal(local), left, left, none))


def menu_at(view: FloorView, place: QPoint) -> QMenu:
    asking: list[ChartAsking] = view.timeline.findChildren(ChartAsking)
    return asking[0].menu(place)


def test_that_a_double_click_on_the_axis_shows_the_floor_at_that_moment(past: FloorView) -> None:
    past.actions_.all.trigger()
    double_click(past, place_of(past, 200, -5))
    scale = past.period.length / past.timeline.getViewBox().width()
    assert past.clock.moment == pytest.approx(NOON + 200, abs=scale + 1)


def test_that_a_double_click_below_the_axis_does_not(past: FloorView) -> None:
    past.actions_.all.trigger()
    double_click(past, place_of(past, 200, 30))
    assert past.clock.moment is None


def test_that_the_charts_menu_shows_the_floor_at_its_place_and_opens_the_event_there(
    past: FloorView, qtbot: QtBot
) -> None:
    past.actions_.all.trigger()
    past.timeline.grab()  # only what has been painted can be pointed at
    menu = menu_at(past, place_of(past, 200, 10))
    show, open_ = menu.actions()
    with qtbot.waitSignal(past.event_asked):
        open_.trigger()
    show.trigger()
    assert past.clock.moment == pytest.approx(NOON + 200, abs=past.period.length / 100)
    assert len(menu_at(past, place_of(past, 200, 200)).actions()) == 1


def test_that_what_is_pointed_at_lasts_until_the_moment_shown_whatever_came_later(
    past: FloorView,
) -> None:
    past.actions_.all.trigger()
    past.rewind.go_to(NOON + 200)
    past.timeline.grab()
    row = past.model.row_of(next(agent for agent in past.roster.agents if past.live.names.text(agent) == "ben"))
    assert row is not None
    hit = past.timeline.hit(QPointF(place_of(past, 150, round((row + 0.5) * past.table.row_height))))
    assert hit is not None
    past.timeline.pointed.emit(hit, QPoint(0, 0))
    assert past.chosen.tip._when.text().endswith(":03:20   1:40")


def test_that_the_menu_comes_where_it_is_asked_for(past: FloorView, qtbot: QtBot) -> None:
    place = place_of(past, 200, 10)
    viewport = past.timeline.viewport()
    QApplication.sendEvent(
        viewport, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, viewport.mapToGlobal(place))
    )
    [menu] = past.timeline.findChildren(QMenu)
    qtbot.waitUntil(menu.isVisible)
    menu.close()
