"""The list of what was refused, live, over a session that is captured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from floorwalker.event.body import Refused
from floorwalker.session.records import Delivery
from floorwalker.ui.events.refused.model import Column, RefusedModel
from floorwalker.ui.events.refused.tail import AT_ONCE
from floorwalker.ui.events.sending.dialog import SendDialog
from tests.session import made
from tests.session.test_refusals import refused
from tests.ui.windows import clipboard, press

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from floorwalker.session.journal import Journal
    from tests.ui.events.conftest import Shown

    Show = Callable[[Path], Shown]

WRONG = b'{"Id": "1", "CreationDateUtc": "soon", "Category": 1, "Code": 3}'


@pytest.fixture
def shown(show: Show, journal: Journal) -> Iterator[Shown]:
    """An events view of a session that is captured, with one event and two refused bodies."""
    journal.append([made.delivery(made.payload(0)), made.delivery(WRONG, at=1), refused(b"hello", at=2)])
    shown = show(journal.path)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(shown.view.refused.listing.model, fatal)
    shown.view.activateWindow()
    yield shown
    del tester


def open_list(shown: Shown, rows: int) -> RefusedModel:
    listing = shown.view.refused.listing
    shown.view.actions_.refused.trigger()
    shown.qtbot.waitUntil(lambda: listing.model.rowCount() == rows)
    return listing.model


def wait_for_one(shown: Shown, body: bytes) -> None:
    pane = shown.view.refused.listing.pane
    shown.qtbot.waitUntil(lambda: pane._opened is not None and pane._opened.view.body == body)


def test_that_the_entry_counts_live_and_nothing_is_read_before_it_is_opened(shown: Shown, journal: Journal) -> None:
    entry = shown.view.refused.entry
    assert entry.count.text() == "2"
    journal.append([refused(b"x", b"y")])
    shown.qtbot.waitUntil(lambda: entry.count.text() == "4")
    assert not shown.view.refused.listing.tail.isRunning()


def test_that_the_list_stands_in_the_tables_place_newest_at_the_end(shown: Shown) -> None:
    model = open_list(shown, 2)
    assert not shown.view.table.isVisible()
    texts = [[model.index(row, column).data() for column in Column] for row in range(2)]
    assert texts[0][Column.PROBLEM].startswith('/CreationDateUtc: found "soon"')
    assert texts[1][Column.PROBLEM] == "/0: problem of 0"
    assert [row[Column.SIZE] for row in texts] == [f"{len(WRONG)}", "5"]
    assert texts[1][Column.PEER] == "10.0.0.1:5000"
    assert texts[1][Column.FEED] == "http://127.0.0.1:8787/events"


def test_that_the_place_of_a_problem_is_marked_in_the_body(shown: Shown) -> None:
    open_list(shown, 2)
    listing = shown.view.refused.listing
    wait_for_one(shown, b"hello")
    shown.qtbot.waitUntil(listing.table.hasFocus)
    press(listing.table, "Up")
    wait_for_one(shown, WRONG)
    [selection] = listing.pane.body.text.extraSelections()
    assert selection.cursor.selectedText() == '"soon"'
    assert "422" not in listing.pane.delivery.toPlainText().splitlines()[0]
    assert "POST /events" in listing.pane.delivery.toPlainText()
    assert "Content-Type: application/json" in listing.pane.delivery.toPlainText()


def test_that_esc_and_the_entry_go_back_to_the_events(shown: Shown) -> None:
    open_list(shown, 2)
    listing = shown.view.refused.listing
    shown.qtbot.waitUntil(listing.table.hasFocus)
    press(listing.table, "Esc")
    assert shown.view.table.isVisible()
    assert not shown.view.actions_.refused.isChecked()
    shown.view.refused.entry.button.click()
    assert listing.isVisible()
    shown.view.refused.entry.button.click()
    assert shown.view.table.isVisible()
    assert shown.view.table.hasFocus()


def test_that_going_to_an_event_or_filtering_leaves_the_list(shown: Shown) -> None:
    open_list(shown, 2)
    shown.view.show_event(1)
    assert shown.view.table.isVisible()
    shown.view.actions_.refused.trigger()
    shown.view.set_filter("code:3")
    assert shown.view.table.isVisible()


def test_that_new_ones_are_added_and_the_end_is_followed_until_the_user_goes_up(shown: Shown, journal: Journal) -> None:
    model = open_list(shown, 2)
    listing = shown.view.refused.listing
    journal.append([refused(*[b"x"] * 100)])
    shown.qtbot.waitUntil(lambda: model.rowCount() == 102)
    bar = listing.table.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    listing.table.selectRow(1)
    listing.table.scrollToTop()
    journal.append([refused(*[b"y"] * 10)])
    shown.qtbot.waitUntil(lambda: model.rowCount() == 112)
    assert bar.value() == 0
    assert listing.table.currentIndex().row() == 1


def test_that_many_are_read_in_portions_and_all_of_them(shown: Shown, journal: Journal) -> None:
    items = [Refused.because(b"%d" % number, "no") for number in range(3 * AT_ONCE)]
    journal.append([Delivery(made.micros(9), 1, "", made.ENVELOPE, 1, 422, items)])
    shown.qtbot.waitUntil(lambda: shown.live.totals.rejected == 3 * AT_ONCE + 2)
    sizes: list[int] = []
    shown.view.refused.listing.model.rowsInserted.connect(lambda _parent, first, last: sizes.append(last - first + 1))
    model = open_list(shown, 3 * AT_ONCE + 2)
    assert max(sizes) <= AT_ONCE
    assert len({model.id_of(row) for row in range(model.rowCount())}) == 3 * AT_ONCE + 2


def test_that_a_refused_body_is_copied_saved_and_sent_again(shown: Shown, tmp_path: Path) -> None:
    open_list(shown, 2)
    listing = shown.view.refused.listing
    wait_for_one(shown, b"hello")
    shown.qtbot.waitUntil(listing.table.hasFocus)
    press(listing.table, "Ctrl+C")
    assert clipboard() == "hello"
    listing.pane.actions_.curl.trigger()
    assert clipboard().endswith("--data-binary hello http://127.0.0.1:8787/events")
    assert listing.pane._opened is not None
    listing.save_to(listing.pane._opened.view, tmp_path / "out.json")
    assert (tmp_path / "out.json").read_bytes() == b"hello"
    with shown.qtbot.waitSignal(shown.view.told) as told:
        listing.save_to(listing.pane._opened.view, tmp_path / "none" / "out.json")
    assert "There is no folder" in told.args[0]
    press(listing.table, "Ctrl+Return")
    [dialog] = shown.view.findChildren(SendDialog)
    assert dialog.editor is not None
    assert dialog.editor.body() == b"hello"


def test_that_an_empty_list_says_what_it_is_for(show: Show, session: Path) -> None:
    shown = show(session)
    listing = shown.view.refused.listing
    shown.view.activateWindow()
    shown.view.actions_.refused.trigger()
    assert listing.empty.isVisible()
    assert "Nothing was refused" in listing.empty.text()
    shown.qtbot.waitUntil(listing.empty.hasFocus)
    press(listing.empty, "Esc")
    assert shown.view.table.isVisible()


def test_that_the_first_one_takes_the_place_of_the_words(show: Show, journal: Journal) -> None:
    journal.append([made.delivery(made.payload(0))])
    shown = show(journal.path)
    listing = shown.view.refused.listing
    shown.view.activateWindow()
    shown.view.actions_.refused.trigger()
    shown.qtbot.waitUntil(listing.empty.hasFocus)
    journal.append([refused(b"hello")])
    wait_for_one(shown, b"hello")
    assert listing.table.hasFocus()
    assert listing.table.currentIndex().row() == 0


def test_that_those_that_are_gone_from_the_file_leave_the_list(qapp: object) -> None:
    del qapp
    from floorwalker.session.refusals import RefusedLine

    model = RefusedModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.add([RefusedLine(number, number, "", "", 1, f"p{number}", 2) for number in range(10, 20)])
    model.forget_before(15)
    assert [model.id_of(row) for row in range(model.rowCount())] == [15, 16, 17, 18, 19]
    assert model.index(0, Column.PROBLEM).data() == "p15 (and 1 more)"
    assert (model.row_of(17), model.row_of(12), model.row_of(99)) == (2, None, None)
    model.forget_before(0)
    assert model.rowCount() == 0
    del tester
