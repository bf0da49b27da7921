"""From an event to all of the same and back, in the events view."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QMenu

from floorwalker.ui.following.recent import Recent
from tests.session import made
from tests.ui.windows import press

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.events.conftest import Shown


@pytest.fixture
def shown(show: Callable[[Path], Shown], tmp_path: Path) -> Shown:
    """Twelve events of three agents, every fourth about work item 7F2, the last one a repeat of the first."""
    about = [{"WorkItemId": "7F2"} if number % 4 == 0 else {} for number in range(12)]
    payloads = [made.payload(number, **about[number]) for number in range(12)]
    shown = show(made.session_of(tmp_path / "a.fw", [*payloads, payloads[0]]))
    shown.view.activateWindow()
    return shown


def be_at(shown: Shown, row: int) -> None:
    shown.view.table.go_to(row)
    shown.view.table.setFocus()
    shown.qtbot.waitUntil(lambda: shown.payloads.payload(row + 1) is not None)


def entries(menu: QMenu) -> dict[str, str]:
    """Words without the marks of their keys, and what they are for."""
    return {action.text().replace("&", ""): action.toolTip() for action in menu.actions() if action.text()}


def choose(shown: Shown, words: str) -> None:
    [action] = [one for one in shown.view.follow.menu().actions() if one.text().replace("&", "") == words]
    action.trigger()


def test_that_an_event_is_followed_to_all_of_its_work_item_and_stays_selected(shown: Shown) -> None:
    be_at(shown, 4)
    choose(shown, "Work item 7F2")
    shown.wait_for(1, 5, 9, 13)
    assert shown.view.expression == "WorkItemId:7F2"
    assert shown.view.bar.line.text() == "WorkItemId:7F2"
    shown.qtbot.waitUntil(lambda: shown.view.table.row() == 4)


def test_that_session_agent_and_id_are_followed(shown: Shown) -> None:
    be_at(shown, 0)
    choose(shown, f"Same Id {made.guid(0)}")
    shown.wait_for(1, 13)
    choose(shown, "Agent session session-0")
    shown.wait_for(1, 4, 7, 10, 13)
    choose(shown, "Agent agent.0")
    shown.wait_for(1, 4, 7, 10, 13)


def test_that_only_what_an_event_has_is_offered(shown: Shown) -> None:
    be_at(shown, 1)
    words = entries(shown.view.follow.menu())
    assert not any(word.startswith("Work item") for word in words)
    assert "agent:agent.1" in words["Agent agent.1"]


def test_that_the_way_back_is_the_filter_before_step_by_step(shown: Shown) -> None:
    back = shown.view.actions_.back
    assert not back.isEnabled()
    shown.view.set_filter("code:3")
    be_at(shown, 4)
    choose(shown, "Work item 7F2")
    shown.wait_for(1, 5, 9, 13)
    choose(shown, "Agent agent.1")
    shown.wait_for(2, 5, 8, 11)
    press(shown.view.table, "Alt+Left")
    shown.wait_for(1, 5, 9, 13)
    press(shown.view.table, "Alt+Left")
    assert shown.view.expression == "code:3"
    assert not back.isEnabled()


def test_that_the_keyboard_opens_the_menu_and_follows(shown: Shown) -> None:
    be_at(shown, 4)
    shown.qtbot.waitUntil(shown.view.table.hasFocus)
    press(shown.view.table, "Ctrl+J")
    [menu] = [menu for menu in menus(shown) if menu.isVisible()]
    press(menu, "W")
    shown.wait_for(1, 5, 9, 13)


def menus(shown: Shown) -> list[QMenu]:
    return shown.view.table.findChildren(QMenu)


def test_that_a_menu_is_filled_when_the_payload_comes(shown: Shown) -> None:
    shown.view.table.go_to(8)
    shown.payloads._payloads = Recent(1_000, len)
    menu = shown.view.follow.menu()
    assert "Reading the event…" in entries(menu)
    shown.qtbot.waitUntil(lambda: "Work item 7F2" in entries(menu))
    menu.close()
