"""The view stays what it was while the oldest events leave the session."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from floorwalker.session.filter import parse_filter
from floorwalker.session.journal import Journal
from floorwalker.session.keeping import Retention
from floorwalker.ui.events.visible import VisibleRows
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


def let_go(journal: Journal, count: int) -> None:
    """The first events go, so many."""
    while journal.keep_within(Retention(age=1), made.micros(count - 0.5)):
        pass


def test_that_rows_that_are_gone_leave_the_table_and_its_counts(shown: "Shown", journal: Journal) -> None:
    let_go(journal, 40)
    shown.wait_for(*range(41, 101))
    assert shown.view.model.rowCount() == 60
    counting = shown.view.facets.counting
    assert sum(counting.session.kinds.values()) == 60
    shown.qtbot.waitUntil(lambda: sum(counting.counts.kinds.values()) == 60)
    assert int(counting.counts.agents.sum()) == 60
    assert shown.view.model.cells.facts(0).agent == "agent.1"


def test_that_a_selected_event_stays_selected_and_in_its_place(shown: "Shown", journal: Journal) -> None:
    table = shown.view.table
    assert table.go_to(70)
    before = table.rowViewportPosition(70)
    let_go(journal, 40)
    shown.wait_for(*range(41, 101))
    assert table.row() == 30
    assert table.chosen.rows().tolist() == [30]
    assert table.rowViewportPosition(30) == before
    assert shown.view.pane.seq == 71


def test_that_the_table_stays_where_the_user_looks(shown: "Shown", journal: Journal) -> None:
    table = shown.view.table
    table.verticalScrollBar().setValue(60 * table.rowHeight(0))
    assert table.rowAt(0) == 60
    let_go(journal, 40)
    shown.wait_for(*range(41, 101))
    assert table.rowAt(0) == 20
    assert not table.following.is_following


def test_that_a_table_that_follows_goes_on_following(shown: "Shown", journal: Journal, write: Write) -> None:
    let_go(journal, 40)
    shown.wait_for(*range(41, 101))
    write(*range(100, 120))
    shown.wait_for(*range(41, 121))
    bar = shown.view.table.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0


def test_that_the_pane_says_that_its_event_is_gone(shown: "Shown", journal: Journal) -> None:
    shown.view.show_event(5)
    shown.qtbot.waitUntil(lambda: shown.view.pane._payload is not None)
    let_go(journal, 40)
    shown.wait_for(*range(41, 101))
    assert shown.view.pane.seq == 5
    assert "gone" in shown.view.pane._hint.text()
    assert shown.view.pane._stack.currentWidget() is shown.view.pane._hint
    shown.view.show_event(50)
    shown.qtbot.waitUntil(lambda: shown.view.pane._stack.currentWidget() is shown.view.pane.tabs)


def test_that_the_model_stays_valid_while_events_arrive_and_leave(
    shown: "Shown", journal: Journal, write: Write
) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(shown.view.model, fatal, shown.view)
    for first in range(100, 400, 50):
        write(*range(first, first + 50))
        let_go(journal, first - 20)
        shown.wait_for(*range(first - 19, first + 51))
    let_go(journal, 10_000)
    shown.wait_for()
    write(1000)
    shown.wait_for(401)
    tester.deleteLater()


def test_that_a_filter_goes_on_judging_by_payload_while_rows_leave(
    journal: Journal, visible_of: Callable[[Path], VisibleRows], write: Write, qtbot: object
) -> None:
    write(*range(100))
    rows = visible_of(journal.path)
    rows.set_filter(parse_filter('"agent.1"', made.CATALOG))
    let_go(journal, 40)
    live = rows._live
    shown_seqs = [seq for seq in range(41, 101) if seq % 3 == 2]
    qtbot.waitUntil(lambda: live.columns.seq[rows.rows].tolist() == shown_seqs)  # type: ignore[attr-defined]
    write(*range(100, 110))
    shown_seqs += [seq for seq in range(101, 111) if seq % 3 == 2]
    qtbot.waitUntil(lambda: live.columns.seq[rows.rows].tolist() == shown_seqs)  # type: ignore[attr-defined]


def test_that_a_few_old_rows_wait_until_it_is_worth_a_step(shown: "Shown", journal: Journal, write: Write) -> None:
    let_go(journal, 1)
    write(*range(100, 103))
    shown.wait_for(*range(1, 104))
    let_go(journal, 4)
    shown.wait_for(*range(5, 104))
