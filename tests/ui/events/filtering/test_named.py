import json
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from floorwalker.session.filter import FilterError, parse_filter
from floorwalker.ui.events.filtering import named
from floorwalker.ui.events.filtering.bar import FilterBar
from floorwalker.ui.events.filtering.editing import Editing
from floorwalker.ui.events.filtering.named import NamedFilter
from tests.session.made import CATALOG

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

BREAKS = NamedFilter("Breaks", "status:BusyOnBreak")
CHATS = NamedFilter("Chats", "category:chat OR category:email")
WRONG = NamedFilter("Wrong", "code:(")


def dialog_of(bar: FilterBar) -> Editing:
    [dialog] = bar.findChildren(Editing)
    return dialog


def slow(start: int, end: int) -> FilterError:
    return FilterError("Too slow.", start, end)


def names(bar: FilterBar) -> list[str]:
    return [chip.text() for chip in bar.chips.chips]


def test_that_the_row_is_hidden_while_there_is_none(bar: FilterBar) -> None:
    assert not bar.chips.isVisible()
    bar.named.add(BREAKS)
    assert bar.chips.isVisible()


def test_that_those_switched_on_hold_together_with_the_line(bar: FilterBar, qtbot: "QtBot") -> None:
    bar.set_expression("code:1 OR code:3")
    with qtbot.waitSignal(bar.filter_changed) as changed:
        bar.named.add(BREAKS)
    bar.named.add(CHATS)
    assert bar.expression == "code:1 OR code:3"
    assert bar.whole == "(code:1 OR code:3) status:BusyOnBreak (category:chat OR category:email)"
    assert changed.args == [parse_filter("(code:1 OR code:3) status:BusyOnBreak", CATALOG)]
    assert bar.filter == parse_filter(bar.whole, CATALOG)
    assert bar.meaning.text() == bar.filter.english()


def test_that_a_click_switches_one_off_without_losing_it(bar: FilterBar) -> None:
    bar.named.add(BREAKS)
    QTest.mouseClick(bar.chips.chips[0], Qt.MouseButton.LeftButton)
    assert bar.whole == ""
    assert not bar.chips.chips[0].isChecked()
    QTest.keyClick(bar.chips.chips[0], Qt.Key.Key_Space)
    assert bar.whole == "status:BusyOnBreak"


def test_that_a_tip_tells_expression_and_meaning(bar: FilterBar) -> None:
    bar.named.add(BREAKS)
    tip = bar.chips.chips[0].toolTip()
    assert "status:BusyOnBreak" in tip
    assert "Events that set the status BusyOnBreak" in tip


def test_that_a_wrong_one_takes_no_part_and_says_why(bar: FilterBar) -> None:
    bar.named.add(WRONG)
    assert bar.whole == ""
    assert bar.chips.chips[0].property("wrong") is True
    assert "Parentheses stand around whole filters" in bar.chips.chips[0].toolTip()


def test_that_they_are_remembered_in_a_readable_file(bar: FilterBar, make_bar: "Callable[[], FilterBar]") -> None:
    bar.named.add(BREAKS)
    bar.named.switch(0, on=False)
    written = json.loads(named.file().read_text("utf-8"))
    assert written == {"events": [{"name": "Breaks", "expression": "status:BusyOnBreak", "on": False}]}
    other = make_bar()
    assert list(other.named) == [NamedFilter("Breaks", "status:BusyOnBreak", on=False)]
    other.named.switch(0, on=True)
    assert make_bar().whole == "status:BusyOnBreak"


def test_that_another_views_filters_stay_in_the_file(bar: FilterBar) -> None:
    named.file().parent.mkdir(parents=True, exist_ok=True)
    named.file().write_text('{"floor": [{"name": "A", "expression": "agent:a*"}]}', "utf-8")
    bar.named.add(BREAKS)
    assert list(json.loads(named.file().read_text("utf-8"))) == ["floor", "events"]


@pytest.mark.parametrize(
    ("text", "reason"), [("{", "Invalid JSON"), ('{"events": [{"name": 5}]}', "events/0/"), ("[]", "object")]
)
def test_that_a_file_that_cannot_be_read_is_told_and_not_written_over(
    text: str, reason: str, make_bar: "Callable[[], FilterBar]"
) -> None:
    named.file().parent.mkdir(parents=True, exist_ok=True)
    named.file().write_text(text, "utf-8")
    bar = make_bar()
    assert reason in bar.meaning.text()
    bar.named.add(BREAKS)
    assert bar.whole == "status:BusyOnBreak"
    assert str(named.file()) in bar.meaning.text()
    assert named.file().read_text("utf-8") == text


@pytest.mark.skipif(sys.platform == "win32", reason="a file stands in for a folder without permission")
def test_that_a_folder_that_cannot_be_written_is_told(bar: FilterBar) -> None:
    named.file().parent.parent.mkdir(parents=True, exist_ok=True)
    named.file().parent.write_text("")
    bar.named.add(BREAKS)
    assert "Named filters are not remembered" in bar.meaning.text()


def test_that_a_deleted_one_can_be_brought_back_to_its_place(bar: FilterBar) -> None:
    for one in (BREAKS, CHATS, WRONG):
        bar.named.add(one)
    QTest.keyClick(bar.chips.chips[1], Qt.Key.Key_Delete)
    assert names(bar) == ["Breaks", "Wrong"]
    assert bar.chips.undo.text() == "Bring back “Chats”"
    QTest.mouseClick(bar.chips.undo, Qt.MouseButton.LeftButton)
    assert names(bar) == ["Breaks", "Chats", "Wrong"]
    assert not bar.chips.undo.isVisible()


def test_that_the_last_one_can_be_brought_back(bar: FilterBar) -> None:
    bar.named.add(BREAKS)
    bar.named.delete(0)
    assert bar.chips.isVisible()
    bar.chips.undo.click()
    assert names(bar) == ["Breaks"]


def test_that_the_tab_key_leads_from_the_line_through_them(bar: FilterBar) -> None:
    for one in (BREAKS, CHATS):
        bar.named.add(one)
    bar.named.move(1, -1)
    at: QWidget = bar.line
    at.setFocus()
    for chip in bar.chips.chips:
        QTest.keyClick(at, Qt.Key.Key_Tab)
        assert chip.hasFocus()
        at = chip


def test_that_keys_move_one_and_keep_the_focus_on_it(bar: FilterBar) -> None:
    for one in (BREAKS, CHATS, WRONG):
        bar.named.add(one)
    bar.chips.chips[0].setFocus()
    QTest.keyClick(bar.chips.chips[0], Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert names(bar) == ["Chats", "Breaks", "Wrong"]
    assert bar.chips.chips[1].hasFocus()
    QTest.keyClick(bar.chips.chips[1], Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert names(bar) == ["Breaks", "Chats", "Wrong"]


def test_that_a_menu_does_what_the_keys_do(bar: FilterBar) -> None:
    bar.named.add(BREAKS)
    bar.named.add(CHATS)
    entries = {action.text().split("\t")[0]: action for action in bar.chips.menu(0).actions()}
    assert not entries["Move left"].isEnabled()
    entries["Move right"].trigger()
    assert names(bar) == ["Chats", "Breaks"]
    entries = {action.text().split("\t")[0]: action for action in bar.chips.menu(1).actions()}
    entries["Write it into the line instead"].trigger()
    assert bar.line.text() == "status:BusyOnBreak"
    assert not bar.named[1].on
    assert bar.whole == "status:BusyOnBreak (category:chat OR category:email)"


def test_that_what_is_written_gets_a_name_and_the_chip_takes_its_place(bar: FilterBar) -> None:
    bar.set_expression("status:BusyOnBreak")
    bar.commands.save.trigger()
    dialog = dialog_of(bar)
    button = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    assert not button.isEnabled()
    QTest.keyClicks(dialog.name, "Breaks")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert list(bar.named) == [BREAKS]
    assert bar.line.text() == ""
    assert bar.whole == "status:BusyOnBreak"


def test_that_one_can_be_edited_but_not_to_a_wrong_one_or_anothers_name(bar: FilterBar) -> None:
    bar.named.add(BREAKS)
    bar.named.add(CHATS)
    QTest.keyClick(bar.chips.chips[0], Qt.Key.Key_F2)
    dialog = dialog_of(bar)
    button = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    dialog.name.setText("chats")
    assert "Another filter is called chats" in dialog.words.text()
    assert not button.isEnabled()
    dialog.name.setText("Pauses")
    dialog.line.setText("status:(")
    assert dialog.line.fault == (7, 8)
    assert not button.isEnabled()
    dialog.line.setText("status:34")
    button.click()
    assert list(bar.named) == [NamedFilter("Pauses", "status:34"), CHATS]


def test_that_clearing_switches_them_off_and_escape_empties_the_line_alone(bar: FilterBar) -> None:
    bar.named.add(BREAKS)
    bar.set_expression("code:3")
    QTest.keyClick(bar.line, Qt.Key.Key_Escape)
    assert bar.whole == "status:BusyOnBreak"
    bar.clear()
    assert bar.whole == ""
    assert names(bar) == ["Breaks"]


def test_that_a_wrong_line_stays_told_while_chips_are_switched(bar: FilterBar) -> None:
    bar.named.add(BREAKS)
    bar.set_expression("code:(")
    bar.named.switch(0, on=False)
    assert bar.line.fault == (5, 6)
    assert "Until then: All events." in bar.meaning.text()


def test_that_an_error_on_the_way_is_marked_in_the_line_where_it_lies_there(bar: FilterBar) -> None:
    bar.named.add(BREAKS)
    bar.set_expression(' x:~"(a+)+$" OR code:3')
    start = bar.whole.index("~")
    bar.tell_error(slow(start, start + 4))
    assert bar.line.fault == (3, 7)
    bar.set_expression("code:3")
    bar.tell_error(slow(bar.whole.index("status"), len(bar.whole)))
    assert bar.line.fault is None
