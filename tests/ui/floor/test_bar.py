"""The floor's filter has what the events' has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from floorwalker.ui.events.filtering.named import NamedFilter
from floorwalker.ui.shell import memory
from tests.ui.floor.floors import ON_BREAK, ON_CALL, Floor

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.ui.floor.view import FloorView


@pytest.fixture(autouse=True)
def _two_agents(floor: Floor, view: FloorView, qtbot: QtBot, home: Path) -> None:
    """Ann on break, ben on a call."""
    del home
    memory.settle(for_picture=False)
    floor.status("ann", 60, ON_BREAK)
    floor.status("ben", 100, ON_CALL)
    qtbot.waitUntil(lambda: len(view.live.columns) == 2)
    view.refresh()


def test_that_names_of_agents_are_offered_while_typing(view: FloorView) -> None:
    QTest.keyClicks(view.bar.line, "agent:b")
    assert view.bar.completing.popup.isVisible()
    QTest.keyClick(view.bar.line, Qt.Key.Key_Tab)
    assert view.bar.line.text() == "agent:ben"


def test_that_named_filters_hold_together_with_the_line_until_everything_is_shown(view: FloorView) -> None:
    view.bar.named.add(NamedFilter("Breaks", "status:BusyOnBreak"))
    view.set_filter("agent:b*")
    assert view.bar.chips.isVisible()
    assert view.bar.whole == "agent:b* status:BusyOnBreak"
    assert len(view.roster.agents) == 0
    view.bar.clear()
    assert len(view.roster.agents) == 2
    assert [named.on for named in view.bar.named] == [False]


def test_that_the_place_of_what_is_wrong_is_marked_and_said(view: FloorView) -> None:
    view.set_filter("agent:a* code:(")
    assert view.bar.line.fault == (14, 15)
    assert view.bar.meaning.isVisible()
    assert "Until then: All events." in view.bar.meaning.text()


def test_that_filters_used_on_the_floor_are_recalled_there(view: FloorView) -> None:
    view.set_filter("agent:ann")
    QTest.keyClick(view.bar.line, Qt.Key.Key_Return)
    view.set_filter("")
    QTest.keyClick(view.bar.line, Qt.Key.Key_Up)
    assert view.bar.line.text() == "agent:ann"
