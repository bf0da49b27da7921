"""Names that senders choose to look like something else: HTML, filters, formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import Qt as Gui
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QWidget

from tests.ui.floor.floors import NOON, ON_BREAK, OTHER, Floor, agent_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from floorwalker.ui.floor.view import FloorView

BOLD = "<b>bold</b>"
PICTURE = "<img src='/tmp/x.png'>"
NAMES = (BOLD, 'O\'Neil "Bob"', "status:x", "-agent:*", "(open", "a b,c", "back\\slash", "wild*card")


@pytest.fixture
def named(floor: Floor, view: FloorView, qtbot: QtBot) -> FloorView:
    """Agents with strange names, all in a break for ten minutes, but for one who is in a strange reason."""
    for name in NAMES:
        floor.status(name, 10, ON_BREAK)
    floor.status(BOLD, 20, OTHER, PICTURE)
    floor.status("unknown", 20, 36_000)
    qtbot.waitUntil(lambda: len(view.live.columns) == len(NAMES) + 2)
    view.refresh()
    view.agent.show_agent(agent_id(view.live, BOLD))
    view.side.show_page(view.agent)
    return view


def tips(view: FloorView) -> Iterator[str]:
    """All that the floor's parts give to Qt as tips."""
    for widget in view.findChildren(QWidget):
        yield widget.toolTip()
    for model in view.findChildren(QAbstractItemModel):
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                yield str(model.index(row, column).data(Qt.ItemDataRole.ToolTipRole) or "")


def seen(text: str) -> str:
    """What Qt shows for it."""
    if not Gui.mightBeRichText(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


def test_that_html_in_names_and_reasons_is_shown_as_it_was_sent(named: FloorView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: named.agent.head.name.text() == BOLD)
    told = [seen(tip) for tip in tips(named)]
    assert any(tip.startswith(BOLD) for tip in told)
    assert any(PICTURE in tip for tip in told)
    for tip in told:
        assert "bold" not in tip.replace(BOLD, "")


def test_that_no_label_of_the_floor_with_foreign_text_reads_html(named: FloorView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: named.agent.head.name.text() == BOLD)
    for label in named.findChildren(QLabel):
        if "bold" in label.text() or "img" in label.text():
            assert label.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize("name", NAMES)
def test_that_show_only_an_agent_shows_only_that_one_whatever_its_name(named: FloorView, name: str) -> None:
    assert named.clock.now() >= NOON
    row = named.roster.keys.index(agent_id(named.live, name))
    menu = named.listing.menus.of_row(row)
    only = next(action for action in menu.actions() if action.text() == f"Show only {name}")
    only.trigger()
    named.refresh()
    assert [named.live.names.text(agent) for agent in named.roster.agents] == [name]
    menu.deleteLater()
