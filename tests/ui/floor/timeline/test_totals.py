"""Time per status in a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from floorwalker.event.statuses import STALE_AFTER, Statuses
from floorwalker.ui.floor.copies import AT_ONCE, Copies
from floorwalker.ui.floor.timeline.content import Content
from floorwalker.ui.floor.timeline.totals import Totalling, Totals
from tests.event.statuses.rows import ANN, AVAILABLE, BEN, ON_BREAK, ON_CALL, SIGNED_OUT, UNKNOWN, Day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.session.journal import Journal
    from floorwalker.ui.following import LiveSession

T = 1_790_000_000


@pytest.fixture
def live(journal: Journal, follow: Callable[[Path], LiveSession], qtbot: QtBot) -> LiveSession:
    """A session without events."""
    live = follow(journal.path)
    qtbot.waitUntil(lambda: live.is_loaded)
    return live


@pytest.fixture(params=[AT_ONCE, 0], ids=["at once", "on a thread"])
def totalling(
    live: LiveSession, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Totalling]:
    monkeypatch.setattr("floorwalker.ui.floor.timeline.totals.AT_ONCE", request.param)
    totalling = Totalling(live, Copies(live))
    yield totalling
    totalling.stop()


def content_of(day: Day, now: float, agents: tuple[int, ...] = (ANN, BEN)) -> Content:
    statuses = Statuses()
    statuses.append(day.rows)
    return Content(statuses=statuses, agents=agents, now=now)


def told(totalling: Totalling, content: Content, start: float, end: float, qtbot: QtBot) -> Totals:
    with qtbot.waitSignal(totalling.told) as found:
        totalling.ask(content, start, end)
    [of] = found.args
    assert isinstance(of, Totals)
    return of


def test_that_time_is_added_up_from_the_beginning_to_now_at_most(totalling: Totalling, qtbot: QtBot) -> None:
    day = Day()
    day.add(T, AVAILABLE, agent=ANN)
    day.add(T + 60, ON_CALL, agent=ANN)
    day.add(T + 30, ON_BREAK, agent=BEN)
    found = told(totalling, content_of(day, T + 100), T + 10, T + 500, qtbot)
    assert found == Totals(
        T + 10, T + 100, 2, {(AVAILABLE, 0): 50, (ON_CALL, 0): 40, (ON_BREAK, 0): 70, (UNKNOWN, 0): 20}
    )


def test_that_shares_are_of_the_time_with_a_known_status(totalling: Totalling, qtbot: QtBot) -> None:
    day = Day()
    day.add(T, AVAILABLE, agent=ANN)
    day.add(T + 25, ON_CALL, agent=ANN)
    day.add(T, SIGNED_OUT, agent=BEN)
    found = told(totalling, content_of(day, T + 100), T, T + 100, qtbot)
    assert found.known == 100
    assert found.share((AVAILABLE, 0)) == 0.25
    assert found.share((ON_CALL, 0)) == 0.75
    assert found.share((SIGNED_OUT, 0)) is None


def test_that_nothing_known_has_no_shares(totalling: Totalling, qtbot: QtBot) -> None:
    day = Day()
    day.add(T + 200, AVAILABLE, agent=ANN)
    found = told(totalling, content_of(day, T + 100, (ANN,)), T, T + 100, qtbot)
    assert found.seconds == {(UNKNOWN, 0): 100}
    assert found.share((AVAILABLE, 0)) is None


def test_that_stale_time_is_unknown(totalling: Totalling, qtbot: QtBot) -> None:
    day = Day()
    day.add(T, AVAILABLE, agent=ANN)
    found = told(totalling, content_of(day, T + STALE_AFTER + 60, (ANN,)), T, T + STALE_AFTER + 60, qtbot)
    assert found.seconds == {(AVAILABLE, 0): STALE_AFTER, (UNKNOWN, 0): 60}


def test_that_rows_of_nobody_count_nothing(totalling: Totalling, qtbot: QtBot) -> None:
    day = Day()
    day.add(T, AVAILABLE, agent=ANN)
    found = told(totalling, content_of(day, T + 10, (-1, ANN, -2)), T, T + 10, qtbot)
    assert (found.agents, found.seconds) == (1, {(AVAILABLE, 0): 10})


def test_that_other_agents_and_other_statuses_are_noticed(totalling: Totalling, qtbot: QtBot) -> None:
    day = Day()
    day.add(T, AVAILABLE, agent=ANN)
    content = content_of(day, T + 10, (ANN,))
    told(totalling, content, T, T + 10, qtbot)
    day.add(T, ON_BREAK, agent=BEN)
    content.statuses = Statuses()
    content.statuses.append(day.rows)
    content.agents = (ANN, BEN)
    assert told(totalling, content, T, T + 10, qtbot).seconds == {(AVAILABLE, 0): 10, (ON_BREAK, 0): 10}


def test_that_it_goes_on_after_it_was_stopped(totalling: Totalling, qtbot: QtBot) -> None:
    day = Day()
    day.add(T, AVAILABLE, agent=ANN)
    content = content_of(day, T + 10, (ANN,))
    told(totalling, content, T, T + 10, qtbot)
    totalling.stop()
    assert told(totalling, content, T + 5, T + 10, qtbot).seconds == {(AVAILABLE, 0): 5}
