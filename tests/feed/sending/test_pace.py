"""When events are due."""

import pytest

from floorwalker.feed.sending.outgoing import Outgoing
from floorwalker.feed.sending.pace import Pace


def dues(pace: Pace, *seconds: float | None) -> list[float]:
    return [pace.due(Outgoing(1, None if at is None else round(at * 1_000_000), 0, b"")) for at in seconds]


def test_that_without_a_pace_everything_is_due_at_once() -> None:
    assert dues(Pace(), 0, 100, 200) == [0, 0, 0]


def test_that_a_rate_spreads_events_evenly() -> None:
    assert dues(Pace(rate=4), None, 0, 900) == [0, 0.25, 0.5]


def test_that_a_pace_keeps_the_original_distances() -> None:
    assert dues(Pace(speed=2), 10, 11, 14) == pytest.approx([0, 0.5, 2])


def test_that_long_pauses_are_shortened_and_counted() -> None:
    pace = Pace(speed=1)
    assert dues(pace, 0, 3600, 3601) == pytest.approx([0, 5, 6])
    assert pace.cut_gaps == 1
    assert pace.cut_seconds == pytest.approx(3595)


def test_that_what_is_out_of_order_or_has_no_time_is_due_with_the_one_before() -> None:
    assert dues(Pace(speed=1), 5, 3, None, 4) == pytest.approx([0, 0, 0, 1])
