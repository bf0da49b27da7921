"""Who is shown, in which order."""

from __future__ import annotations

import numpy as np
import pytest

from floorwalker.event.catalog import Catalog
from floorwalker.event.statuses import STALE_AFTER, Statuses
from floorwalker.session.columns import AGENT, REASON, Names
from floorwalker.ui.floor.board.roster import Order, Roster, status_ranks
from tests.event.statuses.rows import AVAILABLE, NAMED, ON_BREAK, ON_CALL, SIGNED_OUT, UNKNOWN, Day

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


@pytest.fixture
def roster(names: Names, statuses: Statuses) -> Roster:
    roster = Roster(CATALOG, names)
    roster.take(statuses, T + 400)
    return roster


def ordered(roster: Roster, order: Order, *, falling: bool) -> list[int]:
    everyone = np.ones(len(roster), np.bool_)
    return roster.agents_at(roster.ordered(everyone, order, falling=falling))


def test_that_the_longest_in_their_status_come_first_and_the_signed_out_last(roster: Roster) -> None:
    assert ordered(roster, Order.TIME, falling=True) == [BEN, CY, ANN, DEE]


def test_that_the_newest_in_their_status_may_come_first_with_the_signed_out_still_last(roster: Roster) -> None:
    assert ordered(roster, Order.TIME, falling=False) == [ANN, CY, BEN, DEE]


def test_that_names_are_sorted_as_people_do(roster: Roster) -> None:
    assert ordered(roster, Order.NAME, falling=False) == [ANN, BEN, CY, DEE]
    assert ordered(roster, Order.NAME, falling=True) == [DEE, CY, BEN, ANN]


def test_that_statuses_are_sorted_as_in_the_catalog_with_the_longest_first_in_each(roster: Roster) -> None:
    assert ordered(roster, Order.STATUS, falling=False) == [BEN, ANN, CY, DEE]


def test_that_only_those_who_are_meant_are_shown(roster: Roster) -> None:
    meant = roster.present().activity == ON_CALL
    roster.show(roster.ordered(meant, Order.NAME, falling=False))
    assert roster.agents == [ANN, BEN]
    entry = roster.entry(1)
    assert (entry.name, entry.activity, entry.since, entry.seq) == ("Ben", ON_CALL, T + 100, 2)


def test_that_a_stale_status_counts_as_unknown_and_is_still_told(statuses: Statuses, names: Names) -> None:
    roster = Roster(CATALOG, names)
    roster.take(statuses, T + 150 + STALE_AFTER)
    roster.show(roster.ordered(np.ones(4, np.bool_), Order.NAME, falling=False))
    ben = roster.entry(1)
    assert ben.is_stale
    assert (ben.activity, ben.told, ben.stale_from) == (UNKNOWN, ON_CALL, T + 100 + STALE_AFTER)
    assert roster.counts() == {(UNKNOWN, 0): 1, (ON_BREAK, 0): 1, (ON_CALL, 0): 1, (SIGNED_OUT, 0): 1}


def test_that_signed_out_is_never_stale(statuses: Statuses, names: Names) -> None:
    roster = Roster(CATALOG, names)
    roster.take(statuses, T + 10 * STALE_AFTER)
    roster.show(roster.ordered(np.ones(4, np.bool_), Order.NAME, falling=False))
    assert not roster.entry(3).is_stale
    assert roster.stale_from()[3] == float("inf")


def test_that_a_past_moment_can_be_shown(statuses: Statuses, names: Names) -> None:
    roster = Roster(CATALOG, names)
    roster.take(statuses, T + 150, T + 150)
    assert roster.counts() == {(UNKNOWN, 0): 2, (ON_CALL, 0): 1, (SIGNED_OUT, 0): 1}


def test_that_statuses_known_by_their_text_are_counted_by_it(names: Names) -> None:
    day = Day()
    day.add(T, NAMED, 9, agent=ANN)
    day.add(T, AVAILABLE, agent=BEN)
    statuses = Statuses()
    statuses.append(day.rows)
    roster = Roster(CATALOG, names)
    roster.take(statuses, T)
    assert roster.counts() == {(NAMED, 9): 1, (AVAILABLE, 0): 1}


def test_that_unlisted_statuses_come_after_the_catalogs_and_signed_out_comes_last() -> None:
    ranks = status_ranks(CATALOG, [41, AVAILABLE, SIGNED_OUT])
    assert ranks[AVAILABLE] < ranks[41] < ranks[NAMED] < ranks[UNKNOWN] < ranks[SIGNED_OUT]
