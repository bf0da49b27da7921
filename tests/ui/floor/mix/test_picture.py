"""Layers of agents as pixels, and their scale."""

from __future__ import annotations

import numpy as np
import pytest

from floorwalker.ui.floor.mix.picture import picture_of
from floorwalker.ui.floor.mix.scale import numbers_of
from floorwalker.ui.floor.paints import Colours
from floorwalker.ui.floor.timeline.picture import Hatching

RED, BLUE, LINE = 0xFFFF0000, 0xFF0000FF, 0xFF888888
COLOURS = Colours(np.array([RED, BLUE, 0], np.uint32), np.array([False, False, True]))
HATCHING = Hatching(LINE, step=2, thickness=1)


def column(counts: list[int], most: int, height: int) -> list[int]:
    """The pixels of a picture of one column, from the ground up."""
    pixels = picture_of(np.array(counts)[:, np.newaxis], COLOURS, HATCHING, most, height)
    found: list[int] = pixels[::-1, 0].tolist()
    return found


def test_that_layers_lie_upon_each_other_as_high_as_their_agents() -> None:
    assert column([2, 3, 0], most=8, height=8) == [RED] * 2 + [BLUE] * 3 + [0] * 3


def test_that_who_is_in_no_status_leaves_no_hole() -> None:
    assert column([0, 3, 0], most=4, height=4) == [BLUE] * 3 + [0]


def test_that_the_unknown_are_hatched() -> None:
    assert set(column([1, 0, 4], most=5, height=5)[1:]) == {LINE, 0}


def test_that_each_column_is_its_own() -> None:
    pixels = picture_of(np.array([[1, 0, 2], [1, 2, 0], [0, 0, 0]]), COLOURS, HATCHING, 2, 2)
    assert pixels.tolist() == [[BLUE, BLUE, RED], [RED, BLUE, RED]]


@pytest.mark.parametrize(
    ("most", "height", "numbers"),
    [
        (1, 100, [0, 1]),
        (4, 100, [0, 1, 2, 3, 4]),
        (7, 60, [0, 5]),
        (38, 100, [0, 10, 20, 30]),
        (2_000, 100, [0, 500, 1000, 1500, 2000]),
        (3, 5, [0]),
    ],
)
def test_that_the_scale_has_few_whole_numbers(most: int, height: int, numbers: list[int]) -> None:
    assert numbers_of(most, height) == numbers
