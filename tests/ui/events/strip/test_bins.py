"""The bins against a plain loop, whatever the times."""

from collections import Counter
from itertools import pairwise, takewhile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.ui.events.strip.bins import FINEST, SLOTS, Bins, steps
from floorwalker.ui.events.strip.painting import full_height
from floorwalker.ui.events.strip.scale import FEWEST, NARROWEST, Scale

NOON = 1_795_348_800_000_000
TIMES = st.one_of(
    st.integers(NOON, NOON + 10**9), st.integers(NOON - 10**13, NOON + 10**13), st.integers(-(2**62), 2**62)
)
EVENTS = st.lists(st.tuples(TIMES, st.integers(-3, 9)), min_size=1, max_size=30)


def columns(events: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([time for time, _ in events], np.int64), np.array([of for _, of in events], np.int32)


def shown(bins: Bins, width: int = 1000) -> Counter[tuple[int, int]]:
    """Events by the number of their bar and their slot, as bars show them."""
    scale = Scale.of(bins, width)
    if scale is None:
        return Counter()
    bars = bins.bars(scale.step, scale.first, scale.number)
    return Counter({(scale.first + bar, slot): int(bars[bar, slot]) for bar, slot in zip(*bars.nonzero(), strict=True)})


def counted(events: list[tuple[int, int]], step: int) -> Counter[tuple[int, int]]:
    return Counter((time // step, of if 0 < of < SLOTS else 0) for time, of in events)


def test_that_each_step_is_a_part_of_the_next() -> None:
    some = list(takewhile(lambda step: step < 2**63, steps()))
    assert all(longer % shorter == 0 and longer > shorter for shorter, longer in pairwise(some))


@given(st.lists(EVENTS, min_size=1, max_size=4))
def test_that_every_event_is_in_the_bar_of_its_time(batches: list[list[tuple[int, int]]]) -> None:
    bins = Bins()
    for batch in batches:
        bins.add(*columns(batch))
    scale = Scale.of(bins, 1000)
    assert scale is not None
    assert shown(bins) == counted([event for batch in batches for event in batch], scale.step)


@given(EVENTS, EVENTS)
def test_that_events_that_leave_are_counted_no_more(gone: list[tuple[int, int]], left: list[tuple[int, int]]) -> None:
    bins = Bins()
    bins.add(*columns(gone))
    bins.add(*columns(left))
    bins.add(*columns(gone), sign=-1)
    scale = Scale.of(bins, 1000)
    assert scale is not None
    assert shown(bins) == counted(left, scale.step)


def test_that_a_session_that_goes_on_while_old_events_leave_keeps_its_fine_bins() -> None:
    bins = Bins()
    second = 1_000_000
    for start in range(0, 100_000, 100):
        bins.add(*columns([(NOON + start * second, 1)]))
        if start >= 100:
            bins.add(*columns([(NOON + (start - 100) * second, 1)]), sign=-1)
    assert bins.step * FINEST < 500 * second


@pytest.mark.parametrize("width", [1, 100, 1007, 2560])
@given(span=st.integers(0, 10**16))
def test_that_bars_are_neither_grass_nor_walls(width: int, span: int) -> None:
    bins = Bins()
    bins.add(*columns([(NOON, 1), (NOON + span, 2)]))
    scale = Scale.of(bins, width)
    assert scale is not None
    assert FEWEST <= scale.number <= max(FEWEST, width // NARROWEST)
    assert scale.start <= NOON
    assert NOON + span < scale.end


@given(st.integers(1, 3000))
def test_that_edges_and_times_agree(width: int) -> None:
    scale = Scale(60_000_000, 1000, 60, width)
    assert (scale.edge(0), scale.edge(60)) == (0, width)
    assert scale.micros(scale.x(scale.begin_of(7))) == scale.begin_of(7)
    assert scale.bar_at(scale.x(scale.begin_of(7) + 30_000_000)) == 7


def test_that_one_bar_far_above_the_others_leaves_them_their_height() -> None:
    usual = [10, 12, 9, 11, 10]
    assert full_height(np.array([*usual, 0, 0])) == 12
    assert full_height(np.array([*usual, 50_000])) == 100
    assert full_height(np.array([5, 50_000])) == 50_000
