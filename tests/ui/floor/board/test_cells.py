"""What the list says of agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt

from floorwalker.ui.floor.board.cells import HIDDEN
from floorwalker.ui.floor.board.columns import Column
from tests.ui.floor.board.lists import by_agent, cells, row_of
from tests.ui.floor.floors import NOON, ON_CALL, Floor

if TYPE_CHECKING:
    from PySide6.QtGui import QColor
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.floor.view import FloorView
    from floorwalker.ui.look import Look


def tip(view: FloorView, name: str, column: Column) -> list[str]:
    model = view.model
    return str(model.data(model.index(row_of(view, name), column), Qt.ItemDataRole.ToolTipRole)).splitlines()


def edge(view: FloorView, name: str) -> QColor:
    """The colour at the left edge of an agent's row."""
    picture = view.table.viewport().grab().toImage()
    middle = view.table.rowViewportPosition(row_of(view, name)) + view.table.row_height // 2
    return picture.pixelColor(QPoint(0, middle))


def test_that_the_current_work_item_is_told_with_its_ring_and_its_handle_time(busy: FloorView) -> None:
    # Ten past twelve: accepted at 12:04:55.
    assert by_agent(busy, Column.WORK_TIME)["ben"] == "0:05 / 5:05"
    assert by_agent(busy, Column.WORK_ITEM)["ben"] == "7"
    assert "Work item 7" in tip(busy, "ben", Column.WORK_TIME)
    assert by_agent(busy, Column.WORK_TIME)["eve"] == ""


def test_that_an_item_that_rings_says_for_how_long(busy: FloorView, floor: Floor, qtbot: QtBot) -> None:
    floor.step("eve", 590, 4, "9")
    qtbot.waitUntil(lambda: by_agent(busy, Column.WORK_TIME)["eve"] == "0:10 / –")


def test_that_what_no_event_told_of_an_item_is_said_and_not_guessed(
    busy: FloorView, floor: Floor, qtbot: QtBot
) -> None:
    floor.step("eve", 580, 5, "9")
    qtbot.waitUntil(lambda: by_agent(busy, Column.WORK_TIME)["eve"] == "– / 0:20")
    assert "Not told: offered" in tip(busy, "eve", Column.WORK_ITEM)


def test_that_an_item_goes_with_its_release_and_with_a_sign_out(busy: FloorView, floor: Floor, qtbot: QtBot) -> None:
    floor.step("ben", 590, 8, "7")
    qtbot.waitUntil(lambda: by_agent(busy, Column.WORK_TIME)["ben"] == "")
    floor.step("ann", 591, 5, "10")
    qtbot.waitUntil(lambda: by_agent(busy, Column.WORK_TIME)["ann"] == "– / 0:09")
    floor.signs_out("ann", 595)
    qtbot.waitUntil(lambda: by_agent(busy, Column.WORK_TIME)["ann"] == "")


def test_that_offers_acceptances_and_declines_of_the_day_are_counted(busy: FloorView) -> None:
    counts = [by_agent(busy, column) for column in (Column.OFFERED, Column.ACCEPTED, Column.DECLINED)]
    assert [count["ben"] for count in counts] == ["1", "1", "0"]
    assert [count["eve"] for count in counts] == ["1", "0", "1"]
    assert "Declined 1 since midnight" in tip(busy, "eve", Column.OFFERED)


def test_that_at_a_past_moment_only_what_had_happened_by_then_is_told(busy: FloorView) -> None:
    busy.set_moment(NOON + 292)
    busy.refresh()
    assert by_agent(busy, Column.WORK_TIME)["ben"] == "0:02 / –"
    assert by_agent(busy, Column.ACCEPTED)["ben"] == "0"
    assert by_agent(busy, Column.LOGGED_IN)["ben"] == "3:12"
    busy.set_moment(None)
    busy.refresh()
    assert by_agent(busy, Column.ACCEPTED)["ben"] == "1"


def test_that_time_logged_in_ends_with_the_sign_out_and_ticks_for_the_others(busy: FloorView) -> None:
    assert by_agent(busy, Column.LOGGED_IN) == {
        "ann": "10:00", "ben": "8:20", "eve": "8:00", "cy": "2:00", "dee": "0:10",
    }  # fmt: skip


def test_that_shares_are_of_the_time_since_midnight_and_make_a_whole(busy: FloorView) -> None:
    assert by_agent(busy, Column.SHARE)["ben"] == "Available 40%, On call 60%"
    assert {"Available 40%, 3:20", "On call 60%, 5:00"} <= set(tip(busy, "ben", Column.SHARE))


def test_that_a_bar_has_the_colours_of_its_shares_as_wide_as_they_are(busy: FloorView) -> None:
    busy.resize(1600, 500)
    busy.table.columns.show_column(Column.SHARE, shown=True)
    picture = busy.table.viewport().grab().toImage()
    header = busy.table.horizontalHeader()
    left, width = header.sectionViewportPosition(Column.SHARE) + 8, header.sectionSize(Column.SHARE) - 16
    y = busy.table.rowViewportPosition(row_of(busy, "ben")) + busy.table.row_height // 2
    colours = [picture.pixelColor(left + round(width * at), y).name() for at in (0.1, 0.3, 0.5, 0.9)]
    assert colours == ["#009e73", "#009e73", "#0072b2", "#0072b2"]


def test_that_session_types_are_told_and_phones_only_when_asked(busy: FloorView) -> None:
    assert set(by_agent(busy, Column.SESSION_TYPE).values()) == {"CCA", ""}  # dee has left
    assert by_agent(busy, Column.PHONE)["ben"] == HIDDEN
    assert Column.PHONE not in {c for c in Column if busy.table.columns.is_shown(c)}
    busy.listing.actions_.phones.trigger()
    assert by_agent(busy, Column.PHONE)["ben"] == "100"
    assert busy.table.columns.is_shown(Column.PHONE)
    busy.listing.actions_.phones.trigger()
    assert by_agent(busy, Column.PHONE)["ben"] == HIDDEN


def test_that_who_is_over_a_limit_has_a_red_edge_and_who_is_near_one_a_quiet_one(busy: FloorView, look: Look) -> None:
    busy.set_moment(NOON + 60 + 16 * 60)
    busy.refresh()
    assert edge(busy, "ann") == look.colour("outline")
    assert edge(busy, "eve") == look.colour("raised")
    busy.set_moment(NOON + 60 + 20 * 60)
    busy.refresh()
    assert edge(busy, "ann") == look.colour("danger")
    model = busy.model
    time = model.index(row_of(busy, "ann"), Column.TIME)
    assert model.data(time) == "20:00"
    assert model.data(time, Qt.ItemDataRole.ForegroundRole) == look.colour("danger")
    assert model.data(time, Qt.ItemDataRole.AccessibleTextRole) == "20:00, over its limit"
    assert "Over its limit: 0:00 past 20:00" in tip(busy, "ann", Column.TIME)
    assert cells(busy)[0] == "ann"


@pytest.mark.parametrize("name", ["a" * 200, "x.y\u202e\nz"])
def test_that_an_odd_name_stays_in_its_cell_with_all_of_it_in_the_tip(
    busy: FloorView, floor: Floor, qtbot: QtBot, name: str
) -> None:
    floor.status(name, 500, ON_CALL)
    qtbot.waitUntil(lambda: len(cells(busy)) == 6)
    busy.table.grab()
    assert any(name.split("\n", maxsplit=1)[0] in line for line in tip(busy, name[:3], Column.AGENT))
