from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from floorwalker.ui.events.filtering.bar import FilterBar

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PIECE = '"Username": "c.diaz"'
SEARCH = '"\\"Username\\": \\"c.diaz\\""'


def paste(bar: FilterBar, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keySequence(bar.line, QKeySequence(QKeySequence.StandardKey.Paste))


def test_that_a_piece_of_payload_is_searched_for_and_undo_brings_it_back_as_it_was(bar: FilterBar) -> None:
    QTest.keyClicks(bar.line, "code:3 ")
    paste(bar, PIECE)
    assert bar.line.text() == f"code:3 {SEARCH}"
    assert bar.expression == bar.line.text()
    assert "Ctrl+Z" in bar.meaning.text()
    QTest.keySequence(bar.line, QKeySequence(QKeySequence.StandardKey.Undo))
    assert bar.line.text() == f"code:3 {PIECE}"


def test_that_it_takes_the_place_of_what_is_selected(bar: FilterBar) -> None:
    bar.set_expression('code:3 "Username"')
    bar.line.setSelection(7, 10)
    paste(bar, PIECE)
    assert bar.line.text() == f"code:3 {SEARCH}"


@pytest.mark.parametrize("text", ["agent:c.diaz", "hold music", 'agent:"j. smith"'])
def test_that_an_expression_is_pasted_as_it_is(text: str, bar: FilterBar) -> None:
    paste(bar, text)
    assert bar.line.text() == text


def test_that_typing_stays_typing(bar: FilterBar) -> None:
    QTest.keyClicks(bar.line, PIECE)
    assert bar.line.text() == PIECE


def test_that_the_menu_of_the_line_pastes_so_too(bar: FilterBar, qtbot: "QtBot") -> None:
    QGuiApplication.clipboard().setText(PIECE)
    QTest.mouseClick(bar.line, Qt.MouseButton.LeftButton)
    bar.line.ask_menu(bar.line.mapToGlobal(bar.line.rect().center()))
    [menu] = bar.line.findChildren(QMenu)
    [action] = [action for action in menu.actions() if action.objectName() == "edit-paste"]
    action.trigger()
    menu.close()
    qtbot.waitUntil(lambda: bar.line.text() == SEARCH)
