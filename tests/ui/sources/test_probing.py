"""The test of a feed from the dialog, against real servers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess

from floorwalker.sources import Feed, Sources
from floorwalker.ui.sources.feed_form import FeedForm
from floorwalker.ui.sources.probing import probe_order
from tests.session import made
from tests.ui.sources.feeds import feed
from tests.ui.windows import STARTS_WITHIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from floorwalker.ui.sources.dialog import SourcesDialog
    from floorwalker.ui.sources.probing import ProbeBar

    OpenDialog = Callable[..., SourcesDialog]


def bar_of(dialog: SourcesDialog) -> ProbeBar:
    assert isinstance(dialog.page, FeedForm)
    return dialog.page.test


def outcome(bar: ProbeBar, qtbot: QtBot) -> str:
    with qtbot.waitSignal(bar.process.finished, timeout=STARTS_WITHIN):
        bar.button.click()
    assert bar.button.isEnabled()
    return bar.words.text()


def test_that_a_test_tells_the_first_event_or_why_there_is_none(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    with feed(made.payload(0), token="let me in") as port:
        dialog = open_dialog(Sources(connect=(Feed(url=f"ws://127.0.0.1:{port}/feed"),)))
        bar = bar_of(dialog)
        assert "401" in outcome(bar, qtbot)
        form = dialog.page
        assert isinstance(form, FeedForm)
        form.token.setText("let me in")
        assert "is a feed" in outcome(bar, qtbot)
        assert "An event came" in bar.words.text()
    assert "cannot be followed" in outcome(bar, qtbot)


def test_that_a_test_can_be_stopped_and_ends_with_the_dialog(open_dialog: OpenDialog, qtbot: QtBot) -> None:
    with feed() as port:
        dialog = open_dialog(Sources(connect=(Feed(url=f"ws://127.0.0.1:{port}/feed"),)))
        bar = bar_of(dialog)
        with qtbot.waitSignal(bar.process.started, timeout=STARTS_WITHIN):
            bar.button.click()
        bar.stop_button.click()
        assert bar.words.text() == "Stopped."
        with qtbot.waitSignal(bar.process.started, timeout=STARTS_WITHIN):
            bar.button.click()
        dialog.reject()
        assert bar.process.state() == QProcess.ProcessState.NotRunning


def test_that_no_secret_is_on_the_tests_command_line() -> None:
    url = "ws://127.0.0.1:1/?key=q3ry"
    order = probe_order(Feed(url=url, token="t0ken", headers=(("X-Key", "k3y"),), subscribe="-x"))
    assert not any(secret in word for word in order.command for secret in ("t0ken", "k3y", "q3ry"))
    assert sorted(order.variables.values()) == ["k3y", "t0ken", url]
    assert "--subscribe=-x" in order.command
