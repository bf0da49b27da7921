from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from floorwalker.session.journal import Journal
from floorwalker.ui.events import judge
from floorwalker.ui.events.table.columns import Column
from tests.session import made

if TYPE_CHECKING:
    from tests.ui.events.conftest import Shown

Show = Callable[[Path], "Shown"]
Write = Callable[..., None]


@pytest.fixture
def shown(journal: Journal, show: Show, write: Write) -> "Shown":
    """A hundred events, more than a screen has room for."""
    write(*range(100))
    return show(journal.path)


def top(shown: "Shown") -> int:
    """The row of the columns that is uppermost in the table."""
    return shown.view.visible.row(shown.view.table.rowAt(0))


def height_of(shown: "Shown", row: int) -> int:
    """How many pixels below the table's upper edge a row of the columns begins."""
    position = shown.view.visible.position_of(row)
    assert position is not None
    return shown.view.table.rowViewportPosition(position)


def scroll_to(shown: "Shown", position: int) -> None:
    table = shown.view.table
    table.verticalScrollBar().setValue(position * table.rowHeight(0))


def is_at_end(shown: "Shown") -> bool:
    bar = shown.view.table.verticalScrollBar()
    return bar.value() == bar.maximum() > 0


def press(shown: "Shown", key: Qt.Key) -> None:
    shown.qtbot.keyClick(shown.view.table, key)


def click(shown: "Shown", position: int) -> None:
    table = shown.view.table
    point = QPoint(200, table.rowViewportPosition(position) + 5)
    shown.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_that_it_follows_its_end(shown: "Shown", write: Write) -> None:
    assert is_at_end(shown)
    write(*range(100, 130))
    shown.wait_for_rows(130)
    assert is_at_end(shown)
    assert not shown.view.table.newer.isVisible()


def test_that_it_stays_where_the_user_scrolled_to_and_counts_what_is_newer(shown: "Shown", write: Write) -> None:
    scroll_to(shown, 10)
    write(*range(100, 130))
    shown.wait_for_rows(130)
    assert height_of(shown, 10) == 0
    in_sight = shown.view.table.viewport().height() // shown.view.table.rowHeight(0)
    shown.qtbot.waitUntil(lambda: shown.view.table.newer.text() == f"↓ {130 - 10 - in_sight} newer")
    assert shown.view.table.newer.isVisible()


def test_that_the_control_leads_to_the_newest_and_follows_again(shown: "Shown", write: Write) -> None:
    scroll_to(shown, 10)
    shown.qtbot.mouseClick(shown.view.table.newer, Qt.MouseButton.LeftButton)
    assert is_at_end(shown)
    assert not shown.view.table.newer.isVisible()
    write(*range(100, 130))
    shown.wait_for_rows(130)
    assert is_at_end(shown)


def test_that_scrolling_back_to_the_end_follows_again(shown: "Shown", write: Write) -> None:
    bar = shown.view.table.verticalScrollBar()
    scroll_to(shown, 10)
    bar.setValue(bar.maximum())
    write(*range(100, 130))
    shown.wait_for_rows(130)
    assert is_at_end(shown)


def test_that_end_leads_to_the_newest_and_follows_again(shown: "Shown", write: Write) -> None:
    scroll_to(shown, 10)
    press(shown, Qt.Key.Key_End)
    assert shown.view.table.row() == 99
    write(*range(100, 130))
    shown.wait_for_rows(130)
    assert is_at_end(shown)


def test_that_a_clicked_event_stays_under_the_pointer(shown: "Shown", write: Write) -> None:
    row = top(shown) + 2
    before = height_of(shown, row)
    click(shown, row)
    write(*range(100, 130))
    shown.wait_for_rows(130)
    assert shown.view.table.row() == row
    assert height_of(shown, row) == before


def test_that_the_keyboard_goes_from_event_to_event(shown: "Shown") -> None:
    press(shown, Qt.Key.Key_Home)
    assert shown.view.table.row() == 0
    press(shown, Qt.Key.Key_Down)
    press(shown, Qt.Key.Key_Down)
    press(shown, Qt.Key.Key_Up)
    assert shown.view.table.row() == 1
    press(shown, Qt.Key.Key_PageDown)
    row = shown.view.table.row()
    assert row is not None
    assert row > 5


def test_that_enter_opens_the_event(shown: "Shown") -> None:
    shown.view.show_pane(shown=False)
    press(shown, Qt.Key.Key_Home)
    press(shown, Qt.Key.Key_Return)
    assert shown.view.pane.isVisible()
    assert shown.view.pane.seq == 1


def test_that_a_selected_event_stays_selected_and_in_place_while_filters_change(shown: "Shown") -> None:
    table = shown.view.table
    table.go_to(50)
    before = height_of(shown, 50)
    shown.view.set_filter("-agent:agent.0")
    assert table.row() == 50
    assert table.chosen.rows().tolist() == [50]
    assert height_of(shown, 50) == before
    shown.view.set_filter("")
    assert height_of(shown, 50) == before


def test_that_an_event_that_a_filter_hid_is_selected_again_when_it_is_back(shown: "Shown") -> None:
    table = shown.view.table
    table.go_to(50)
    before = height_of(shown, 50)
    shown.view.set_filter("agent:agent.0")
    assert table.row() is None
    shown.view.set_filter("agent:nobody")
    shown.view.set_filter("")
    assert table.chosen.rows().tolist() == [50]
    assert height_of(shown, 50) == before


def test_that_an_event_is_selected_again_when_a_search_comes_to_it(
    shown: "Shown", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge, "BY_PAYLOADS", 10)
    table = shown.view.table
    table.go_to(50)
    before = height_of(shown, 50)
    shown.view.set_filter("PhoneNo:100")
    shown.view.visible._show_held()
    assert table.row() is None
    shown.qtbot.waitUntil(lambda: len(shown.seqs) == 100)
    assert table.chosen.rows().tolist() == [50]
    assert height_of(shown, 50) == before


def test_that_several_selected_events_stay_selected(shown: "Shown") -> None:
    table = shown.view.table
    table.go_to(40)
    shown.qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    shown.qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.chosen.rows().tolist() == [40, 41, 42]
    shown.view.set_filter("-agent:agent.2")
    assert table.chosen.rows().tolist() == [40, 42]


def test_that_copy_gives_the_payload_as_it_came(shown: "Shown") -> None:
    shown.view.table.go_to(50)
    with shown.qtbot.waitSignal(shown.view.told) as told:
        shown.view.actions_.copy.trigger()
    assert told.args == ["1 payload copied"]
    assert QGuiApplication.clipboard().text() == made.payload(50).decode()


def test_that_copy_gives_several_payloads_as_an_array(shown: "Shown") -> None:
    shown.view.table.go_to(50)
    shown.qtbot.keyClick(shown.view.table, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    with shown.qtbot.waitSignal(shown.view.told) as told:
        shown.view.actions_.copy.trigger()
    assert told.args == ["2 payloads copied"]
    expected = f"[\n{made.payload(49).decode()},\n{made.payload(50).decode()}\n]\n"
    assert QGuiApplication.clipboard().text() == expected


def test_that_a_hidden_column_can_be_shown_again_and_the_last_one_not_hidden(shown: "Shown") -> None:
    header = shown.view.table.header
    for _ in range(6):
        shownable = [action for action in header.menu().actions() if action.isChecked() and action.isEnabled()]
        if shownable:
            shownable[0].trigger()
    assert shown.view.table.horizontalHeader().hiddenSectionCount() == len(Column) - 1
    header.menu().actions()[0].trigger()
    assert not shown.view.table.isColumnHidden(0)


def test_that_columns_come_back_as_they_were(shown: "Shown") -> None:
    header, sections = shown.view.table.header, shown.view.table.horizontalHeader()
    sections.resizeSection(2, 222)
    sections.moveSection(5, 0)
    saved = header.save()
    header.reset()
    assert sections.visualIndex(5) == 5
    header.restore(saved)
    assert (sections.visualIndex(5), sections.sectionSize(2)) == (0, 222)


def test_that_a_table_that_grows_higher_does_not_begin_to_follow(shown: "Shown") -> None:
    table = shown.view.table
    shown.view.table.go_to(99)
    assert not table.following.is_following
    shown.view.resize(1100, 760)
    shown.qtbot.waitUntil(lambda: is_at_end(shown))
    assert not table.following.is_following


def test_that_the_focus_alone_chooses_no_event_in_place_of_the_hidden_one(shown: "Shown") -> None:
    table = shown.view.table
    table.go_to(50)
    shown.view.bar.focus()
    shown.view.set_filter("agent:agent.0")
    table.setFocus(Qt.FocusReason.OtherFocusReason)
    shown.qtbot.waitUntil(table.hasFocus)
    assert table.row() is None
    shown.view.set_filter("")
    assert table.chosen.rows().tolist() == [50]


def test_that_an_arrow_begins_at_the_event_in_sight(shown: "Shown") -> None:
    table = shown.view.table
    table.go_to(50)
    shown.view.set_filter("agent:agent.0")
    assert table.row() is None
    scroll_to(shown, 3)
    first = top(shown)
    press(shown, Qt.Key.Key_Down)
    assert table.row() == first


def test_that_an_arrow_begins_at_the_newest_event_while_it_is_followed(shown: "Shown") -> None:
    table = shown.view.table
    shown.view.set_filter("agent:nobody")
    table.selectionModel().clear()
    shown.view.set_filter("")
    table.following.follow()
    table.selectionModel().clear()
    press(shown, Qt.Key.Key_Up)
    assert table.row() == 99


def test_that_the_column_of_the_current_cell_stays(shown: "Shown") -> None:
    table = shown.view.table
    assert table.currentIndex().column() == Column.EVENT
    table.setCurrentIndex(table.model().index(50, Column.AGENT))
    shown.view.set_filter("-agent:agent.0")
    assert (table.row(), table.currentIndex().column()) == (50, Column.AGENT)
    press(shown, Qt.Key.Key_Home)
    assert table.currentIndex().column() == Column.AGENT
    shown.view.set_filter("agent:nobody")
    shown.view.set_filter("")
    press(shown, Qt.Key.Key_End)
    assert table.currentIndex().column() == Column.AGENT
