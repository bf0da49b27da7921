"""Agents under headings."""

from __future__ import annotations

import numpy as np
import pytest

from floorwalker.ui.floor.board.groups import By, Group, Grouping, Groups, Label

SALES, SUPPORT, NONE = Label(0, "Sales"), Label(1, "Support"), Label(2, "No team")
PLACES = np.array([4, 2, 0, 3, 1], np.intp)
LABELS = [SUPPORT, NONE, SALES, SUPPORT, SALES]
STAGE = np.array([0, 2, 1, 2, 0], np.int8)


def told(groups: tuple[Group, ...]) -> list[tuple[str, int, int, bool]]:
    return [(group.words, group.size, group.alerts, group.is_folded) for group in groups]


def test_that_groups_stand_by_rank_and_agents_keep_their_order_in_them() -> None:
    shown = Groups().arranged(PLACES, LABELS, STAGE)
    assert told(shown.groups) == [("Sales", 2, 1, False), ("Support", 2, 1, False), ("No team", 1, 0, False)]
    assert shown.lines.tolist() == [-1, 0, 1, -2, 4, 3, -3, 2]
    assert shown.places.tolist() == [0, 1, 4, 3, 2]


def test_that_a_folded_group_shows_its_heading_alone_and_counts_on() -> None:
    groups = Groups()
    sales, _, _ = groups.arranged(PLACES, LABELS, STAGE).groups
    groups.fold(sales.key, folded=True)
    shown = groups.arranged(PLACES, LABELS, STAGE)
    assert told(shown.groups)[0] == ("Sales", 2, 1, True)
    assert shown.lines.tolist() == [-1, -2, 4, 3, -3, 2]
    assert sorted(shown.places.tolist()) == [0, 1, 2, 3, 4]
    groups.fold(sales.key, folded=False)
    assert len(groups.arranged(PLACES, LABELS, STAGE).lines) == 8


def test_that_a_group_that_was_empty_is_the_same_one_when_it_is_back() -> None:
    groups = Groups()
    keys = {group.words: group.key for group in groups.arranged(PLACES, LABELS, STAGE).groups}
    groups.fold(keys["Support"], folded=True)
    groups.arranged(PLACES[2:3], LABELS[2:3], STAGE)
    back = groups.arranged(PLACES, LABELS, STAGE).groups[1]
    assert (back.key, back.is_folded) == (keys["Support"], True)
    assert all(key < 0 for key in keys.values())
    assert len(set(keys.values())) == 3


def test_that_nobody_is_in_no_group() -> None:
    nobody = np.empty(0, np.intp)
    shown = Groups().arranged(nobody, [], STAGE)
    assert (len(shown.lines), shown.groups) == (0, ())


@pytest.mark.parametrize(
    ("grouping", "words", "without"),
    [
        (Grouping(By.TEAM), "Team", "No team"),
        (Grouping(By.SESSION_TYPE), "Session type", "Session type not told"),
        (Grouping(By.FIELD, "QueueName"), "QueueName", "No QueueName"),
    ],
)
def test_that_a_grouping_says_what_it_is_and_who_has_nothing(grouping: Grouping, words: str, without: str) -> None:
    assert (grouping.words, grouping.without) == (words, without)
