"""Steps from change to change, held against a plain look at all spans."""

from __future__ import annotations

import pytest

from floorwalker.event.statuses import Statuses
from floorwalker.ui.floor.rewind.changes import change_before, next_change
from tests.event.statuses.rows import AVAILABLE, ON_BREAK, ON_CALL, SIGNED_OUT, Day

T = 1_790_000_000
ANN, BEN, CY = 1, 2, 3


@pytest.fixture
def statuses() -> Statuses:
    day = Day()
    day.add(T, AVAILABLE, agent=ANN)
    day.add(T + 10, AVAILABLE, agent=ANN)
    day.add(T + 20, ON_CALL, agent=BEN)
    day.add(T + 20, ON_BREAK, agent=ANN)
    day.add(T + 35, SIGNED_OUT, agent=CY)
    statuses = Statuses()
    statuses.append(day.rows)
    return statuses


@pytest.mark.parametrize("agents", [[ANN], [BEN, CY], [ANN, BEN, CY], []])
def test_that_the_next_and_the_last_change_are_those_of_the_agents_asked_about(
    statuses: Statuses, agents: list[int]
) -> None:
    starts = sorted(start for agent in agents for start in statuses.spans(agent).starts.tolist())
    for moment in [T - 1, T, T + 0.5, T + 10, T + 19.9, T + 20, T + 34, T + 35, T + 99]:
        assert next_change(statuses, agents, moment) == next((one for one in starts if one > moment), None)
        assert change_before(statuses, agents, moment) == next((one for one in starts[::-1] if one < moment), None)


def test_that_the_same_status_again_is_no_change(statuses: Statuses) -> None:
    assert next_change(statuses, [ANN], T) == T + 20
