"""Times as people write them in a filter."""

from datetime import UTC, datetime

import pytest

from floorwalker.session.filter.instants import Instant, instant_of, read_instant

NINE = int(datetime(2026, 11, 22, 9, tzinfo=UTC).timestamp()) * 1_000_000


@pytest.mark.parametrize(
    ("text", "micros"),
    [
        ("2026-11-22T09:00", NINE),
        ("2026-11-22t09:00z", NINE),
        ("2026-11-22 09:00:00", NINE),
        ("2026-11-22T11:00+02:00", NINE),
        ("2026-11-22T11:00+0200", NINE),
        ("2026-11-22T04:30:00.000-04:30", NINE),
        ("2026-11-22T09:00:00.25Z", NINE + 250_000),
        ("2026-11-22T09:00:00.123456789", NINE + 123_456),
        ("2026-11-22", NINE - 9 * 3600 * 1_000_000),
        ("20261122090000", NINE),
        ("1969-12-31T23:59:59Z", -1_000_000),
        ("0001-01-01T00:00+14:00", -62_135_596_800_000_000 - 14 * 3600 * 1_000_000),
    ],
)
def test_that_a_time_is_an_instant_in_utc_unless_it_has_an_offset(text: str, micros: int) -> None:
    assert read_instant(text) == Instant(micros)


@pytest.mark.parametrize(
    "text",
    [
        *("", "now", "15m", "-m", "-15", "-1y", "09:00", "2026", "2026-11", "2026-11-22T", "2026-11-22T9:00"),
        *("2026-02-30", "2026-11-22T24:01", "20261345000000", "2026-11-22T09:00+25:00", "２０２６-11-22"),
    ],
)
def test_that_what_is_no_time_is_none(text: str) -> None:
    assert read_instant(text) is None


@pytest.mark.parametrize(
    ("text", "seconds"), [("-30s", 30), ("-15m", 900), ("-2h", 7200), ("-1d", 86400), ("-1W", 604800), ("-0m", 0)]
)
def test_that_a_relative_time_counts_back_from_now(text: str, seconds: int) -> None:
    instant = read_instant(text)
    assert instant == Instant(-seconds * 1_000_000, moves=True)
    assert instant.at(NINE) == NINE - seconds * 1_000_000


@pytest.mark.parametrize("value", [True, None, 1.5, 20261122, -5, 10**30, "-15m", ["2026-11-22"], "yesterday"])
def test_that_a_field_that_holds_no_time_is_none(value: object) -> None:
    assert instant_of(value) is None  # type: ignore[arg-type]  # any JSON
