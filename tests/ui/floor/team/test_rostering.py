"""The roster file as the window has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from floorwalker.ui.floor.team.dialog import RosterDialog
from floorwalker.ui.shell.memory import Memory
from tests.ui.windows import leave, press

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.ui.window import Window
    from tests.ui.windows import OpenWindow


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A roster of two of the session's agents, agent.1 and agent.2, and of somebody else."""
    path = tmp_path / "roster.csv"
    path.write_text("Username,Name,Team\nagent.1,Ann Lee,Sales\nAGENT.2,Ben Ray,Support\nzoe,Zoe,Sales\n")
    return path


def names(window: Window) -> list[str]:
    live = window.live
    return [live.roster.name(live.names.text(agent)) for agent in live.statuses.agents()]


def dialog_of(window: Window) -> RosterDialog:
    press(window, "Ctrl+Shift+N")
    [dialog] = window.findChildren(RosterDialog)
    return dialog


def chosen(window: Window, file: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> RosterDialog:
    dialog = dialog_of(window)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    QTest.mouseClick(dialog.choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(window.live.roster) == 3)
    return dialog


def test_that_a_chosen_roster_names_agents_and_is_remembered(
    looking: Window, file: Path, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    chosen(looking, file, monkeypatch, qtbot)
    assert sorted(names(looking)) == ["Ann Lee", "Ben Ray", "agent.0"]
    agent = next(agent for agent in looking.live.statuses.agents() if looking.floor.team.username(agent) == "agent.2")
    assert (looking.floor.team.name(agent), looking.floor.team.team(agent)) == ("Ben Ray", "Support")
    leave(looking, qtbot)
    again = open_window(looking.live.path, look_only=True)
    qtbot.waitUntil(lambda: len(again.live.roster) == 3)


def test_that_the_dialog_counts_and_lists_whom_the_roster_does_not_name(
    looking: Window, file: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    dialog = chosen(looking, file, monkeypatch, qtbot)
    assert dialog.unnamed.toPlainText() == "agent.0"
    assert "3 agents in 2 teams" in dialog.counts.text()
    assert "1 were not seen" in dialog.counts.text()
    assert "3 agents of this session, 1 are missing" in dialog.counts.text()


def test_that_a_roster_that_is_forgotten_names_nobody_and_does_not_come_back(
    looking: Window, file: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    dialog = chosen(looking, file, monkeypatch, qtbot)
    QTest.mouseClick(dialog.forget, Qt.MouseButton.LeftButton)
    assert sorted(names(looking)) == ["agent.0", "agent.1", "agent.2"]
    assert Memory().roster is None
    assert not dialog.forget.isEnabled()
    assert "Username,Name,Team" in dialog.unnamed.toPlainText()


def test_that_a_file_that_vanishes_is_told_and_its_names_stay_until_it_is_back(
    looking: Window, file: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    chosen(looking, file, monkeypatch, qtbot)
    text = file.read_text()
    file.unlink()
    qtbot.waitUntil(lambda: looking.banners.shown("roster") is not None, timeout=10_000)
    banner = looking.banners.shown("roster")
    assert banner is not None
    assert "is not there" in banner.problem
    assert "names read before stay" in banner.remedy
    assert "Ann Lee" in names(looking)
    file.write_text(text.replace("Ann Lee", "Ann Moss"))
    qtbot.waitUntil(lambda: looking.banners.shown("roster") is None, timeout=10_000)
    assert "Ann Moss" in names(looking)


def test_that_a_roster_given_for_one_window_is_there_at_once_and_not_remembered(
    open_window: OpenWindow, session: Path, file: Path, qtbot: QtBot
) -> None:
    window = open_window(session, look_only=True, roster=file, filter="team:sales", view="floor")
    assert len(window.live.roster) == 3
    qtbot.waitUntil(lambda: window.live.is_loaded)
    window.floor.refresh()
    assert [window.floor.team.username(agent) for agent in window.floor.roster.agents] == ["agent.1"]
    shown = window.events.visible.rows.tolist()
    agents = {window.live.names.text(int(window.live.columns.agent[row])) for row in shown}
    assert agents == {"agent.1"}
    assert Memory().roster is None


def test_that_another_roster_changes_what_a_filter_by_team_shows_in_both_views(
    open_window: OpenWindow, session: Path, file: Path, qtbot: QtBot
) -> None:
    window = open_window(session, look_only=True, roster=file, filter="team:support", view="floor")
    qtbot.waitUntil(lambda: window.live.is_loaded)
    file.write_text("Username,Team\nagent.0,Support\n")
    qtbot.waitUntil(lambda: len(window.live.roster) == 1, timeout=10_000)
    qtbot.waitUntil(lambda: [window.floor.team.username(agent) for agent in window.floor.roster.agents] == ["agent.0"])
    agents = {int(window.live.columns.agent[row]) for row in window.events.visible.rows.tolist()}
    assert [window.live.names.text(agent) for agent in agents] == ["agent.0"]


def test_that_a_filter_by_team_without_a_roster_says_what_is_missing(looking: Window, file: Path, qtbot: QtBot) -> None:
    looking.floor.set_filter("team:sales")
    assert "no roster" in looking.floor.emptiness.text()
    assert "Ctrl+Shift+N" in looking.floor.emptiness.text()
    looking.rostering.choose(file)
    qtbot.waitUntil(looking.floor.emptiness.isHidden)


def test_that_names_and_teams_are_offered_while_a_filter_is_written(looking: Window, file: Path, qtbot: QtBot) -> None:
    looking.rostering.choose(file)
    qtbot.waitUntil(lambda: len(looking.live.roster) == 3)
    for view in (looking.floor, looking.events):
        known = view.bar._known()
        assert known.teams.having("su") == ["Support"]
        assert list(known.called.having("ben")) == [("AGENT.2", "Ben Ray")]
