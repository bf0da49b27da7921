"""How long a transaction gathers: for those who were just answered, for a moment, and never for long."""

import pytest

from floorwalker.capture.gathering import Gathering

TOOK = 0.0004
"""Seconds of a transaction: a quarter of it is what the next is patient for."""


@pytest.fixture
def gathering() -> Gathering:
    """After a transaction of sixteen requests."""
    gathering = Gathering()
    gathering.ended(16, TOOK)
    gathering.begin(100.0)
    return gathering


def test_that_the_first_request_of_all_waits_for_nobody() -> None:
    gathering = Gathering()
    gathering.begin(100.0)
    assert not gathering.goes_on(1, 100.0)


def test_that_nothing_is_waited_for_when_all_who_were_answered_are_back(gathering: Gathering) -> None:
    assert gathering.goes_on(15, 100.00001)
    assert not gathering.goes_on(16, 100.00002)


def test_that_each_that_comes_is_a_reason_to_wait_for_one_more(gathering: Gathering) -> None:
    moments = [100.0 + at * TOOK / 5 for at in range(12)]
    assert all(gathering.goes_on(1 + at, moment) for at, moment in enumerate(moments))
    assert not gathering.goes_on(12, moments[-1] + TOOK / 3)


def test_that_who_does_not_come_back_is_not_waited_for_again(gathering: Gathering) -> None:
    assert gathering.goes_on(3, 100.0)
    assert not gathering.goes_on(3, 100.0 + TOOK / 3)
    gathering.ended(3, TOOK)
    gathering.begin(101.0)
    assert not gathering.goes_on(3, 101.0)


def test_that_a_slow_disk_makes_nobody_wait_for_long() -> None:
    gathering = Gathering()
    gathering.ended(16, took=2.0)
    gathering.begin(100.0)
    assert gathering.goes_on(1, 100.0)
    assert not gathering.goes_on(1, 100.001)


def test_that_gathering_ends_though_requests_never_do(gathering: Gathering) -> None:
    gathering.ended(10_000, TOOK)
    gathering.begin(100.0)
    moment, waiting = 100.0, 1
    while gathering.goes_on(waiting, moment):
        moment, waiting = moment + TOOK / 5, waiting + 1
    assert 100.004 < moment < 100.006
