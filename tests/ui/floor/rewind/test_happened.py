"""How much happened when, held against a plain count."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.ui.floor.rewind.happened import FINEST, Happened

T = 1_790_000_000
YEAR_1 = -62_135_596_800
DAY = 86_400


def happened(*batches: list[int]) -> Happened:
    made = Happened()
    for batch in batches:
        made.add(np.array(batch, np.int64))
    return made


def counted(of: Happened, first: int, bins: int) -> list[int]:
    """Whole bins, from a second on."""
    counts = of.between(np.arange(first, first + (bins + 1) * of.step, of.step, dtype=float))
    return [round(count) for count in counts.tolist()]


SECONDS = st.lists(st.integers(-300, 300).map(lambda second: T + second), max_size=30)


@given(st.lists(SECONDS, max_size=6), st.data())
def test_that_whatever_the_batches_and_whatever_goes_again_each_bin_has_its_events(
    batches: list[list[int]], data: st.DataObject
) -> None:
    of = happened(*batches)
    everything = [second for batch in batches for second in batch]
    gone = data.draw(st.integers(0, len(everything)))
    of.add(np.array(everything[:gone], np.int64), -1)
    plain = Counter(second // FINEST for second in everything[gone:])
    assert counted(of, T - 400, 80) == [plain[(T - 400) // FINEST + number] for number in range(80)]


def test_that_a_part_of_a_bin_has_its_share() -> None:
    of = happened([T] * 8)
    assert of.between(np.array([T + 2.5, T + 5.0, T + 40.0])).tolist() == [2.0, 4.0]


def test_that_nothing_is_counted_where_nothing_is() -> None:
    assert Happened().between(np.array([0.0, 1.0, 2.0])).tolist() == [0.0, 0.0]
    assert Happened().begins() is None


def test_that_the_beginning_is_the_first_event_however_late_it_comes() -> None:
    of = happened([T + 100, T + 200])
    assert T + 90 < (of.begins() or 0) <= T + 100
    of.add(np.array([T + 3], np.int64))
    assert T - 7 < (of.begins() or 0) <= T + 3


def test_that_events_of_other_centuries_are_not_the_beginning() -> None:
    assert happened([YEAR_1, T, T + 50, T + 10**10]).begins() == T
    assert happened([YEAR_1]).begins() == YEAR_1


def test_that_when_the_oldest_events_go_the_beginning_is_later() -> None:
    of = happened([T, T + 50])
    of.add(np.array([T], np.int64), -1)
    assert of.begins() == T + 50


def test_that_months_are_counted_in_coarser_bins_and_nothing_is_lost() -> None:
    seconds = np.arange(T, T + 30 * DAY, 20)
    of = Happened()
    for part in np.array_split(seconds, 7):
        of.add(part)
    assert of.step > FINEST
    whole = of.between(np.array([T - DAY, T + 15 * DAY, T + 40 * DAY], float))
    assert whole.sum() == len(seconds)
    assert abs(whole[0] - len(seconds) / 2) < of.step
