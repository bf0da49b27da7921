"""Alerts in a whole window that receives, by the real clock."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Final

import pytest

from floorwalker.event.limits import ALERTS, WARNS
from floorwalker.session.alerts import (
    AvailableRule,
    DeclinedRule,
    FeedRule,
    FilterRule,
    Kind,
    StatusRule,
    alerts_file,
)
from floorwalker.sources import Feed, Sources
from floorwalker.ui.floor.board.groups import By, Grouping
from tests.session import made
from tests.ui.sources.feeds import feed
from tests.ui.windows import post, press

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.session.alerts import Alert
    from floorwalker.ui.floor.alerts.watch import AlertWatch
    from floorwalker.ui.window import Window
    from tests.ui.floor.alerts.conftest import SetRules
    from tests.ui.windows import OpenWindow

ON_BREAK, AVAILABLE, ON_CALL = 34, 16, 33
PATIENCE: Final = 20_000
pytestmark = pytest.mark.usefixtures("_begin")


@pytest.fixture
def _begin(set_rules: SetRules) -> None:
    """Before the window that needs them is opened."""
    set_rules(
        StatusRule(status="BusyOnBreak", warns=2, alerts=4),
        AvailableRule(lasting=1, filter="agent:lonely*"),
        DeclinedRule(times=2, within=5, severity="warns"),
        FilterRule(name="Music", filter='"hold music"', times=2, within=60),
    )


class Told:
    """What a watch tells, with when it did."""

    def __init__(self, watch: AlertWatch) -> None:
        self.fired: list[tuple[Kind, int, float]] = []
        watch.fired.connect(self._on_fired)

    def _on_fired(self, alerts: list[Alert]) -> None:
        self.fired += [(alert.about.kind, alert.about.stage, time.time()) for alert in alerts]

    def of(self, kind: Kind) -> list[tuple[int, float]]:
        return [(stage, at) for of, stage, at in self.fired if of == kind]


def send(window: Window, *events: dict[str, object]) -> int:
    """Post events as they happen now, and return the second in which they were created."""
    now = int(time.time())
    for event in events:
        body = json.loads(made.payload(0)) | {
            "Id": made.guid(time.time_ns() % 10**9),
            "CreationDateUtc": made.stamp(now),
        }
        post(window.reception.url, json.dumps(body | event).encode())
    return now


def status(agent: str, activity: int) -> dict[str, object]:
    return {"Username": agent, "SessionId": agent, "ActivityCode": activity}


def test_that_a_limit_is_told_within_a_second_of_it_once_at_each_stage_and_cleared(
    receiving: Window, qtbot: QtBot
) -> None:
    watch = receiving.floor.alerts.watch
    told = Told(watch)
    send(receiving, status("b.chen", AVAILABLE))
    qtbot.waitUntil(lambda: not watch.is_resting, timeout=PATIENCE)
    begun = send(receiving, status("a.lopez", ON_BREAK))
    qtbot.waitUntil(lambda: len(told.of(Kind.STATUS)) == 2, timeout=PATIENCE)
    (mild, first), (grave, second) = told.of(Kind.STATUS)
    assert (mild, grave) == (WARNS, ALERTS)
    assert 2 <= first - begun <= 3
    assert 4 <= second - begun <= 5
    send(receiving, status("b.chen", ON_CALL))
    qtbot.waitUntil(lambda: receiving.live.totals.events == 3, timeout=PATIENCE)
    watch.look()
    assert len(told.of(Kind.STATUS)) == 2
    [alert] = watch.standing()
    ended = time.time()
    send(receiving, status("a.lopez", AVAILABLE))
    qtbot.waitUntil(lambda: watch.standing() == [], timeout=PATIENCE)
    assert alert.cleared is not None
    assert ended <= alert.cleared <= ended + 1.5
    assert watch.past() == [alert]


def test_that_a_shortage_declines_and_a_filter_over_payloads_are_told(receiving: Window, qtbot: QtBot) -> None:
    watch = receiving.floor.alerts.watch
    told = Told(watch)
    send(receiving, status("b.chen", AVAILABLE))
    qtbot.waitUntil(lambda: not watch.is_resting, timeout=PATIENCE)
    declined: dict[str, object] = {"Username": "d", "Code": 6}
    music: dict[str, object] = {"Words": "hold music"}
    send(receiving, status("lonely", ON_CALL), declined, declined, music, music)
    qtbot.waitUntil(
        lambda: {kind for kind, _, _ in told.fired} == {Kind.AVAILABLE, Kind.DECLINED, Kind.FILTER}, timeout=PATIENCE
    )
    assert len(told.fired) == 3
    # What was declined is over when nothing has been for the time of the rule.
    qtbot.waitUntil(lambda: Kind.DECLINED in {alert.about.kind for alert in watch.past()}, timeout=PATIENCE)
    assert len(told.of(Kind.DECLINED)) == 1


def test_that_a_silent_receiver_is_told_and_is_no_more_with_the_next_event(
    set_rules: SetRules, receiving: Window, qtbot: QtBot
) -> None:
    set_rules(FeedRule(silent=1))
    watch = receiving.floor.alerts.watch
    watch.keeper.look()
    send(receiving, status("b.chen", AVAILABLE))
    qtbot.waitUntil(lambda: [alert.about.kind for alert in watch.standing()] == [Kind.SILENT], timeout=PATIENCE)
    send(receiving, status("b.chen", ON_CALL))
    qtbot.waitUntil(lambda: watch.standing() == [], timeout=PATIENCE)


def test_that_a_feed_that_is_lost_is_told_and_is_no_more_when_it_is_back(
    set_rules: SetRules, open_window: OpenWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    set_rules(FeedRule(lost=1))
    with feed(made.payload(0)) as port:
        window = open_window(tmp_path / "fed.fw", sources=Sources(connect=(Feed(url=f"ws://127.0.0.1:{port}/"),)))
        watch = window.floor.alerts.watch
        qtbot.waitUntil(lambda: len(window.live.columns) == 1 and not watch.is_resting, timeout=PATIENCE)
        watch.look()
        assert watch.standing() == []
    qtbot.waitUntil(lambda: [alert.about.kind for alert in watch.standing()] == [Kind.LOST], timeout=PATIENCE)
    window.floor.alerts.page.model.refresh()
    assert str(port) in window.floor.alerts.page.model.words(0).who
    with feed(port=port):
        qtbot.waitUntil(lambda: watch.standing() == [], timeout=PATIENCE)


def test_that_nothing_stands_any_more_when_the_capture_has_ended(receiving: Window, qtbot: QtBot) -> None:
    watch = receiving.floor.alerts.watch
    send(receiving, status("a.lopez", ON_BREAK))
    qtbot.waitUntil(lambda: len(watch.standing()) == 1, timeout=PATIENCE)
    receiving.reception.stop()
    qtbot.waitUntil(lambda: watch.is_resting and watch.standing() == [], timeout=PATIENCE)


def test_that_nothing_is_told_of_a_session_that_has_ended(set_rules: SetRules, looking: Window) -> None:
    set_rules(StatusRule(status="Available", alerts=1))
    watch = looking.floor.alerts.watch
    watch.keeper.look()
    watch.look()
    assert watch.is_resting
    assert watch.standing() == []
    assert "nobody captures" in looking.floor.alerts.button.toolTip()


def test_that_rules_are_read_again_when_the_file_changes_and_a_wrong_one_changes_nothing(
    receiving: Window, qtbot: QtBot, set_rules: SetRules
) -> None:
    watch = receiving.floor.alerts.watch
    before = watch.keeper.rules
    alerts_file().write_text('{"rules": [{"kind": "status", "status": "34", "alerts": "soon"}]}')
    qtbot.waitUntil(lambda: receiving.banners.shown("alerts") is not None, timeout=PATIENCE)
    banner = receiving.banners.shown("alerts")
    assert banner is not None
    assert "rule 1, “alerts”" in banner.problem
    assert watch.keeper.rules == before
    set_rules(StatusRule(status="BusyOnCall", alerts=600))
    qtbot.waitUntil(lambda: receiving.banners.shown("alerts") is None, timeout=PATIENCE)
    assert watch.keeper.rules.rules == (StatusRule(status="BusyOnCall", alerts=600),)


def test_that_rewinding_the_floor_changes_no_alert(receiving: Window, qtbot: QtBot) -> None:
    watch = receiving.floor.alerts.watch
    begun = send(receiving, status("a.lopez", ON_BREAK))
    qtbot.waitUntil(lambda: len(watch.standing()) == 1, timeout=PATIENCE)
    receiving.floor.set_moment(begun - 60)
    press(receiving, "Ctrl+Shift+W")
    assert receiving.floor.alerts.page.rewound.isVisible()
    watch.look()
    qtbot.waitUntil(lambda: [alert.about.stage for alert in watch.standing()] == [ALERTS], timeout=PATIENCE)


def test_that_the_list_is_shown_from_any_view_and_put_away_by_the_same_key(receiving: Window, qtbot: QtBot) -> None:
    send(receiving, status("a.lopez", ON_BREAK))
    alerts = receiving.floor.alerts
    qtbot.waitUntil(lambda: alerts.button.text() == "1", timeout=PATIENCE)
    receiving.commands.events.trigger()
    press(receiving, "Ctrl+Shift+W")
    assert receiving.commands.floor.isChecked()
    assert receiving.floor.side.is_shown(alerts.page)
    assert alerts.page.isVisible()
    press(receiving, "Ctrl+Shift+W")
    assert not alerts.page.isVisible()


def fired(window: Window, qtbot: QtBot, kind: Kind, *events: dict[str, object]) -> None:
    """Send events and choose the alert of that kind that they cause, in the list."""
    alerts = window.floor.alerts
    send(window, *events)
    press(window, "Ctrl+Shift+W")
    qtbot.waitUntil(lambda: kind in {alert.about.kind for alert in alerts.page.model.alerts}, timeout=PATIENCE)
    row = next(row for row, alert in enumerate(alerts.page.model.alerts) if alert.about.kind == kind)
    alerts.page.list.setCurrentIndex(alerts.page.model.index(row))
    alerts.page.list.setFocus()


@pytest.mark.parametrize("hidden_by", ["filter", "group"])
def test_that_an_alert_leads_to_its_agent_also_where_something_hides_them(
    receiving: Window, qtbot: QtBot, hidden_by: str
) -> None:
    floor = receiving.floor
    send(receiving, status("b.chen", AVAILABLE))
    fired(receiving, qtbot, Kind.STATUS, status("a.lopez", ON_BREAK))
    if hidden_by == "filter":
        floor.set_filter("agent:b.chen")
    else:
        floor.board.set_grouping(Grouping(By.STATUS))
        floor.board.fold_all(folded=True)
    [alert] = floor.alerts.watch.standing()
    assert floor.model.row_of(alert.about.whom) is None
    press(floor.alerts.page.list, "Return")
    row = floor.table.chosen()
    assert row is not None
    assert receiving.live.names.text(floor.roster.agent_at(row) or 0) == "a.lopez"


def test_that_an_alert_leads_to_the_events_behind_it(receiving: Window, qtbot: QtBot) -> None:
    music: dict[str, object] = {"Words": "hold music"}
    fired(receiving, qtbot, Kind.FILTER, music, music)
    press(receiving.floor.alerts.page.list, "Return")
    assert receiving.commands.events.isChecked()
    assert receiving.events.bar.expression == '"hold music"'
    press(receiving, "Ctrl+1")
    receiving.floor.alerts.page.list.setFocus()
    press(receiving.floor.alerts.page.list, "E")
    qtbot.waitUntil(lambda: receiving.events.pane.seq == 2)


def test_that_what_was_declined_leads_to_the_last_event(receiving: Window, qtbot: QtBot) -> None:
    declined: dict[str, object] = {"Username": "d", "Code": 6}
    fired(receiving, qtbot, Kind.DECLINED, declined, declined, declined)
    press(receiving.floor.alerts.page.list, "E")
    qtbot.waitUntil(lambda: receiving.events.pane.seq == 3)


def test_that_a_file_that_is_wrong_from_the_beginning_is_told(open_window: OpenWindow, session: Path) -> None:
    alerts_file().write_text("{")
    window = open_window(session, look_only=True)
    banner = window.banners.shown("alerts")
    assert banner is not None
    assert str(alerts_file()) in banner.problem
