"""Who comes first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.event.catalog import Catalog
from floorwalker.event.limits import Limit, Limits
from floorwalker.event.statuses import Statuses
from floorwalker.session.columns import AGENT, Names
from floorwalker.ui.floor.board.columns import Column, Sorting
from floorwalker.ui.floor.board.ordering import Ordering
from floorwalker.ui.floor.board.roster import Roster
from tests.event.statuses.rows import AVAILABLE, ON_BREAK, ON_CALL, SIGNED_OUT, UNKNOWN, Day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

T = 1_790_000_000
ANN, BEN, CY, DEE = 1, 2, 3, 4
AGENTS = {ANN: "ann", BEN: "Ben", CY: "cy2", DEE: "cy10"}
CATALOG = Catalog.load()
LIMITS = (Limit(status="BusyOnBreak", warns=100, alerts=200), Limit(status="BusyOnCall", warns=50, alerts=1000))


@dataclass
class Told:
    """Numbers by agent, the same for each column; texts are names."""

    of: dict[int, float] = field(default_factory=dict)
    teams: dict[int, str] = field(default_factory=dict)

    def numbers(self, column: Column, agents: Sequence[int]) -> NDArray[np.float64]:
        del column
        return np.array([self.of.get(agent, np.nan) for agent in agents], np.float64)

    def texts(self, column: Column, agents: Sequence[int]) -> list[str]:
        return [(self.teams if column == Column.TEAM else AGENTS).get(agent, "") for agent in agents]


def roster_of(statuses: dict[int, tuple[int, int]], now: int) -> Roster:
    """statuses: activity and since when, in seconds after T, by agent; now: likewise."""
    names, day, of = Names(), Day(), Statuses()
    names.add([(agent, AGENT, name) for agent, name in AGENTS.items()])
    for agent, (activity, since) in sorted(statuses.items(), key=lambda one: one[1][1]):
        day.add(T + since, activity, agent=agent)
    of.append(day.rows)
    roster = Roster(names, Limits(LIMITS, CATALOG, names.text))
    roster.take(of, T + now)
    return roster


def ordered(roster: Roster, sorting: Sorting, told: Told | None = None) -> list[int]:
    everyone = np.ones(len(roster), np.bool_)
    return roster.agents_at(Ordering(CATALOG, told or Told()).ordered(roster, everyone, sorting))


SHIFT = {DEE: (SIGNED_OUT, 0), BEN: (ON_CALL, 100), CY: (ON_BREAK, 200), ANN: (ON_CALL, 300)}


def test_that_who_is_over_a_limit_comes_before_who_is_near_one_and_then_the_longest() -> None:
    # CY is over by 10, ANN near by 60, BEN near by 260; and nobody minds how long DEE is gone.
    assert ordered(roster_of(SHIFT, 410), Sorting()) == [CY, BEN, ANN, DEE]
    # Nobody is near a limit yet: the longest first.
    assert ordered(roster_of({**SHIFT, BEN: (AVAILABLE, 100)}, 250), Sorting()) == [BEN, CY, ANN, DEE]


def test_that_among_those_over_their_limits_the_one_most_over_comes_first() -> None:
    both = {ANN: (ON_BREAK, 100), BEN: (ON_CALL, 0), CY: (AVAILABLE, 0)}
    assert ordered(roster_of(both, 1100), Sorting()) == [BEN, ANN, CY]  # 1,050 s past the first stage, and 900
    assert ordered(roster_of({**both, ANN: (ON_BREAK, 20)}, 1100), Sorting()) == [BEN, ANN, CY]
    assert ordered(roster_of({**both, ANN: (ON_BREAK, 0), BEN: (ON_CALL, 90)}, 1100), Sorting()) == [ANN, BEN, CY]


def test_that_who_is_not_known_to_be_there_comes_behind_who_is_and_before_who_has_left() -> None:
    statuses = {ANN: (SIGNED_OUT, 0), BEN: (AVAILABLE, 5 * 3600), CY: (AVAILABLE, 0)}
    roster = roster_of(statuses, 13 * 3600)  # nothing was heard of cy for 13 hours
    assert ordered(roster, Sorting()) == [BEN, CY, ANN]


def test_that_who_signed_in_and_has_no_status_yet_is_there() -> None:
    assert ordered(roster_of({ANN: (UNKNOWN, 0), BEN: (AVAILABLE, 50)}, 100), Sorting()) == [ANN, BEN]


def test_that_the_signed_out_are_last_whichever_way_time_goes() -> None:
    roster = roster_of(SHIFT, 320)
    assert ordered(roster, Sorting(Column.TIME, falling=True)) == [BEN, CY, ANN, DEE]
    assert ordered(roster, Sorting(Column.TIME)) == [ANN, CY, BEN, DEE]


def test_that_names_are_sorted_as_people_do() -> None:
    roster = roster_of(SHIFT, 320)
    assert ordered(roster, Sorting(Column.AGENT)) == [ANN, BEN, CY, DEE]
    assert ordered(roster, Sorting(Column.AGENT, falling=True)) == [DEE, CY, BEN, ANN]


def test_that_statuses_are_sorted_as_in_the_catalog_with_the_longest_first_in_each() -> None:
    assert ordered(roster_of(SHIFT, 320), Sorting(Column.STATUS)) == [BEN, ANN, CY, DEE]


@pytest.mark.parametrize("falling", [False, True])
def test_that_who_has_nothing_to_sort_by_is_last_whichever_way(falling: bool) -> None:
    told = Told({ANN: 3, CY: 1}, {ANN: "Sales", CY: "Back office"})
    found = [CY, ANN] if not falling else [ANN, CY]
    for column in (Column.OFFERED, Column.TEAM):
        assert ordered(roster_of(SHIFT, 320), Sorting(column, falling), told) == [*found, BEN, DEE]


STATUS = st.tuples(st.sampled_from([AVAILABLE, ON_CALL, ON_BREAK, SIGNED_OUT]), st.integers(0, 2000))


@given(st.lists(STATUS, max_size=4))
def test_that_the_order_by_need_is_that_of_its_rule(statuses: list[tuple[int, int]]) -> None:
    of = dict(zip(AGENTS, statuses, strict=False))
    now = 2000

    def need(agent: int) -> tuple[object, ...]:
        activity, since = of[agent]
        warns, alerts = {ON_BREAK: (100, 200), ON_CALL: (50, 1000)}.get(activity, (9**9, 9**9))
        lasts = now - since
        stage = (lasts >= warns) + (lasts >= alerts)
        # By name they are in the order of their numbers.
        return (activity == SIGNED_OUT, -stage, warns - lasts if stage else 0, since, agent)

    assert ordered(roster_of(of, now), Sorting()) == sorted(of, key=need)
