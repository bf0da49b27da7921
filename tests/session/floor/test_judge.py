"""A filter, asked of agents."""

from __future__ import annotations

import pytest

from floorwalker.event.catalog import Catalog
from floorwalker.event.statuses import Statuses
from floorwalker.session.columns import AGENT, REASON, Names
from floorwalker.session.filter import parse_filter
from floorwalker.session.floor.judge import Judge
from floorwalker.session.roster import Member, Roster
from tests.event.statuses.rows import ON_BREAK, ON_CALL, OTHER, SIGNED_OUT, TRAINING, Day

T = 1_790_000_000
CATALOG = Catalog.load()
ROSTER = Roster({"A.Lopez": Member("Ana López", "Sales"), "c.diaz": Member("", "Back office")})
AGENTS = {1: "a.lopez", 2: "B.Chen", 3: "c.diaz", 4: "d.lo"}


def meant(expression: str, now: float = T + 1000) -> list[str]:
    """The agents that an expression means on a small floor."""
    names = Names()
    names.add([(number, AGENT, name) for number, name in AGENTS.items()])
    names.add([(TRAINING, REASON, "Training")])
    day = Day()
    day.add(T, ON_BREAK, agent=1)
    day.add(T + 100, OTHER, TRAINING, agent=2)
    day.add(T + 900, ON_CALL, agent=3)
    day.add(T, SIGNED_OUT, agent=4)
    statuses = Statuses()
    statuses.append(day.rows)
    agents = statuses.snapshot()
    judge = Judge(parse_filter(expression, CATALOG), CATALOG, names, ROSTER)
    found = judge.meant(agents, now)
    assert judge.meant(agents, now).tolist() == found.tolist()
    return [AGENTS[agent] for agent in agents.agents[found].tolist()]


@pytest.mark.parametrize(
    ("expression", "agents"),
    [
        ("", ["a.lopez", "B.Chen", "c.diaz", "d.lo"]),
        ("agent:b.chen", ["B.Chen"]),
        ("agent:*lo*", ["a.lopez", "d.lo"]),
        ("-agent:*lo*", ["B.Chen", "c.diaz"]),
        ("status:BusyOnBreak", ["a.lopez"]),
        ("status:BusyOnBreak,BusyOnCall", ["a.lopez", "c.diaz"]),
        ("status:training", ["B.Chen"]),
        ("status:SignedOut", ["d.lo"]),
        ("status:BusyOnBreak OR agent:c*", ["a.lopez", "c.diaz"]),
        ("lo", ["a.lopez", "d.lo"]),
        ("chen", ["B.Chen"]),
        ('"on call"', ["c.diaz"]),
        ("training", ["B.Chen"]),
        ("Username:c.diaz", ["c.diaz"]),
        ("created:>-5m", ["c.diaz"]),
        ("agent:nobody", []),
        ("team:sales", ["a.lopez"]),
        ('team:"back office",nobody', ["c.diaz"]),
        ("team:*", ["a.lopez", "c.diaz"]),
        ("-team:*", ["B.Chen", "d.lo"]),
        ("team:s* status:BusyOnBreak", ["a.lopez"]),
        ("lópez", ["a.lopez"]),
        ("office", ["c.diaz"]),
    ],
)
def test_that_a_filter_is_asked_of_each_agents_status(expression: str, agents: list[str]) -> None:
    assert meant(expression) == agents
