"""How the benchmarks judge growth."""

import math

import pytest

from tests.benchmarks.growth import EVENTS, Grown


def grown(*values: float, bound: str = "n log n", unit: str = "s") -> Grown:
    return Grown("x", unit, "events", EVENTS, [[value] for value in values], bound)


def test_that_n_log_n_is_once_n_log_n() -> None:
    assert grown(*(size * math.log(size) for size in EVENTS)).steepest(0) == pytest.approx(1)


def test_that_what_is_quadratic_in_one_step_alone_is_found() -> None:
    assert grown(0.01, 0.1, 10).steepest(0) > 1


def test_that_what_is_linear_or_flat_is_within_n_log_n() -> None:
    assert grown(0.01, 0.1, 1).steepest(0) < 1
    assert grown(1, 1, 1).steepest(0) < 1


def test_that_an_event_whose_cost_grows_with_the_session_is_found() -> None:
    assert grown(10, 100, 1000, bound="log n").steepest(0) > 1
    assert grown(50, 50, 80, bound="log n").steepest(0) > 1


def test_that_an_event_that_costs_the_same_is_within_log_n_though_times_swing() -> None:
    assert grown(50, 65, 50, bound="log n").steepest(0) < 1


def test_that_what_is_below_the_noise_tells_nothing() -> None:
    assert grown(0.00001, 0.001, 0.004).steepest(0) < 1


def test_that_each_run_is_judged_by_itself() -> None:
    one = Grown("x", "s", "events", EVENTS, [[1, 1], [1, 1], [1, 1000]])
    assert one.steepest(0) < 1 < one.steepest(1)
