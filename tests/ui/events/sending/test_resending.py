"""From the events view to the dialog that sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess

from floorwalker.ui.events.sending.dialog import SendDialog
from tests.feed.sending.bare import bare
from tests.session import made
from tests.ui.windows import STARTS_WITHIN, press

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.events.conftest import Shown


def dialogs(shown: Shown) -> list[SendDialog]:
    return shown.view.findChildren(SendDialog)


def test_that_ctrl_enter_in_the_table_sends_the_event_that_the_user_is_at(
    show: Callable[[Path], Shown], session: Path
) -> None:
    shown = show(session)
    shown.view.activateWindow()
    shown.view.table.go_to(1)
    shown.view.table.setFocus()
    shown.qtbot.waitUntil(shown.view.table.hasFocus)
    press(shown.view.table, "Ctrl+Return")
    shown.qtbot.waitUntil(lambda: len(dialogs(shown)) == 1)
    [dialog] = dialogs(shown)
    assert dialog.editor is not None
    assert dialog.editor.body() == made.payload(1)
    assert dialog.target.url == "http://127.0.0.1:8787/events"


def test_that_the_panes_button_sends_the_event_that_it_shows(show: Callable[[Path], Shown], session: Path) -> None:
    shown = show(session)
    shown.qtbot.waitUntil(lambda: shown.view.pane.seq == 5)
    shown.view.resending.action.trigger()
    shown.qtbot.waitUntil(lambda: len(dialogs(shown)) == 1)
    editor = dialogs(shown)[0].editor
    assert editor is not None
    assert editor.body() == made.payload(4)


def test_that_several_selected_events_are_sent_together(show: Callable[[Path], Shown], session: Path) -> None:
    shown = show(session)
    shown.view.table.selectAll()
    shown.view.actions_.send.trigger()
    [dialog] = dialogs(shown)
    assert dialog.editor is None
    assert dialog._parcel.seqs == (1, 2, 3, 4, 5)


def test_that_a_sending_ends_with_the_view(show: Callable[[Path], Shown], session: Path) -> None:
    shown = show(session)
    shown.view.resending.send([1, 2])
    [dialog] = dialogs(shown)
    with bare(None) as server:
        dialog.target.url_box.setEditText(server.url)
        dialog.send()
        shown.qtbot.waitUntil(lambda: bool(server.heads), timeout=STARTS_WITHIN)
        process = dialog.child.process
        shown.view.resending.stop()
        assert process.state() == QProcess.ProcessState.NotRunning


def test_that_what_is_gone_is_not_sent(show: Callable[[Path], Shown], session: Path) -> None:
    shown = show(session)
    with shown.qtbot.waitSignal(shown.view.told) as told:
        shown.view.resending.send([99])
    assert "no longer" in told.args[0]
    assert dialogs(shown) == []


def test_that_with_none_selected_the_event_that_is_shown_is_sent(show: Callable[[Path], Shown], session: Path) -> None:
    shown = show(session)
    shown.qtbot.waitUntil(lambda: shown.view.pane.seq == 5)
    shown.view.set_filter("seq:1")
    shown.view.actions_.send.trigger()
    shown.qtbot.waitUntil(lambda: len(dialogs(shown)) == 1)
    editor = dialogs(shown)[0].editor
    assert editor is not None
    assert editor.body() == made.payload(4)


def test_that_nothing_is_offered_to_be_done_with_no_event_until_one_is_shown(
    show: Callable[[Path], Shown], session: Path
) -> None:
    shown = show(session)
    shown.qtbot.waitUntil(lambda: shown.view.pane.seq == 5)
    assert shown.view.resending.action.isEnabled()
    other = show(made.session_of(session.with_name("empty.fw"), []))
    assert not other.view.resending.action.isEnabled()
    assert not other.view.handling.compare_with.isEnabled()
