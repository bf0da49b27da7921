"""How many there are, how many are over, and which statuses have tiles of their own."""

from __future__ import annotations

import numpy as np

from floorwalker.event.catalog import Catalog
from floorwalker.event.facts import Activity
from floorwalker.event.limits import DEFAULTS, Limits
from floorwalker.event.statuses import Snapshot
from floorwalker.ui.floor.tiles.figures import SIGNED_OUT, UNKNOWN, chosen, figures_of, listed
from tests.ui.floor.floors import AVAILABLE, NOT_READY, ON_BREAK, ON_CALL, OTHER

CATALOG = Catalog.load()
T = 1_790_000_000
A, B, C, D, E = (AVAILABLE, 0), (ON_BREAK, 0), (ON_CALL, 0), (NOT_READY, 0), (OTHER, 0)


def snapshot(*agents: tuple[int, int, int]) -> Snapshot:
    """Each agent's activity, reason and seconds in it at T."""
    activity, reason, seconds = np.array(agents, np.int64).reshape(-1, 3).T
    there = np.arange(len(agents))
    return Snapshot(there, activity, reason, T - seconds, there, T - seconds)


def test_that_agents_are_counted_by_status_and_by_what_they_are_over() -> None:
    limits = Limits(DEFAULTS, CATALOG, lambda _: "")
    agents = snapshot(
        (AVAILABLE, 0, 90_000),
        (ON_BREAK, 0, 1199),
        (ON_BREAK, 0, 1200),
        (ON_BREAK, 0, 5),
        (OTHER, 7, 3600),
        (OTHER, 8, 1),
        (Activity.SIGNED_OUT, 0, 9),
        (Activity.UNKNOWN, 0, 9),
        (Activity.NAMED, 9, 9),
    )
    found = figures_of(agents, limits.judge_all(agents, T).stage)
    assert found.counts == {
        (AVAILABLE, 0): 1,
        (ON_BREAK, 0): 3,
        (OTHER, 0): 2,
        SIGNED_OUT: 1,
        UNKNOWN: 1,
        (Activity.NAMED, 9): 1,
    }
    assert found.over == {(ON_BREAK, 0): 1, (OTHER, 0): 1}
    assert found.signed_in == 7


def test_that_statuses_are_listed_as_in_the_catalog_and_what_is_no_status_at_the_end() -> None:
    order = listed({(99, 0), (Activity.NAMED, 4), C}, CATALOG, str)
    assert order[: len(CATALOG.activities)] == [(activity, 0) for activity in CATALOG.activities]
    assert order[-4:] == [(99, 0), (Activity.NAMED, 4), UNKNOWN, SIGNED_OUT]


def test_that_the_fullest_have_tiles_and_keep_their_order() -> None:
    order, most = [A, B, C, D, UNKNOWN, SIGNED_OUT], {A: 1, B: 5, C: 9, SIGNED_OUT: 50}
    assert chosen(order, most, (), 3) == [A, B, C]
    assert chosen(order, {**most, UNKNOWN: 1}, (), 3) == [B, C, UNKNOWN]
    assert chosen(order, most, (), 5) == [A, B, C, D, UNKNOWN]
    assert chosen(order, most, (), 6) == order


def test_that_what_the_filter_names_has_a_tile_before_all_others() -> None:
    order, most = [A, B, C, D, E, UNKNOWN, SIGNED_OUT], {A: 1, B: 5, C: 9}
    assert chosen(order, most, {E, SIGNED_OUT}, 3) == [C, E, SIGNED_OUT]
    assert chosen(order, most, (), 0) == []
