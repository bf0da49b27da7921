"""Marks in the window: set by keys, kept beside the session, found again, listed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog

from floorwalker.session.errors import SessionError
from floorwalker.session.keeping import Retention
from floorwalker.session.marks import Mark, change_marks, marks_file, read_marks
from floorwalker.session.reader import Reader
from floorwalker.ui.events.marks import keeper
from floorwalker.ui.events.marks.listing import MarksList
from floorwalker.ui.events.order.sort import SortBy
from floorwalker.ui.events.table.columns import Column
from tests.session import made
from tests.ui.windows import press

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from floorwalker.session.journal import Journal
    from floorwalker.ui.events.marks.marking import Marking
    from tests.ui.events.conftest import Shown


ADDED = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


@pytest.fixture
def shown(session: Path, show: Callable[[Path], Shown], monkeypatch: pytest.MonkeyPatch) -> Shown:
    monkeypatch.setattr(keeper, "GLANCE", 0.02)
    monkeypatch.setattr(keeper, "AGAIN", 0.05)
    return show(session)


def marking(shown: Shown) -> Marking:
    return shown.view.marking


def notes(shown: Shown) -> dict[int, str]:
    return {seq: mark.note for seq, mark in marking(shown).marks.by_seq.items()}


def on_disk(path: Path) -> dict[int, str]:
    with Reader.open(path) as reader:
        return {seq: mark.note for seq, mark in read_marks(reader).items()}


def mark_elsewhere(path: Path, seq: int, note: str = "") -> None:
    with Reader.open(path) as reader:
        change_marks(reader, {seq: Mark(seq=seq, note=note)})


def choose(shown: Shown, *seqs: int) -> None:
    table = shown.view.table
    positions = [shown.seqs.index(seq) for seq in seqs]
    table.chosen.choose(positions[0])
    for position in positions[1:]:
        index = table.model().index(position, 0)
        table.selectionModel().select(index, ADDED)


def key(shown: Shown, keys: str) -> None:
    shown.view.table.setFocus()
    press(shown.view.table, keys)


def answer_note(shown: Shown, note: str) -> None:
    [dialog] = [one for one in shown.view.findChildren(QInputDialog) if one.isVisible()]
    dialog.setTextValue(note)
    dialog.accept()


def test_that_a_key_marks_what_is_selected_and_takes_the_marks_off_again(shown: Shown, session: Path) -> None:
    choose(shown, 2, 4)
    key(shown, "M")
    assert notes(shown) == {2: "", 4: ""}
    shown.qtbot.waitUntil(lambda: marks_file(session).exists() and on_disk(session) == {2: "", 4: ""})
    choose(shown, 2, 3)
    key(shown, "M")
    assert list(notes(shown)) == [2, 3, 4]
    key(shown, "M")
    shown.qtbot.waitUntil(lambda: on_disk(session) == {4: ""})


def test_that_undo_brings_a_mark_back_with_its_note(shown: Shown, session: Path) -> None:
    choose(shown, 3)
    key(shown, "Ctrl+Shift+M")
    answer_note(shown, "  look at this ")
    assert notes(shown) == {3: "look at this"}
    key(shown, "M")
    assert notes(shown) == {}
    key(shown, "Ctrl+Z")
    assert notes(shown) == {3: "look at this"}
    key(shown, "Ctrl+Shift+Z")
    assert notes(shown) == {}
    key(shown, "Ctrl+Z")
    key(shown, "Ctrl+Z")
    assert notes(shown) == {}
    shown.qtbot.waitUntil(lambda: not marks_file(session).exists())


def test_that_a_note_stands_in_the_notes_column_and_in_its_tip(shown: Shown) -> None:
    marking(shown).marks.write_note([2], "refused twice")
    cells = shown.view.model.cells
    assert cells.text(1, Column.NOTES) == "refused twice"
    assert cells.tip(1, Column.NOTES) == "Marked: refused twice"
    marking(shown).marks.toggle([3])
    assert cells.text(2, Column.NOTES) == "marked"
    assert cells.text(0, Column.NOTES) == ""


def test_that_marked_rows_are_painted_with_a_flag(shown: Shown) -> None:
    table = shown.view.table
    before = table.viewport().grab().toImage()
    marking(shown).marks.toggle([2])
    after = table.viewport().grab().toImage()
    changed = {y // table.rowHeight(0) for y in range(after.height()) if before.pixel(5, y) != after.pixel(5, y)}
    assert changed == {1}


def test_that_marks_are_there_when_the_session_is_opened_again(session: Path, show: Callable[[Path], Shown]) -> None:
    mark_elsewhere(session, 5, "from yesterday")
    shown = show(session)
    shown.qtbot.waitUntil(lambda: notes(shown) == {5: "from yesterday"})


def test_that_what_another_window_marks_appears_and_nothing_is_lost(shown: Shown, session: Path) -> None:
    mark_elsewhere(session, 1, "theirs")
    shown.qtbot.waitUntil(lambda: notes(shown) == {1: "theirs"})
    marking(shown).marks.toggle([2])
    mark_elsewhere(session, 3, "theirs too")
    shown.qtbot.waitUntil(lambda: notes(shown) == on_disk(session) == {1: "theirs", 2: "", 3: "theirs too"})


def test_that_a_filter_for_marks_follows_them(shown: Shown) -> None:
    shown.view.set_filter("is:marked")
    shown.wait_for()
    marking(shown).marks.toggle([2, 4])
    shown.wait_for(2, 4)
    shown.view.set_filter("-is:marked")
    shown.wait_for(1, 3, 5)
    marking(shown).marks.toggle([4])
    shown.wait_for(1, 3, 4, 5)
    marking(shown).marks.undos.undo()
    shown.wait_for(1, 3, 5)


def test_that_a_search_among_marks_follows_them(shown: Shown) -> None:
    shown.view.set_filter("is:marked agent.1")
    shown.wait_for()
    marking(shown).marks.toggle([2, 3])
    shown.wait_for(2)


def test_that_f2_goes_from_mark_to_mark_and_around(shown: Shown) -> None:
    told: list[str] = []
    shown.view.told.connect(told.append)
    choose(shown, 1)
    key(shown, "F2")
    assert told == ["No event is marked yet (M marks)"]
    marking(shown).marks.toggle([2, 4])
    went = []
    for keys in ("F2", "F2", "F2", "Shift+F2"):
        key(shown, keys)
        went.append(shown.view.table.row())
    assert went == [1, 3, 1, 3]
    assert told[-4:] == [
        "Mark 1 of 2",
        "Mark 2 of 2",
        "Mark 1 of 2, from the top again",
        "Mark 2 of 2, from the bottom again",
    ]


def test_that_f2_goes_by_the_order_of_the_table(shown: Shown) -> None:
    marking(shown).marks.toggle([2, 4])
    shown.view.shown.sort(SortBy(Column.SEQ, descending=True))
    shown.qtbot.waitUntil(lambda: shown.view.shown.rows.tolist() == [4, 3, 2, 1, 0])
    assert shown.view.table.go_to(4)
    went = []
    for keys in ("F2", "F2", "Shift+F2"):
        key(shown, keys)
        went.append(shown.view.table.row())
    assert went == [3, 1, 3]


def test_that_marks_that_the_filter_hides_are_passed_over_and_told(shown: Shown) -> None:
    told: list[str] = []
    shown.view.told.connect(told.append)
    marking(shown).marks.toggle([2, 4])
    shown.view.set_filter("seq:3..5")
    shown.wait_for(3, 4, 5)
    choose(shown, 3)
    key(shown, "F2")
    assert shown.view.table.row() == 3
    assert told[-1] == "Mark 1 of 1; the filter hides 1 more"
    shown.view.set_filter("seq:5")
    shown.wait_for(5)
    key(shown, "F2")
    assert told[-1] == "The filter hides every marked event"


def listing(shown: Shown) -> MarksList:
    key(shown, "Ctrl+M")
    [dialog] = [one for one in shown.view.findChildren(MarksList) if one.isVisible()]
    shown.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_that_the_list_goes_to_a_mark_with_enter(shown: Shown) -> None:
    marking(shown).marks.write_note([2], "first one")
    marking(shown).marks.write_note([4], "second one")
    dialog = listing(shown)
    QTest.keyClicks(dialog.search, "second")
    items = [dialog.list.topLevelItem(number) for number in range(2)]
    assert [item.isHidden() for item in items if item] == [True, False]
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert shown.view.table.row() == 3
    assert not dialog.isVisible()


def test_that_enter_in_the_lines_search_goes_to_the_first_that_fits(shown: Shown) -> None:
    marking(shown).marks.write_note([2], "first one")
    marking(shown).marks.write_note([4], "second one")
    dialog = listing(shown)
    QTest.keyClicks(dialog.search, "second")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert shown.view.table.row() == 3


def test_that_the_list_takes_marks_off_and_says_when_there_is_none(shown: Shown) -> None:
    marking(shown).marks.toggle([2, 4])
    dialog = listing(shown)
    dialog.list.selectAll()
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert notes(shown) == {}
    assert dialog.empty.isVisible()
    assert not dialog.list.isVisible()
    dialog.close()


def test_that_a_folder_that_cannot_be_written_is_told_once_and_marks_stay_until_it_can(
    shown: Shown, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    marking(shown).troubled.connect(lambda problem, remedy: told.append(f"{problem} {remedy}"))

    def _full(*_: object) -> None:
        raise SessionError("The disk is full.", "Make room.")

    monkeypatch.setattr(keeper, "change_marks", _full)
    with shown.qtbot.waitSignal(marking(shown).troubled):
        marking(shown).marks.toggle([2])
    marking(shown).marks.toggle([3])
    assert list(notes(shown)) == [2, 3]
    with shown.qtbot.waitSignal(marking(shown).settled):
        monkeypatch.setattr(keeper, "change_marks", change_marks)
    assert told == ["New marks are in this window only: The disk is full. Make room."]
    assert list(on_disk(session)) == [2, 3]


def test_that_a_broken_file_is_told_and_read_when_it_is_mended(shown: Shown, session: Path) -> None:
    with shown.qtbot.waitSignal(marking(shown).troubled):
        marks_file(session).write_text("{")
    with Reader.open(session) as reader:
        said = {"format": 1, "session": reader.session, "marks": [{"seq": 1, "note": "mended"}]}
    with shown.qtbot.waitSignal(marking(shown).settled):
        marks_file(session).write_text(json.dumps(said))
    assert notes(shown) == {1: "mended"}


def test_that_what_was_marked_last_is_on_the_disk_when_the_view_is_gone(
    session: Path, show: Callable[[Path], Shown]
) -> None:
    shown = show(session)
    marking(shown).marks.write_note([1], "at the very end")
    shown.view.marking.marks._keeper.stop()
    assert on_disk(session) == {1: "at the very end"}


def test_that_too_many_marks_are_told(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    from floorwalker.ui.events.marks import marks

    told: list[str] = []
    shown.view.told.connect(told.append)
    monkeypatch.setattr(marks, "MOST", 2)
    marking(shown).marks.toggle([1, 2, 3])
    assert notes(shown) == {}
    assert "At most" in told[-1]


def test_that_a_mark_goes_with_its_event(
    journal: Journal, show: Callable[[Path], Shown], write: Callable[..., None]
) -> None:
    write(*range(100))
    shown = show(journal.path)
    marking(shown).marks.toggle([5, 90])
    shown.view.set_filter("is:marked")
    shown.wait_for(5, 90)
    while journal.keep_within(Retention(age=1), made.micros(39.5)):
        pass
    shown.wait_for(90)
    assert list(notes(shown)) == [90]
    marking(shown).marks.undos.undo()
    shown.wait_for()
    marking(shown).marks.undos.redo()
    shown.wait_for(90)
    shown.qtbot.waitUntil(lambda: list(on_disk(journal.path)) == [90])
    shown.qtbot.waitUntil(lambda: '"seq": 5' not in marks_file(journal.path).read_text())
