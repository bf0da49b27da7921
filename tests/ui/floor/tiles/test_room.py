"""How the width of a row is shared out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from floorwalker.ui.floor.tiles.room import shared


def test_that_tiles_are_of_one_width_where_nothing_is_cut() -> None:
    assert shared([80, 60, 90], 300, 240) == [100, 100, 100]
    assert shared([80, 60, 90], 3000, 240) == [240, 240, 240]


def test_that_a_long_word_gets_what_the_others_can_spare() -> None:
    assert shared([80, 160, 60, 60], 400, 240) == [80, 160, 80, 80]
    assert shared([90, 160, 60, 60], 400, 240) == [90, 160, 75, 75]


def test_that_where_they_cannot_all_are_equal() -> None:
    assert shared([120, 160, 110], 300, 240) == [100, 100, 100]


@given(st.lists(st.integers(1, 300), min_size=1, max_size=20), st.integers(20, 4000))
def test_that_they_fit_and_nothing_is_cut_that_has_room(wanted: list[int], room: int) -> None:
    widths = shared(wanted, room, 240)
    assert sum(widths) <= max(room, sum(wanted))
    if sum(wanted) <= room:
        assert sum(widths) <= room
        assert all(width >= least for width, least in zip(widths, wanted, strict=True))
    else:
        assert widths == [room // len(wanted)] * len(wanted)
