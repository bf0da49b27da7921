from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox

from floorwalker.event.own_catalog import own_catalog
from floorwalker.ui.floor.palette.palette import open_palette
from floorwalker.ui.floor.palette.telling import contrast_words
from tests.session import made
from tests.ui.floor.floors import ON_BREAK

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.floor.palette.dialog import PaletteDialog
    from floorwalker.ui.floor.view import FloorView
    from floorwalker.ui.look import Look

ROW = list(made.CATALOG.activities).index(ON_BREAK)


@pytest.fixture
def dialog(view: FloorView, look: Look, qtbot: QtBot) -> PaletteDialog:
    dialog = open_palette(view.live, look, view)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.list.setCurrentRow(ROW)
    return dialog


def saving(dialog: PaletteDialog) -> bool:
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Save).isEnabled()


def test_that_a_colour_is_seen_at_once_and_kept_with_save(dialog: PaletteDialog, view: FloorView, qtbot: QtBot) -> None:
    assert not saving(dialog)
    dialog.appearance.colours.setCurrentIndex(dialog.appearance.colours.findData("#CC79A7"))
    assert view.live.catalog.activities[ON_BREAK].colour == "#CC79A7"
    assert "changed by you" in dialog.list.item(ROW).text()
    assert "The same colour as Chatting" in dialog.contrast.text()
    with qtbot.waitSignal(dialog.kept):
        dialog.accept()
    assert json.loads(own_catalog().read_text("utf-8")) == {"activities": {str(ON_BREAK): {"colour": "#CC79A7"}}}


def test_that_cancel_brings_back_what_was(dialog: PaletteDialog, view: FloorView, qtbot: QtBot) -> None:
    before = view.live.catalog
    dialog.words.selectAll()
    qtbot.keyClicks(dialog.words, "Pause")
    assert view.live.catalog.activities[ON_BREAK].words == "Pause"
    assert dialog.words.text() == "Pause"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert view.live.catalog == before
    assert not own_catalog().exists()


def test_that_words_which_are_taken_cannot_be_saved(dialog: PaletteDialog, qtbot: QtBot) -> None:
    dialog.words.selectAll()
    qtbot.keyClicks(dialog.words, "Wrap-up")
    assert not saving(dialog)
    assert "“Wrap-up” is called that already" in dialog.trouble.text()
    qtbot.keyClicks(dialog.words, " break")
    assert saving(dialog)
    assert dialog.trouble.isHidden()


def test_that_undo_and_defaults_work_from_the_list(dialog: PaletteDialog, view: FloorView, qtbot: QtBot) -> None:
    brought = view.live.catalog.activities[ON_BREAK]
    dialog.appearance.icons.setCurrentIndex(dialog.appearance.icons.findData("mdi6.food"))
    qtbot.mouseClick(dialog.default, Qt.MouseButton.LeftButton)
    assert view.live.catalog.activities[ON_BREAK] == brought
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert view.live.catalog.activities[ON_BREAK].icon == "mdi6.food"
    assert dialog.appearance.icon == "mdi6.food"


def test_that_a_colour_that_is_hard_to_see_is_said_to_be() -> None:
    assert "On the light ground it is hard to see" in contrast_words(ON_BREAK, made.CATALOG)
    assert "hard to see" not in contrast_words(33, made.CATALOG)
