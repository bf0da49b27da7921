"""Where the keys go on the floor: Tab, Esc, and the focus that the view is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.floor.floors import AVAILABLE, ON_BREAK, ON_CALL, Floor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.floor.view import FloorView


@pytest.fixture
def busy(floor: Floor, view: FloorView, qtbot: QtBot) -> FloorView:
    """Ann on break since 12:01, ben on a call since 12:05."""
    floor.status("ann", 60, ON_BREAK)
    floor.status("ben", 100, AVAILABLE)
    floor.status("ben", 300, ON_CALL)
    qtbot.waitUntil(lambda: len(view.live.columns) == 3)
    view.refresh()
    return view


def test_that_esc_leaves_the_past_then_the_page_then_the_filter(busy: FloorView, qtbot: QtBot) -> None:
    def state() -> tuple[bool, bool, str]:
        return busy.rewind.rewinding.moment is not None, not busy.side.isHidden(), busy.bar.expression

    busy.set_filter("agent:*")
    busy.side.show_page(busy.agent)
    busy.rewind.go_to(busy.clock.latest() - 60)
    busy.table.setFocus()
    seen = [state()]
    for _ in range(3):
        qtbot.keyClick(busy.table, Qt.Key.Key_Escape)
        seen.append(state())
    assert seen == [(True, True, "agent:*"), (False, True, "agent:*"), (False, False, "agent:*"), (False, False, "")]


def test_that_tab_goes_through_the_floor_as_it_is_read(busy: FloorView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(busy.legend.statuses()) > 1)
    busy.side.show_page(busy.agent)
    busy.bar.line.setFocus()
    places: list[QWidget] = [busy.bar, busy.tiles, busy.legend, busy.table, busy.mix, busy.side, busy.rewind.bar]
    met: list[QWidget] = []
    for _ in range(40):
        focused = busy.focusWidget()
        place = next(place for place in places if place is focused or place.isAncestorOf(focused))
        if not met or met[-1] is not place:
            met.append(place)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        if busy.focusWidget() is busy.bar.line:
            break
    assert met == places


def test_that_a_view_that_is_given_the_keys_gives_them_to_the_list(busy: FloorView) -> None:
    busy.bar.line.setFocus()
    busy.setFocus()
    assert busy.table.hasFocus()
