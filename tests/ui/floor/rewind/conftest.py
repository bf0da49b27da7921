"""A floor whose past is worth going back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from tests.ui.floor.floors import AVAILABLE, NOT_READY, ON_BREAK, ON_CALL

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.floor.view import FloorView
    from tests.ui.floor.floors import Floor


@pytest.fixture(autouse=True)
def tested(view: FloorView) -> QAbstractItemModelTester:
    """Holds the model to Qt's rules all the time."""
    return QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


@pytest.fixture
def past(floor: Floor, view: FloorView, qtbot: QtBot) -> FloorView:
    """Ten past noon, live: ann on break since 12:01, ben on a call since 12:05, dee signed out at 12:07."""
    floor.status("ann", 0, AVAILABLE)
    floor.status("ann", 60, ON_BREAK)
    floor.status("ben", 100, AVAILABLE)
    floor.status("ben", 300, ON_CALL)
    floor.status("dee", 400, NOT_READY)
    floor.signs_out("dee", 420)
    qtbot.waitUntil(lambda: len(view.live.columns) == 6)
    view.refresh()
    return view
