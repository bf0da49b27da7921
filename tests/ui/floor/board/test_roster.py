"""Who is shown, in which order."""

from __future__ import annotations

import numpy as np
import pytest

from floorwalker.event.catalog import Catalog
from floorwalker.event.limits import Limit, Limits
from floorwalker.event.statuses import STALE_AFTER, Statuses
from floorwalker.session.columns import AGENT, REASON, Names
from floorwalker.ui.floor.board.groups import Arrangement
from floorwalker.ui.floor.board.roster import Roster
from tests.event.statuses.rows import ON_BREAK, ON_CALL, SIGNED_OUT, UNKNOWN, Day

T = 1_790_000_000
ANN, BEN, CY, DEE = 1, 2, 3, 4
CATALOG = Catalog.load()


@pytest.fixture
def names() -> Names:
    names = Names()
    names.add(
        [(ANN, AGENT, "ann"), (BEN, AGENT, "Ben"), (CY, AGENT, "cy2"), (DEE, AGENT, "cy10"), (9, REASON, "Pause")]
    )
    return names


@pytest.fixture
def statuses() -> Statuses:
    day = Day()
    day.add(T, SIGNED_OUT, agent=DEE)
    day.add(T + 100, ON_CALL, agent=BEN)
    day.add(T + 200, ON_BREAK, agent=CY)
    day.add(T + 300, ON_CALL, agent=ANN)
    statuses = Statuses()
    statuses.append(day.rows)
    return statuses


def roster_of(statuses: Statuses, names: Names, now: float, moment: float | None = None) -> Roster:
    limit = Limit(status="BusyOnCall", warns=100, alerts=250)
    roster = Roster(names, Limits([limit], CATALOG, names.text))
    roster.take(statuses, now, moment)
    return roster


def show(roster: Roster, agents: list[int]) -> None:
    """In that order."""
    places = [roster.everyone.index(agent) for agent in agents]
    roster.show(Arrangement.flat(np.array(places, np.intp)))


def test_that_only_those_who_are_meant_are_shown(statuses: Statuses, names: Names) -> None:
    roster = roster_of(statuses, names, T + 400)
    show(roster, [ANN, BEN])
    assert roster.agents == roster.keys == [ANN, BEN]
    entry = roster.entry(1)
    assert (entry.name, entry.activity, entry.since, entry.seq) == ("Ben", ON_CALL, T + 100, 2)


@pytest.mark.parametrize(("now", "stage", "over"), [(199, 0, -1), (200, 1, 0), (349, 1, 149), (350, 2, 150)])
def test_that_a_status_is_judged_by_its_limits(
    statuses: Statuses, names: Names, now: int, stage: int, over: int
) -> None:
    roster = roster_of(statuses, names, T + now)
    show(roster, [BEN, CY])
    assert (roster.entry(0).stage, roster.entry(0).over) == (stage, over)
    assert (roster.entry(1).stage, roster.entry(1).over) == (0, float("-inf"))


def test_that_a_stale_status_counts_as_unknown_and_is_still_told(statuses: Statuses, names: Names) -> None:
    roster = roster_of(statuses, names, T + 150 + STALE_AFTER)
    show(roster, [BEN])
    ben = roster.entry(0)
    assert ben.is_stale
    assert (ben.activity, ben.told) == (UNKNOWN, ON_CALL)
    assert sorted(roster.present().activity.tolist()) == sorted([UNKNOWN, ON_BREAK, ON_CALL, SIGNED_OUT])


def test_that_a_stale_status_is_over_no_limit(statuses: Statuses, names: Names) -> None:
    roster = roster_of(statuses, names, T + 150 + STALE_AFTER)
    show(roster, [BEN])
    assert roster.entry(0).stage == 0


def test_that_signed_out_is_never_stale(statuses: Statuses, names: Names) -> None:
    roster = roster_of(statuses, names, T + 10 * STALE_AFTER)
    show(roster, [DEE])
    assert not roster.entry(0).is_stale


def test_that_a_past_moment_can_be_shown(statuses: Statuses, names: Names) -> None:
    roster = roster_of(statuses, names, T + 150, T + 150)
    assert sorted(roster.present().activity.tolist()) == sorted([UNKNOWN, UNKNOWN, ON_CALL, SIGNED_OUT])
