from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester

from floorwalker.session.journal import Journal
from floorwalker.ui.events.table.cells import Column
from tests.session import made

if TYPE_CHECKING:
    from tests.ui.events.conftest import Shown

Show = Callable[[Path], "Shown"]
Write = Callable[..., None]

TIP = Qt.ItemDataRole.ToolTipRole


def watch(model: QAbstractItemModel, owner: QObject) -> None:
    """Qt's tester ends the program at the first wrong step."""
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, owner)


def cell(shown: "Shown", position: int, column: Column, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> str:
    model = shown.view.model
    return str(model.data(model.index(position, column), role))


def test_that_it_keeps_qt_s_rules_while_events_arrive_and_filters_change(
    journal: Journal, show: Show, write: Write
) -> None:
    write(*range(10))
    shown = show(journal.path)
    watch(shown.view.model, shown.view)
    watch(shown.view.facets.model, shown.view)
    for round_ in range(1, 6):
        write(*range(10 * round_, 10 * round_ + 10), Code=round_)
        shown.wait_for_rows(10 * round_ + 10)
        for expression in ("agent:agent.1", "agent:nobody", "PhoneNo:100", f"code:{round_}", ""):
            shown.view.set_filter(expression)
            shown.qtbot.waitUntil(lambda: not shown.view.visible.is_working)
    assert shown.view.model.rowCount() == 60


def test_that_a_batch_is_inserted_as_one(journal: Journal, show: Show, write: Write) -> None:
    shown = show(journal.path)
    inserted: list[tuple[int, int]] = []
    shown.view.model.rowsInserted.connect(lambda _, first, last: inserted.append((first, last)))
    write(*range(300))
    shown.wait_for_rows(300)
    assert inserted == [(0, 299)]


def test_that_a_row_says_when_what_who_and_how_late(journal: Journal, show: Show) -> None:
    journal.append([made.delivery(made.payload(0), at=31.25)])
    shown = show(journal.path)
    arrived = datetime.fromtimestamp(made.NOON + 31.25).astimezone()
    assert cell(shown, 0, Column.TIME).endswith(f"{arrived:%H:%M:%S}.250")
    assert cell(shown, 0, Column.EVENT) == "Agent · StatusChanged 3"
    assert cell(shown, 0, Column.AGENT) == "agent.0"
    assert cell(shown, 0, Column.LAG) == "31 s"


def test_that_the_tip_of_a_time_tells_utc_and_creation(journal: Journal, show: Show) -> None:
    journal.append([made.delivery(made.payload(0), at=31.25)])
    tip = cell(show(journal.path), 0, Column.TIME, TIP)
    assert "2026-11-22 12:00:31.250000 UTC" in tip
    assert "Created 2026-11-22 12:00:00 UTC (CreationDateUtc, whole seconds)" in tip


def test_that_a_status_says_what_was_before_it(journal: Journal, show: Show, write: Write) -> None:
    write(0, ActivityCode=16)
    write(3, ActivityCode=36, ActivityName="Training")
    write(6, ActivityCode=34)
    shown = show(journal.path)
    said = [cell(shown, position, Column.SAYS) for position in range(3)]
    assert said == ["→ Available", "Available → Other · Training", "Other · Training → On break"]


def test_that_a_late_event_changes_what_was_before(journal: Journal, show: Show, write: Write) -> None:
    write(0, ActivityCode=16)
    write(6, ActivityCode=34)
    shown = show(journal.path)
    assert cell(shown, 1, Column.SAYS) == "Available → On break"
    write(3, ActivityCode=33)
    shown.qtbot.waitUntil(lambda: cell(shown, 1, Column.SAYS) == "On call → On break")


def test_that_other_events_are_said_by_their_payload(journal: Journal, show: Show, write: Write) -> None:
    write(0, Code=5, WorkItemId="417")
    shown = show(journal.path)
    shown.qtbot.waitUntil(lambda: cell(shown, 0, Column.SAYS) == "work item 417 accepted")


def test_that_a_huge_payload_is_not_read_for_a_sentence(journal: Journal, show: Show, write: Write) -> None:
    write(0, Code=5, Blob="x" * 300_000)
    shown = show(journal.path)
    shown.qtbot.waitUntil(lambda: cell(shown, 0, Column.SAYS).startswith("a payload of 300,"))


def test_that_a_repeat_is_noted_with_its_reason(journal: Journal, show: Show, write: Write) -> None:
    write(0)
    write(0)
    shown = show(journal.path)
    assert [cell(shown, position, Column.NOTES) for position in (0, 1)] == ["", "repeat"]
    assert "An event with this Id had come before" in cell(shown, 1, Column.NOTES, TIP)


def test_that_an_unknown_code_is_shown_as_a_number_once(journal: Journal, show: Show, write: Write) -> None:
    write(0, Category=2, Code=12)
    write(1, Category=9, Code=4)
    shown = show(journal.path)
    assert [cell(shown, position, Column.EVENT) for position in (0, 1)] == ["IVR · 12", "Category 9 · 4"]


def test_that_no_agent_is_a_dash(journal: Journal, show: Show, write: Write) -> None:
    write(0, Username=None)
    assert cell(show(journal.path), 0, Column.AGENT) == "—"
