from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from floorwalker.assets import resource
from floorwalker.session.alerts import AlertRules, Breach, FilterRule, Kind
from floorwalker.ui.floor.alerts.notifying import APART, Notifying, Tray
from tests.ui.floor.alerts.watched import ToldWatch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from floorwalker.ui.following import LiveSession


class Desktop:
    """What would be on the screen."""

    def __init__(self) -> None:
        self.notices: list[tuple[str, str]] = []

    def is_there(self) -> bool:
        return True

    def show(self, title: str, text: str) -> None:
        self.notices.append((title, text))

    def stop(self) -> None:
        pass


class Posting:
    def __init__(self, live: LiveSession) -> None:
        self.live = live
        self.watch = ToldWatch()
        self.desktop = Desktop()
        self.is_looked_at = False
        self._owner = QObject()
        self.notifying = Notifying(live, self.watch, self.desktop, lambda: self.is_looked_at, self._owner)  # type: ignore[arg-type]

    def passes(self) -> None:
        """The time in which alerts are gathered."""
        self.notifying._soon.timeout.emit()


@pytest.fixture
def posting(session: Path, follow: Callable[[Path], LiveSession], qtbot: QtBot) -> Iterator[Posting]:
    live = follow(session)
    qtbot.waitUntil(lambda: live.is_loaded)
    posting = Posting(live)
    yield posting
    posting.notifying.stop()


def test_that_many_at_once_are_one_notice_and_the_gravest_come_first(posting: Posting) -> None:
    watch, agents = posting.watch, posting.live.statuses.agents()
    watch.fire(*(watch.on_break(agent, 1) for agent in agents))
    watch.fire(*(watch.on_break(agent, 2)._replace(activity=36) for agent in agents))
    assert posting.desktop.notices == []
    posting.passes()
    [(title, text)] = posting.desktop.notices
    assert title == "Floorwalker: 3 alerts and 3 warnings"
    lines = text.splitlines()
    assert lines[0].endswith(": Other over 20 min")
    assert lines[-1] == "and 2 more"


def test_that_a_cause_is_noticed_once_and_the_next_notice_waits(posting: Posting, qtbot: QtBot) -> None:
    watch, (first, second, _) = posting.watch, posting.live.statuses.agents()
    watch.fire(watch.on_break(first, 2))
    qtbot.waitUntil(lambda: len(posting.desktop.notices) == 1)
    watch.changed.emit()
    watch.fire(watch.on_break(second, 2))
    assert posting.notifying._soon.remainingTime() > APART / 2
    posting.passes()
    assert len(posting.desktop.notices) == 2
    posting.passes()
    assert len(posting.desktop.notices) == 2


def test_that_what_is_over_or_seen_to_meanwhile_is_not_noticed(posting: Posting) -> None:
    watch, (first, second, _) = posting.watch, posting.live.statuses.agents()
    [over] = watch.fire(watch.on_break(first, 2))
    watch.acknowledge(watch.fire(watch.on_break(second, 2)))
    watch.clear(over)
    posting.passes()
    assert posting.desktop.notices == []


def test_that_whoever_has_the_window_before_them_or_wants_none_gets_no_notice(posting: Posting) -> None:
    watch, (first, second, _) = posting.watch, posting.live.statuses.agents()
    posting.is_looked_at = True
    watch.fire(watch.on_break(first, 2))
    posting.passes()
    posting.is_looked_at = False
    watch.keeper.rules = AlertRules(notifications=False)
    watch.fire(watch.on_break(second, 2))
    posting.passes()
    assert posting.desktop.notices == []


def test_that_a_notice_tells_no_filter(posting: Posting) -> None:
    rules = (FilterRule(filter="PhoneNo:555123"), FilterRule(filter="PhoneNo:555123", name="A number we know"))
    posting.watch.fire(*(Breach(Kind.FILTER, 2, posting.watch.now, rule, many=1) for rule in rules))
    posting.passes()
    [(_, text)] = posting.desktop.notices
    assert text.splitlines() == ["A filter: 1 event within 10 min", "A number we know: 1 event within 10 min"]


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)  # the platform without a screen has no tray
def test_that_the_tray_shows_its_icon_with_the_first_notice_and_takes_it_away_at_the_end(qapp: QApplication) -> None:
    qapp.setWindowIcon(QIcon(str(resource("icons/floorwalker.svg"))))
    tray = Tray()
    assert tray.is_there() == QSystemTrayIcon.isSystemTrayAvailable()
    tray.show("Floorwalker: 1 alert", "a.lopez: On break over 20 min")
    [icon] = tray.findChildren(QSystemTrayIcon)
    assert icon.isVisible()
    clicks: list[bool] = []
    tray.clicked.connect(lambda: clicks.append(True))
    icon.messageClicked.emit()
    assert clicks == [True]
    tray.stop()
    assert not icon.isVisible()


def test_that_html_in_a_name_is_no_html_for_the_desktop(posting: Posting) -> None:
    rule = FilterRule(filter="agent:x", name="<b>bold</b>")
    posting.watch.fire(Breach(Kind.FILTER, 2, posting.watch.now, rule, many=1))
    posting.passes()
    [(_, text)] = posting.desktop.notices
    assert text == "‹b>bold‹/b>: 1 event within 10 min"
