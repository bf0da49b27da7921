"""What the floor shows after it was rewound to a moment, held against a plain look at all events."""

from __future__ import annotations

import json
import random
from datetime import datetime
from itertools import accumulate
from typing import TYPE_CHECKING

import pytest

from floorwalker.ui.floor import durations
from floorwalker.ui.floor.board.columns import Column
from floorwalker.ui.floor.view import FloorView
from tests.session.floor.day import day_of, plainly, seconds_of, shuffled
from tests.session.made import NOON, delivery, new_journal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look
    from tests.session.floor.day import Event, Told

WORDS = {
    "NotReady": "Not ready",
    "Available": "Available",
    "BusyOnCall": "On call",
    "BusyOnBreak": "On break",
    "Wrapup": "Wrap-up",
    "BusyOther": "Other",
    "SignedOut": "Signed out",
    "Unknown": "Unknown",
}
MOMENTS = 40


def shown(view: FloorView) -> dict[str, tuple[str, str]]:
    """What the list says of each agent: status and time in it."""
    model = view.model
    rows = [[str(model.index(row, column).data()) for column in Column] for row in range(model.rowCount())]
    return {row[Column.AGENT]: (row[Column.STATUS], row[Column.TIME]) for row in rows}


def plain(told: Told, moment: int) -> tuple[str, str]:
    """What the list should say."""
    if told.since is None:
        return "Not seen yet", ""
    words = WORDS[told.status] + (f" · {told.reason}" if told.reason else "")
    return words, durations.ticking(moment - datetime.fromisoformat(told.since).timestamp())


def written(path: Path, events: list[Event]) -> Path:
    """A session in which each arrived once it, and all that came before it, had been created."""
    arrivals = accumulate((seconds_of(event) - NOON for event in events), max)
    with new_journal(path) as journal:
        bodies = (json.dumps(event).encode() for event in events)
        journal.append([delivery(body, at=at) for body, at in zip(bodies, arrivals, strict=True)])
    return path


def rewind(view: FloorView, moment: int, qtbot: QtBot) -> None:
    view.rewind.go_to(float(moment))
    qtbot.waitUntil(lambda: view.clock.moment == moment)


@pytest.mark.parametrize("arrive", ["in order", "shuffled, and a tenth twice"])
def test_that_any_moment_is_shown_as_a_plain_look_at_the_events_tells_it(
    tmp_path: Path, follow: Callable[[Path], LiveSession], look: Look, qtbot: QtBot, arrive: str
) -> None:
    random_ = random.Random(5)
    events = day_of(random_)
    path = written(tmp_path / "day.fw", events if arrive == "in order" else shuffled(random_, events))
    view = FloorView(follow(path), look)
    qtbot.addWidget(view)
    qtbot.waitUntil(lambda: view.live.is_loaded)
    view.show()
    first, last = seconds_of(events[0]), seconds_of(events[-1])
    for moment in [first, last - 1, *(random_.randrange(first, last) for _ in range(MOMENTS))]:
        rewind(view, moment, qtbot)
        assert shown(view) == {agent: plain(told, moment) for agent, told in plainly(events, moment).items()}
    view.stop()
