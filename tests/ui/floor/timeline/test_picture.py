"""Strips as pixels."""

import numpy as np
import pytest
from numpy.typing import NDArray

from floorwalker.event.statuses import Statuses
from floorwalker.ui.floor.paints import Colours
from floorwalker.ui.floor.timeline.picture import Hatching, Lines, picture_of
from floorwalker.ui.floor.timeline.spans import ShownSpans
from floorwalker.ui.floor.timeline.strips import Sight, Strips, strips_of
from tests.event.statuses.rows import ANN, AVAILABLE, BEN, MEETING, ON_CALL, OTHER, SIGNED_OUT, TRAINING, UNKNOWN, Day

T = 1_790_000_000
GREEN, BLUE, ORANGE = 0xFF009E73, 0xFF0072B2, 0xFFD55E00
FILLS = {AVAILABLE: GREEN, ON_CALL: BLUE, OTHER: ORANGE, SIGNED_OUT: 0, UNKNOWN: 0}
HATCHING = Hatching(0xFF777777, 6, 1)


def colours(spans: ShownSpans, strips: Strips) -> Colours:
    told = spans.activity[strips.place].tolist()
    fill = np.array([FILLS[activity] for activity in told], np.uint32)
    return Colours(fill, np.array([activity == UNKNOWN for activity in told], np.bool_))


def painted(day: Day, lines: Lines, agents: tuple[int, ...] = (ANN,), columns: int = 40) -> NDArray[np.uint32]:
    statuses = Statuses()
    statuses.append(day.rows)
    sight = Sight(T, 1, columns, T + columns)
    spans = ShownSpans.of(statuses, agents, sight.now)
    strips = strips_of(spans, sight)
    return picture_of(strips, colours(spans, strips), HATCHING, lines)


def test_that_a_strip_leaves_room_above_and_below() -> None:
    day = Day()
    day.add(T, AVAILABLE)
    column = painted(day, Lines(24, 0, 24))[:, 5]
    assert column.tolist() == [0] * 4 + [GREEN] * 16 + [0] * 4


def test_that_rows_lie_under_each_other_and_nothing_lies_under_the_last() -> None:
    day = Day()
    day.add(T, AVAILABLE, agent=ANN)
    day.add(T, ON_CALL, agent=BEN)
    column = painted(day, Lines(12, 0, 40), (ANN, BEN))[:, 5]
    assert column[6] == GREEN
    assert column[18] == BLUE
    assert not column[24:].any()


def test_that_scrolled_rows_begin_above_the_picture() -> None:
    day = Day()
    day.add(T, AVAILABLE)
    column = painted(day, Lines(24, 10, 24))[:, 5]
    assert column.tolist() == [GREEN] * 10 + [0] * 14


@pytest.mark.parametrize("density", [1.0, 1.25, 1.5, 2.0])
def test_that_a_strip_is_as_high_on_every_screen(density: float) -> None:
    day = Day()
    day.add(T, AVAILABLE)
    column = painted(day, Lines(24, 0, round(24 * density), density))[:, 5]
    assert np.count_nonzero(column) == pytest.approx(16 * density, abs=1)


def test_that_spans_of_one_colour_are_told_apart_by_an_edge() -> None:
    day = Day()
    day.add(T, OTHER, TRAINING)
    day.add(T + 20, OTHER, MEETING)
    row = painted(day, Lines(24, 0, 24))[12]
    assert row.tolist() == [ORANGE] * 20 + [0] + [ORANGE] * 19


def test_that_an_edge_never_takes_a_short_span_away() -> None:
    day = Day()
    day.add(T, OTHER, TRAINING)
    day.add(T + 20, OTHER, MEETING)
    day.add(T + 21, AVAILABLE)
    assert painted(day, Lines(24, 0, 24))[12][20] == ORANGE


def test_that_what_is_not_known_is_hatched_and_signed_out_is_empty() -> None:
    day = Day()
    day.add(T + 20, SIGNED_OUT)
    picture = painted(day, Lines(24, 0, 24))
    before, after = picture[4:20, :20], picture[4:20, 20:]
    assert set(before.ravel().tolist()) == {0, HATCHING.colour}
    assert np.count_nonzero(before) == pytest.approx(before.size / HATCHING.step, rel=0.1)
    assert not after.any()


def test_that_hatching_is_of_slanting_lines() -> None:
    day = Day()
    day.add(T + 20, UNKNOWN)
    picture = painted(day, Lines(24, 0, 24))
    lines, columns = np.nonzero(picture)
    assert len({(line + column) % HATCHING.step for line, column in zip(lines, columns, strict=True)}) == 1


@pytest.mark.parametrize("row_height", [1, 2, 3, 4, 6, 24])
def test_that_low_rows_are_all_there(row_height: int) -> None:
    day = Day()
    agents = tuple(range(1, 31))
    for agent in agents:
        day.add(T, AVAILABLE if agent % 2 else ON_CALL, agent=agent)
    column = painted(day, Lines(row_height, 0, 30 * row_height), agents)[:, 5]
    assert [set(column[row * row_height : (row + 1) * row_height].tolist()) - {0} for row in range(30)] == [
        {GREEN} if agent % 2 else {BLUE} for agent in agents
    ]
