"""What a watch makes of a session that is being captured by somebody else, by a clock that is told."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from floorwalker.event.limits import ALERTS, WARNS
from floorwalker.session.alerts import AvailableRule, FilterRule, StatusRule
from floorwalker.session.journal import Journal
from floorwalker.session.roster import Member, Roster
from floorwalker.ui.floor.alerts.watch import AlertWatch
from floorwalker.ui.floor.clock import Clock
from tests.session import made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.session.alerts import Alert
    from floorwalker.ui.following import LiveSession
    from tests.ui.floor.alerts.conftest import SetRules

AVAILABLE, ON_CALL, ON_BREAK = 16, 33, 34


class Session:
    """Seconds are from now."""

    def __init__(self, path: Path, follow: Callable[[Path], LiveSession], qtbot: QtBot) -> None:
        self.now = int(time.time())
        self.seconds = 0.0
        self.qtbot = qtbot
        self._follow = follow
        self.journal = Journal.open(path, made.CATALOG, (self.now - 4000) * 1_000_000)
        self.journal.feed("listen", "127.0.0.1:8787")
        self.number = 0
        self.fired: list[tuple[str, int]] = []
        self.watches: list[AlertWatch] = []

    def status(self, agent: str, activity: int, second: int, arrives: int | None = None) -> None:
        self.number += 1
        at = self.now + second
        told = {"Id": made.guid(self.number), "Username": agent, "SessionId": agent, "ActivityCode": activity}
        body = made.payload(0, **told, CreationDateUtc=made.stamp(at))
        self.journal.append([made.delivery(body, at=(at if arrives is None else self.now + arrives) - made.NOON)])

    def watch(self) -> AlertWatch:
        live = self._follow(self.journal.path)
        clock = Clock(live, our_clock=self.ours)
        watch = AlertWatch(live, clock, our_clock=self.ours)
        watch.fired.connect(lambda alerts: self._note(live, alerts))
        watch.keeper.start()
        self.qtbot.waitUntil(lambda: live.is_loaded)
        self.live = live
        self.watches.append(watch)
        return watch

    def ours(self) -> float:
        return self.now + self.seconds

    def passes(self, watch: AlertWatch, second: float) -> None:
        self.seconds = second
        watch.look()

    def arrived(self, watch: AlertWatch) -> None:
        """Everything that was written is known."""
        self.qtbot.waitUntil(lambda: len(self.live.columns) == self.number)
        watch.look()

    def _note(self, live: LiveSession, alerts: list[Alert]) -> None:
        self.fired += [(live.names.text(alert.about.whom), alert.about.stage) for alert in alerts]


@pytest.fixture
def session_(tmp_path: Path, follow: Callable[[Path], LiveSession], qtbot: QtBot) -> Iterator[Session]:
    session = Session(tmp_path / "live.fw", follow, qtbot)
    yield session
    for watch in session.watches:
        watch.stop()
    session.journal.close()


def stages(watch: AlertWatch) -> list[int]:
    return [alert.about.stage for alert in watch.standing()]


def test_that_what_stands_already_is_listed_and_not_told(session_: Session, set_rules: SetRules) -> None:
    set_rules(StatusRule(status="BusyOnBreak", warns=60, alerts=100))
    session_.status("ann", ON_BREAK, -90)
    session_.status("ben", ON_BREAK, -45)
    session_.status("cy", AVAILABLE, -1)
    watch = session_.watch()
    assert stages(watch) == [WARNS]
    assert session_.fired == []
    session_.passes(watch, 10)
    assert session_.fired == [("ann", ALERTS)]
    session_.passes(watch, 15)
    assert session_.fired == [("ann", ALERTS), ("ben", WARNS)]


def test_that_a_late_event_that_undoes_a_cause_clears_it(session_: Session, set_rules: SetRules) -> None:
    set_rules(StatusRule(status="BusyOnBreak", alerts=60))
    session_.status("ann", ON_BREAK, -90)
    session_.status("ben", AVAILABLE, -1)
    watch = session_.watch()
    assert stages(watch) == [ALERTS]
    session_.status("ann", AVAILABLE, -50, arrives=0)
    session_.arrived(watch)
    assert stages(watch) == []
    assert session_.fired == []


def test_that_a_repeated_and_a_swapped_event_tell_nothing_again(session_: Session, set_rules: SetRules) -> None:
    set_rules(StatusRule(status="BusyOnBreak", alerts=60))
    session_.status("ben", AVAILABLE, -1)
    watch = session_.watch()
    session_.status("ann", ON_BREAK, -70, arrives=0)
    session_.arrived(watch)
    assert session_.fired == [("ann", ALERTS)]
    session_.status("ann", ON_BREAK, -75, arrives=0)
    session_.number -= 1
    session_.status("ann", ON_BREAK, -75, arrives=1)
    session_.number += 1
    session_.arrived(watch)
    assert session_.fired == [("ann", ALERTS)]
    assert watch.standing()[0].about.since == session_.now - 75


def test_that_nobody_is_told_of_while_the_capture_gives_no_sign_of_life(session_: Session, set_rules: SetRules) -> None:
    set_rules(StatusRule(status="BusyOnBreak", alerts=60))
    session_.status("ann", ON_BREAK, -90)
    session_.status("ben", AVAILABLE, -1)
    watch = session_.watch()
    assert stages(watch) == [ALERTS]
    session_.passes(watch, 31)
    assert watch.is_resting
    assert stages(watch) == []


def test_that_a_shortage_of_a_team_follows_the_roster(session_: Session, set_rules: SetRules) -> None:
    set_rules(AvailableRule(lasting=5, filter="team:Sales"))
    session_.status("ann", AVAILABLE, -20)
    session_.status("ben", ON_CALL, -20)
    session_.status("cy", AVAILABLE, 0)
    watch = session_.watch()
    session_.passes(watch, 6)
    assert stages(watch) == []
    session_.live.set_roster(Roster({"ben": Member("Ben", "Sales"), "ann": Member("Ann", "Care")}))
    session_.passes(watch, 7)
    session_.passes(watch, 12)
    assert stages(watch) == [ALERTS]


def test_that_events_that_came_before_count_for_when_they_happened(session_: Session, set_rules: SetRules) -> None:
    rule = FilterRule(filter="agent:ann", times=2, within=60)
    set_rules(rule)
    session_.status("ann", AVAILABLE, -50)
    session_.status("ann", ON_CALL, -1)
    watch = session_.watch()
    session_.passes(watch, 1)
    assert [alert.about.rule for alert in watch.standing()] == [rule]
    session_.passes(watch, 20)
    assert watch.standing()[0].about.many == 1


def test_that_what_payloads_of_the_past_call_for_is_listed_and_not_told(
    session_: Session, set_rules: SetRules, qtbot: QtBot
) -> None:
    rule = FilterRule(filter="SessionType:cca", times=2, within=5)
    set_rules(rule)
    session_.status("ann", AVAILABLE, -2)
    session_.status("ann", ON_CALL, -1)
    watch = session_.watch()
    qtbot.waitUntil(lambda: [alert.about.rule for alert in watch.standing()] == [rule])
    assert session_.fired == []
    session_.passes(watch, 6)
    assert watch.standing() == []
    for second in (7, 8):
        session_.status("ann", ON_BREAK, second)
    session_.passes(watch, 9)
    qtbot.waitUntil(lambda: session_.fired == [("", ALERTS)])
