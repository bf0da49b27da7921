"""Moments as people type them."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from floorwalker.ui.floor.rewind.typed import read_moment

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(params=["UTC", "Europe/Vienna", "America/New_York"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The user's zone."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def here(*parts: int) -> float:
    """A moment by the user's clock."""
    year, month, day, hour, minute, second = parts
    return time.mktime((year, month, day, hour, minute, second, 0, 0, -1))


def there(*parts: int) -> float:
    """A moment by the clock in UTC."""
    year, month, day, hour, minute, second = parts
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp()


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("09:14", (2026, 11, 22, 9, 14, 0)),
        (" 9:14:03 ", (2026, 11, 22, 9, 14, 3)),
        ("12:00:01", (2026, 11, 21, 12, 0, 1)),
        ("23:59", (2026, 11, 21, 23, 59, 0)),
        ("2026-11-20 09:14", (2026, 11, 20, 9, 14, 0)),
        ("2026-11-20T09:14:05", (2026, 11, 20, 9, 14, 5)),
        ("2026-11-20", (2026, 11, 20, 0, 0, 0)),
    ],
)
def test_that_times_are_of_the_users_zone_and_the_day_shown_or_the_one_before(
    text: str, moment: tuple[int, ...]
) -> None:
    noon = here(2026, 11, 22, 12, 0, 0)
    assert read_moment(text, noon, noon) == here(*moment)


@pytest.mark.usefixtures("zone")
def test_that_the_day_shown_counts_while_the_newest_moment_is_of_another() -> None:
    shown, latest = here(2026, 11, 20, 8, 0, 0), here(2026, 11, 22, 12, 0, 0)
    assert read_moment("18:00", shown, latest) == here(2026, 11, 20, 18, 0, 0)


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize("text", ["2026-11-20T09:14Z", "2026-11-20 10:14+01:00", "2026-11-20T04:14-0500"])
def test_that_an_offset_counts(text: str) -> None:
    noon = here(2026, 11, 22, 12, 0, 0)
    assert read_moment(text, noon, noon) == there(2026, 11, 20, 9, 14, 0)


@pytest.mark.parametrize(("text", "seconds"), [("-15m", 900), ("-90s", 90), ("-1h", 3600)])
def test_that_a_time_ago_is_before_the_newest_moment_whatever_is_shown(text: str, seconds: int) -> None:
    assert read_moment(text, 1_790_000_000.0, 1_795_000_000.0) == 1_795_000_000.0 - seconds


@pytest.mark.parametrize("text", ["", "soon", "25:00", "9:60", "9", "2026-13-01", "09:14Z:03", "-5"])
def test_that_what_is_no_time_is_told_so(text: str) -> None:
    assert read_moment(text, 1_790_000_000.0, 1_790_000_000.0) is None


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31T23:59:59"])
def test_that_the_ends_of_the_calendar_are_moments_too(text: str) -> None:
    found = read_moment(text, 1_790_000_000.0, 1_790_000_000.0)
    assert found is not None
    assert (
        abs(found - there(*map(int, (text + "T00:00:00").replace("T", "-").replace(":", "-").split("-")[:6]))) < 86_400
    )
