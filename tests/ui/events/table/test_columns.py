"""Columns: chosen, moved, sized, remembered; fields of payloads among them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtTest import QAbstractItemModelTester

from floorwalker.session.journal import Journal
from floorwalker.ui.events.table.columns import AT_FIRST, COUNT, Column
from floorwalker.ui.events.table.dialog import EventColumnsDialog
from floorwalker.ui.events.table.fields import MOST
from floorwalker.ui.events.table.times import TimeShown

if TYPE_CHECKING:
    from floorwalker.ui.events.view import EventsView
    from tests.ui.events.conftest import Shown

Show = Callable[[Path], "Shown"]
Write = Callable[..., None]


@pytest.fixture
def shown(journal: Journal, show: Show, write: Write) -> "Shown":
    for number in range(100):
        write(number, QueueName=f"queue {number}", Skills=["a", "b"], Weight=None if number % 2 else number)
    return show(journal.path)


def text(shown: "Shown", position: int, column: int) -> str:
    model = shown.view.model
    return str(model.data(model.index(position, column)))


def way_of(view: "EventsView") -> TimeShown:
    return view.model.cells.times.way


def fields_of(shown: "Shown") -> list[str]:
    return list(shown.view.model.cells.fields.names)


def in_sight(shown: "Shown") -> list[int]:
    header = shown.view.table.header
    return [column for column in header.in_order() if header.is_shown(column)]


def test_that_a_field_is_a_column_beside_what_events_say_and_is_read_for_what_is_looked_at(shown: "Shown") -> None:
    column = shown.view.table.header.add_field("queue name")
    assert in_sight(shown)[4] == column == COUNT
    assert shown.view.model.headerData(column, Qt.Orientation.Horizontal) == "queue name"
    shown.qtbot.waitUntil(lambda: text(shown, 99, column) == "queue 99")
    assert 0 < len(shown.view.model.cells.fields._values) < 100


def test_that_values_are_shown_in_one_line_and_nothing_where_there_is_none(shown: "Shown", write: Write) -> None:
    write(100, QueueName="two\nlines", Weight="1.50")
    shown.wait_for_rows(101)
    columns = [shown.view.table.header.add_field(name) for name in ("QueueName", "Skills", "Weight", "Nowhere")]
    shown.qtbot.waitUntil(lambda: text(shown, 100, columns[0]) == "two lines")
    assert [text(shown, 100, column) for column in columns[1:]] == ["", "1.50", ""]
    shown.qtbot.waitUntil(lambda: text(shown, 98, columns[0]) == "queue 98")
    assert [text(shown, 98, column) for column in columns[1:]] == ['["a","b"]', "98", ""]


def test_that_a_field_in_another_spelling_is_the_same_column(shown: "Shown") -> None:
    header = shown.view.table.header
    assert header.add_field("QueueName") == header.add_field("queue_name")
    assert shown.view.model.columnCount() == COUNT + 1


def test_that_the_model_stays_valid_while_columns_come_and_go(shown: "Shown", write: Write) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(shown.view.model, fatal, shown.view)
    header, table = shown.view.table.header, shown.view.table
    table.go_to(50)
    for name in ("QueueName", "Skills", "Weight"):
        header.add_field(name)
    write(100, 101)
    shown.wait_for_rows(102)
    header.remove_field(COUNT + 1)
    assert shown.view.model.cells.fields.names == ("QueueName", "Weight")
    shown.qtbot.waitUntil(lambda: text(shown, 98, COUNT + 1) == "98")
    header.reset()
    assert shown.view.model.columnCount() == COUNT
    assert table.row() == 50
    assert table.chosen.rows().tolist() == [50]
    tester.deleteLater()


def test_that_fields_order_width_and_way_of_time_are_remembered(shown: "Shown", show: Show) -> None:
    header, sections = shown.view.table.header, shown.view.table.horizontalHeader()
    column = header.add_field("QueueName")
    header.add_field("Weight")
    header.show_column(Column.FEED, shown=True)
    header.show_column(Column.NOTES, shown=False)
    header.move(column, -3)
    sections.resizeSection(column, 222)
    shown.view.model.cells.times.show(TimeShown.SINCE_PREVIOUS)
    other = show(shown.live.path).view
    other.restore_layout(shown.view.save_layout())
    assert other.model.cells.fields.names == ("QueueName", "Weight")
    assert other.table.header.in_order() == header.in_order()
    assert not other.table.header.is_shown(Column.NOTES)
    assert other.table.header.is_shown(Column.FEED)
    assert other.table.columnWidth(column) == 222
    assert way_of(other) == TimeShown.SINCE_PREVIOUS
    other.reset_layout()
    assert set(other.table.header.in_order()) == set(Column)
    assert way_of(other) == TimeShown.ARRIVAL


@pytest.mark.parametrize("foreign", [b"", b"{}", b'{"header": "!", "fields": [], "time": "arrival"}', b"\xff" * 9])
def test_that_columns_that_cannot_be_read_are_as_the_first_time(shown: "Shown", foreign: bytes) -> None:
    header = shown.view.table.header
    header.show_column(Column.AGENT, shown=False)
    header.restore(QByteArray(foreign))
    assert in_sight(shown) == sorted(AT_FIRST)


def test_that_what_events_say_has_the_room_that_is_left_and_some_in_any_case(shown: "Shown") -> None:
    table, header = shown.view.table, shown.view.table.header
    shown.view.resize(1400, 700)
    shown.qtbot.waitUntil(lambda: table.columnWidth(Column.SAYS) > 300)
    assert not table.horizontalScrollBar().maximum()
    before = table.columnWidth(Column.SAYS)
    table.horizontalHeader().resizeSection(Column.AGENT, table.columnWidth(Column.AGENT) + 20)
    assert table.columnWidth(Column.SAYS) == before - 20
    for column in Column:
        header.show_column(column, shown=True)
    assert table.columnWidth(Column.SAYS) == 96
    header.reset()
    assert not table.horizontalScrollBar().maximum()
    assert table.columnWidth(Column.SAYS) > 300


def dialog_of(shown: "Shown") -> EventColumnsDialog:
    with shown.qtbot.waitActive(shown.view):
        shown.view.activateWindow()
    shown.view.table.setFocus()
    shown.qtbot.keyClick(shown.view.table, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    [dialog] = shown.view.findChildren(EventColumnsDialog)
    shown.qtbot.waitUntil(dialog.list.hasFocus)
    return dialog


def test_that_columns_are_chosen_moved_and_sized_by_the_keyboard(shown: "Shown") -> None:
    dialog, table, header = dialog_of(shown), shown.view.table, shown.view.table.header
    alt = Qt.KeyboardModifier.AltModifier
    assert dialog.list.hasFocus()
    shown.qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    shown.qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    width = table.columnWidth(Column.AGENT)
    shown.qtbot.keyClick(dialog.list, Qt.Key.Key_W, alt)
    shown.qtbot.waitUntil(lambda: table.columnWidth(Column.AGENT) == width + 16)
    shown.qtbot.keyClick(dialog.list, Qt.Key.Key_N, alt)
    shown.qtbot.waitUntil(lambda: table.columnWidth(Column.AGENT) == width)
    shown.qtbot.keyClick(dialog.list, Qt.Key.Key_L, alt)
    shown.qtbot.waitUntil(lambda: in_sight(shown)[:3] == [Column.TIME, Column.AGENT, Column.EVENT])
    shown.qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert not header.is_shown(Column.AGENT)
    shown.qtbot.keyClick(dialog.list, Qt.Key.Key_S, alt)
    shown.qtbot.waitUntil(lambda: in_sight(shown) == sorted(AT_FIRST))
    shown.qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_that_fields_that_were_seen_are_offered_and_others_can_be_written(shown: "Shown") -> None:
    shown.qtbot.waitUntil(lambda: "QueueName" in shown.view.ordering._seen())
    dialog, header = dialog_of(shown), shown.view.table.header
    offered = [dialog.field.itemText(at) for at in range(dialog.field.count())]
    assert {"QueueName", "Skills", "Username"} <= set(offered)
    shown.qtbot.keyClick(dialog.list, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    shown.qtbot.waitUntil(lambda: dialog.problem.text() == "Choose a field, or write its name first.")
    dialog.field.setFocus()
    shown.qtbot.keyClicks(dialog.field, "ExitCode")
    shown.qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert fields_of(shown) == ["ExitCode"]
    assert dialog.isVisible()
    shown.qtbot.keyClick(dialog.field, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    shown.qtbot.waitUntil(lambda: fields_of(shown) == [])
    assert len(header.in_order()) == COUNT
    for number in range(MOST + 1):
        dialog.field.setEditText(f"field {number}")
        dialog.add.click()
    assert shown.view.model.columnCount() == COUNT + MOST
    assert dialog.problem.text() == f"There are {MOST} fields already: remove one first."
    header.reset()
    dialog.reject()


def test_that_names_are_those_of_the_catalog_of_now(shown: "Shown") -> None:
    assert text(shown, 0, Column.EVENT) == "Agent · StatusChanged 3"
    renamed = shown.live.catalog.model_copy(deep=True)
    renamed.categories[1].__dict__["name"] = "Person"
    with shown.qtbot.waitSignal(shown.view.model.dataChanged):
        shown.live.set_catalog(renamed)
    assert text(shown, 0, Column.EVENT) == "Person · StatusChanged 3"


def test_that_typing_in_the_table_looks_for_nothing(shown: "Shown") -> None:
    shown.view.table.go_to(50)
    shown.qtbot.keyClicks(shown.view.table, "agent")
    assert shown.view.table.row() == 50


def test_that_ctrl_a_selects_all_and_the_header_does_not_look_at_each_of_them(shown: "Shown") -> None:
    table = shown.view.table
    with shown.qtbot.waitActive(shown.view):
        shown.view.activateWindow()
    table.setFocus()
    shown.qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(table.chosen.rows()) == 100
    assert not table.horizontalHeader().selectionModel().hasSelection()
