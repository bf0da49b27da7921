"""A paused table: nothing comes in, everything else goes on."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from floorwalker.session.journal import Journal
from floorwalker.ui.events.order.sort import SortBy
from floorwalker.ui.events.table.columns import Column
from tests.ui.events.order.test_sorting import order
from tests.ui.events.test_removal import let_go

if TYPE_CHECKING:
    from tests.ui.events.conftest import Shown

Show = Callable[[Path], "Shown"]
Write = Callable[..., None]


@pytest.fixture
def shown(journal: Journal, show: Show, write: Write) -> "Shown":
    write(*range(100))
    shown = show(journal.path)
    with shown.qtbot.waitActive(shown.view):
        shown.view.activateWindow()
    shown.view.table.setFocus()
    return shown


def press_space(shown: "Shown") -> None:
    shown.qtbot.keyClick(shown.view.table, Qt.Key.Key_Space)


def test_that_space_lets_nothing_in_and_says_how_many_wait(shown: "Shown", write: Write) -> None:
    press_space(shown)
    write(*range(100, 130))
    shown.wait_for_rows(130)
    assert order(shown) == list(range(1, 101))
    assert shown.view.ordering.line.pause.text() == "Resume: 30 waiting"
    assert "Paused: 30 waiting, capture goes on" in shown.view.ordering.line.words.text()
    press_space(shown)
    assert order(shown) == list(range(1, 131))
    assert shown.view.ordering.line.pause.text() == "Pause"
    assert shown.view.table.following.is_following


def test_that_a_paused_table_filters_sorts_and_exports_what_is_there(shown: "Shown", write: Write) -> None:
    shown.qtbot.mouseClick(shown.view.ordering.line.pause, Qt.MouseButton.LeftButton)
    write(*range(100, 130))
    shown.wait_for_rows(130)
    shown.view.set_filter("agent:agent.1")
    assert order(shown) == list(range(2, 101, 3))
    assert shown.view.shown.waiting == 10
    shown.view.shown.sort(SortBy(Column.SEQ, descending=True))
    assert order(shown) == list(range(98, 1, -3))
    assert shown.live.columns.seq[shown.view.shown.as_arrived].tolist() == list(range(2, 101, 3))
    shown.view.set_filter("")
    assert order(shown) == list(range(100, 0, -1))
    shown.view.shown.resume()
    assert order(shown) == list(range(130, 0, -1))


def test_that_old_events_leave_a_paused_table_too(shown: "Shown", journal: Journal, write: Write) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(shown.view.model, fatal, shown.view)
    shown.view.table.go_to(70)
    press_space(shown)
    write(*range(100, 130))
    let_go(journal, 40)
    shown.qtbot.waitUntil(lambda: order(shown) == list(range(41, 101)))
    shown.wait_for_rows(90)
    assert shown.view.table.row() == 30
    assert shown.view.shown.waiting == 30
    let_go(journal, 120)
    shown.qtbot.waitUntil(lambda: order(shown) == [])
    assert shown.view.shown.waiting == 10
    press_space(shown)
    assert order(shown) == list(range(121, 131))
    tester.deleteLater()


def test_that_an_event_that_waits_is_shown_on_request(shown: "Shown", write: Write) -> None:
    press_space(shown)
    write(100)
    shown.wait_for_rows(101)
    shown.view.show_event(101)
    assert not shown.view.shown.is_paused
    assert shown.view.table.row() == 100


def test_that_a_table_that_is_only_scrolled_up_is_not_paused(shown: "Shown", write: Write) -> None:
    shown.view.table.verticalScrollBar().setValue(0)
    write(100)
    shown.wait_for_rows(101)
    assert order(shown) == list(range(1, 102))
    assert not shown.view.shown.is_paused
    assert shown.view.table.newer.isVisible()
