"""What tests of the sources share: a key store, and a dialog."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import keyring
import pytest
from PySide6.QtCore import Qt

from floorwalker.ui.shell import memory
from floorwalker.ui.sources.choice import Choice
from floorwalker.ui.sources.dialog import SourcesDialog
from tests.keystores import InAFile, Locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from keyring.backend import KeyringBackend
    from pytestqt.qtbot import QtBot

    from floorwalker.sources import Sources
    from floorwalker.ui.look import Look

ROOT = Path(__file__).parents[3]


@pytest.fixture
def use_store(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[KeyringBackend], None]]:
    """use_store(backend): the system's key store, for child processes too."""
    del home
    before = keyring.get_keyring()

    def _use(backend: KeyringBackend) -> None:
        keyring.set_keyring(backend)
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"tests.keystores.{type(backend).__name__}")
        monkeypatch.setenv("PYTHONPATH", str(ROOT))

    yield _use
    keyring.set_keyring(before)


@pytest.fixture
def store(use_store: Callable[[KeyringBackend], None]) -> InAFile:
    """A key store that is open."""
    backend = InAFile()
    use_store(backend)
    return backend


@pytest.fixture
def locked_store(use_store: Callable[[KeyringBackend], None]) -> None:
    """A key store that stays closed."""
    use_store(Locked())


@pytest.fixture
def open_dialog(look: Look, home: Path, qtbot: QtBot) -> Iterator[Callable[..., SourcesDialog]]:
    """open_dialog(sources): the dialog over these."""
    del home
    memory.settle(for_picture=False)
    opened: list[SourcesDialog] = []

    def _open(sources: Sources | None = None, insecure: bool = False) -> SourcesDialog:
        choice = None if sources is None else Choice.of(sources)
        dialog = SourcesDialog(choice, look, "It starts again.", insecure=insecure)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        opened.append(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
        return dialog

    yield _open
    for dialog in opened:
        dialog.close()
