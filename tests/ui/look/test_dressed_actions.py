"""Actions with shortcuts, tips and icons."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from floorwalker.ui.look import Look
from floorwalker.ui.look.dressed_actions import DressedActions


@pytest.fixture
def view(qtbot: QtBot) -> QWidget:
    view = QWidget()
    qtbot.addWidget(view)
    return view


def test_that_a_tip_tells_the_shortcut_and_where_it_works(look: Look, view: QWidget) -> None:
    actions = DressedActions(look, view)
    assert actions.make("Copy", "Ctrl+C", "mdi6.content-copy", "Copy it").toolTip() == "Copy it (Ctrl+C)"
    assert (
        actions.make("Copy", "Ctrl+C", "mdi6.content-copy", "Copy it", " there").toolTip() == "Copy it (Ctrl+C there)"
    )
    assert actions.make("Copy", "", "mdi6.content-copy", "Copy it", " there").toolTip() == "Copy it"


def test_that_a_shortcut_works_in_its_widget_alone_unless_that_is_the_view(look: Look, view: QWidget) -> None:
    actions, table = DressedActions(look, view), QWidget(view)
    whole = actions.add(view, "Find", "Ctrl+F", "mdi6.magnify", "Look for it")
    part = actions.add(table, "Mark", "M", "mdi6.flag-outline", "Mark it")
    assert whole.shortcutContext() == Qt.ShortcutContext.WindowShortcut
    assert part.shortcutContext() == Qt.ShortcutContext.WidgetShortcut
    assert table.actions() == [part]
    assert actions.all() == [whole, part]


def test_that_icons_have_the_colours_of_now(look: Look, view: QWidget) -> None:
    action = DressedActions(look, view).make("Find", "", "mdi6.square", "Look for it")
    before = action.icon().pixmap(16).toImage().pixelColor(8, 8)
    look.set_theme("dark")
    assert action.icon().pixmap(16).toImage().pixelColor(8, 8) == look.colour("text") != before
