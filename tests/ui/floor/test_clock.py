"""What time it is on the floor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from floorwalker.ui.floor.clock import Clock
from tests.session import made
from tests.ui.floor.floors import AVAILABLE, NOON, ON_CALL, Floor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.session.journal import Journal
    from floorwalker.ui.following import LiveSession

    Read = Callable[[], tuple[LiveSession, Clock]]


class OurClock:
    """A clock that stands where it is put, in seconds after noon."""

    def __init__(self) -> None:
        self.second = 10.0

    def __call__(self) -> float:
        return NOON + self.second


@pytest.fixture
def ours() -> OurClock:
    return OurClock()


@pytest.fixture
def read(journal: Journal, follow: Callable[[Path], LiveSession], ours: OurClock, qtbot: QtBot) -> Read:
    """read(): the session, loaded, and its clock."""

    def _read() -> tuple[LiveSession, Clock]:
        live = follow(journal.path)
        qtbot.waitUntil(lambda: live.is_loaded)
        return live, Clock(live, live, ours)

    return _read


def test_that_now_is_our_clocks_while_the_senders_agrees(floor: Floor, read: Read, ours: OurClock) -> None:
    floor.status("ann", 5, AVAILABLE)
    _, clock = read()
    ours.second = 42.5
    assert clock.now() == NOON + 42.5
    assert clock.is_running


@pytest.mark.parametrize("behind", [-40, 90])
def test_that_now_is_told_by_the_senders_clock(journal: Journal, read: Read, ours: OurClock, behind: int) -> None:
    for number in range(3):
        payload = made.payload(number, CreationDateUtc=made.stamp(NOON + number - behind))
        journal.append([made.delivery(payload, at=number)])
    _, clock = read()
    assert clock.now() == NOON + ours.second - behind


def test_that_neither_late_events_nor_a_wrong_year_move_the_clock(journal: Journal, read: Read, ours: OurClock) -> None:
    for number in range(60):
        journal.append([made.delivery(made.payload(number), at=number + 0.5)])
    for number, year in ((60, "00010101000000"), (61, "99991231235959")):
        journal.append([made.delivery(made.payload(number, CreationDateUtc=year), at=60)])
    for number in range(62, 70):
        late = made.payload(number, CreationDateUtc=made.stamp(NOON + number - 50))
        journal.append([made.delivery(late, at=70)])
    ours.second = 70
    _, clock = read()
    assert clock.now() == NOON + 70


def test_that_hours_caught_up_within_seconds_do_not_hold_the_clock_back(
    journal: Journal, read: Read, ours: OurClock
) -> None:
    for number in range(20):
        early = made.payload(number, CreationDateUtc=made.stamp(NOON - 7200 + 300 * number))
        journal.append([made.delivery(early, at=number / 2)])
    journal.append([made.delivery(made.payload(20, CreationDateUtc=made.stamp(NOON + 12)), at=12.5)])
    ours.second = 13
    _, clock = read()
    assert clock.now() == NOON + 13


def test_that_a_single_event_of_the_future_does_not_move_the_clock(
    journal: Journal, read: Read, ours: OurClock
) -> None:
    for number in range(30):
        journal.append([made.delivery(made.payload(number), at=number + 0.5)])
    ahead = made.payload(30, CreationDateUtc=made.stamp(NOON + 1830))
    journal.append([made.delivery(ahead, at=30)])
    ours.second = 31
    _, clock = read()
    assert clock.now() == NOON + 31


def test_that_a_session_of_the_past_stands_at_its_last_event(floor: Floor, read: Read, ours: OurClock) -> None:
    floor.status("ann", 5, AVAILABLE)
    floor.status("ann", 50, ON_CALL)
    ours.second = 86_400
    _, clock = read()
    assert clock.now() == NOON + 50
    assert not clock.is_running


def test_that_it_goes_on_with_the_next_event(floor: Floor, read: Read, ours: OurClock, qtbot: QtBot) -> None:
    floor.status("ann", 5, AVAILABLE)
    ours.second = 86_400
    live, clock = read()
    with qtbot.waitSignal(live.rows_appended):
        floor.status("ann", 86_400, ON_CALL)
    assert clock.is_running
    assert clock.now() == NOON + 86_400


def test_that_a_wrong_year_is_not_when_a_session_ended(journal: Journal, read: Read, ours: OurClock) -> None:
    journal.append([made.delivery(made.payload(1), at=1)])
    journal.append([made.delivery(made.payload(2, CreationDateUtc="99991231235959"), at=2)])
    ours.second = 86_400
    _, clock = read()
    assert clock.now() == NOON + 1


def test_that_a_moment_can_be_set_and_let_go(floor: Floor, read: Read, ours: OurClock, qtbot: QtBot) -> None:
    floor.status("ann", 5, AVAILABLE)
    _, clock = read()
    with qtbot.waitSignal(clock.ticked):
        clock.set_moment(NOON + 3)
    assert (clock.now(), clock.is_running, clock.moment) == (NOON + 3, False, NOON + 3)
    clock.set_moment(None)
    assert (clock.now(), clock.is_running, clock.moment) == (ours(), True, None)


def test_that_it_ticks_only_while_somebody_looks(floor: Floor, read: Read, qtbot: QtBot) -> None:
    floor.status("ann", 5, AVAILABLE)
    _, clock = read()
    clock.run(ticking=True)
    qtbot.waitSignal(clock.ticked, timeout=3000).wait()
    clock.run(ticking=False)
    assert not clock._timer.isActive()
