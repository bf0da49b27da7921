"""The list's columns, and what a click on their titles does."""

from __future__ import annotations

import pytest

from floorwalker.ui.floor.board.columns import TITLES, UNSORTED, WIDEST, Column, Sorting, first_columns


@pytest.mark.parametrize(
    ("column", "first"), [(Column.AGENT, False), (Column.TIME, True), (Column.OFFERED, True), (Column.TEAM, False)]
)
def test_that_clicks_sort_one_way_then_the_other_then_by_need_again(column: Column, first: bool) -> None:
    once = Sorting().after_click(column)
    twice = once.after_click(column)
    assert once == Sorting(column, falling=first)
    assert twice == Sorting(column, falling=not first)
    assert twice.after_click(column) == Sorting()


def test_that_a_click_on_another_title_begins_anew() -> None:
    assert Sorting(Column.AGENT, falling=True).after_click(Column.STATUS) == Sorting(Column.STATUS)


def test_that_every_column_has_a_title_a_tip_and_a_width() -> None:
    assert set(TITLES) == set(WIDEST) == set(Column)
    assert all(title and tip for title, tip in TITLES.values())
    assert len({title for title, _ in TITLES.values()}) == len(Column)


def test_that_hidden_phones_cannot_be_sorted_by() -> None:
    assert Column.PHONE in UNSORTED


def test_that_wider_windows_show_more_columns_at_first_and_teams_only_where_there_are_some() -> None:
    narrow, wide, wider = (first_columns(width, has_teams=False) for width in (1280, 1920, 2560))
    assert narrow == {Column.AGENT, Column.STATUS, Column.TIME, Column.WORK_TIME}
    assert narrow < wide < wider
    assert first_columns(800, has_teams=False) == {Column.AGENT, Column.STATUS, Column.TIME}
    assert Column.TEAM not in wider
    assert Column.TEAM in first_columns(1920, has_teams=True)
    assert Column.TEAM not in first_columns(1280, has_teams=True)
