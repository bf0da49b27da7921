"""An agent's spans and items as a list."""

from __future__ import annotations

import numpy as np
import pytest

from floorwalker.event.facts import Activity
from floorwalker.event.statuses import STALE_AFTER, Statuses
from floorwalker.event.work import Step, WorkItem
from floorwalker.ui.floor.agent import day
from floorwalker.ui.floor.agent.saver import file_name
from tests.event.statuses.rows import ANN, AVAILABLE, ON_CALL, SIGNED_OUT, Day

NOON = 1_790_000_000


def entries(statuses: Statuses, start: int, end: int, now: int, *items: WorkItem) -> list[day.Entry]:
    known = day.known_by(items, np.full((len(items), len(Step)), 77), NOON + now)
    return day.entries_of(day.spans_of(statuses, ANN, NOON + now), known, NOON + start, NOON + end)


@pytest.fixture
def statuses() -> Statuses:
    """Available at noon, on a call after a minute, available in the same second as a call ended, gone after five."""
    of, found = Day(), Statuses()
    of.add(NOON, AVAILABLE)
    of.add(NOON + 60, ON_CALL)
    of.add(NOON + 120, AVAILABLE)
    of.add(NOON + 120, ON_CALL)
    of.add(NOON + 300, SIGNED_OUT)
    found.append(of.rows)
    return found


def test_that_the_newest_comes_first_also_within_a_second(statuses: Statuses) -> None:
    found = entries(statuses, 0, 400, 400)
    assert [(entry.activity, entry.start - NOON, entry.end and entry.end - NOON) for entry in found] == [
        (SIGNED_OUT, 300, None),
        (ON_CALL, 120, 300),
        (AVAILABLE, 120, 120),
        (ON_CALL, 60, 120),
        (AVAILABLE, 0, 60),
    ]


def test_that_only_what_reaches_into_the_time_is_listed(statuses: Statuses) -> None:
    assert [entry.start - NOON for entry in entries(statuses, 70, 110, 400)] == [60]
    assert [entry.start - NOON for entry in entries(statuses, -50, 0, 400)] == [0]
    assert entries(statuses, -50, -10, 400) == []


def test_that_a_past_moment_knows_nothing_of_what_came_after_it(statuses: Statuses) -> None:
    item = WorkItem(ANN, "7F2", offered=NOON + 50, accepted=NOON + 60, released=NOON + 110)
    later = WorkItem(ANN, "8A1", offered=NOON + 100)
    found = entries(statuses, 0, 90, 90, item, later)
    assert [(entry.activity, entry.end) for entry in found if entry.item is None] == [
        (ON_CALL, None),
        (AVAILABLE, NOON + 60),
    ]
    assert [entry.item for entry in found if entry.item] == [item._replace(released=None)]


def test_that_items_stand_among_the_spans_by_their_first_step(statuses: Statuses) -> None:
    item = WorkItem(ANN, "7F2", offered=NOON + 50, accepted=NOON + 60, released=NOON + 110)
    found = entries(statuses, 0, 400, 400, item)
    assert [entry.start - NOON for entry in found] == [300, 120, 120, 60, 50, 0]
    assert (found[4].item, found[4].end) == (item, NOON + 110)


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (WorkItem(ANN, "", released=5), "released without offered and accepted"),
        (WorkItem(ANN, "", offered=1, released=5), "released without accepted"),
        (WorkItem(ANN, "", accepted=5), "accepted without offered"),
        (WorkItem(ANN, "", offered=1, accepted=2, released=5), ""),
        (WorkItem(ANN, "", offered=1), ""),
    ],
)
def test_that_what_no_event_told_is_said(item: WorkItem, words: str) -> None:
    assert day.lacking(item) == words


def test_that_after_long_silence_a_status_is_stale() -> None:
    of, statuses = Day(), Statuses()
    of.add(NOON, AVAILABLE)
    statuses.append(of.rows)
    found = entries(statuses, 0, STALE_AFTER + 10, STALE_AFTER + 10)
    assert [(entry.activity, entry.is_stale, entry.start - NOON) for entry in found] == [
        (Activity.UNKNOWN, True, STALE_AFTER),
        (AVAILABLE, False, 0),
    ]


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("c.diaz", "c.diaz statuses.csv"),
        ("../../etc/passwd", "_.._etc_passwd statuses.csv"),
        ("...", "agent statuses.csv"),
    ],
)
def test_that_a_file_is_named_after_the_agent_on_every_system(agent: str, name: str) -> None:
    assert file_name(agent, "statuses") == name
