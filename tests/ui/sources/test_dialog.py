"""The dialog by itself: what it lets through, what it says of the rest, and where secrets go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit

from floorwalker.secret import read_secret
from floorwalker.sources import DEFAULT_ADDRESS, Feed, Listener, Sources
from floorwalker.ui.sources.feed_form import FeedForm
from floorwalker.ui.sources.receiver_form import EVERYWHERE, ReceiverForm
from tests.ui.windows import press

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from floorwalker.ui.sources.choice import Choice
    from floorwalker.ui.sources.dialog import SourcesDialog
    from tests.keystores import InAFile

    OpenDialog = Callable[..., SourcesDialog]

OK, APPLY = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Apply
EVERYTHING = Sources(
    listen=(
        Listener(address="[::1]:9000", path="/hooks", token="env:T", signing_secret="file:/s", reply="always-200"),
        Listener(address="127.0.0.1:0", enabled=False),
    ),
    connect=(
        Feed(
            url="wss://example.com/feed",
            token="keyring:feed",
            headers=(("X-Key", "env:K"), ("X-Tenant", "file:/t")),
            unwrap="/data",
            subscribe="one\ntwo",
        ),
    ),
)


def can(dialog: SourcesDialog, button: QDialogButtonBox.StandardButton) -> bool:
    return dialog.buttons.button(button).isEnabled()


def receiver(dialog: SourcesDialog) -> ReceiverForm:
    assert isinstance(dialog.page, ReceiverForm)
    return dialog.page


def feed(dialog: SourcesDialog) -> FeedForm:
    assert isinstance(dialog.page, FeedForm)
    return dialog.page


def applied(dialog: SourcesDialog, qtbot: QtBot) -> Choice:
    with qtbot.waitSignal(dialog.applied) as told:
        dialog.buttons.button(APPLY).click()
    choice: Choice = told.args[0]
    return choice


def test_that_at_first_there_is_the_usual_receiver_and_nothing_to_apply(open_dialog: OpenDialog) -> None:
    dialog = open_dialog()
    assert dialog.chosen() == Sources(listen=(Listener(address=DEFAULT_ADDRESS),))
    assert can(dialog, OK)
    assert not can(dialog, APPLY)


def test_that_every_setting_is_shown_and_comes_back_as_it_was(open_dialog: OpenDialog) -> None:
    assert open_dialog(EVERYTHING).chosen() == EVERYTHING


def test_that_a_feed_is_typed_by_keyboard_and_applied(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    dialog = open_dialog()
    press(dialog, "Alt+F")
    qtbot.waitUntil(lambda: isinstance(dialog.page, FeedForm))
    assert not can(dialog, OK)
    for text in ("ws://127.0.0.1:9/feed", "env:TOKEN"):
        focused = dialog.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert can(dialog, OK)
    choice = applied(dialog, qtbot)
    assert choice.sources.connect == (Feed(url="ws://127.0.0.1:9/feed", token="env:TOKEN"),)
    assert choice.variables == {}
    assert not can(dialog, APPLY)


def test_that_what_is_wrong_is_said_beside_the_field_and_holds_up_ok(open_dialog: OpenDialog) -> None:
    dialog = open_dialog()
    form = receiver(dialog)
    form.host.setCurrentText(EVERYWHERE[0])
    assert not can(dialog, OK)
    assert "anyone there could post" in form.flaws()[0].problem
    assert "Receiver 0.0.0.0:8787" in dialog.words.text()
    form.token.setText("env:TOKEN")
    assert form.flaws() == []
    assert can(dialog, OK)
    assert dialog.words.text() == "It starts again."


def test_that_a_receiver_for_all_is_let_through_where_the_window_was_told_so(open_dialog: OpenDialog) -> None:
    dialog = open_dialog(insecure=True)
    receiver(dialog).host.setCurrentText(EVERYWHERE[0])
    assert can(dialog, APPLY)


def test_that_two_sources_cannot_have_one_address(open_dialog: OpenDialog) -> None:
    dialog = open_dialog()
    dialog.add_receiver()
    receiver(dialog).port.setValue(8787)
    assert "Another receiver" in receiver(dialog).flaws()[0].problem
    receiver(dialog).port.setValue(0)
    assert can(dialog, OK)


def test_that_sources_are_removed_by_keyboard_down_to_none(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    dialog = open_dialog(EVERYTHING)
    dialog.listing.list.setFocus()
    for _ in range(3):
        QTest.keyClick(dialog.listing.list, Qt.Key.Key_Delete)
    assert dialog.page is None
    assert not dialog.listing.remove.isEnabled()
    assert applied(dialog, qtbot).sources == Sources()


def test_that_a_source_is_taken_out_of_use_by_its_tick(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    dialog = open_dialog()
    dialog.listing.list.setFocus()
    QTest.keyClick(dialog.listing.list, Qt.Key.Key_Space)
    choice = applied(dialog, qtbot)
    assert not choice.sources.listen[0].enabled
    assert choice.sources.in_use() == Sources()


def test_that_typed_secrets_go_to_the_key_store_and_stand_in_no_settings(
    open_dialog: OpenDialog, store: InAFile, qtbot: QtBot
) -> None:
    del store
    dialog = open_dialog()
    receiver(dialog).token.setText("door key")
    dialog.add_feed(Feed(url="ws://127.0.0.1:9/"))
    feed(dialog).token.setText("feed key")
    feed(dialog).headers.add("X-Key", "header key")
    feed(dialog).headers.add("X-Tenant", "4711", is_open=True)
    choice = applied(dialog, qtbot)
    written = choice.sources.model_dump_json()
    assert not any(secret in written for secret in ("door key", "feed key", "header key"))
    assert choice.variables == {}
    [listener], [followed] = choice.sources.listen, choice.sources.connect
    assert followed.headers[1] == ("X-Tenant", "4711")
    references = (listener.token, followed.token, followed.headers[0][1])
    assert [read_secret(reference or "") for reference in references] == ["door key", "feed key", "header key"]


@pytest.mark.usefixtures("locked_store")
def test_that_without_a_key_store_secrets_are_kept_for_this_run_if_the_user_wants(
    open_dialog: OpenDialog, qtbot: QtBot
) -> None:
    dialog = open_dialog()
    receiver(dialog).token.setText("door key")
    dialog.buttons.button(APPLY).click()
    qtbot.waitUntil(dialog.trouble.isVisible)
    assert "stayed closed" in dialog.trouble.words.text()
    assert not can(dialog, OK)
    with qtbot.waitSignal(dialog.applied) as told:
        dialog.trouble.run_only.click()
    choice: Choice = told.args[0]
    assert "door key" not in choice.sources.model_dump_json()
    assert list(choice.variables.values()) == ["door key"]
    assert choice.written_out().listen[0].token == "door key"
    assert not choice.lost()


@pytest.mark.usefixtures("locked_store")
def test_that_without_a_key_store_the_user_can_go_back_and_refer_to_a_secret(
    open_dialog: OpenDialog, qtbot: QtBot
) -> None:
    dialog = open_dialog()
    receiver(dialog).token.setText("door key")
    dialog.buttons.button(APPLY).click()
    qtbot.waitUntil(dialog.trouble.isVisible)
    dialog.trouble.back.click()
    assert not dialog.trouble.isVisible()
    receiver(dialog).token.setText("file:/run/token")
    assert applied(dialog, qtbot).sources.listen[0].token == "file:/run/token"


def test_that_secrets_are_veiled_and_references_are_not(open_dialog: OpenDialog) -> None:
    token = receiver(open_dialog()).token
    token.setText("door key")
    assert token.echoMode() == QLineEdit.EchoMode.Password
    token.setText("env:TOKEN")
    assert token.echoMode() == QLineEdit.EchoMode.Normal


def test_that_typing_can_be_undone(open_dialog: OpenDialog) -> None:
    dialog = open_dialog(EVERYTHING)
    dialog.listing.list.setCurrentRow(2)
    url = feed(dialog).url
    url.setFocus()
    QTest.keyClicks(url, "x")
    assert dialog.chosen() != EVERYTHING
    press(url, "Ctrl+Z")
    assert dialog.chosen() == EVERYTHING


def test_that_cancelling_changes_nothing(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    dialog = open_dialog(EVERYTHING)
    dialog.listing.list.setCurrentRow(1)
    receiver(dialog).port.setValue(1)
    with qtbot.assertNotEmitted(dialog.applied), qtbot.waitSignal(dialog.finished):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_that_ok_without_a_change_closes_without_applying(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    dialog = open_dialog(EVERYTHING)
    with qtbot.assertNotEmitted(dialog.applied), qtbot.waitSignal(dialog.finished):
        dialog.buttons.button(OK).click()


def test_that_every_field_has_a_name_and_a_tip_or_a_hint(open_dialog: OpenDialog) -> None:
    dialog = open_dialog(EVERYTHING)
    for form in dialog.listing.forms():
        for field in form.findChildren(QLineEdit):
            if field.objectName() != "qt_spinbox_lineedit" and field.parent() is not None:
                named = field.accessibleName() or getattr(field.parent(), "accessibleName", str)()
                assert named, field
