"""The column of times, in each of its ways."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from floorwalker.session.journal import Journal
from floorwalker.ui.events import moments
from floorwalker.ui.events.order.sort import SortBy
from floorwalker.ui.events.table.columns import Column
from floorwalker.ui.events.table.times import NAMES, TimeShown
from tests.session import made
from tests.ui.events.test_removal import let_go

if TYPE_CHECKING:
    from tests.ui.events.conftest import Shown

Show = Callable[[Path], "Shown"]
Write = Callable[..., None]


@pytest.fixture
def shown(journal: Journal, show: Show) -> "Shown":
    for number, at in enumerate((0, 0.25, 61.5, 4000)):
        journal.append([made.delivery(made.payload(number), at=at)])
    return show(journal.path)


def times(shown: "Shown") -> list[str]:
    cells = shown.view.model.cells
    return [cells.text(row, Column.TIME) for row in shown.view.shown.rows.tolist()]


def title(shown: "Shown") -> str:
    return str(shown.view.model.headerData(Column.TIME, Qt.Orientation.Horizontal))


def test_that_time_is_shown_in_utc_and_as_the_sender_s(shown: "Shown") -> None:
    way = shown.view.model.cells.times
    way.show(TimeShown.ARRIVAL_UTC)
    assert [text[-12:] for text in times(shown)] == ["12:00:00.000", "12:00:00.250", "12:01:01.500", "13:06:40.000"]
    assert title(shown) == "Time (UTC)"
    way.show(TimeShown.CREATED)
    assert [text[-8:] for text in times(shown)] == ["12:00:00", "12:00:01", "12:00:02", "12:00:03"]


def test_that_time_since_the_row_above_goes_by_what_is_shown(shown: "Shown") -> None:
    shown.view.model.cells.times.show(TimeShown.SINCE_PREVIOUS)
    assert times(shown) == ["", "+0.250 s", "+1:01.250", "+1:05:38.500"]
    shown.view.set_filter("seq:1,3")
    assert times(shown) == ["", "+1:01.500"]
    shown.view.set_filter("")
    shown.view.shown.sort(SortBy(Column.SEQ, descending=True))
    assert times(shown) == ["", "−1:05:38.500", "−1:01.250", "−0.250 s"]


def test_that_time_is_measured_from_the_first_that_is_shown_until_another_is_chosen(shown: "Shown") -> None:
    shown.view.model.cells.times.show(TimeShown.SINCE_REFERENCE)
    assert title(shown) == "Since first"
    shown.view.set_filter("seq:3,4")
    assert times(shown) == ["+0.000 s", "+1:05:38.500"]


def test_that_time_is_measured_from_the_event_that_the_user_is_at(shown: "Shown", journal: Journal) -> None:
    with shown.qtbot.waitActive(shown.view):
        shown.view.activateWindow()
    shown.view.table.setFocus()
    shown.view.table.go_to(1)
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    shown.qtbot.keyClick(shown.view.table, Qt.Key.Key_T, control_shift)
    assert title(shown) == "Since No. 2"
    assert times(shown) == ["−0.250 s", "+0.000 s", "+1:01.250", "+1:06:39.750"]
    let_go(journal, 61)
    shown.qtbot.waitUntil(lambda: times(shown) == ["+1:01.250", "+1:06:39.750"])


def test_that_the_ways_are_gone_through_with_a_shortcut_and_told(shown: "Shown") -> None:
    with shown.qtbot.waitActive(shown.view):
        shown.view.activateWindow()
    shown.view.table.setFocus()
    told: list[str] = []
    shown.view.told.connect(told.append)
    for _ in TimeShown:
        shown.qtbot.keyClick(shown.view.table, Qt.Key.Key_T)
    assert told == [f"Time: {name}" for name in [*list(NAMES.values())[1:], NAMES[TimeShown.ARRIVAL]]]
    assert shown.view.ordering._ways[TimeShown.ARRIVAL].isChecked()


def test_that_the_time_is_sorted_by_as_it_is_shown(journal: Journal, show: Show) -> None:
    for number, created in enumerate((30, 10, 20)):
        journal.append(
            [made.delivery(made.payload(number, CreationDateUtc=made.stamp(made.NOON + created)), at=number)]
        )
    shown = show(journal.path)
    shown.view.model.cells.times.show(TimeShown.CREATED)
    shown.view.ordering.sort(shown.view.table.header.sorted_thing(Column.TIME))
    assert shown.view.shown.rows.tolist() == [1, 2, 0]
    assert title(shown) == "Event time ↑"


@pytest.mark.parametrize(
    ("microseconds", "text"),
    [
        (0, "+0.000 s"),
        (59_999_400, "+59.999 s"),
        (59_999_600, "+1:00.000"),
        (-243_120_000, "−4:03.120"),
        (3_843_120_000, "+1:04:03.120"),
        (2 * 86_400_000_000 + 3_843_000_000, "+2 d 01:04:03"),
    ],
)
def test_that_a_time_between_is_told_as_short_as_it_is_exact(microseconds: int, text: str) -> None:
    assert moments.passed(microseconds) == text


def test_that_the_time_in_utc_has_a_date_where_it_is_another_than_today_s() -> None:
    today = datetime(2026, 11, 22, 23, tzinfo=UTC)
    assert moments.clock_utc(made.micros(0.5), today) == "12:00:00.500"
    assert moments.clock_utc(made.micros(86_400), today, digits=0) == "23 Nov 12:00:00"
