"""List and chart at other heights of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from floorwalker.ui.floor.rows import HEIGHTS
from tests.ui.floor.floors import AVAILABLE, Floor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.floor.view import FloorView


@pytest.fixture
def many(floor: Floor, view: FloorView, qtbot: QtBot) -> FloorView:
    """Two hundred agents, at the top of the list."""
    for number in range(200):
        floor.status(f"agent{number}", number, AVAILABLE)
    qtbot.waitUntil(lambda: view.model.rowCount() == 200)
    qtbot.waitUntil(lambda: view.rows.bar.maximum() == view.table.verticalScrollBar().maximum() > 2000)
    return view


def test_that_at_the_top_other_heights_stay_there(many: FloorView) -> None:
    for step in (0, 3, len(HEIGHTS) - 1, HEIGHTS.index(24)):
        many.rows.set_height_step(step)
        assert many.rows.bar.value() == many.timeline.content.offset == 0


def test_that_farther_down_what_is_in_the_middle_stays_there(many: FloorView) -> None:
    many.rows.bar.setValue(2400)
    middle = many.table.rowAt(many.table.viewport().height() // 2)
    for step in (HEIGHTS.index(32), HEIGHTS.index(16), HEIGHTS.index(24)):
        many.rows.set_height_step(step)
        assert many.table.rowAt(many.table.viewport().height() // 2) == pytest.approx(middle, abs=1)
