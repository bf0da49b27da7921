"""What can be done with a payload, in the whole view: filter by a field, compare, copy, go to a repeat, search."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from floorwalker.ui.events.payload.comparing.dialog import CompareDialog
from tests.session import made
from tests.ui.windows import clipboard, press

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from floorwalker.session.journal import Journal
    from floorwalker.ui.events.payload.lines import Lines
    from tests.ui.events.conftest import Shown


NESTED: dict[str, object] = {"Queue": {"Name": "Sales north", "Wait": [1, 2]}, "Mood": "fine"}
FIRST = made.payload(0, **NESTED)


@pytest.fixture
def shown(journal: Journal, show: Callable[[Path], Shown], write: Callable[..., None]) -> Shown:
    """1: with nested fields. 2: another status. 3: a repeat of 1."""
    write(0, **NESTED)
    write(1, ActivityCode=34)
    write(0)
    return show(journal.path)


def names_in(lines: Lines) -> list[str]:
    return [lines.lines.item(row, 0).text() for row in range(lines.lines.rowCount())]


def be_at(shown: Shown, seq: int, *path: str) -> None:
    """Select an event, and a field of it that only it has."""
    decoded = shown.view.pane.decoded
    shown.view.table.go_to(seq - 1)
    shown.qtbot.waitUntil(lambda: path[0] in names_in(decoded))
    item = decoded.lines.invisibleRootItem()
    for name in path:
        item = next(item.child(row) for row in range(item.rowCount()) if item.child(row).text() == name)
        decoded.expand(item.index())
    decoded.go_to(item.index())
    shown.view.activateWindow()
    decoded.setFocus()
    shown.qtbot.waitUntil(decoded.hasFocus)


def test_that_the_keys_filter_for_a_fields_value_and_without_it(shown: Shown) -> None:
    be_at(shown, 1, "Mood")
    press(shown.view.pane.decoded, "F")
    assert shown.view.expression == "Mood:fine"
    shown.wait_for(1)
    shown.view.set_filter("")
    shown.wait_for(1, 2, 3)
    press(shown.view.pane.decoded, "Shift+F")
    assert shown.view.expression == "-Mood:fine"
    shown.wait_for(2, 3)


def test_that_a_code_is_filtered_for_with_its_category(shown: Shown) -> None:
    be_at(shown, 2, "Code")
    press(shown.view.pane.decoded, "F")
    assert shown.view.expression == "event:agent/3"


def test_that_a_value_inside_of_a_field_is_looked_for_as_text(shown: Shown) -> None:
    be_at(shown, 1, "Queue", "Name")
    press(shown.view.pane.decoded, "F")
    assert shown.view.expression == '"Sales north"'
    shown.wait_for(1)


def test_that_lists_inside_of_fields_unfold(shown: Shown) -> None:
    be_at(shown, 1, "Queue", "Wait", "[1]")
    press(shown.view.pane.decoded, "Ctrl+C")
    assert clipboard() == "2"
    press(shown.view.pane.decoded, "Ctrl+Shift+C")
    assert clipboard() == "[1]: 2"


def test_that_two_selected_events_are_compared(shown: Shown) -> None:
    table = shown.view.table
    table.go_to(0)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    shown.view.handling.compare.trigger()
    [dialog] = shown.view.findChildren(CompareDialog)
    shown.qtbot.waitUntil(lambda: dialog.model.rowCount() > 0)
    total = dialog.model.rowCount()
    dialog.only_differences.setChecked(True)
    assert 0 < dialog.model.rowCount() < total
    dialog.copy()
    assert "ActivityCode: 16 (Available) → 34 (BusyOnBreak · On break)" in clipboard().split("\n")
    dialog.swap()
    dialog.copy()
    assert clipboard().startswith("Event 2 → event 1\n")
    dialog.reject()


def test_that_the_event_chosen_next_is_the_one_to_compare_with(shown: Shown) -> None:
    shown.view.table.go_to(0)
    shown.qtbot.waitUntil(lambda: shown.view.pane.seq == 1)
    shown.view.handling.compare_with.trigger()
    shown.view.table.go_to(2)
    [dialog] = shown.view.findChildren(CompareDialog)
    assert (dialog.left, dialog.right) == (1, 3)
    assert not shown.view.handling.compare_with.isChecked()
    dialog.reject()


def test_that_a_repeat_leads_to_the_other_events_with_its_id(shown: Shown) -> None:
    pane = shown.view.pane
    shown.view.table.go_to(2)
    pane.tabs.setCurrentIndex(2)
    lines = pane.delivery
    shown.qtbot.waitUntil(lambda: "Event 1" in names_in(lines))
    row = next(row for row in range(lines.lines.rowCount()) if lines.lines.item(row, 0).text() == "Event 1")
    assert "before this one" in lines.lines.item(row, 1).text()
    lines.activated.emit(lines.lines.index(row, 1))
    assert pane.seq == 1


def test_that_an_event_without_a_repeat_says_so(shown: Shown) -> None:
    pane = shown.view.pane
    shown.view.table.go_to(1)
    pane.tabs.setCurrentIndex(2)
    lines = pane.delivery
    shown.qtbot.waitUntil(lambda: "None" in names_in(lines))


def test_that_several_payloads_are_copied_as_one_command_each(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    shown.view.table.selectAll()
    with shown.qtbot.waitSignal(shown.view.told) as told:
        shown.view.handling.copy_curl.trigger()
    assert told.args == ["3 payloads copied as cURL"]
    posted = [shlex.split(line)[-2] for line in clipboard().split("\n")]
    assert posted == [sent.decode() for sent in (FIRST, made.payload(1, ActivityCode=34), made.payload(0))]


def test_that_a_payload_is_copied_laid_out(shown: Shown) -> None:
    shown.view.table.go_to(1)
    with shown.qtbot.waitSignal(shown.view.told):
        shown.view.handling.copy_pretty.trigger()
    assert clipboard().startswith('{\n  "Id": ')


def test_that_ctrl_f_in_the_pane_looks_in_the_pane_and_elsewhere_in_the_filter(shown: Shown) -> None:
    be_at(shown, 1, "Mood")
    pane = shown.view.pane
    QTest.keyClick(pane.decoded, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert pane.finder.line.hasFocus()
    QTest.keyClicks(pane.finder.line, "agent")
    assert pane.finder.count.text() == "1 of 2"
    QTest.keyClick(pane.finder.line, Qt.Key.Key_Return)
    assert pane.finder.count.text() == "2 of 2"
    press(pane.finder.line, "Shift+F3")
    assert pane.finder.count.text() == "1 of 2"
    QTest.keyClick(pane.finder.line, Qt.Key.Key_Escape)
    assert not pane.finder.isVisible()
    assert pane.decoded.hasFocus()


def test_that_alt_and_a_number_turn_to_a_page_with_the_focus_in_it(shown: Shown) -> None:
    be_at(shown, 1, "Mood")
    pane = shown.view.pane
    pages = {"Alt+2": pane.raw.text, "Alt+3": pane.delivery, "Alt+4": pane.notes, "Alt+1": pane.decoded}
    for keys, page in pages.items():
        press(shown.view, keys)
        assert page.hasFocus()


def test_that_the_shown_event_is_copied_as_a_filter(shown: Shown) -> None:
    shown.view.table.go_to(1)
    shown.view.handling.copy_menu.actions()[-1].trigger()
    assert clipboard() == "event:agent/3 agent:agent.1"


def offered(shown: Shown) -> list[str]:
    actions = shown.view.pane.decoded.menu().actions()
    return [action.text() for action in actions if action.isEnabled() and not action.isSeparator()]


def test_that_the_menu_of_a_field_offers_what_can_be_done_with_it(shown: Shown) -> None:
    be_at(shown, 1, "Queue", "Name")
    copies, filters = ["Copy value", "Copy name and value"], ["Filter for this", "Filter it out"]
    assert offered(shown) == [*copies, *filters, "Unfold all", "Fold all"]
    be_at(shown, 1, "Code")
    assert "Rename this number…" in offered(shown)


def test_that_notes_are_searched_too(shown: Shown) -> None:
    pane = shown.view.pane
    shown.view.table.go_to(0)
    pane.tabs.setCurrentIndex(3)
    shown.qtbot.waitUntil(lambda: "Mood" in pane.notes.toPlainText())
    pane.search()
    QTest.keyClicks(pane.finder.line, "mood")
    assert pane.finder.count.text() == "1 of 1"
    assert pane.notes.textCursor().selectedText() == "Mood"


def test_that_laid_out_once_payloads_are_laid_out_the_next_time(
    shown: Shown, show: Callable[[Path], Shown], home: Path
) -> None:
    del home
    shown.view.pane.raw.pretty.trigger()
    assert show(shown.live.path).view.pane.raw.pretty.isChecked()
    shown.view.pane.raw.pretty.trigger()
    assert not show(shown.live.path).view.pane.raw.pretty.isChecked()


def test_that_an_event_hidden_by_the_filter_is_compared_with_none_until_one_is_chosen(shown: Shown) -> None:
    shown.view.table.go_to(0)
    shown.qtbot.waitUntil(lambda: shown.view.pane.seq == 1)
    shown.view.set_filter("seq:2..3")
    shown.view.bar.focus()
    shown.view.handling.compare_with.trigger()
    shown.qtbot.waitUntil(shown.view.table.hasFocus)
    assert not shown.view.findChildren(CompareDialog)
    shown.view.table.go_to(2)
    [dialog] = shown.view.findChildren(CompareDialog)
    assert (dialog.left, dialog.right) == (1, 3)
    dialog.reject()
