"""The list of agents as its user handles it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from floorwalker.session.roster import Member, Roster
from floorwalker.ui.floor.board.columns import Column, Sorting
from floorwalker.ui.floor.board.groups import By, Grouping
from floorwalker.ui.floor.board.narrowing import Narrowing, to_agents, to_status, to_team
from tests.session.made import CATALOG
from tests.ui.floor.board.lists import cells, row_of, shown
from tests.ui.floor.floors import AVAILABLE, ON_CALL, Floor
from tests.ui.windows import clipboard

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.floor.view import FloorView

BY_STATUS = Grouping(By.STATUS)


def words(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def press(view: FloorView, key: Qt.Key, qtbot: QtBot) -> None:
    with qtbot.waitActive(view):
        view.activateWindow()
    view.table.setFocus()
    qtbot.keyClick(view.table, key)


def test_that_agents_are_grouped_by_status_in_the_catalogs_order_with_counts(busy: FloorView) -> None:
    busy.board.set_grouping(BY_STATUS)
    assert cells(busy) == [
        "Available  1", "eve", "On call  1", "ben", "On break  1", "ann", "Other  1", "cy", "Signed out  1", "dee",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("grouping", "headings"),
    [
        (Grouping(By.REASON), ["Training  1", "No reason  4"]),
        (Grouping(By.SESSION_TYPE), ["CCA  4", "Session type not told  1"]),
        (Grouping(By.TEAM), ["No team  5"]),
    ],
)
def test_that_agents_are_grouped_by_what_else_is_known(
    busy: FloorView, grouping: Grouping, headings: list[str]
) -> None:
    busy.board.set_grouping(grouping)
    assert [text for text in cells(busy) if text and "  " in text] == headings


def test_that_agents_are_grouped_by_any_field_of_their_newest_events(
    busy: FloorView, floor: Floor, qtbot: QtBot
) -> None:
    busy.board.set_grouping(Grouping(By.FIELD, "queue name"))
    qtbot.waitUntil(lambda: cells(busy)[:2] == ["Sales  1", "eve"])
    assert "No queue name  4" in cells(busy)
    floor.step("cy", 590, 4, "11", QueueName="Support")
    qtbot.waitUntil(lambda: "Support  1" in cells(busy))
    floor.status("eve", 595, AVAILABLE)
    qtbot.waitUntil(lambda: "Sales  1" not in cells(busy))


def test_that_groups_follow_what_happens(busy: FloorView, floor: Floor, qtbot: QtBot) -> None:
    busy.board.set_grouping(BY_STATUS)
    floor.status("eve", 590, ON_CALL)
    qtbot.waitUntil(lambda: cells(busy)[:3] == ["On call  2", "ben", "eve"])


def test_that_the_chart_has_nothing_beside_a_heading_and_each_agent_beside_itself(busy: FloorView) -> None:
    busy.board.set_grouping(BY_STATUS)
    busy.actions_.all.trigger()
    busy.timeline.grab()
    box, height = busy.timeline.getViewBox(), busy.table.row_height
    x = busy.timeline.mapFromScene(box.mapToScene(QPointF(box.width() * 0.9, 0))).x()
    top = busy.table.horizontalHeader().height()
    hits = [busy.timeline.hit(QPointF(x, top + (row + 0.5) * height)) for row in range(6)]
    names = [None if hit is None else busy.live.names.text(hit.agent) for hit in hits]
    assert names == [None, "eve", None, "ben", None, "ann"]


def test_that_a_heading_folds_by_click_and_by_keys_and_still_counts(busy: FloorView, qtbot: QtBot) -> None:
    busy.board.set_grouping(BY_STATUS)
    place = QPoint(60, busy.table.rowViewportPosition(row_of(busy, "On call")) + 5)
    QTest.mouseClick(busy.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert cells(busy)[2:4] == ["On call  1", "On break  1"]
    assert busy.bar.count.text() == "5 agents"
    keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left)
    for key, agents in zip(keys, (5, 4, 5, 4, 4), strict=True):
        press(busy, key, qtbot)
        assert len(cells(busy)) == 5 + agents
    busy.listing.actions_.unfold_all.trigger()
    assert len(cells(busy)) == 10
    busy.listing.actions_.fold_all.trigger()
    assert len(cells(busy)) == 5


def test_that_left_and_right_move_through_time_beside_an_agent(busy: FloorView, qtbot: QtBot) -> None:
    busy.board.set_grouping(BY_STATUS)
    busy.table.selectRow(row_of(busy, "ben"))
    end = busy.period.end
    press(busy, Qt.Key.Key_Left, qtbot)
    assert busy.period.end < end
    assert len(cells(busy)) == 10


def test_that_the_selected_stay_selected_whatever_rows_do(busy: FloorView, floor: Floor, qtbot: QtBot) -> None:
    for name in ("ann", "eve"):
        index = busy.model.index(row_of(busy, name), 0)
        flags = busy.table.selectionModel().SelectionFlag
        busy.table.selectionModel().setCurrentIndex(index, flags.Select | flags.Rows)
    floor.status("ann", 590, AVAILABLE)  # other rows
    qtbot.waitUntil(lambda: cells(busy).index("ann") > cells(busy).index("eve"))
    assert {entry.name for entry in busy.listing.chosen()} == {"ann", "eve"}
    floor.signs_in("fay", 595)  # more rows
    qtbot.waitUntil(lambda: "fay" in cells(busy))
    assert {entry.name for entry in busy.listing.chosen()} == {"ann", "eve"}
    busy.board.set_grouping(BY_STATUS)
    assert {entry.name for entry in busy.listing.chosen()} == {"ann", "eve"}


def test_that_chosen_rows_are_copied_as_the_columns_that_are_shown(busy: FloorView, qtbot: QtBot) -> None:
    busy.table.columns.show_column(Column.WORK_TIME, shown=False)
    busy.table.columns.move(Column.TIME, -1)
    busy.table.selectAll()
    with qtbot.waitSignal(busy.told) as told:
        busy.listing.actions_.copy.trigger()
    assert told.args == ["5 rows copied"]
    assert clipboard().splitlines()[:3] == ["Agent\tFor\tStatus", "ann\t9:00\tOn break", "eve\t8:00\tAvailable"]


def test_that_headings_are_not_copied(busy: FloorView) -> None:
    busy.board.set_grouping(BY_STATUS)
    busy.table.selectAll()
    busy.listing.actions_.copy.trigger()
    assert [line.split("\t")[0] for line in clipboard().splitlines()] == ["Agent", "eve", "ben", "ann", "cy", "dee"]


def test_that_hidden_phones_are_not_copied(busy: FloorView) -> None:
    busy.table.columns.show_column(Column.PHONE, shown=True)
    busy.table.selectAll()
    busy.listing.actions_.copy.trigger()
    assert "100" not in clipboard()


def test_that_nothing_is_copied_of_nobody_and_that_is_said(busy: FloorView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(busy.told) as told:
        busy.listing.actions_.copy.trigger()
    assert told.args == ["Choose rows to copy first"]


def test_that_an_agents_menu_offers_its_events_and_to_show_only_what_it_is(busy: FloorView) -> None:
    menu = busy.listing.menus.of_row(row_of(busy, "cy"))
    assert {"Show events", "Show only cy", "Show only “Other · Training”", "Copy rows"} <= set(words(menu))
    next(action for action in menu.actions() if action.text() == "Show only “Other · Training”").trigger()
    assert busy.bar.line.text() == "status:BusyOther"
    assert cells(busy) == ["cy"]
    menu.close()


def test_that_the_chosen_agents_events_are_asked_for(busy: FloorView, qtbot: QtBot) -> None:
    busy.table.selectRow(row_of(busy, "ben"))
    with qtbot.waitSignal(busy.events_asked) as asked:
        busy.listing.actions_.events.trigger()
    assert asked.args == ["agent:ben"]


def test_that_the_chosen_agents_alone_are_shown_by_a_key(busy: FloorView) -> None:
    busy.table.selectRow(row_of(busy, "ben"))
    busy.listing.actions_.only.trigger()
    assert busy.bar.line.text() == "agent:ben"
    assert cells(busy) == ["ben"]


@pytest.mark.parametrize(
    ("before", "narrowing", "after"),
    [
        ("", to_agents(["ann"]), "agent:ann"),
        ("agent:b*", to_agents(["ann", "j smith"]), 'agent:ann,"j smith"'),
        ("status:Wrapup lo", to_status("BusyOnBreak", "On break"), "lo status:BusyOnBreak"),
        ("agent:a OR agent:b", to_team("Back office"), '(agent:a OR agent:b) team:"Back office"'),
        ("team:Sales", to_team("Support"), "team:Support"),
        ("agent:(", to_team("Support"), "team:Support"),
    ],
)
def test_that_to_show_only_something_replaces_terms_of_its_kind(before: str, narrowing: Narrowing, after: str) -> None:
    assert narrowing.of(before, CATALOG) == after


def test_that_who_has_signed_out_is_last_and_dim_or_hidden(busy: FloorView) -> None:
    assert cells(busy)[-1] == "dee"
    dim = busy.model.data(busy.model.index(4, 0), Qt.ItemDataRole.ForegroundRole)
    assert dim == busy._look.colour("muted")
    busy.listing.actions_.signed_out.trigger()
    assert "dee" not in cells(busy)
    assert busy.bar.count.text() == "4 of 5 agents"
    busy.listing.actions_.signed_out.trigger()
    assert cells(busy)[-1] == "dee"


def test_that_columns_order_groups_and_what_is_hidden_come_back(busy: FloorView) -> None:
    columns = busy.table.columns
    columns.show_column(Column.OFFERED, shown=True)
    columns.show_column(Column.WORK_TIME, shown=False)
    columns.move(Column.OFFERED, -2)
    columns.widen(Column.STATUS, 30)
    columns.sort_by(Sorting(Column.OFFERED, falling=True))
    busy.board.set_grouping(Grouping(By.FIELD, "QueueName"))
    busy.listing.actions_.signed_out.trigger()
    width, order, layout = busy.table.columnWidth(Column.STATUS), shown(busy), busy.save_layout()
    busy.reset_layout()
    assert shown(busy) == [Column.AGENT, Column.STATUS, Column.TIME, Column.WORK_TIME]
    assert (columns.sorting, busy.board.grouping) == (Sorting(), Grouping())
    assert cells(busy)[-1] == "dee"
    busy.restore_layout(layout)
    assert (shown(busy), busy.table.columnWidth(Column.STATUS)) == (order, width)
    assert columns.sorting == Sorting(Column.OFFERED, falling=True)
    assert busy.board.grouping == Grouping(By.FIELD, "QueueName")
    assert busy.listing.actions_.signed_out.isChecked()
    assert "dee" not in cells(busy)


@pytest.mark.parametrize("saved", [b"", b"{", b'{"header": "!"}', b'{"sorted_by": 99}', b'{"grouped_by": "moon"}'])
def test_that_a_list_that_cannot_be_read_changes_nothing(busy: FloorView, saved: bytes) -> None:
    busy.board.set_grouping(BY_STATUS)
    before = busy.listing.save()
    busy.listing.restore(QByteArray(saved))
    assert busy.listing.save() == before


def test_that_a_narrow_window_has_fewer_columns_and_scrolls_not_sideways(busy: FloorView) -> None:
    for width in (1280, 900, 800, 600):
        busy.resize(width, 500)
        assert busy.table.horizontalScrollBar().maximum() == 0
        assert shown(busy)[:3] == [Column.AGENT, Column.STATUS, Column.TIME]


def test_that_the_columns_of_another_version_are_the_first_ones(busy: FloorView) -> None:
    busy.listing.restore(QByteArray(b'{"header": "AAAA", "sorted_by": 0}'))
    assert shown(busy) == [Column.AGENT, Column.STATUS, Column.TIME, Column.WORK_TIME]
    assert busy.table.columns.sorting == Sorting(Column.AGENT)


def test_that_the_list_fits_the_window_until_the_user_makes_it_their_own(busy: FloorView) -> None:
    busy.resize(1280, 600)
    assert busy.table.horizontalScrollBar().maximum() == 0
    busy.resize(1920, 600)
    assert {Column.OFFERED, Column.ACCEPTED, Column.DECLINED} <= set(shown(busy))
    assert busy.table.horizontalScrollBar().maximum() == 0
    busy.table.columns.show_column(Column.OFFERED, shown=False)
    before = shown(busy)
    busy.resize(1280, 600)
    assert shown(busy) == before


def test_that_the_last_column_cannot_be_hidden(busy: FloorView) -> None:
    for column in Column:
        busy.table.columns.show_column(column, shown=False)
    assert len(shown(busy)) == 1


def test_that_columns_are_chosen_moved_and_sized_with_the_keyboard(busy: FloorView, qtbot: QtBot) -> None:
    dialog = busy.listing.open_columns()
    qtbot.waitUntil(dialog.list.hasFocus)
    width = busy.table.columnWidth(Column.STATUS)
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_W, alt)
    qtbot.waitUntil(lambda: busy.table.columnWidth(Column.STATUS) == width + 16)
    qtbot.keyClick(dialog.list, Qt.Key.Key_L, alt)
    qtbot.waitUntil(lambda: shown(busy)[:2] == [Column.STATUS, Column.AGENT])
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert Column.STATUS not in shown(busy)
    qtbot.keyClick(dialog.list, Qt.Key.Key_S, alt)
    qtbot.waitUntil(lambda: shown(busy) == [Column.AGENT, Column.STATUS, Column.TIME, Column.WORK_TIME])
    dialog.reject()


def test_that_the_lists_menu_groups_and_sorts(busy: FloorView) -> None:
    menu = busy.listing.menu()
    groups, sorts = (part for part in menu.findChildren(QMenu) if part.title() in {"Group by", "Sort by"})
    assert words(groups) == ["Nothing", "Status", "Team", "Reason", "Session type", "Payload field…"]
    assert "Phone" not in words(sorts)
    next(action for action in groups.actions() if action.text() == "Reason").trigger()
    next(action for action in sorts.actions() if action.text() == "Agent").trigger()
    assert (busy.board.grouping, busy.table.columns.sorting) == (Grouping(By.REASON), Sorting(Column.AGENT))
    menu.close()


def test_that_the_field_to_group_by_is_asked_for(busy: FloorView, qtbot: QtBot) -> None:
    dialog = busy.listing.ask_for_field()
    dialog.setTextValue(" QueueName ")
    dialog.accept()
    assert busy.board.grouping == Grouping(By.FIELD, "QueueName")
    qtbot.waitUntil(lambda: "Sales  1" in cells(busy))


def test_that_names_and_teams_of_the_roster_are_shown_found_and_grouped_by(busy: FloorView, qtbot: QtBot) -> None:
    busy.live.set_roster(Roster({"ben": Member("Ben Ochs", "Sales"), "eve": Member("Eve Adams", "Support")}))
    qtbot.waitUntil(lambda: "Ben Ochs" in cells(busy))
    busy.board.set_grouping(Grouping(By.TEAM))
    assert [text for text in cells(busy) if text and "  " in text] == ["Sales  1", "Support  1", "No team  3"]
    busy.set_filter("ochs")
    assert cells(busy) == ["Sales  1", "Ben Ochs"]


def test_that_a_title_that_is_clicked_sorts_and_says_so(busy: FloorView) -> None:
    header = busy.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(Column.STATUS) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert cells(busy) == ["eve", "ben", "ann", "cy", "dee"]
    assert busy.model.headerData(Column.STATUS, Qt.Orientation.Horizontal) == "Status ▴"


def test_that_a_span_clicked_with_a_key_held_chooses_its_agent(busy: FloorView) -> None:
    row = row_of(busy, "ben")
    busy.table.selectRow(row)
    QTest.keyPress(busy.table, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    busy.table.selectRow(row)
    QTest.keyRelease(busy.table, Qt.Key.Key_Control)
    assert [entry.name for entry in busy.listing.chosen()] == ["ben"]
