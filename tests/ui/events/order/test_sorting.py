"""Sorting, as the user does it: whatever changes around it, the table shows what it should, where it should."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester

from floorwalker.session.journal import Journal
from floorwalker.ui.events.order import shown as shown_rows
from floorwalker.ui.events.order.sort import SortBy
from floorwalker.ui.events.table import chosen
from floorwalker.ui.events.table.columns import Column
from tests.session import made
from tests.ui.events.test_removal import let_go

if TYPE_CHECKING:
    from tests.ui.events.conftest import Shown

Show = Callable[[Path], "Shown"]
Write = Callable[..., None]


@pytest.fixture
def shown(journal: Journal, show: Show, write: Write) -> "Shown":
    """A hundred events of three agents in turn, with a field that counts down."""
    for number in range(100):
        write(number, Weight=1000 - number)
    return show(journal.path)


def order(shown: "Shown") -> list[int]:
    """The numbers of the events, as the table shows them."""
    seqs: list[int] = shown.live.columns.seq[shown.view.shown.rows].tolist()
    return seqs


def titles(shown: "Shown") -> list[str]:
    model = shown.view.model
    return [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]  # type: ignore[misc]


def click_header(shown: "Shown", column: Column) -> None:
    header = shown.view.table.horizontalHeader()
    point = QPoint(header.sectionViewportPosition(column) + 10, header.height() // 2)
    shown.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=point)


def by_agent(seqs: range, *, descending: bool = False) -> list[int]:
    return sorted(seqs, key=lambda seq: -((seq - 1) % 3) if descending else (seq - 1) % 3)


def test_that_a_click_on_the_header_sorts_then_the_other_way_then_back(shown: "Shown") -> None:
    click_header(shown, Column.AGENT)
    assert order(shown) == by_agent(range(1, 101))
    assert titles(shown)[1:3] == ["Event", "Agent ↑"]
    assert "Sorted by Agent, ascending" in shown.view.ordering.line.words.text()
    click_header(shown, Column.AGENT)
    assert order(shown) == by_agent(range(1, 101), descending=True)
    assert titles(shown)[1:3] == ["Event", "Agent ↓"]
    assert shown.view.ordering.line.back.isVisible()
    click_header(shown, Column.AGENT)
    assert order(shown) == list(range(1, 101))
    assert titles(shown)[1:3] == ["Event", "Agent"]
    assert shown.view.ordering.line.words.text() == "In order of arrival"


@pytest.mark.parametrize("column", [column for column in Column if column != Column.SAYS])
def test_that_every_column_sorts_by_what_it_shows(
    journal: Journal, show: Show, write: Write, column: Column, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(5, Category=2, Code=12)
    write(1, Username="Zoë", ActivityCode=34, SessionId="a")
    write(9, Username=None, Code=1)
    write(1)
    write(3, Code=2, CreationDateUtc=made.stamp(made.NOON - 100), Username="Émile")
    shown = show(journal.path)
    monkeypatch.setattr(shown_rows, "AT_ONCE", 2)
    texts = {row: shown.view.model.cells.text(row, column) for row in range(5)}
    shown.view.shown.sort(SortBy(column))
    shown.qtbot.waitUntil(lambda: shown.view.shown.sorted_by == SortBy(column))
    rows = shown.view.shown.rows.tolist()
    number = {Column.CATEGORY: int, Column.CODE: int, Column.SEQ: int}.get(column)
    if number is not None:
        assert [number(texts[row]) for row in rows] == sorted(number(text) for text in texts.values())
    elif column == Column.LAG:
        assert rows == [0, 1, 2, 3, 4]
    else:
        folded = [text.casefold() for text in texts.values()]
        expected = sorted(text for text in folded if text not in {"", "—"})
        assert [texts[row].casefold() for row in rows][: len(expected)] == expected


def test_that_a_field_of_the_payloads_sorts_with_progress_on_a_thread(shown: "Shown") -> None:
    header = shown.view.table.header
    column = header.add_field("weight")
    told: list[tuple[int, int]] = []
    shown.view.shown.progress.connect(lambda read, total: told.append((read, total)))
    shown.view.ordering.sort("weight")
    assert order(shown) == list(range(1, 101))
    assert "Sorting by weight" in shown.view.ordering.line.words.text()
    assert shown.view.ordering.line.stop.isVisible()
    shown.qtbot.waitUntil(lambda: order(shown) == list(range(100, 0, -1)))
    assert told == [(0, 100)]
    assert not shown.view.ordering.line.stop.isVisible()
    assert titles(shown)[column] == "weight ↑"
    header.remove_field(column)
    assert order(shown) == list(range(1, 101))


def test_that_sorting_can_be_stopped_and_leaves_what_there_is(shown: "Shown") -> None:
    click_header(shown, Column.AGENT)
    shown.view.ordering.sort("Weight")
    shown.qtbot.mouseClick(shown.view.ordering.line.stop, Qt.MouseButton.LeftButton)
    assert not shown.view.shown.is_sorting
    assert order(shown) == by_agent(range(1, 101))
    assert "Sorted by Agent" in shown.view.ordering.line.words.text()


@pytest.mark.parametrize("at_once", [0, 20_000])
def test_that_new_events_find_their_places_calmly(
    shown: "Shown", write: Write, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(shown_rows, "AT_ONCE", at_once)
    click_header(shown, Column.AGENT)
    shown.qtbot.waitUntil(lambda: order(shown) == by_agent(range(1, 101)))
    table = shown.view.table
    table.go_to(51)
    before = height(shown, 51)
    write(*range(100, 130))
    shown.wait_for_rows(130)
    assert len(order(shown)) == 100
    shown.qtbot.waitUntil(lambda: order(shown) == by_agent(range(1, 131)))
    assert table.row() == 51
    assert height(shown, 51) == before


def height(shown: "Shown", row: int) -> int:
    position = shown.view.shown.position_of(row)
    assert position is not None
    return shown.view.table.rowViewportPosition(position)


def test_that_selection_and_place_survive_sorting_and_filters(shown: "Shown") -> None:
    table = shown.view.table
    table.go_to(50)
    shown.qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    shown.qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    before = height(shown, 52)
    click_header(shown, Column.AGENT)
    shown.view.set_filter("agent:agent.0,agent.1,agent.2")
    assert table.row() == 52
    shown.view.set_filter("agent:agent.1")
    assert table.chosen.rows().tolist() == [52]
    shown.view.set_filter("")
    click_header(shown, Column.AGENT)
    assert table.row() == 52
    click_header(shown, Column.AGENT)
    assert sorted(table.chosen.rows().tolist()) == [50, 51, 52]
    assert height(shown, 52) == before


def test_that_a_selection_survives_a_sort_that_scatters_it(shown: "Shown", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chosen, "MOST_RUNS", 3)
    table = shown.view.table
    table.go_to(10)
    for _ in range(20):
        shown.qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    click_header(shown, Column.LAG)
    shown.view.shown.sort(SortBy(Column.AGENT))
    shown.view.set_filter("-agent:agent.1")
    shown.view.set_filter("")
    chosen_rows = table.chosen.rows().tolist()
    assert sorted(chosen_rows) == list(range(10, 31))
    assert chosen_rows == sorted(chosen_rows, key=lambda row: row % 3)
    shown.view.shown.sort(None)
    assert sorted(chosen_rows) == table.chosen.rows().tolist()
    shown.qtbot.keyClick(table, Qt.Key.Key_Down)
    assert len(table.chosen.rows()) == 1


def test_that_a_sorted_table_begins_at_its_top_and_follows_again_afterwards(shown: "Shown", write: Write) -> None:
    bar = shown.view.table.verticalScrollBar()
    shown.view.shown.sort(SortBy(Column.SEQ, descending=True))
    assert bar.value() == 0
    assert not shown.view.table.newer.isVisible()
    shown.view.shown.sort(None)
    assert bar.value() == bar.maximum()
    write(100)
    shown.wait_for_rows(101)
    assert bar.value() == bar.maximum()


def test_that_a_narrower_filter_keeps_the_order_and_a_wider_one_finds_it(
    shown: "Shown", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown_rows, "AT_ONCE", 0)
    shown.view.shown.sort(SortBy(Column.SEQ, descending=True))
    shown.qtbot.waitUntil(lambda: order(shown) == list(range(100, 0, -1)))
    shown.view.set_filter("seq:10..20")
    assert order(shown) == list(range(20, 9, -1))
    assert not shown.view.shown.is_sorting
    shown.view.set_filter("seq:5..30")
    shown.qtbot.waitUntil(lambda: order(shown) == list(range(30, 4, -1)))


def test_that_a_sorted_table_stays_right_while_events_arrive_and_leave(
    shown: "Shown", journal: Journal, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(shown.view.model, fatal, shown.view)
    shown.view.shown._calm.setInterval(1)
    sorts = (SortBy(Column.AGENT), SortBy("Weight"), SortBy(Column.SEQ, descending=True), None)
    for round_, by in enumerate(sorts):
        monkeypatch.setattr(shown_rows, "AT_ONCE", 20_000 * (round_ % 2))
        first = 100 + 50 * round_
        shown.view.shown.sort(by)
        shown.view.set_filter("" if round_ % 2 else "agent:agent.0,agent.1,agent.2")
        for number in range(first, first + 50):
            write(number, Weight=1000 - number)
        let_go(journal, first - 20)
        seqs = set(range(first - 19, first + 51))
        shown.qtbot.waitUntil(lambda seqs=seqs: set(order(shown)) == seqs)  # type: ignore[misc]
        shown.qtbot.waitUntil(lambda by=by: shown.view.shown.sorted_by == by)  # type: ignore[misc]
    assert order(shown) == list(range(231, 301))
    shown.view.shown.sort(SortBy("Weight"))
    shown.qtbot.waitUntil(lambda: order(shown) == list(range(300, 230, -1)))
    let_go(journal, 10_000)
    shown.qtbot.waitUntil(lambda: not order(shown))
    write(1000)
    shown.qtbot.waitUntil(lambda: order(shown) == [301])
    tester.deleteLater()


def test_that_events_are_copied_in_the_order_shown_and_exported_in_order_of_arrival(shown: "Shown") -> None:
    shown.view.shown.sort(SortBy(Column.SEQ, descending=True))
    shown.view.table.go_to(50)
    shown.qtbot.keyClick(shown.view.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert shown.view._chosen_seqs() == [51, 50]
    assert shown.live.columns.seq[shown.view.shown.as_arrived].tolist() == list(range(1, 101))


def test_that_an_event_that_waits_for_its_place_is_shown_on_request(shown: "Shown", write: Write) -> None:
    shown.view.shown.sort(SortBy(Column.AGENT))
    write(100)
    shown.wait_for_rows(101)
    shown.view.show_event(101)
    assert shown.view.table.row() == 100


def test_that_sorting_is_chosen_by_the_keyboard(shown: "Shown") -> None:
    table = shown.view.table
    with shown.qtbot.waitActive(shown.view):
        shown.view.activateWindow()
    table.setFocus()
    menu = shown.view.ordering.sort_menu()
    assert [action.text() for action in menu.actions() if not action.isSeparator()][:3] == ["Time", "Event", "Agent"]
    menu.actions()[2].trigger()
    assert order(shown) == by_agent(range(1, 101))
    assert [action.text() for action in shown.view.ordering.sort_menu().actions()][2] == "Agent  ↑"
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    shown.qtbot.keyClick(table, Qt.Key.Key_A, control_shift)
    assert order(shown) == list(range(1, 101))


def test_that_end_and_newest_lead_to_the_last_and_the_newest_event_of_a_sorted_table(shown: "Shown") -> None:
    shown.view.shown.sort(SortBy(Column.SEQ, descending=True))
    shown.qtbot.keyClick(shown.view.table, Qt.Key.Key_End)
    assert shown.view.table.row() == 0
    shown.view.actions_.newest.trigger()
    assert shown.view.table.row() == 99
    assert not shown.view.table.following.is_following


def test_that_a_sort_by_names_goes_by_the_names_of_now(journal: Journal, show: Show, write: Write) -> None:
    write(0, Category=2, Code=12)
    write(1)
    shown = show(journal.path)
    shown.view.shown.sort(SortBy(Column.EVENT))
    assert order(shown) == [2, 1]
    renamed = shown.live.catalog.model_copy(deep=True)
    renamed.categories[1].__dict__["name"] = "Person"
    shown.live.set_catalog(renamed)
    assert order(shown) == [1, 2]


def test_that_events_without_a_place_yet_count_as_shown(journal: Journal, show: Show, write: Write) -> None:
    shown = show(journal.path)
    shown.view.shown.sort(SortBy(Column.AGENT))
    write(0, 1)
    shown.wait_for_rows(2)
    assert order(shown) == []
    assert not shown.view.notice.isVisible()
    assert shown.view.bar.count.text() == "2 events"
