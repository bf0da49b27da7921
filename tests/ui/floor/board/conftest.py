"""A floor whose list is tested."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from tests.ui.floor.floors import AVAILABLE, NOT_READY, ON_BREAK, ON_CALL, OTHER, Floor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.floor.view import FloorView


@pytest.fixture(autouse=True)
def tested(request: pytest.FixtureRequest) -> QAbstractItemModelTester | None:
    """Holds the list's model, where a test has one, to Qt's rules all the time."""
    if "view" not in request.fixturenames:
        return None
    model = request.getfixturevalue("view").model
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


@pytest.fixture
def busy(floor: Floor, view: FloorView, qtbot: QtBot) -> FloorView:
    """Ten past twelve: ann on break since 12:01, ben on a call since 12:05 with item 7, which rang for five seconds, cy
    in training since 12:08, eve available since 12:02, who declined item 8, dee signed out."""
    floor.signs_in("ann", 0)
    floor.status("ann", 60, ON_BREAK)
    floor.status("ben", 100, AVAILABLE)
    floor.step("ben", 290, 4, "7")
    floor.step("ben", 295, 5, "7")
    floor.status("ben", 300, ON_CALL)
    floor.status("cy", 480, OTHER, "Training")
    floor.status("dee", 10, NOT_READY)
    floor.signs_out("dee", 20)
    floor.status("eve", 120, AVAILABLE)
    floor.step("eve", 130, 4, "8", QueueName="Sales")
    floor.step("eve", 140, 6, "8", QueueName="Sales")
    qtbot.waitUntil(lambda: len(view.live.columns) == 12)
    qtbot.waitUntil(lambda: len(view.live.details.work.agents()) == 2)
    view.refresh()
    return view
