"""What one move of the mouse costs the chart, and the words on its spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from floorwalker.ui.floor.timeline.strip_words import StripWords
from tests.ui.floor.floors import AVAILABLE, NOON, ON_CALL, Floor

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.floor.view import FloorView

HOUR = 3600


@pytest.fixture
def shown(floor: Floor, view: FloorView, qtbot: QtBot) -> FloorView:
    """The hour until 12:10: ann available for long, then on call for some minutes."""
    floor.status("ann", -3000, AVAILABLE)
    floor.status("ann", 400, ON_CALL)
    qtbot.waitUntil(lambda: len(view.live.columns) == 2)
    view.refresh()
    QCoreApplication.processEvents()
    return view


def test_that_a_move_through_time_is_painted_once(shown: FloorView, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[object] = []
    # It is called with each painting; Qt keeps what it calls itself.
    monkeypatch.setattr(StripWords, "paint", lambda *_: painted.append(None))
    for step in (-600.0, 60.0, -7.0):
        painted.clear()
        shown.period.pan(step)
        shown.timeline.period_changed.emit()
        for _ in range(5):
            QCoreApplication.processEvents()
        assert len(painted) == 1


def test_that_words_are_written_where_there_is_room_and_nowhere_else(shown: FloorView) -> None:
    shown.period.show(NOON - 3000, NOON + 600)
    shown.timeline.period_changed.emit()
    picture, ink = shown.timeline.grab().toImage(), QColor(shown.paints.text_on(AVAILABLE))
    top = shown.table.horizontalHeader().height()
    long, short = (
        (round(shown.timeline.x_of(NOON + start)), round(shown.timeline.x_of(NOON + end)))
        for start, end in ((-3000, 400), (400, 600))
    )
    assert has(picture, top, ink, *long)
    assert not has(picture, top, QColor(shown.paints.text_on(ON_CALL)), *short)


def has(picture: QImage, top: int, ink: QColor, left: int, right: int) -> bool:
    """Whether a colour, or nearly so, is anywhere between two columns of the first row."""
    places = ((x, y) for x in range(left + 2, right - 2) for y in range(top + 6, top + 18))
    return any(_near(picture.pixelColor(x, y), ink) for x, y in places)


def _near(one: QColor, other: QColor) -> bool:
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return all(abs(a - b) < 40 for a, b in pairs)
