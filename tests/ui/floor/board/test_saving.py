"""The agents that the list shows, as a CSV file."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from floorwalker.ui.floor.board.columns import Column, Sorting
from floorwalker.ui.floor.board.groups import By, Grouping
from floorwalker.ui.floor.board.saving import AT_ONCE
from tests.ui.floor.board.lists import cells
from tests.ui.floor.floors import AVAILABLE, NOON, Floor

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.ui.floor.view import FloorView


def saved(view: FloorView, path: Path, qtbot: QtBot) -> list[dict[str, str]]:
    """What the file holds, line by line."""
    with qtbot.waitSignal(view.told) as told:
        view.listing.save_to(path)
    assert told.args is not None
    assert str(path) in told.args[0]
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_that_everything_that_is_known_is_saved_as_of_one_moment(busy: FloorView, tmp_path: Path, qtbot: QtBot) -> None:
    ben = next(line for line in saved(busy, tmp_path / "floor.csv", qtbot) if line["Agent"] == "ben")
    expected = {
        "Status": "BusyOnCall",
        "Reason": "",
        "Since": "2026-11-22T12:05:00Z",
        "Session type": "CCA",
        "Item": "7",
        "Item step": "accepted",
        "Item since": "2026-11-22T12:04:55Z",
        "Offered": "1",
        "Accepted": "1",
        "Declined": "0",
        "Logged in (s)": "500",
        "Available (s)": "200",
        "BusyOnCall (s)": "300",
    }
    assert {title: ben[title] for title in expected} == expected


def test_that_agents_are_saved_in_the_order_and_with_the_filter_that_are_shown(
    busy: FloorView, tmp_path: Path, qtbot: QtBot
) -> None:
    busy.table.columns.sort_by(Sorting(Column.AGENT, falling=True))
    busy.set_filter("-agent:ann")
    assert [line["Agent"] for line in saved(busy, tmp_path / "a.csv", qtbot)] == ["eve", "dee", "cy", "ben"]


def test_that_agents_of_folded_groups_are_saved_too(busy: FloorView, tmp_path: Path, qtbot: QtBot) -> None:
    busy.board.set_grouping(Grouping(By.STATUS))
    busy.board.fold_all(folded=True)
    assert [line["Agent"] for line in saved(busy, tmp_path / "a.csv", qtbot)] == ["eve", "ben", "ann", "cy", "dee"]


def test_that_phones_are_saved_only_while_they_are_shown(busy: FloorView, tmp_path: Path, qtbot: QtBot) -> None:
    assert "Phone" not in saved(busy, tmp_path / "a.csv", qtbot)[0]
    busy.listing.actions_.phones.trigger()
    assert {line["Phone"] for line in saved(busy, tmp_path / "b.csv", qtbot)} == {"100", ""}


def test_that_a_past_moment_is_saved_as_it_was(busy: FloorView, tmp_path: Path, qtbot: QtBot) -> None:
    busy.set_moment(NOON + 200)
    busy.refresh()
    lines = {line["Agent"]: line for line in saved(busy, tmp_path / "a.csv", qtbot)}
    assert (lines["ben"]["Status"], lines["ben"]["Accepted"]) == ("Available", "0")
    assert (lines["cy"]["Status"], lines["cy"]["Since"]) == ("Unknown", "")


def test_that_many_agents_are_saved_while_the_window_goes_on(
    busy: FloorView, floor: Floor, tmp_path: Path, qtbot: QtBot
) -> None:
    for number in range(2 * AT_ONCE):
        floor.status(f"agent{number}", 500, AVAILABLE)
    qtbot.waitUntil(lambda: len(cells(busy)) == 5 + 2 * AT_ONCE)
    names = cells(busy)
    with qtbot.waitSignal(busy.told):
        busy.listing.save_to(tmp_path / "a.csv")
        floor.signs_out("agent7", 599)  # comes too late for the file
        busy.set_filter("agent:nobody")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as lines:
        assert [line["Agent"] for line in csv.DictReader(lines)] == names


def test_that_a_file_in_the_place_of_the_folder_is_told(busy: FloorView, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "notes").write_text("not a folder")
    with qtbot.waitSignal(busy.told) as told:
        busy.listing.save_to(tmp_path / "notes" / "a.csv")
    assert told.args is not None
    assert "There is no folder" in told.args[0]
    assert (tmp_path / "notes").read_text() == "not a folder"


def test_that_a_folder_that_is_not_there_is_told_and_nothing_is_left(
    busy: FloorView, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(busy.told) as told:
        busy.listing.save_to(tmp_path / "gone" / "a.csv")
    assert told.args is not None
    assert "gone" in told.args[0]
    assert not (tmp_path / "gone").exists()


def test_that_what_is_being_saved_when_the_window_closes_is_whole_or_not_there(busy: FloorView, tmp_path: Path) -> None:
    busy.listing.save_to(tmp_path / "a.csv")
    busy.stop()
    assert [path.name for path in tmp_path.iterdir() if "a.csv" in path.name] in ([], ["a.csv"])
