"""The floor of a session that is being captured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from floorwalker.ui.floor.view import FloorView
from tests.ui.floor.floors import NOON, Floor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.session.journal import Journal
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look


@pytest.fixture
def floor(journal: Journal) -> Floor:
    """Writes agents' events into the session that `view` shows."""
    return Floor(journal)


@pytest.fixture
def view(journal: Journal, follow: Callable[[Path], LiveSession], look: Look, qtbot: QtBot) -> Iterator[FloorView]:
    """The floor ten minutes after noon: 900 × 500, loaded and on the screen."""
    live = follow(journal.path)
    qtbot.waitUntil(lambda: live.is_loaded)
    view = FloorView(live, look, our_clock=lambda: NOON + 600)
    qtbot.addWidget(view)
    view.resize(900, 500)
    with qtbot.waitActive(view):
        view.show()
    yield view
    view.stop()
