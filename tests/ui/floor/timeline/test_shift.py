"""The shift, whose start the user sets."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, QTime
from PySide6.QtWidgets import QDialogButtonBox

from floorwalker.ui.floor.timeline.shift import LENGTH, ShiftDialog
from floorwalker.ui.floor.view import FloorView
from tests.ui.floor.floors import NOON

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.look import Look


def local_time(seconds: float) -> tuple[int, int]:
    moment = datetime.fromtimestamp(seconds, UTC).astimezone()
    return moment.hour, moment.minute


def shown_since(view: FloorView) -> float:
    return view.period.now - view.period.start


def test_that_without_a_start_the_last_eight_hours_are_shown(view: FloorView) -> None:
    view.actions_.shift.trigger()
    assert shown_since(view) == pytest.approx(LENGTH)
    assert view.actions_.shift.text() == "8 h"
    assert not view.actions_.shift_length.isEnabled()


@pytest.mark.parametrize("before", [2 * 3600, 30 * 60, 23 * 3600])
def test_that_the_shift_is_shown_since_its_last_start(view: FloorView, before: int) -> None:
    hour, minute = local_time(NOON + 600 - before)
    view._navigation.shift.set_start(QTime(hour, minute))
    assert shown_since(view) == pytest.approx(before, abs=60)
    assert view.actions_.shift.isChecked()
    assert view.actions_.shift.text() == "Shift"
    assert f"{hour:02}:{minute:02}" in view.actions_.shift.toolTip()


def test_that_the_start_is_set_in_a_dialog_and_remembered(view: FloorView, look: Look, qtbot: QtBot) -> None:
    view.actions_.shift_start.trigger()
    [dialog] = view.findChildren(ShiftDialog)
    hour, minute = local_time(NOON + 600 - 3 * 3600)
    dialog.time.setTime(QTime(hour, minute))
    [buttons] = dialog.findChildren(QDialogButtonBox)
    buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    assert shown_since(view) == pytest.approx(3 * 3600, abs=60)
    again = FloorView(view.live, look)
    qtbot.addWidget(again)
    assert again.actions_.shift.text() == "Shift"
    assert again._navigation.shift.start == QTime(hour, minute)


def test_that_the_start_can_be_forgotten(view: FloorView) -> None:
    view._navigation.shift.set_start(QTime(6, 0))
    view.actions_.shift_length.trigger()
    assert view.actions_.shift.text() == "8 h"
    assert shown_since(view) == pytest.approx(LENGTH)


def test_that_a_start_that_cannot_be_read_counts_as_none(view: FloorView) -> None:
    QSettings().setValue("floor/shift", "half past six")
    assert view._navigation.shift.start is None
    assert view._navigation.shift.began(NOON) is None


def test_that_a_new_shift_is_shown_from_its_start_on_once_it_begins(view: FloorView) -> None:
    hour, minute = local_time(NOON + 900)
    view._navigation.shift.set_start(QTime(hour, minute))
    assert shown_since(view) == pytest.approx(24 * 3600 - 300, abs=60)
    view.set_moment(NOON + 1200)
    view.refresh()
    assert shown_since(view) == pytest.approx(300, abs=60)
