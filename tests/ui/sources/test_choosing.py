"""The dialog over a window with a real capture: what is applied is captured from at once, and remembered."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox

from floorwalker.session.reader import Reader
from floorwalker.sources import Listener, Sources
from floorwalker.ui.shell.reception import State
from floorwalker.ui.sources.choice import VARIABLE
from floorwalker.ui.sources.receiver_form import ReceiverForm
from floorwalker.ui.sources.remembered import recall, remember, remembered_file
from tests.keystores import InAFile, store_file
from tests.session import made
from tests.ui.windows import ANY_PORT, STARTS_WITHIN, leave, post, press

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.ui.sources.dialog import SourcesDialog
    from floorwalker.ui.window import Window
    from tests.ui.windows import OpenWindow


def dialog_of(window: Window) -> SourcesDialog:
    window.commands.sources.trigger()
    assert window.choosing.dialog is not None
    return window.choosing.dialog


def receives(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.reception.state is State.RECEIVING, timeout=STARTS_WITHIN)


def change(window: Window, path: str, qtbot: QtBot, token: str = "") -> None:
    """Take events at another path, from whoever has the token, from now on."""
    dialog = dialog_of(window)
    assert isinstance(dialog.page, ReceiverForm)
    dialog.page.path.setText(path)
    dialog.page.token.setText(token)
    with qtbot.waitSignal(dialog.applied, timeout=STARTS_WITHIN):
        dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()


@pytest.mark.parametrize("way", ["key", "menu", "empty state"])
def test_that_the_dialog_is_reached(receiving: Window, way: str) -> None:
    match way:
        case "key":
            press(receiving, "Ctrl+,")
        case "menu":
            [action] = [each for each in receiving.top_bar.menu.actions() if each.text() == "Sources…"]
            action.trigger()
        case _:
            receiving.empty.sources_button.click()
    dialog = receiving.choosing.dialog
    assert dialog is not None
    assert dialog.isVisible()
    receiving.commands.sources.trigger()
    assert receiving.choosing.dialog is dialog


def test_that_the_capture_starts_again_with_what_is_applied_and_nothing_is_lost(
    receiving: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    before = receiving.reception.child.process_id
    post(receiving.reception.url, made.payload(0))
    dialog = dialog_of(receiving)
    assert "starts again" not in dialog.words.text()
    dialog.add_receiver(Listener(address="127.0.0.1:0", path="/second"))
    assert "starts again" in dialog.words.text()
    dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    qtbot.waitUntil(lambda: receiving.reception.child.process_id not in {0, before}, timeout=STARTS_WITHIN)
    receives(receiving, qtbot)
    qtbot.waitUntil(lambda: len(receiving.reception.urls) == 2, timeout=STARTS_WITHIN)
    for number, url in enumerate(receiving.reception.urls, 1):
        assert post(url, made.payload(number))["accepted"] == 1
    leave(receiving, qtbot)
    with Reader.open(tmp_path / "new.fw") as reader:
        assert [reader.payload(seq) for seq in (1, 2, 3)] == [made.payload(number) for number in range(3)]


def test_that_the_next_window_without_options_uses_what_was_applied(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    first = open_window(tmp_path / "one.fw", sources=ANY_PORT)
    receives(first, qtbot)
    dialog = dialog_of(first)
    dialog.add_receiver(Listener(address="127.0.0.1:0"))
    dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    leave(first, qtbot)
    second = open_window(tmp_path / "two.fw")
    qtbot.waitUntil(lambda: len(second.reception.urls) == 2, timeout=STARTS_WITHIN)


def test_that_options_win_over_what_is_remembered(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window = open_window(tmp_path / "one.fw", look_only=True)
    remember(Sources())
    leave(window, qtbot)
    window = open_window(tmp_path / "two.fw", sources=ANY_PORT)
    receives(window, qtbot)


def test_that_a_typed_token_guards_the_receiver_and_is_in_no_file_but_the_key_store(
    receiving: Window, store: InAFile, home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    del store
    change(receiving, "/guarded", qtbot, token="tok-4711-open-sesame")
    receives(receiving, qtbot)
    url = receiving.reception.url
    assert url.endswith("/guarded")
    with pytest.raises(urllib.error.HTTPError, match="401"):
        post(url, made.payload(0))
    shown = {"Authorization": "Bearer tok-4711-open-sesame"}
    with urllib.request.urlopen(urllib.request.Request(url, made.payload(0), shown), timeout=10) as answer:  # noqa: S310
        assert answer.status == 200
    leave(receiving, qtbot)
    for file in (path for folder in (home, tmp_path) for path in folder.rglob("*") if path.is_file()):
        assert (b"tok-4711-open-sesame" in file.read_bytes()) == (file == store_file()), file
    assert (recall() or Sources()).listen[0].token is not None


def test_that_secrets_which_nothing_uses_any_more_leave_the_key_store(
    receiving: Window, store: InAFile, qtbot: QtBot
) -> None:
    del store
    change(receiving, "/events", qtbot, token="first")
    assert "first" in store_file().read_text()
    receives(receiving, qtbot)
    change(receiving, "/events", qtbot)
    qtbot.waitUntil(lambda: store_file().read_text() == "{}")


def test_that_a_secret_of_an_earlier_run_is_asked_for_again(
    open_window: OpenWindow, looking: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    remember(Sources(listen=(Listener(address="127.0.0.1:0", token=f"env:{VARIABLE}0123456789AB"),)))
    leave(looking, qtbot)
    window = open_window(tmp_path / "new.fw")
    banner = window.banners.shown("capture")
    assert banner is not None
    assert "kept for one run only" in banner.problem
    QTest.mouseClick(banner.button, Qt.MouseButton.LeftButton)
    dialog = window.choosing.dialog
    assert dialog is not None
    assert isinstance(dialog.page, ReceiverForm)
    assert "kept for one run only" in dialog.page.flaws()[0].problem
    dialog.page.token.setText("")
    dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    receives(window, qtbot)


def test_that_remembered_sources_that_cannot_be_read_are_told_and_nothing_is_received_meanwhile(
    open_window: OpenWindow, looking: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    remember(ANY_PORT)
    remembered_file().write_text("{")
    leave(looking, qtbot)
    window = open_window(tmp_path / "new.fw")
    banner = window.banners.shown("capture")
    assert banner is not None
    assert "sources.json are wrong" in banner.problem
    assert window.reception.state is State.OFF


def test_that_without_a_source_in_use_receiving_stops_and_says_how_to_go_on(receiving: Window, qtbot: QtBot) -> None:
    dialog = dialog_of(receiving)
    dialog.listing.list.setFocus()
    QTest.keyClick(dialog.listing.list, Qt.Key.Key_Space)
    dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    qtbot.waitUntil(lambda: receiving.reception.state is State.OFF, timeout=STARTS_WITHIN)
    receiving.commands.start.trigger()
    banner = receiving.banners.shown("capture")
    assert banner is not None
    assert banner.problem == "No source is in use."


def test_that_a_window_which_only_looks_goes_on_so(looking: Window, qtbot: QtBot) -> None:
    dialog = dialog_of(looking)
    dialog.add_receiver(Listener(address="127.0.0.1:0"))
    assert "only looks" in dialog.words.text()
    with qtbot.waitSignal(dialog.applied):
        dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    assert looking.reception.state is State.LOOKING
    assert len((recall() or Sources()).listen) == 2


def test_that_a_simulated_centre_goes_on_as_it_is_and_knows_nothing_of_what_is_remembered(
    open_window: OpenWindow, tmp_path: Path, looking: Window, qtbot: QtBot
) -> None:
    from floorwalker.ui.options import DemoOptions

    remember(Sources(listen=(Listener(address="127.0.0.1:0", path="/mine"),)))
    leave(looking, qtbot)
    window = open_window(tmp_path / "demo.fw", demo=DemoOptions(agents=2), sources=ANY_PORT)
    receives(window, qtbot)
    running = window.reception.child.process_id
    change(window, "/other", qtbot)
    assert window.reception.child.process_id == running
    assert (recall() or Sources()).listen[0].path == "/other"
