"""The legend in the room that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QToolButton

from floorwalker.event.facts import Activity
from floorwalker.ui.floor.paints import Paints
from floorwalker.ui.floor.timeline.legend import Legend
from floorwalker.ui.floor.timeline.totals import Totals
from tests.ui.floor.floors import AVAILABLE, NOON, NOT_READY, ON_BREAK, ON_CALL

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.floor.view import FloorView

TOTALS = Totals(
    NOON,
    NOON + 7200,
    4,
    {(NOT_READY, 0): 360.0, (AVAILABLE, 0): 3600.0, (ON_CALL, 0): 10_000.0, (ON_BREAK, 0): 40.0},
)


@pytest.fixture
def legend(view: FloorView, qtbot: QtBot) -> Legend:
    """On its own, told of four statuses."""
    legend = Legend(view.live.catalog, Paints(view.live.catalog, view.live.names, view._look), view._look)
    qtbot.addWidget(legend)
    legend.resize(1600, 24)
    legend.show()
    qtbot.waitExposed(legend)
    legend.tell(TOTALS, is_chosen=False)
    return legend


def words(legend: Legend) -> list[str]:
    legend._flow.activate()
    buttons = sorted(legend.findChildren(QToolButton), key=lambda button: (button.y(), button.x()))
    return [button.text() for button in buttons]


def lines(legend: Legend) -> int:
    legend._flow.activate()
    return len({button.y() for button in legend.findChildren(QToolButton)})


def test_that_it_says_everything_where_that_fits_into_a_line(legend: Legend) -> None:
    assert words(legend) == [
        "Not ready 6 min · 3 %",
        "Available 1.0 h · 26 %",
        "On call 2.8 h · 71 %",
        "On break 40 s · < 1 %",
    ]


def test_that_it_says_less_rather_than_take_two_lines(legend: Legend) -> None:
    whole = words(legend)
    said: list[list[str]] = []
    for width in range(700, 300, -5):
        legend.resize(width, 24)
        assert lines(legend) == 1
        if not said or words(legend) != said[-1]:
            said.append(words(legend))
    assert said == [
        whole,
        ["6 min · 3 %", "1.0 h · 26 %", "2.8 h · 71 %", "40 s · < 1 %"],
        ["3 %", "26 %", "71 %", "< 1 %"],
    ]
    legend.resize(1600, 24)
    assert words(legend) == whole


def test_that_tips_and_screen_readers_are_told_all_the_same(legend: Legend) -> None:
    legend.resize(260, 24)
    button = next(button for button in legend.findChildren(QToolButton) if button.text() == "71 %")
    assert button.accessibleName() == "On call 2.8 h · 71 %"
    assert button.toolTip().startswith("On call: 2:46:40 in all (71 %), ")


def test_that_what_has_no_share_tells_its_time(legend: Legend) -> None:
    legend.tell(Totals(NOON, NOON + 7200, 4, {(ON_CALL, 0): 10.0, (Activity.UNKNOWN, 0): 7200.0}), is_chosen=False)
    legend.resize(150, 24)
    assert {"100 %", "2.0 h"} <= set(words(legend))
