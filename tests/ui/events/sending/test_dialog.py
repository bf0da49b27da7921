"""Sending from the window: real child commands, to real receivers."""

from __future__ import annotations

import json
import re
import socket
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QProcess, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from floorwalker.session.reader import Reader
from floorwalker.ui.events.sending.dialog import Parcel, SendDialog
from floorwalker.ui.events.sending.target import remembered, url_flaw
from tests.capture.running import capturing
from tests.feed.receivers import answering
from tests.feed.sending.bare import bare
from tests.session import made
from tests.ui.windows import STARTS_WITHIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.ui.look import Look

    OpenDialog = Callable[..., SendDialog]

BODY = made.payload(7, Text="é\u00a0\u2028 line")


@pytest.fixture
def open_dialog(look: Look, home: Path, qtbot: QtBot) -> Iterator[OpenDialog]:
    """open_dialog(url, parcel): the dialog that would send it there; closed after the test."""
    del home, qtbot
    opened: list[SendDialog] = []

    def _open(url: str, parcel: Parcel | None = None, tokens: dict[str, str] | None = None) -> SendDialog:
        parcel = parcel or Parcel("Event 8", body=BODY)
        tokens = {} if tokens is None else tokens
        dialog = SendDialog(parcel, ["http://127.0.0.1:8787/events"], tokens, made.CATALOG, look)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        dialog.target.url_box.setEditText(url)
        opened.append(dialog)
        dialog.show()
        return dialog

    yield _open
    for dialog in opened:
        dialog.reject()
        dialog.deleteLater()


def send(dialog: SendDialog, qtbot: QtBot) -> str:
    with qtbot.waitSignal(dialog.child.ended, timeout=STARTS_WITHIN):
        dialog.send_button.click()
    assert dialog.send_button.isEnabled()
    return dialog.outcome.words.text()


def test_that_a_body_goes_out_as_it_was_and_its_answer_is_shown(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    with answering((201, {"X-Seen": "yes"})) as receiver:
        dialog = open_dialog(receiver.url)
        assert re.fullmatch(r"201 Created · \d+ ms", send(dialog, qtbot))
        assert receiver.bodies == [BODY]
    assert "X-Seen: yes" in dialog.outcome.headers.toPlainText()
    assert remembered()[0] == receiver.url


def test_that_the_projects_own_receiver_answers_and_stores_exactly_it(
    open_dialog: OpenDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    with capturing(tmp_path / "new.fw") as capture:
        dialog = open_dialog(capture.url)
        assert send(dialog, qtbot).startswith("200 OK")
        assert json.loads(dialog.outcome.body.toPlainText())["accepted"] == 1
        assert dialog.editor is not None
        dialog.editor.renew.click()
        send(dialog, qtbot)
        assert json.loads(dialog.outcome.body.toPlainText())["accepted"] == 1
        capture.stop()
    with Reader.open(tmp_path / "new.fw") as reader:
        first, second = (reader.payload(seq) for seq in (1, 2))
    assert first == BODY
    assert second is not None
    old, new = json.loads(BODY), json.loads(second)
    assert {name for name in old if old[name] != new[name]} == {"Id", "CreationDateUtc"}
    assert len(second) == len(BODY)


def test_that_an_edited_body_is_sent_as_edited_and_can_be_taken_back(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    with answering() as receiver:
        dialog = open_dialog(receiver.url)
        editor = dialog.editor
        assert editor is not None
        editor.text.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClicks(editor.text, ",")
        qtbot.waitUntil(lambda: editor.words.text().startswith("Not JSON"))
        assert "line 1, column" in editor.words.text()
        assert len(editor.text.extraSelections()) == 1
        send(dialog, qtbot)
        editor.restore.click()
        assert editor.words.text() == "JSON, and an event."
        send(dialog, qtbot)
    assert receiver.bodies == [BODY + b",", BODY]


def test_that_a_body_that_is_no_json_is_begun_where_it_is_to_be_mended(open_dialog: OpenDialog) -> None:
    editor = open_dialog("http://127.0.0.1:1/", Parcel("Refused", body='{"Id": 𝄞 broken'.encode())).editor
    assert editor is not None
    assert editor.text.textCursor().position() == 7
    assert not editor.text.textCursor().hasSelection()


def test_that_a_body_that_is_no_event_is_said_to_be_none(open_dialog: OpenDialog) -> None:
    dialog = open_dialog("http://127.0.0.1:1/", Parcel("Refused", body=b'{"Id": "1", "Category": 1}'))
    assert dialog.editor is not None
    assert dialog.editor.words.text().startswith("No event: /CreationDateUtc: missing")


@pytest.mark.parametrize("body", [b"\xff\x00{", b'{"a":"' + b"x" * 100_000 + b'"}'])
def test_that_what_cannot_be_edited_is_sent_as_it_is(open_dialog: OpenDialog, qtbot: QtBot, body: bytes) -> None:
    with answering() as receiver:
        dialog = open_dialog(receiver.url, Parcel("Refused", body=body))
        assert dialog.editor is not None
        assert dialog.editor.text.isReadOnly()
        assert "as it is" in dialog.editor.words.text() or "as they are" in dialog.editor.words.text()
        send(dialog, qtbot)
    assert receiver.bodies == [body]


def test_that_a_refusal_is_shown_with_its_remedy_and_a_token_lets_it_in(
    open_dialog: OpenDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK", "sesame")
    tokens: dict[str, str] = {}
    with capturing(tmp_path / "new.fw", "--token", "env:HOOK") as capture:
        dialog = open_dialog(capture.url, tokens=tokens)
        assert send(dialog, qtbot).startswith("401 Unauthorized")
        assert "token" in dialog.outcome.words.text()
        dialog.target.token.setText("sesame")
        assert send(dialog, qtbot).startswith("200 OK")
        assert not any("sesame" in word for word in dialog.child.process.arguments())
        capture.stop()
    assert tokens == {capture.url: "sesame"}
    assert "sesame" not in json.dumps(remembered())


def test_that_a_token_goes_to_no_other_url(open_dialog: OpenDialog) -> None:
    dialog = open_dialog("http://a.example/", tokens={"http://a.example/": "sesame"})
    assert dialog.target.token.text() == "sesame"
    dialog.target.url_box.setEditText("http://b.example/")
    assert dialog.target.token.text() == ""


def test_that_nobody_there_is_told_with_its_remedy(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        dialog = open_dialog(f"http://127.0.0.1:{nobody.getsockname()[1]}/")
        words = send(dialog, qtbot)
    assert words == "Nobody takes events there: Connection refused. Start the receiver, or check the URL."


def test_that_a_slow_receiver_can_be_left(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    with bare(None) as server:
        dialog = open_dialog(server.url)
        dialog.send_button.click()
        assert not dialog.send_button.isEnabled()
        qtbot.waitUntil(lambda: bool(server.heads), timeout=STARTS_WITHIN)
        with qtbot.waitSignal(dialog.child.ended, timeout=STARTS_WITHIN):
            dialog.stop_button.click()
        assert dialog.outcome.words.text() == "Stopped before an answer came."
        dialog.send_button.click()
        dialog.reject()
        assert dialog.child.process.state() == QProcess.ProcessState.NotRunning


@pytest.fixture
def session(tmp_path: Path) -> Path:
    return made.session_of(tmp_path / "some.fw", [made.payload(number) for number in range(50)])


def test_that_several_are_sent_as_they_came_with_a_summary(
    open_dialog: OpenDialog, qtbot: QtBot, session: Path
) -> None:
    with answering((200, {}), (422, {})) as receiver:
        dialog = open_dialog(receiver.url, Parcel("4 events", session=session, seqs=(2, 3, 4, 40)))
        words = send(dialog, qtbot)
    assert sorted(receiver.bodies) == [made.payload(number) for number in (1, 2, 3, 39)]
    assert words.startswith("4 of 4 sent, 3 taken, 1 not. It took")
    assert "422" in dialog.outcome.body.toPlainText()


def test_that_several_can_be_stopped_on_the_way(open_dialog: OpenDialog, qtbot: QtBot, session: Path) -> None:
    with answering() as receiver:
        dialog = open_dialog(receiver.url, Parcel("50 events", session=session, seqs=tuple(range(1, 51))))
        dialog.pacing.setCurrentText("10 a second")
        dialog.send_button.click()
        qtbot.waitUntil(lambda: dialog.outcome.bar.value() >= 2, timeout=STARTS_WITHIN)
        with qtbot.waitSignal(dialog.child.ended, timeout=STARTS_WITHIN):
            dialog.stop_button.click()
    assert "Stopped." in dialog.outcome.words.text()
    assert 2 <= len(receiver.bodies) < 50


def test_that_a_broken_session_is_told(open_dialog: OpenDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = open_dialog("http://127.0.0.1:1/", Parcel("2 events", session=tmp_path / "gone.fw", seqs=(1, 2)))
    assert "gone.fw cannot be read" in send(dialog, qtbot)


@pytest.mark.parametrize(
    ("url", "is_right"),
    [
        ("http://a/", True),
        ("WSS://a:1/b?c", True),
        ("env:HOOK", True),
        ("", False),
        ("a/b", False),
        ("ftp://a/", False),
        ("http://", False),
        ("http://a b/", False),
        ("http://a:0/", False),
        ("http://a:x/", False),
        ("env:", False),
    ],
)
def test_that_only_a_url_that_can_be_sent_to_is_sent_to(open_dialog: OpenDialog, url: str, is_right: bool) -> None:
    assert (url_flaw(url) is None) is is_right
    assert open_dialog(url).send_button.isEnabled() is is_right


def test_that_the_sessions_own_receiver_is_proposed_first_and_later_the_last_url(
    open_dialog: OpenDialog, qtbot: QtBot
) -> None:
    first = open_dialog("")
    assert first.target.url_box.itemText(0) == "http://127.0.0.1:8787/events"
    with answering() as receiver:
        first.target.url_box.setEditText(f"{receiver.url}?token=sesame")
        send(first, qtbot)
    again = open_dialog("")
    assert again.target.url_box.itemText(0) == receiver.url
