"""What was refused, in a whole window that receives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.ui.events.sending.dialog import SendDialog
from tests.capture.running import send
from tests.session import made
from tests.ui.windows import STARTS_WITHIN, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.window import Window

WRONG = made.payload(0).replace(b'"Code": 3', b'"Code": "three"')


def test_that_a_first_post_that_was_refused_is_found_mended_and_sent_again(receiving: Window, qtbot: QtBot) -> None:
    press(receiving, "Ctrl+2")
    assert receiving.pages.currentWidget() is receiving.empty
    assert send("POST", receiving.reception.url, WRONG).status == 422
    qtbot.waitUntil(lambda: receiving.pages.currentWidget() is receiving.events, timeout=STARTS_WITHIN)
    press(receiving, "Ctrl+Shift+E")
    pane = receiving.events.refused.listing.pane
    qtbot.waitUntil(lambda: len(pane.body.text.extraSelections()) == 1, timeout=STARTS_WITHIN)
    assert pane.body.text.extraSelections()[0].cursor.selectedText() == '"three"'
    pane.actions_.send.trigger()
    [dialog] = receiving.events.findChildren(SendDialog)
    assert dialog.target.url == receiving.reception.url
    assert dialog.editor is not None
    assert dialog.editor.words.text().startswith("No event: /Code")
    dialog.editor.text.setPlainText(dialog.editor.text.toPlainText().replace('"three"', "3"))
    with qtbot.waitSignal(dialog.child.ended, timeout=STARTS_WITHIN):
        dialog.send_button.click()
    assert dialog.outcome.words.text().startswith("200 OK")
    dialog.reject()
    qtbot.waitUntil(lambda: len(receiving.live.columns) == 1, timeout=STARTS_WITHIN)
