"""Which time the chart shows."""

import pytest

from floorwalker.ui.floor.timeline.period import LONGEST, MARGIN, SHORTEST, Period

NOW = 1_790_000_000.0
HOUR = 3600.0


@pytest.fixture
def period() -> Period:
    return Period(NOW, HOUR)


def shown_until_now(period: Period) -> float:
    """Seconds from the beginning to now."""
    return period.now - period.start


def test_that_the_last_hour_is_the_hour_up_to_now_with_some_room_after_it(period: Period) -> None:
    assert shown_until_now(period) == pytest.approx(HOUR)
    assert period.end - period.now == pytest.approx(MARGIN * period.length)
    assert period.is_live


def test_that_a_live_period_moves_with_now(period: Period) -> None:
    assert period.tick(NOW + 5)
    assert period.start == pytest.approx(NOW + 5 - HOUR)
    assert period.end > NOW + 5


def test_that_a_period_of_the_past_stays_where_it_is(period: Period) -> None:
    period.pan(-600)
    before = period.start, period.end
    assert not period.tick(NOW + 60)
    assert (period.start, period.end) == before
    assert not period.is_live


def test_that_since_the_beginning_grows_with_now(period: Period) -> None:
    period.show_since(NOW - 2 * HOUR)
    period.tick(NOW + 600)
    assert period.start == NOW - 2 * HOUR
    assert shown_until_now(period) == pytest.approx(2 * HOUR + 600)


def test_that_panning_to_now_makes_it_live_again(period: Period) -> None:
    period.pan(-600)
    period.pan(700)
    assert period.is_live
    assert period.end == pytest.approx(NOW + MARGIN * period.length)


def test_that_zooming_keeps_the_moment_under_the_mouse_in_its_place(period: Period) -> None:
    at = period.start + period.length / 4
    period.zoom(0.5, at)
    assert (at - period.start) / period.length == pytest.approx(0.25)
    assert period.length == pytest.approx(HOUR / (1 - MARGIN) / 2)
    assert not period.is_live


def test_that_zooming_beside_now_keeps_it_live(period: Period) -> None:
    period.zoom(0.5, NOW - 10)
    assert period.is_live
    assert period.end == pytest.approx(NOW + MARGIN * period.length)


def test_that_zooming_out_past_now_makes_it_live(period: Period) -> None:
    period.pan(-10 * HOUR)
    period.zoom(100, period.start)
    assert period.is_live


@pytest.mark.parametrize(("factor", "length"), [(1e-9, SHORTEST), (1e9, LONGEST)])
def test_that_zooming_ends_where_there_is_nothing_more_to_see(period: Period, factor: float, length: float) -> None:
    period.pan(-2 * HOUR)
    period.zoom(factor, period.start)
    assert period.length == pytest.approx(length)


def test_that_going_live_keeps_the_length(period: Period) -> None:
    period.show(NOW - 9 * HOUR, NOW - 8 * HOUR)
    period.go_live()
    assert period.length == pytest.approx(HOUR)
    assert period.is_live


def test_that_a_session_of_a_few_seconds_is_shown_in_a_period_that_can_be_seen(period: Period) -> None:
    period.show_since(NOW)
    assert period.length >= SHORTEST
