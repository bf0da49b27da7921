from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLineEdit, QPushButton, QSpinBox

from floorwalker.session.alerts import AlertRules, DeclinedRule, FeedRule, FilterRule, StatusRule, alerts_file
from floorwalker.session.alerts.rules import BEGINNING
from floorwalker.ui.floor.alerts.rules.dialog import AlertRulesDialog
from floorwalker.ui.floor.alerts.rules.forms import KINDS
from tests.ui.windows import press

if TYPE_CHECKING:
    from floorwalker.ui.window import Window


@pytest.fixture
def dialog(looking: Window) -> AlertRulesDialog:
    """The dialog over the rules that a user begins with."""
    press(looking, "Ctrl+Shift+L")
    [dialog] = looking.findChildren(AlertRulesDialog)
    return dialog


def ok(dialog: AlertRulesDialog) -> QPushButton:
    button = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert isinstance(button, QPushButton)
    return button


def write(dialog: AlertRulesDialog, field: str, text: str) -> None:
    """Type a text into a field of the chosen rule, as a user does."""
    draft = dialog.editing.item
    assert draft is not None
    widget = dialog.forms[str(draft["kind"])].fields[field]
    line = widget.lineEdit() if isinstance(widget, QComboBox) else widget
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, text)


def kept(looking: Window) -> AlertRules:
    return looking.floor.alerts.watch.keeper.rules


def test_that_every_rule_is_told_in_english(dialog: AlertRulesDialog) -> None:
    texts = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert len(texts) == len(BEGINNING)
    assert texts[3] == "On break longer than 15 min warns, 20 min alerts"
    dialog.list.setCurrentRow(3)
    assert dialog.meaning.text() == f"{texts[3]}. Now: nobody."


def test_that_a_limit_that_is_edited_is_kept_in_the_file_and_in_force(
    dialog: AlertRulesDialog, looking: Window
) -> None:
    limits = looking.floor.alerts.watch.limits
    dialog.list.setCurrentRow(3)
    write(dialog, "warns", "5 min")
    write(dialog, "alerts", "0:06:30")
    assert dialog.list.item(3).text() == "On break longer than 5 min warns, 6 min 30 s alerts"
    ok(dialog).click()
    assert kept(looking).rules[3] == StatusRule(status="BusyOnBreak", warns=300, alerts=390)
    assert json.loads(alerts_file().read_text())["rules"][3]["alerts"] == "6 min 30 s"
    assert looking.floor.alerts.watch.limits is not limits


def test_that_a_status_may_be_written_in_its_words_and_is_kept_by_its_name(
    dialog: AlertRulesDialog, looking: Window
) -> None:
    dialog._add("status")
    assert not ok(dialog).isEnabled()
    write(dialog, "status", "On email")
    write(dialog, "warns", "")
    ok(dialog).click()
    assert kept(looking).rules[-1] == StatusRule(status="BusyOnEmail", alerts=600)


@pytest.mark.parametrize(
    ("row", "field", "text", "why"),
    [
        (3, "alerts", "soon", "90 s, 15 min"),
        (3, "alerts", "10 min", "warn before it alerts"),
        (3, "status", "On call", "rule 2 is a limit for the same"),
        (5, "status", "Idle", "no status is called “Idle”"),
        (5, "filter", "agent:(", "Parentheses"),
        (6, "within", "", "write a length of time"),
    ],
)
def test_that_what_is_wrong_is_told_while_it_is_written_and_cannot_be_kept(
    dialog: AlertRulesDialog, row: int, field: str, text: str, why: str
) -> None:
    dialog.list.setCurrentRow(row)
    write(dialog, field, text)
    assert why.casefold() in dialog.meaning.text().casefold()
    assert not ok(dialog).isEnabled()
    assert f"Rule {row + 1}" in ok(dialog).toolTip() or f"Rule {row}" in ok(dialog).toolTip()
    dialog.undo.click()
    assert ok(dialog).isEnabled()


def test_that_cancel_changes_nothing(dialog: AlertRulesDialog, looking: Window) -> None:
    before = kept(looking)
    dialog.remove.click()
    dialog.notices.setChecked(False)
    dialog.reject()
    assert kept(looking) == before
    assert not alerts_file().exists()


def test_that_changes_are_undone_and_defaults_bring_back_the_beginning(dialog: AlertRulesDialog) -> None:
    beginning = dialog.editing.items
    for _ in range(4):
        dialog.remove.click()
    dialog.undo.click()
    assert len(dialog.editing.items) == len(beginning) - 3
    dialog.reset.click()
    assert dialog.editing.items == beginning
    dialog.undo.click()
    assert len(dialog.editing.items) == len(beginning) - 3


def test_that_a_rule_of_each_kind_can_be_made_and_turned_off(dialog: AlertRulesDialog, looking: Window) -> None:
    for kind in KINDS:
        dialog._add(kind)
        if kind == "status":
            write(dialog, "status", "Walkabout")
        if kind == "filter":
            write(dialog, "filter", "code:2")
            box = dialog.forms[kind].fields["times"]
            assert isinstance(box, QSpinBox)
            box.setValue(7)
        dialog.list.item(dialog.list.count() - 1).setCheckState(Qt.CheckState.Unchecked)
    ok(dialog).click()
    made = kept(looking).rules[len(BEGINNING) :]
    assert [rule.kind for rule in made] == list(KINDS)
    assert not any(rule.on for rule in made)
    assert made[2:] == (
        DeclinedRule(on=False),
        FeedRule(silent=300, lost=10, on=False),
        FilterRule(filter="code:2", times=7, severity="warns", on=False),
    )


def test_that_a_file_that_cannot_be_written_is_told_and_the_dialog_stays(
    dialog: AlertRulesDialog, looking: Window
) -> None:
    folder = alerts_file().parent
    assert not folder.exists()
    folder.touch()
    dialog.remove.click()
    ok(dialog).click()
    assert "cannot be written" in dialog.meaning.text()
    assert dialog.isVisible()
    assert len(kept(looking).rules) == len(BEGINNING)


def test_that_notices_and_the_sound_are_kept(dialog: AlertRulesDialog, looking: Window) -> None:
    dialog.sound.setChecked(True)
    dialog.notices.setChecked(False)
    ok(dialog).click()
    assert (kept(looking).notifications, kept(looking).sound) == (False, True)
