"""Secrets on their way into the key store, off the window's thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from floorwalker.secret import read_secret
from floorwalker.ui.sources.keeping import Keeping, forget
from tests.keystores import InAFile, store_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from keyring.backend import KeyringBackend
    from pytestqt.qtbot import QtBot


def test_that_secrets_are_kept_and_referred_to(store: InAFile, qtbot: QtBot) -> None:
    del store
    keeping = Keeping()
    with qtbot.waitSignal(keeping.done) as done:
        keeping.keep(["one", "two"])
    references: dict[str, str] = done.args[0]
    assert {secret: read_secret(reference) for secret, reference in references.items()} == {"one": "one", "two": "two"}


@pytest.mark.usefixtures("locked_store")
def test_that_a_store_which_stays_closed_is_told(qtbot: QtBot) -> None:
    keeping = Keeping()
    with qtbot.waitSignal(keeping.failed) as failed:
        keeping.keep(["one"])
    assert "stayed closed" in failed.args[0]


class HalfBroken(InAFile):
    """Keeps one secret, then fails in a way of its own."""

    def set_password(self, service: str, username: str, password: str) -> None:
        if store_file().exists():
            raise RuntimeError("the bus is gone")
        super().set_password(service, username, password)


def test_that_all_are_kept_or_none(use_store: Callable[[KeyringBackend], None], qtbot: QtBot) -> None:
    use_store(HalfBroken())
    keeping = Keeping()
    with qtbot.waitSignal(keeping.failed) as failed:
        keeping.keep(["one", "two"])
    assert "RuntimeError" in failed.args[0]
    assert store_file().read_text() == "{}"


class Slow(InAFile):
    """Waits for its user."""

    opened = threading.Event()

    def set_password(self, service: str, username: str, password: str) -> None:
        assert self.opened.wait(20)
        super().set_password(service, username, password)


def test_that_the_windows_thread_does_not_wait(use_store: Callable[[KeyringBackend], None], qtbot: QtBot) -> None:
    use_store(Slow())
    keeping = Keeping()
    with qtbot.waitSignal(keeping.done):
        keeping.keep(["one"])
        Slow.opened.set()


def test_that_only_what_the_window_put_there_is_forgotten(store: InAFile, qtbot: QtBot) -> None:
    store.set_password("floorwalker", "source-1", "ours")
    store.set_password("floorwalker", "mine", "theirs")
    forget(["keyring:source-1", "keyring:mine", "env:X"])
    qtbot.waitUntil(lambda: store.get_password("floorwalker", "source-1") is None)
    assert store.get_password("floorwalker", "mine") == "theirs"
