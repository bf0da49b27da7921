"""Copies of spans that threads count from."""

from __future__ import annotations

import gc
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from floorwalker.event.statuses.copies import SpanCopy
from floorwalker.ui.floor import copies as copies_module
from floorwalker.ui.floor.copies import Copied, Copies
from tests.ui.floor.floors import AVAILABLE, NOON, ON_BREAK, ON_CALL, Floor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from floorwalker.session.journal import Journal
    from floorwalker.ui.following import LiveSession

AGENTS = 7


@pytest.fixture
def live(journal: Journal, follow: Callable[[Path], LiveSession], floor: Floor, qtbot: QtBot) -> LiveSession:
    """A session in which so many agents are available."""
    live = follow(journal.path)
    for number in range(AGENTS):
        floor.status(f"agent{number}", number, AVAILABLE)
    qtbot.waitUntil(lambda: live.is_loaded and len(live.columns) == AGENTS)
    return live


@pytest.fixture
def copies(live: LiveSession) -> Copies:
    return Copies(live)


def given(copies: Copies, live: LiveSession, agents: list[int], qtbot: QtBot, whom: object = "me") -> Copied:
    found: list[Copied] = []
    copies.ask(whom, live.statuses, agents, found.append)
    qtbot.waitUntil(lambda: bool(found))
    [one] = found
    return one


def told(copied: Copied) -> list[list[int]]:
    """Of each agent, the activities in order."""
    parts = []
    for table in copied.tables():
        bounds = table.offsets.tolist()
        parts += [table.activity[first:end].tolist() for first, end in pairwise(bounds)]
    return parts


def test_that_agents_are_given_as_they_are_known_now(
    copies: Copies, live: LiveSession, floor: Floor, qtbot: QtBot
) -> None:
    agents = live.statuses.agents()
    before = given(copies, live, agents, qtbot)
    floor.status("agent2", 100, ON_CALL)
    qtbot.waitUntil(lambda: len(live.columns) == AGENTS + 1)
    after = given(copies, live, agents, qtbot)
    assert told(before) == [[AVAILABLE]] * AGENTS
    expected = [[AVAILABLE]] * AGENTS
    expected[2] = [AVAILABLE, ON_CALL]
    assert told(after) == expected
    assert (len(after), after.spans) == (AGENTS, AGENTS + 1)


def test_that_a_late_event_changes_no_copy_that_was_given(
    copies: Copies, live: LiveSession, floor: Floor, qtbot: QtBot
) -> None:
    floor.status("agent0", 100, ON_CALL)
    qtbot.waitUntil(lambda: len(live.columns) == AGENTS + 1)
    before = given(copies, live, live.statuses.agents()[:1], qtbot)
    floor.status("agent0", 50, ON_BREAK)
    qtbot.waitUntil(lambda: len(live.columns) == AGENTS + 2)
    assert told(before) == [[AVAILABLE, ON_CALL]]
    assert before.tables()[0].starts.tolist() == [NOON, NOON + 100]


def test_that_all_who_ask_share_one_copy_while_nothing_changes(copies: Copies, live: LiveSession, qtbot: QtBot) -> None:
    agents = live.statuses.agents()
    one = given(copies, live, agents, qtbot, "mix")
    other = given(copies, live, agents[::-1], qtbot, "totals")
    assert one is other
    assert one.tables() is other.tables()
    assert given(copies, live, agents[:3], qtbot, "totals") is not one


def test_that_many_agents_are_copied_a_few_at_a_time_and_the_last_question_counts(
    copies: Copies, live: LiveSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies_module, "_FEW", 2)
    agents = live.statuses.agents()
    found: list[Copied] = []
    copies.ask("me", live.statuses, agents, found.append)
    assert found == []
    assert len(kept()) == 2
    copies.ask("me", live.statuses, agents[:5], found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert [len(one) for one in found] == [5]
    qtbot.waitUntil(lambda: not copies._turn.isActive())
    assert len(found) == 1


def test_that_nothing_is_kept_when_nobody_looks(
    copies: Copies, live: LiveSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(copies, live, live.statuses.agents(), qtbot)
    assert len(kept()) == AGENTS
    monkeypatch.setattr(copies_module, "_FEW", 2)
    copies.let_go()
    copies.ask("me", live.statuses, live.statuses.agents(), lambda _: pytest.fail("it was given up"))
    copies.let_go()
    assert kept() == []
    assert not copies._turn.isActive()


def kept() -> list[SpanCopy]:
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, SpanCopy)]
