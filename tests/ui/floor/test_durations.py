"""Durations and moments in words."""

import os
import time
from collections.abc import Iterator

import pytest

from floorwalker.ui.floor import durations

NOON = 1_795_348_800


@pytest.fixture(params=["UTC", "America/New_York", "Asia/Kolkata"])
def _zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0:00"), (7.9, "0:07"), (61, "1:01"), (3599, "59:59"), (3600, "1:00:00"), (7509, "2:05:09"),
     (86_399, "23:59:59"), (273_600, "3 d 04:00"), (-5, "0:00")],
)  # fmt: skip
def test_that_a_duration_is_written_exactly_while_it_ticks(seconds: float, words: str) -> None:
    assert durations.ticking(seconds) == words


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process can be set on POSIX only")
@pytest.mark.usefixtures("_zone")
def test_that_moments_are_in_the_users_zone() -> None:
    hour = {"UTC": "12:00", "America/New_York": "07:00", "Asia/Kolkata": "17:30"}[os.environ["TZ"]]
    assert durations.clock(NOON, NOON + 60) == f"{hour}:00"
    assert durations.period(NOON, NOON + 3600).startswith(f"Sun 22 Nov {hour} – ")


def test_that_another_day_is_named() -> None:
    assert durations.clock(NOON - 86_400 * 2, NOON).startswith("20 Nov 2026, ")
    assert "Tue 24 Nov" in durations.period(NOON, NOON + 2 * 86_400)


def test_that_a_short_period_is_told_with_seconds() -> None:
    assert durations.period(NOON, NOON + 599).count(":") == 4
    assert durations.period(NOON, NOON + 600).count(":") == 2


def test_that_a_time_that_was_chosen_is_told_to_the_second_however_long_it_is() -> None:
    assert durations.period(NOON, NOON + 7200, to_the_second=True).count(":") == 4


@pytest.mark.parametrize("year_1_or_9999", [-62_135_596_800, 253_402_300_799])
def test_that_the_ends_of_the_calendar_are_no_trouble(year_1_or_9999: int) -> None:
    assert durations.clock(year_1_or_9999, NOON)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (42, "42 s"),
        (60, "1 min"),
        (928, "15 min 28 s"),
        (7500, "2 h 5 min"),
        (7200, "2 h"),
        (273_600, "3 d 4 h"),
    ],
)
def test_that_a_duration_beside_times_of_day_names_its_units(seconds: int, words: str) -> None:
    assert durations.exact(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (59, "59 s"),
        (59.6, "1 min"),
        (3500, "58 min"),
        (3580, "1.0 h"),
        (8640, "2.4 h"),
        (1_123_200, "312 h"),
    ],
)
def test_that_totals_are_told_roughly_with_their_unit(seconds: float, words: str) -> None:
    assert durations.rough(seconds) == words
