"""The agent's page as its user sees it, beside the floor."""

from __future__ import annotations

import csv
import errno
import os
import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester, QTest

from floorwalker.event.statuses import Statuses
from floorwalker.ui.floor.agent import interval_csv
from floorwalker.ui.floor.agent.interval_pane import IntervalPane
from floorwalker.ui.floor.agent.model import Column
from tests.ui.floor.agent.works import ACCEPTED, OFFERED, RELEASED, work_of
from tests.ui.floor.floors import AVAILABLE, NOON, NOT_READY, ON_BREAK, ON_CALL, OTHER, Floor, agent_id
from tests.ui.windows import clipboard, press

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.event.work import Step
    from floorwalker.ui.floor.agent.page import AgentPage
    from floorwalker.ui.floor.view import FloorView
    from floorwalker.ui.look import Look


@pytest.fixture(autouse=True)
def tested(view: FloorView) -> QAbstractItemModelTester:
    """Holds the model to Qt's rules all the time."""
    return QAbstractItemModelTester(view.agent.day.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


@pytest.fixture
def busy(floor: Floor, view: FloorView, qtbot: QtBot) -> FloorView:
    """ann in training since 12:08, after a break since 12:01; ben on a call since 12:05."""
    floor.status("ann", 60, ON_BREAK)
    floor.status("ben", 120, AVAILABLE)
    floor.status("ben", 300, ON_CALL)
    floor.status("ann", 480, OTHER, "Training")
    qtbot.waitUntil(lambda: len(view.live.columns) == 4)
    view.refresh()
    view.resize(1200, 600)
    return view


@pytest.fixture
def page(busy: FloorView, qtbot: QtBot) -> AgentPage:
    """ann's, opened by keys."""
    choose(busy, "ann")
    busy.table.setFocus()
    qtbot.waitUntil(busy.table.hasFocus)
    press(busy.table, "Return")
    qtbot.waitUntil(busy.agent.isVisible)
    return busy.agent


def choose(view: FloorView, name: str) -> None:
    row = view.model.row_of(agent_id(view.live, name))
    assert row is not None
    view.table.selectRow(row)


def has(page: AgentPage, *steps: tuple[int, Step, str]) -> None:
    """Let the agent have these work items."""
    work = work_of(page.agent or 0, *steps)
    page.work = lambda: work
    page._live.details.changed.emit({page.agent})
    page.renew()


def lines(page: AgentPage) -> list[tuple[str, ...]]:
    model = page.day.model
    return [tuple(model.text(entry, column) for column in Column) for entry in model.entries]


def test_that_enter_shows_the_agent_with_status_and_list_and_gives_it_the_focus(page: AgentPage) -> None:
    assert page.head.name.text() == "ann"
    assert page.head.status.text() == "Other · Training"
    assert page.head.time.text() == "2:00"
    assert [line[2:] for line in lines(page)] == [("2:00", "Other · Training"), ("7:00", "On break")]
    assert page.day.list.hasFocus()


def test_that_a_double_click_shows_the_agent(busy: FloorView) -> None:
    row = busy.model.row_of(agent_id(busy.live, "ben")) or 0
    place = busy.table.visualRect(busy.model.index(row, 0)).center()
    QTest.mouseClick(busy.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(busy.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert busy.agent.head.name.text() == "ben"


def test_that_it_follows_whoever_is_chosen_and_esc_goes_back(page: AgentPage, busy: FloorView) -> None:
    choose(busy, "ben")
    assert page.head.name.text() == "ben"
    press(page.day.list, "Esc")
    assert not page.isVisible()
    assert busy.table.hasFocus()


def test_that_nobody_chosen_is_told_with_what_to_do(view: FloorView) -> None:
    view.side.show_page(view.agent)
    assert view.agent.nobody.isVisible()
    assert "Enter" in view.agent.nobody.text()


def test_that_it_goes_with_the_rewound_moment_and_knows_nothing_later(page: AgentPage, busy: FloorView) -> None:
    busy.set_moment(NOON + 400)
    busy.refresh()
    assert page.head.status.text() == "On break"
    assert [line[1:] for line in lines(page)] == [("", "5:40", "On break")]
    busy.set_moment(NOON + 30)
    busy.refresh()
    assert lines(page) == []
    assert "by then" in page.day.empty.text()
    assert page.day.empty.isVisible()


def test_that_what_goes_on_ticks(page: AgentPage, busy: FloorView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(busy.clock, "_our_clock", lambda: NOON + 665)
    busy.refresh()
    assert page.head.time.text() == "3:05"
    assert [line[2] for line in lines(page)] == ["3:05", "7:00"]


def test_that_what_arrives_is_added_and_the_selection_stays(page: AgentPage, floor: Floor, qtbot: QtBot) -> None:
    page.day.list.selectRow(1)
    floor.status("ann", 540, AVAILABLE)
    qtbot.waitUntil(lambda: len(lines(page)) == 3)
    assert [line[2:] for line in lines(page)][:2] == [("1:00", "Available"), ("1:00", "Other · Training")]
    assert page.day.list.rows() == [2]
    floor.status("ann", 70, ON_CALL)  # late: another line in the middle
    qtbot.waitUntil(lambda: len(lines(page)) == 4)
    assert [line[3] for line in lines(page)] == ["Available", "Other · Training", "On call", "On break"]
    assert page.day.list.rows() == [3]


def test_that_work_items_stand_among_the_statuses_with_their_times(page: AgentPage) -> None:
    first = (100, OFFERED, "7F2"), (107, ACCEPTED, "7F2"), (200, RELEASED, "7F2")
    has(page, *first, (490, OFFERED, "9C"), (500, RELEASED, "9C"))
    assert [line[2:] for line in lines(page)] == [
        ("0:10", "released without accepted · 9C"),
        ("2:00", "Other · Training"),
        ("1:40", "ring 0:07 · handle 1:33 · 7F2"),
        ("7:00", "On break"),
    ]


def test_that_the_phone_is_masked_until_asked_for(page: AgentPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "•" in page.head.phone.text())
    press(page.day.list, page.actions_.phone.shortcut().toString())
    assert page.head.phone.text() == "Phone 100"
    press(page.day.list, page.actions_.phone.shortcut().toString())
    assert "100" not in page.head.phone.text()


def test_that_over_the_limit_is_told_by_a_sign_and_a_colour(
    page: AgentPage, busy: FloorView, floor: Floor, qtbot: QtBot
) -> None:
    assert "⚠" not in page.head.time.text()
    floor.status("cy", 0, NOT_READY)  # for ten minutes, which is its limit
    qtbot.waitUntil(lambda: len(busy.live.columns) == 5)
    busy.refresh()
    choose(busy, "cy")
    assert page.head.time.text() == "⚠ 10:00"
    assert page.head.time.palette().color(page.head.time.foregroundRole()) == busy._look.colour("danger")


def test_that_enter_shows_the_event_behind_a_line(page: AgentPage, qtbot: QtBot) -> None:
    page.day.list.selectRow(1)
    with qtbot.waitSignal(page.event_asked) as asked:
        press(page.day.list, "Return")
    assert asked.args == [1]
    place = page.day.list.visualRect(page.day.model.index(0, 0)).center()
    QTest.mouseClick(page.day.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(page.event_asked) as asked:
        QTest.mouseDClick(page.day.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [4]


def test_that_enter_shows_the_event_behind_a_work_items_last_step(page: AgentPage, qtbot: QtBot) -> None:
    has(page, (490, OFFERED, "7F2"), (500, ACCEPTED, "7F2"))
    page.day.list.selectRow(0)
    assert lines(page)[0][3] == "ring 0:10 · not released yet · 7F2"
    with qtbot.waitSignal(page.event_asked) as asked:
        press(page.day.list, "Return")
    assert asked.args == [1002]


def test_that_the_bar_is_painted_in_the_statuses_colours_and_a_click_chooses_the_span(page: AgentPage) -> None:
    image = page.bar.grab().toImage()
    width = page.bar.width()
    # From 12:01, ann's first event, to 12:10.
    assert QColor(image.pixelColor(round(width * 200 / 540), 10)).name().upper() == "#F0E442"
    assert QColor(image.pixelColor(round(width * 500 / 540), 10)).name().upper() == "#D55E00"
    QTest.mouseClick(page.bar, Qt.MouseButton.LeftButton, pos=QPoint(round(width * 200 / 540), 10))
    assert page.day.list.rows() == [1]
    assert page.bar.words_at(NOON + 500).startswith("Other · Training")


def test_that_the_time_is_the_day_or_that_of_the_chart(page: AgentPage, busy: FloorView) -> None:
    busy.period.show(NOON + 500, NOON + 560)
    press(page.day.list, "Alt+2")
    assert [line[3] for line in lines(page)] == ["Other · Training"]
    busy.period.show(NOON + 100, NOON + 560)
    busy._on_moved()
    assert [line[3] for line in lines(page)] == ["Other · Training", "On break"]
    busy.period.show(NOON - 500, NOON - 400)
    busy._on_moved()
    assert "Alt+1" in page.day.empty.text()
    press(page, "Alt+1")
    assert len(lines(page)) == 2


def test_that_selected_lines_are_copied_or_all(page: AgentPage) -> None:
    press(page.day.list, "Ctrl+C")
    assert [line.split("\t")[3] for line in clipboard().splitlines()] == ["Status", "Other · Training", "On break"]
    page.day.list.selectRow(1)
    press(page.day.list, "Ctrl+C")
    assert [line.split("\t")[3] for line in clipboard().splitlines()] == ["Status", "On break"]


def test_that_the_list_is_saved_as_csv(page: AgentPage, tmp_path: Path) -> None:
    has(page, (100, OFFERED, "7F2"), (107, ACCEPTED, "7F2"))
    page.saving.save_to(tmp_path / "ann.csv")
    read = list(csv.DictReader((tmp_path / "ann.csv").read_text("utf-8-sig").splitlines()))
    assert [(line["status"], line["reason"], line["seconds"], line["ring seconds"]) for line in read] == [
        ("BusyOnBreak", "", "420", ""),
        ("", "", "500", "7"),
        ("BusyOther", "Training", "120", ""),
    ]
    assert read[0]["agent"] == "ann"
    assert read[0]["from"].endswith("Z")
    assert read[2]["to"] == ""


def test_that_a_disk_that_takes_no_more_is_told_and_leaves_nothing(
    page: AgentPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def _full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", _full)
    with qtbot.waitSignal(page.told) as told:
        page.saving.save_to(tmp_path / "ann.csv")
    assert told.args is not None
    assert "full" in told.args[0]
    assert list(tmp_path.glob("*.csv*")) == []


def numbers(page: AgentPage) -> list[list[str]]:
    model = page.numbers.model
    return [model.line(row) for row in range(model.rowCount())]


@pytest.fixture
def by_interval(page: AgentPage) -> Iterator[AgentPage]:
    """ann's numbers, with one work item."""
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(page.numbers.model, fatal)
    has(page, (100, OFFERED, "7F2"), (107, ACCEPTED, "7F2"), (200, RELEASED, "7F2"))
    press(page.day.list, "Alt+4")
    yield page
    tester.deleteLater()


def test_that_the_numbers_by_interval_stand_under_those_of_the_whole_time(by_interval: AgentPage) -> None:
    assert by_interval.numbers.model.titles() == [
        "Interval", "Proven", "Occupancy", "Handle", "Offered", "Accepted", "Declined", "On break", "Other",
    ]  # fmt: skip
    # From noon to the moment shown; nothing is known before 12:01.
    counts = ["90 %", "–", "1:33", "1", "1", "0", "7:00 · 78 %", "2:00 · 22 %"]
    assert [line[1:] for line in numbers(by_interval)] == [counts, counts]
    assert numbers(by_interval)[0][0] == "Whole time"
    assert by_interval.numbers.table.hasFocus()


def test_that_intervals_may_be_longer_and_that_is_remembered(
    by_interval: AgentPage, busy: FloorView, look: Look
) -> None:
    busy.period.show(NOON - 3600, NOON + 600)
    press(by_interval.numbers.table, "Alt+2")
    assert len(numbers(by_interval)) == 1 + 5
    choice = by_interval.numbers.choice
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    assert len(numbers(by_interval)) == 1 + 3
    again = IntervalPane(busy.live.catalog, busy.paints, look)
    assert again.minutes == 30
    again.deleteLater()


def test_that_more_intervals_than_anybody_reads_are_told_with_what_to_do(
    by_interval: AgentPage, busy: FloorView
) -> None:
    busy.period.show(NOON - 300 * 86_400, NOON + 600)
    press(by_interval.numbers.table, "Alt+2")
    assert "longer" in by_interval.numbers.empty.text()
    assert by_interval.numbers.empty.isVisible()
    press(by_interval, "Alt+1")
    assert by_interval.numbers.table.isVisible()


def test_that_the_numbers_follow_what_arrives_and_whoever_is_chosen(
    by_interval: AgentPage, floor: Floor, busy: FloorView, qtbot: QtBot
) -> None:
    floor.status("ann", 570, ON_CALL)
    qtbot.waitUntil(lambda: "On call" in by_interval.numbers.model.titles())
    assert numbers(by_interval)[0][2] == "100 %"
    choose(busy, "ben")
    assert by_interval.numbers.model.titles()[-2:] == ["Available", "On call"]


def test_that_numbers_are_copied_with_their_titles(by_interval: AgentPage) -> None:
    press(by_interval.numbers.table, "Ctrl+C")
    titles, whole, *_ = (line.split("\t") for line in clipboard().splitlines())
    assert (titles[0], titles[3], whole[0], whole[3]) == ("Interval", "Handle", "Whole time", "1:33")


def test_that_the_intervals_of_all_agents_shown_are_saved(
    by_interval: AgentPage, busy: FloorView, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(by_interval.told) as told:
        by_interval.saving.save_all_to(tmp_path / "all.csv")
    assert told.args == [f"Intervals of 2 agents saved to {tmp_path / 'all.csv'}"]
    read = list(csv.DictReader((tmp_path / "all.csv").read_text("utf-8-sig").splitlines()))
    assert {line["agent"]: line["proven seconds"] for line in read} == {"ann": "540", "ben": "480"}
    assert {line["agent"]: line["BusyOnCall seconds"] for line in read} == {"ann": "0", "ben": "300"}
    busy.set_filter("agent:ben")
    with qtbot.waitSignal(by_interval.told):
        by_interval.saving.save_all_to(tmp_path / "all.csv")
    assert (tmp_path / "all.csv").read_text("utf-8-sig").count("ann") == 0


def test_that_saving_can_be_stopped_and_leaves_nothing(
    by_interval: AgentPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    lines_of = interval_csv.lines

    def _slowly(*asked: Any) -> str:  # noqa: ANN401 handed on
        begun.set()
        go_on.wait(10)
        return lines_of(*asked)

    monkeypatch.setattr(interval_csv, "lines", _slowly)
    (tmp_path / "all.csv").write_text("before")
    by_interval.saving.save_all_to(tmp_path / "all.csv")
    assert begun.wait(10)
    assert by_interval.saving.exporting.isVisible()
    with qtbot.waitSignal(by_interval.told) as told:
        QTest.mouseClick(by_interval.saving.exporting.button, Qt.MouseButton.LeftButton)
        go_on.set()
    assert told.args is not None
    assert told.args[0].startswith("Stopped")
    assert not by_interval.saving.exporting.isVisible()
    assert [(path.name, path.read_text()) for path in tmp_path.glob("*csv*")] == [("all.csv", "before")]


def test_that_a_folder_that_is_not_there_is_told(by_interval: AgentPage, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(by_interval.told) as told:
        by_interval.saving.save_all_to(tmp_path / "gone" / "all.csv")
    assert told.args is not None
    assert str(tmp_path / "gone") in told.args[0]


def test_that_an_agent_who_is_gone_with_the_oldest_events_is_nobody(page: AgentPage, busy: FloorView) -> None:
    busy.live.statuses = Statuses()
    busy.live.agents_changed.emit(set())
    busy.refresh()
    assert page.nobody.isVisible()
