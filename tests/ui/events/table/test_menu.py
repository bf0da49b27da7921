"""The menu of an event, and the keys that filter for what the current cell shows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from floorwalker.ui.events.table.columns import COUNT, Column
from tests.session import made
from tests.ui.windows import press

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.events.conftest import Shown


@pytest.fixture
def shown(show: Callable[[Path], Shown], tmp_path: Path) -> Shown:
    """Nine statuses of three agents, and one accepted work item that has not only documented fields."""
    events = [made.payload(number) for number in range(9)]
    work = made.payload(9, Code=5, WorkItemId="7F2 a", Username="j smith & co", ActivityCode=None)
    return show(made.session_of(tmp_path / "ten.fw", [*events, work]))


def entries(menu: QMenu) -> dict[str, QMenu | None]:
    return {action.text(): action.menu() for action in menu.actions() if action.text()}  # type: ignore[misc]


def choose(menu: QMenu, *path: str) -> None:
    """Choose an entry by its words, through submenus."""
    for words in path[:-1]:
        submenu = entries(menu)[words]
        assert submenu is not None
        menu = submenu
    {action.text(): action for action in menu.actions()}[path[-1]].trigger()


def at(shown: Shown, row: int, column: int) -> None:
    """Be at that cell."""
    table = shown.view.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, column))


def is_shown(shown: Shown, seq: int) -> bool:
    return seq in shown.seqs


def is_hidden(shown: Shown, seq: int) -> bool:
    return seq not in shown.seqs


def open_menu(shown: Shown) -> QMenu:
    """As the menu's key does."""
    table = shown.view.table
    middle = table.viewport().rect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, table.viewport().mapToGlobal(middle))
    QApplication.sendEvent(table.viewport(), asked)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_that_the_menu_of_an_event_filters_for_it_and_filters_it_out(shown: Shown) -> None:
    menu = shown.view.menu.made(1, Column.AGENT)
    choose(menu, "Filter for this", "agent agent.1")
    assert shown.view.expression == "agent:agent.1"
    choose(menu, "Filter it out", "Agent · StatusChanged")
    assert shown.view.expression == "agent:agent.1 -event:agent/3"
    choose(menu, "Filter for this", "every event of Agent")
    assert shown.view.expression == "agent:agent.1 event:agent/*"
    menu.close()


@pytest.mark.parametrize(
    ("column", "shown_by", "hidden_by"),
    [
        (Column.AGENT, "agent:agent.1", "-agent:agent.1"),
        (Column.EVENT, "event:agent/3", "-event:agent/3"),
        (Column.SAYS, "status:Available", "-status:Available"),
        (Column.NOTES, "-is:noted", "is:noted"),
        (Column.TIME, "received:>=2026-11-22T12:00:04.000000Z", "received:<2026-11-22T12:00:04.000000Z"),
        (Column.SEQ, "seq:5", "-seq:5"),
        (Column.CREATED, "created:>=2026-11-22T12:00:04Z", "created:<2026-11-22T12:00:04Z"),
        (Column.STATUS, "status:Available", "-status:Available"),
        (Column.SESSION, "SessionId:session-1", "-SessionId:session-1"),
        (Column.FEED, "feed:http://127.0.0.1:8787/events", "-feed:http://127.0.0.1:8787/events"),
        (Column.CATEGORY, "event:agent/*", "-event:agent/*"),
        (Column.CODE, "code:3", "-code:3"),
        (Column.REPEAT, "-is:duplicate", "is:duplicate"),
        (Column.LAG, "created:>=2026-11-22T12:00:04Z", "created:<2026-11-22T12:00:04Z"),
    ],
)
def test_that_keys_filter_for_the_current_cell_and_filter_it_out(
    shown: Shown, column: Column, shown_by: str, hidden_by: str
) -> None:
    shown.view.table.setColumnHidden(column, False)
    at(shown, 4, column)
    press(shown.view.table, "F")
    assert shown.view.expression == shown_by
    shown.qtbot.waitUntil(lambda: not shown.view.visible.is_working and is_shown(shown, 5))
    shown.view.set_filter("")
    shown.wait_for(*range(1, 11))
    at(shown, 4, column)
    press(shown.view.table, "Shift+F")
    assert shown.view.expression == hidden_by
    shown.qtbot.waitUntil(lambda: is_hidden(shown, 5))


def test_that_every_choice_of_every_event_shows_it_and_its_opposite_does_not(shown: Shown) -> None:
    choices = shown.view.menu._choices
    shown.qtbot.waitUntil(lambda: shown.payloads.payload(10) is not None)
    for row in range(10):
        seq = row + 1
        assert len(choices.of_event(row)) >= 8
        for choice in choices.of_event(row):
            shown.view.set_filter(choice.shown(""))
            shown.qtbot.waitUntil(lambda: not shown.view.visible.is_working)
            shown.qtbot.waitUntil(partial(is_shown, shown, seq))
            shown.view.set_filter(choice.hidden(""))
            shown.qtbot.waitUntil(partial(is_hidden, shown, seq))


def test_that_a_field_of_the_payload_that_is_a_column_is_filtered_for(shown: Shown) -> None:
    cells = shown.view.model.cells
    cells.fields.add("workitemid")
    shown.qtbot.waitUntil(lambda: None not in (shown.payloads.payload(1), shown.payloads.payload(10)))
    assert shown.view.menu._choices.of_cell(9, COUNT).term == 'workitemid:"7F2 a"'
    assert shown.view.menu._choices.of_cell(0, COUNT).term == "-workitemid:*"


def test_that_what_an_event_is_about_is_a_choice_when_its_payload_is_at_hand(shown: Shown) -> None:
    shown.qtbot.waitUntil(lambda: shown.payloads.payload(10) is not None)
    assert shown.view.menu._choices.of_cell(9, Column.SAYS).term == 'WorkItemId:"7F2 a"'
    assert shown.view.menu._choices.of_cell(9, Column.AGENT).term == 'agent:"j smith & co"'


def test_that_the_menus_key_opens_it_at_the_current_cell(shown: Shown) -> None:
    at(shown, 1, Column.AGENT)
    menu = open_menu(shown)
    assert list(entries(menu))[:5] == [
        "Filter for “agent agent.1”",
        "Filter out “agent agent.1”",
        "Filter for this",
        "Filter it out",
        "Colour rows like this…",
    ]
    assert {"Mark", "Note…", "Copy payload", "Copy as filter"} <= entries(menu).keys()
    choose(menu, "Filter for “agent agent.1”")
    menu.close()
    assert shown.seqs == [2, 5, 8]


def test_that_a_right_click_is_about_the_cell_under_the_pointer(shown: Shown) -> None:
    table = shown.view.table
    index = table.model().index(9, Column.AGENT)
    point = table.visualRect(index).center()
    shown.qtbot.mouseClick(table.viewport(), Qt.MouseButton.RightButton, pos=point)
    there = table.viewport().mapToGlobal(point)
    QApplication.sendEvent(table.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, there))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Filter for “agent j smith && co”" in entries(menu)
    menu.close()


def test_that_the_menu_says_whether_it_marks_or_takes_marks_off(shown: Shown) -> None:
    at(shown, 1, Column.AGENT)
    shown.view.table.chosen.choose(1)
    menu = open_menu(shown)
    choose(menu, "Mark")
    menu.close()
    assert list(shown.view.marking.marks.by_seq) == [2]
    menu = open_menu(shown)
    assert "Take the mark off" in entries(menu)
    menu.close()


def test_that_without_an_event_nothing_happens(shown: Shown) -> None:
    shown.view.set_filter("seq:99")
    shown.wait_for()
    shown.view.table.setFocus()
    press(shown.view.table, "F")
    assert shown.view.expression == "seq:99"
    shown.view.menu._on_asked(QPoint(5, 5))
    assert QApplication.activePopupWidget() is None
    assert QGuiApplication.focusWindow() is not None


def test_that_shift_f10_opens_the_menu_for_keyboards_without_its_key(shown: Shown) -> None:
    at(shown, 1, Column.AGENT)
    shown.view.table.setFocus()
    shown.qtbot.waitUntil(shown.view.table.hasFocus)
    press(shown.view.table, "Shift+F10")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Filter for “agent agent.1”" in entries(menu)
    menu.close()
