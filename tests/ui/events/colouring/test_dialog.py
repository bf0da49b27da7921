"""The dialog of colour rules: edited with a preview, undone, cancelled, kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox

from floorwalker.ui.events.colouring.dialog import ColourRules
from floorwalker.ui.events.colouring.rules import DEFAULTS, load_rules, rules_file
from floorwalker.ui.events.table.cells import Column
from tests.ui.windows import press

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.ui.events.conftest import Shown

OK, CANCEL = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel


@pytest.fixture
def shown(session: Path, show: Callable[[Path], Shown]) -> Shown:
    return show(session)


@pytest.fixture
def dialog(shown: Shown) -> Iterator[ColourRules]:
    shown.view.table.setFocus()
    shown.qtbot.waitUntil(shown.view.isActiveWindow)
    press(shown.view.table, "Ctrl+L")
    dialog = opened(shown)
    yield dialog
    if opened_or_none(shown) is dialog:
        dialog.reject()


def opened_or_none(shown: Shown) -> ColourRules | None:
    found = [one for one in shown.view.findChildren(ColourRules) if one.isVisible()]
    return found[0] if found else None


def opened(shown: Shown) -> ColourRules:
    found = opened_or_none(shown)
    assert found is not None
    shown.qtbot.waitUntil(found.isActiveWindow)
    return found


def names(dialog: ColourRules) -> list[str]:
    return [rule.name for rule in dialog.editing.items]


def in_list(dialog: ColourRules) -> list[str]:
    found = (dialog.list.topLevelItem(number) for number in range(dialog.list.topLevelItemCount()))
    return [item.text(1) for item in found if item is not None]


def click(dialog: ColourRules, button: QDialogButtonBox.StandardButton) -> None:
    QTest.mouseClick(dialog.buttons.button(button), Qt.MouseButton.LeftButton)


def ground(shown: Shown, row: int) -> str:
    shown.view.colouring.colours.look_at([row])
    colour = shown.view.colouring.colours.ground(row)
    return "" if colour is None else colour.name()


def write(dialog: ColourRules, expression: str) -> None:
    dialog.expression.selectAll()
    QTest.keyClicks(dialog.expression, expression)


def test_that_a_new_rule_is_seen_in_the_table_counted_and_kept(shown: Shown, dialog: ColourRules) -> None:
    QTest.mouseClick(dialog.new, Qt.MouseButton.LeftButton)
    QTest.keyClicks(dialog.name, "Ours")
    write(dialog, "agent:agent.1")
    shown.qtbot.waitUntil(lambda: dialog.count.text() == "2 of 5 events")
    assert dialog.meaning.text() == "Events from agent agent.1"
    assert ground(shown, 1) != ""
    click(dialog, OK)
    kept = load_rules(rules_file())
    assert (kept[0].name, kept[0].expression, kept[0].on) == ("Ours", "agent:agent.1", True)
    assert kept[1:] == DEFAULTS
    assert ground(shown, 1) != ""
    assert ground(shown, 0) == ""


def test_that_a_wrong_filter_is_told_with_its_place_and_cannot_be_kept(shown: Shown, dialog: ColourRules) -> None:
    write(dialog, "agent:x OR")
    assert dialog.meaning.text().startswith("OR needs a filter on either side")
    assert dialog.expression.fault == (8, 10)
    assert not dialog.buttons.button(OK).isEnabled()
    write(dialog, "agent:x")
    assert dialog.expression.fault is None
    assert dialog.buttons.button(OK).isEnabled()
    write(dialog, " ")
    assert not dialog.buttons.button(OK).isEnabled()
    del shown


def test_that_cancel_leaves_everything_as_it_was(shown: Shown, dialog: ColourRules) -> None:
    write(dialog, "agent:agent.1")
    dialog.list.topLevelItem(0).setCheckState(0, Qt.CheckState.Checked)  # type: ignore[union-attr]
    assert ground(shown, 1) != ""
    click(dialog, CANCEL)
    assert ground(shown, 1) == ""
    assert not rules_file().exists()
    assert shown.view.colouring.rules == DEFAULTS


def test_that_rules_are_moved_deleted_and_brought_back_by_keys(dialog: ColourRules) -> None:
    before = names(dialog)
    dialog.list.setFocus()
    press(dialog.list, "Alt+Down")
    assert names(dialog)[:2] == [before[1], before[0]]
    assert dialog.editing.chosen == 1
    press(dialog.list, "Alt+Up")
    assert names(dialog) == before
    press(dialog.list, "Del")
    assert names(dialog) == before[1:]
    press(dialog.list, "Ctrl+Z")
    assert names(dialog) == before
    assert in_list(dialog) == [rule.expression for rule in DEFAULTS]
    press(dialog.list, "Ctrl+Z")
    press(dialog.list, "Ctrl+Z")
    assert names(dialog) == before
    assert not dialog.undo.isEnabled()


def test_that_what_was_typed_is_undone_at_once(dialog: ColourRules) -> None:
    write(dialog, "agent:agent.1")
    dialog.editing.undo()
    assert dialog.expression.text() == DEFAULTS[0].expression
    assert not dialog.editing.can_undo


def test_that_the_defaults_come_back_and_can_be_undone(shown: Shown, dialog: ColourRules) -> None:
    for _ in DEFAULTS:
        dialog.editing.remove()
    assert names(dialog) == []
    assert not dialog.name.isEnabled()
    QTest.mouseClick(dialog.reset, Qt.MouseButton.LeftButton)
    assert dialog.editing.items == DEFAULTS
    QTest.mouseClick(dialog.undo, Qt.MouseButton.LeftButton)
    assert names(dialog) == []
    click(dialog, OK)
    assert load_rules(rules_file()) == ()
    del shown


def test_that_escape_in_the_filter_closes_it(shown: Shown, dialog: ColourRules) -> None:
    dialog.expression.setFocus()
    QTest.keyClick(dialog.expression, Qt.Key.Key_Escape)
    assert opened_or_none(shown) is None


def test_that_rows_like_the_current_cell_get_a_rule(shown: Shown) -> None:
    table = shown.view.table
    table.setCurrentIndex(table.model().index(1, Column.AGENT))
    shown.view.menu.colour.trigger()
    dialog = opened(shown)
    assert (dialog.name.text(), dialog.expression.text()) == ("Agent agent.1", "agent:agent.1")
    assert dialog.name.hasFocus()
    assert ground(shown, 1) != ""
    click(dialog, OK)
    assert load_rules(rules_file())[0].expression == "agent:agent.1"


def test_that_rules_that_cannot_be_read_are_told_and_kept_until_others_are_chosen(
    session: Path, show: Callable[[Path], Shown]
) -> None:
    rules_file().parent.mkdir(parents=True, exist_ok=True)
    rules_file().write_text("{")
    shown = show(session)
    told: list[str] = []
    shown.view.told.connect(told.append)
    shown.live.loaded.emit()
    assert "holds no colour rules" in told[0]
    assert rules_file().read_text() == "{"
    assert shown.view.colouring.rules == DEFAULTS


def test_that_rules_that_cannot_be_written_hold_for_this_window(shown: Shown, dialog: ColourRules) -> None:
    rules_file().parent.mkdir(parents=True, exist_ok=True)
    rules_file().mkdir()
    told: list[str] = []
    shown.view.told.connect(told.append)
    write(dialog, "agent:agent.1")
    click(dialog, OK)
    assert told[0].startswith("The rules hold for this window only:")
    assert shown.view.colouring.rules[0].expression == "agent:agent.1"
