from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from floorwalker.session.alerts import Breach, FilterRule, Kind
from floorwalker.ui.floor.alerts.actions import AlertActions
from floorwalker.ui.floor.alerts.button import AlertsButton
from floorwalker.ui.floor.alerts.model import KEPT
from floorwalker.ui.floor.alerts.page import AlertsPage
from floorwalker.ui.floor.clock import Clock
from tests.ui.floor.alerts.watched import ToldWatch
from tests.ui.windows import clipboard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look


@pytest.fixture
def live(session: Path, follow: Callable[[Path], LiveSession], qtbot: QtBot) -> LiveSession:
    live = follow(session)
    qtbot.waitUntil(lambda: live.is_loaded)
    return live


@pytest.fixture
def watch(qapp: object) -> ToldWatch:
    del qapp
    return ToldWatch()


@pytest.fixture
def page(live: LiveSession, watch: ToldWatch, look: Look, qtbot: QtBot) -> Iterator[AlertsPage]:
    clock = Clock(live)
    page = AlertsPage(live, watch, clock, AlertActions(look), look)  # type: ignore[arg-type]
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    qtbot.addWidget(page)
    page.resize(340, 400)
    with qtbot.waitActive(page):
        page.show()
    yield page
    clock.run(ticking=False)


def agents(live: LiveSession) -> list[int]:
    return live.statuses.agents()


def who(page: AlertsPage) -> list[tuple[str, str]]:
    words = (page.model.words(row) for row in range(page.model.rowCount()))
    return [(of.severity, of.who) for of in words]


def test_that_the_grave_come_first_then_what_is_longest_and_what_is_seen_to_and_over_last(
    page: AlertsPage, watch: ToldWatch, live: LiveSession
) -> None:
    first, second, third = agents(live)
    mild, grave = watch.on_break(first, 1, 1000), watch.on_break(second, 2, 1300)
    longest, seen = watch.on_break(third, 2, 5000), watch.on_break(second, 1)._replace(activity=36)
    alerts = watch.fire(mild, grave, longest, seen)
    watch.acknowledge(alerts[3:])
    names = [live.names.text(agent) for agent in (third, second, first, second)]
    assert who(page) == list(zip(["Alert", "Alert", "Warning", "Warning"], names, strict=True))
    assert page.model.words(0).what == "On break over 20 min"
    assert page.model.words(3).note == "acknowledged"
    watch.clear(alerts[2])
    assert who(page)[-1] == ("Over", names[0])


def test_that_time_ticks_and_what_was_over_long_ago_is_listed_no_more(
    page: AlertsPage, watch: ToldWatch, live: LiveSession
) -> None:
    alerts = watch.fire(*(watch.on_break(agent, 2) for agent in agents(live)))
    assert page.model.words(0).time == "21:40"
    watch.now += 2
    page.model.tick()
    assert page.model.words(0).time == "21:42"
    watch.clear(alerts[0])
    watch.now += KEPT - 1
    page.model.tick()
    assert page.model.rowCount() == 3
    watch.now += 1
    page.model.tick()
    assert page.model.rowCount() == 2


def test_that_what_is_selected_stays_so_when_others_come_and_go(
    page: AlertsPage, watch: ToldWatch, live: LiveSession
) -> None:
    first, second, third = agents(live)
    [alert] = watch.fire(watch.on_break(first, 1))
    page.list.setCurrentIndex(page.model.index(0))
    others = watch.fire(watch.on_break(second, 2), watch.on_break(third, 2))
    assert page.selected() == [alert]
    assert page.list.currentIndex().row() == 2
    watch.clear(others[0])
    assert page.selected() == [alert]


def test_that_alerts_are_acknowledged_by_keys(page: AlertsPage, watch: ToldWatch, live: LiveSession) -> None:
    alerts = watch.fire(*(watch.on_break(agent, 2, 1300 + agent) for agent in agents(live)))
    page.setFocus()
    page.list.setCurrentIndex(page.model.index(0))
    chosen = page.model.alerts[0]
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert [alert for alert in alerts if alert.acknowledged] == [chosen]
    assert page.model.alerts[-1] is chosen
    assert page.list.currentIndex().row() == 0
    QTest.keyClick(page.list, Qt.Key.Key_A)
    assert sum(alert.acknowledged for alert in alerts) == 2
    QTest.keyClick(page.list, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert all(alert.acknowledged for alert in alerts)


def test_that_the_keys_are_the_lists_as_soon_as_there_is_one(
    page: AlertsPage, watch: ToldWatch, live: LiveSession
) -> None:
    page.setFocus()
    assert page.hasFocus()
    [alert] = watch.fire(watch.on_break(agents(live)[0], 2))
    assert page.list.hasFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert alert.acknowledged


def test_that_an_alert_leads_to_what_it_is_about_and_to_its_event(
    page: AlertsPage, watch: ToldWatch, live: LiveSession, qtbot: QtBot
) -> None:
    [alert] = watch.fire(watch.on_break(agents(live)[0], 2, seq=4))
    page.setFocus()
    page.list.setCurrentIndex(page.model.index(0))
    with qtbot.waitSignal(page.go_asked) as gone:
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert gone.args == [alert]
    with qtbot.waitSignal(page.event_asked) as asked:
        QTest.keyClick(page.list, Qt.Key.Key_E)
    assert asked.args == [4]
    watch.fire(Breach(Kind.FILTER, 2, watch.now, FilterRule(name="Music", filter="x"), many=3))
    page.list.setCurrentIndex(page.model.index(1))
    assert page.model.words(1).line() == "Alert · Music · 3 events within 10 min · 0:00"
    QTest.keyClick(page.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == "Alert · Music · 3 events within 10 min · 0:00"


def test_that_an_empty_list_says_why(page: AlertsPage, watch: ToldWatch) -> None:
    assert page.empty.isVisible()
    assert "Nothing needs you now" in page.empty.text()
    watch.is_resting = True
    watch.changed.emit()
    assert "Nobody captures" in page.empty.text()


def test_that_the_button_counts_what_stands_and_is_red_only_for_what_is_over_its_limit(
    watch: ToldWatch, live: LiveSession, look: Look, qtbot: QtBot
) -> None:
    button = AlertsButton(AlertActions(look).show, watch, look)  # type: ignore[arg-type]
    qtbot.addWidget(button)
    red = look.colour("danger").name()
    first, second, _ = agents(live)
    assert (button.text(), red in button.styleSheet()) == ("", False)
    watch.fire(watch.on_break(first, 1))
    assert (button.text(), red in button.styleSheet()) == ("1", False)
    grave = watch.fire(watch.on_break(second, 2))
    assert (button.text(), red in button.styleSheet()) == ("2", True)
    watch.acknowledge(grave)
    assert (button.text(), red in button.styleSheet()) == ("2", False)
    assert button.toolTip() == "2 alerts stand, 1 acknowledged (Ctrl+Shift+W)"
