from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from floorwalker.session.journal import Journal
from floorwalker.ui.events.filtering.bar import FilterBar
from tests.session import made

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.events.conftest import Shown

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


def test_that_the_event_of_a_pasted_piece_is_shown(
    journal: Journal, show: "Callable[[Path], Shown]", write: "Callable[..., None]"
) -> None:
    write(*range(6))
    write(6, Username="c.diaz")
    shown = show(journal.path)
    for piece, seqs in ((PIECE, [7]), (made.payload(2).decode(), [3]), (f"{{{made.guid(4)}}}", [5])):
        shown.view.bar.line.clear()
        paste(shown.view.bar, piece)
        shown.wait_for(*seqs)


def test_that_what_is_offered_for_a_field_comes_from_payloads_that_were_looked_at(
    journal: Journal, show: "Callable[[Path], Shown]", write: "Callable[..., None]"
) -> None:
    write(0, SkillGroup="x")
    shown = show(journal.path)
    shown.qtbot.waitUntil(lambda: shown.view.pane.seq is not None)
    line, popup = shown.view.bar.line, shown.view.bar.completing.popup

    def _is_offered() -> bool:
        line.clear()
        QTest.keyClicks(line, "skill")
        return [one.written for one in popup.model_.suggestions] == ["SkillGroup:"]

    shown.qtbot.waitUntil(_is_offered)
