"""Feeds that a window follows: a real server that is cut off and comes back, another Floorwalker, one that refuses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from PySide6.QtWidgets import QDialogButtonBox

from floorwalker.session.reader import Reader
from floorwalker.sources import Feed, Sources
from floorwalker.ui.shell.reception import State
from floorwalker.ui.sources.remembered import recall, remember, remembered_file
from tests.session import made
from tests.ui.sources.feeds import feed
from tests.ui.windows import ANY_PORT, STARTS_WITHIN, leave, post

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.window import Window
    from tests.ui.windows import OpenWindow


def following(window: Window, state: str, qtbot: QtBot) -> None:
    def _is() -> bool:
        return [each.state for each in window.states.states if each.kind == "connect"] == [state]

    qtbot.waitUntil(_is, timeout=STARTS_WITHIN)


def apply_feed(window: Window, chosen: Feed, qtbot: QtBot) -> None:
    window.commands.sources.trigger()
    dialog = window.choosing.dialog
    assert dialog is not None
    dialog.add_feed(chosen)
    with qtbot.waitSignal(dialog.applied, timeout=STARTS_WITHIN):
        dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()


def test_that_a_feed_chosen_in_the_dialog_is_followed_and_its_loss_and_return_are_seen(
    receiving: Window, qtbot: QtBot
) -> None:
    with feed(made.payload(0)) as port:
        chosen = Feed(url=f"ws://127.0.0.1:{port}/feed")
        apply_feed(receiving, chosen, qtbot)
        following(receiving, "connected", qtbot)
        qtbot.waitUntil(lambda: len(receiving.live.columns) == 1, timeout=STARTS_WITHIN)
        assert "1 feed" in receiving.reception.words
    following(receiving, "reconnecting", qtbot)
    assert "1 feed reconnecting" in receiving.reception.words
    with feed(made.payload(1), port=port):
        following(receiving, "connected", qtbot)
        qtbot.waitUntil(lambda: len(receiving.live.columns) == 2, timeout=STARTS_WITHIN)
        [state] = [each for each in receiving.states.states if each.kind == "connect"]
        assert state.last is not None
    assert (recall() or Sources()).connect == (chosen,)


def test_that_a_secret_in_a_feeds_url_stands_in_no_file_title_or_state_of_the_window(
    open_window: OpenWindow, home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with feed(made.payload(0)) as port:
        url = f"ws://hook:sesame-1@127.0.0.1:{port}/feed?room=1&token=sesame-2"
        window = open_window(tmp_path / "new.fw", sources=Sources(connect=(Feed(url=url),)))
        shown = f"ws://127.0.0.1:{port}/feed?room=1"
        assert [state.address for state in window.states.states] == [shown]
        following(window, "connected", qtbot)
        qtbot.waitUntil(lambda: len(window.live.columns) == 1, timeout=STARTS_WITHIN)
        assert [state.address for state in window.states.states] == [shown]
        title = psutil.Process(window.reception.child.process_id).cmdline()
        sources = Path(title[title.index("--sources") + 1]).read_text("utf-8")
        assert "sesame" not in " ".join(title) + sources
        choice = window.reception.choice()
        assert choice is not None
        remember(choice.sources)
        leave(window, qtbot)
    files = [path for folder in (home, tmp_path) for path in folder.rglob("*") if path.is_file()]
    assert remembered_file() in files
    assert [path for path in files if b"sesame" in path.read_bytes()] == []


def test_that_a_feed_which_refuses_is_told_until_its_token_is_right(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    with feed(made.payload(0), token="let me in") as port:
        url = f"ws://127.0.0.1:{port}/feed"
        window = open_window(tmp_path / "new.fw", sources=Sources(connect=(Feed(url=url),)))
        qtbot.waitUntil(lambda: window.banners.shown(f"feed {url}") is not None, timeout=STARTS_WITHIN)
        assert "Following 1 feed reconnecting" in window.reception.words
        assert window.empty.headline.text() == "Waiting for the first event of a feed"
        leave(window, qtbot)
        right = Sources(connect=(Feed(url=url, token="let me in"),))
        window = open_window(tmp_path / "new.fw", sources=right)
        following(window, "connected", qtbot)
        qtbot.waitUntil(lambda: len(window.live.columns) == 1, timeout=STARTS_WITHIN)
        assert window.banners.shown(f"feed {url}") is None
        leave(window, qtbot)


def test_that_another_floorwalkers_feed_is_followed_from_the_window(
    receiving: Window, open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    for number in range(3):
        post(receiving.reception.url, made.payload(number))
    url = receiving.reception.url.replace("http://", "ws://").replace("/events", "/feed")
    second = open_window(tmp_path / "second.fw", sources=ANY_PORT)
    qtbot.waitUntil(lambda: second.reception.state is State.RECEIVING, timeout=STARTS_WITHIN)
    apply_feed(second, Feed(url=url), qtbot)
    following(second, "connected", qtbot)
    post(receiving.reception.url, made.payload(3))
    qtbot.waitUntil(lambda: len(second.live.columns) == 4, timeout=STARTS_WITHIN)
    leave(second, qtbot)
    with Reader.open(tmp_path / "second.fw") as reader:
        assert [reader.payload(seq) for seq in range(1, 5)] == [made.payload(number) for number in range(4)]
