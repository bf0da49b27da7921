"""Naming a number on the spot: the dialog, the user's file, and the window that follows at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QToolButton

from floorwalker.event.own_catalog import own_catalog
from floorwalker.ui.events.payload.facts import Fact, Subject
from floorwalker.ui.events.payload.naming.dialog import NamingDialog
from tests.session import made

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from floorwalker.session.journal import Journal
    from tests.ui.events.conftest import Shown

SAVE = QDialogButtonBox.StandardButton.Save


@pytest.fixture
def shown(journal: Journal, show: Callable[[Path], Shown], write: Callable[..., None], home: Path) -> Shown:
    """1: an assumed status. 2: a status without a name. 3: an IVR event. 4: of a category without a name."""
    del home
    write(0, ActivityCode=33)
    write(1, ActivityCode=41)
    write(2, Category=2, Code=12)
    write(3, Category=9, Code=5)
    return show(journal.path)


def go(shown: Shown, seq: int, field: str) -> None:
    """Be at a field of an event."""
    shown.view.table.go_to(seq - 1)
    decoded = shown.view.pane.decoded
    shown.qtbot.waitUntil(lambda: fact(shown, "Id").value == made.guid(seq - 1))
    row = next(row for row in range(decoded.lines.rowCount()) if decoded.lines.item(row, 0).text() == field)
    decoded.setCurrentIndex(decoded.lines.index(row, 0))
    shown.view.activateWindow()
    decoded.setFocus()
    shown.qtbot.waitUntil(decoded.hasFocus)


def fact(shown: Shown, name: str) -> Fact:
    lines = shown.view.pane.decoded
    found = [lines.fact(lines.lines.index(row, 0)) for row in range(lines.lines.rowCount())]
    return next((one for one in found if one is not None and one.name == name), Fact("", ""))


def dialog_of(shown: Shown) -> NamingDialog:
    [dialog] = shown.view.findChildren(NamingDialog)
    return dialog


def named(shown: Shown, seq: int, field: str, name: str) -> None:
    go(shown, seq, field)
    QTest.keyClick(shown.view.pane.decoded, Qt.Key.Key_N)
    dialog = dialog_of(shown)
    dialog.name.setText(name)
    QTest.mouseClick(dialog.buttons.button(SAVE), Qt.MouseButton.LeftButton)
    shown.qtbot.waitUntil(lambda: not shown.view.findChildren(NamingDialog))


def written() -> object:
    return json.loads(own_catalog().read_text("utf-8"))


def test_that_a_status_is_named_from_its_line_and_called_so_at_once(shown: Shown) -> None:
    named(shown, 2, "ActivityCode", "Coaching")
    assert fact(shown, "ActivityCode").meaning == "Coaching"
    assert shown.view.model.index(1, 3).data().endswith("→ Coaching")
    laid = written()
    assert laid == {
        "activities": {
            "41": {
                "name": "Coaching",
                "words": "Coaching",
                "colour": "#B0A27C",
                "icon": "mdi6.dots-horizontal-circle",
                "assumed": False,
            }
        }
    }


def test_that_a_code_is_named_and_its_note_says_that_it_is_known_by_now(shown: Shown) -> None:
    named(shown, 3, "Code", "CallerLeft")
    assert shown.view.pane.title.text().startswith("Event 3 · IVR · CallerLeft")
    shown.view.pane.tabs.setCurrentIndex(3)
    assert "the catalog has a name for it by now" in shown.view.pane.notes.toPlainText()


def test_that_a_category_comes_before_its_codes(shown: Shown) -> None:
    go(shown, 4, "Code")
    assert not shown.view.pane.decoded.name.isEnabled()
    named(shown, 4, "Category", "Fax")
    named(shown, 4, "Code", "Received")
    assert shown.live.catalog.event_label(9, 5) == "Fax · Received"


def test_that_one_click_confirms_an_assumed_number(shown: Shown) -> None:
    go(shown, 1, "ActivityCode")
    buttons = {button.text(): button for button in shown.view.pane.decoded.viewport().findChildren(QToolButton)}
    assert fact(shown, "ActivityCode").odd == "number assumed, not documented"
    QTest.mouseClick(buttons["Confirm"], Qt.MouseButton.LeftButton)
    assert fact(shown, "ActivityCode").odd == ""
    assert written() == {"activities": {"33": {"assumed": False}}}
    assert shown.view.pane.named.isVisible()


def test_that_a_name_is_taken_back(shown: Shown) -> None:
    go(shown, 1, "ActivityCode")
    QTest.keyClick(shown.view.pane.decoded, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not shown.live.catalog.status(33).assumed
    QTest.keyClick(shown.view.pane.decoded, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown.live.catalog.status(33).assumed
    assert written() == {}
    assert "Taken back" in shown.view.pane.named.words.text()
    assert not shown.view.pane.named.undo.isVisible()


def test_that_an_old_name_is_still_found_after_another_is_given(shown: Shown) -> None:
    named(shown, 1, "ActivityCode", "Talking")
    assert shown.live.catalog.activities_matching("busyoncall") == {33}
    named(shown, 1, "ActivityCode", "BusyOnCall")
    assert shown.live.catalog.activities[33].aliases == ("Talking",)


def test_that_a_name_that_something_else_has_is_not_taken(shown: Shown) -> None:
    dialog = shown.view.handling.name(Subject("activity", 0, 41))
    dialog.name.setText("busy on break")
    assert dialog.trouble.text() == "ActivityCode 34 has that name already: choose another."
    assert not dialog.buttons.button(SAVE).isEnabled()
    dialog.name.setText(" ")
    assert not dialog.buttons.button(SAVE).isEnabled()
    dialog.name.setText("Coaching")
    assert dialog.buttons.button(SAVE).isEnabled()
    dialog.reject()


def test_that_a_file_that_cannot_be_used_is_told_and_the_dialog_stays(shown: Shown) -> None:
    own_catalog().parent.mkdir(parents=True, exist_ok=True)
    own_catalog().write_text("{", "utf-8")
    dialog = shown.view.handling.name(Subject("activity", 0, 41))
    dialog.name.setText("Coaching")
    dialog.accept()
    assert dialog.isVisible()
    assert "is not JSON" in dialog.trouble.text()
    dialog.reject()
    go(shown, 1, "ActivityCode")
    shown.view.pane.decoded.confirm.trigger()
    assert "is not JSON" in shown.view.pane.named.words.text()
    assert shown.live.catalog.status(33).assumed


def test_that_the_note_about_an_unknown_code_leads_to_its_name(shown: Shown) -> None:
    go(shown, 3, "Code")
    shown.view.pane.tabs.setCurrentIndex(3)
    with shown.qtbot.waitSignal(shown.view.pane.notes.name_asked) as asked:
        shown.view.pane.notes.anchorClicked.emit("Code 12")
    assert asked.args == [Subject("code", 2, 12)]
    dialog_of(shown).reject()


def test_that_a_colour_and_an_icon_that_the_user_gave_stay_to_be_chosen(shown: Shown) -> None:
    shown.view.handling.namer.name(
        Subject("activity", 0, 41), {"name": "Coaching", "colour": "#123456", "icon": "mdi6.star"}
    )
    dialog = shown.view.handling.name(Subject("activity", 0, 41))
    assert dialog.appearance is not None
    assert (dialog.appearance.colour, dialog.appearance.icon) == ("#123456", "mdi6.star")
    dialog.reject()
