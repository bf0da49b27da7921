"""What tests do with a whole window: press its keys, post to it, close it."""

import json
import urllib.request
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from floorwalker.sources import Listener, Sources
from floorwalker.ui.window import Window

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

OpenWindow = Callable[..., Window]

ANY_PORT = Sources(listen=(Listener(address="127.0.0.1:0"),))
"""A receiver at a free port."""

STARTS_WITHIN = 20_000
"""Milliseconds for a capture to start or to end, also on a busy machine."""


def leave(window: Window, qtbot: "QtBot") -> None:
    """Close a window and wait until its capture has ended."""
    with qtbot.waitSignal(window.left, timeout=STARTS_WITHIN):
        window.close()


def post(url: str, body: bytes) -> dict[str, object]:
    with urllib.request.urlopen(urllib.request.Request(url, body), timeout=10) as answer:  # noqa: S310 our own
        answered: dict[str, object] = json.load(answer)
        return answered


def press(widget: QWidget, keys: str) -> None:
    QTest.keySequence(widget, QKeySequence(keys))


def clipboard() -> str:
    return QGuiApplication.clipboard().text()
