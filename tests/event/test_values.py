from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.event.values import documented_time, found, is_int32, iso_time, other_time, whole_number
from tests.event.made import SECONDS, TIME, json_values

IN_THIS_ERA = st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.replace(microsecond=0))


@pytest.mark.parametrize("spelling", [7, 7.0, "7", "7.0", "007", "+7", " 7\n"], ids=repr)
def test_that_a_whole_number_is_read_in_every_spelling(spelling: object) -> None:
    assert whole_number(spelling) == 7


@pytest.mark.parametrize(
    "value",
    [
        True,
        False,
        None,
        1.5,
        "1.5",
        "one",
        "",
        " ",
        "1_000",
        "0x1",
        "1e3",
        "١",
        "²",
        "1 2",
        [],
        {},
        float("inf"),
        "9" * 33,
    ],
    ids=repr,
)
def test_that_what_is_no_whole_number_is_none(value: object) -> None:
    assert whole_number(value) is None


def test_that_32_bits_bound_a_number_on_both_sides() -> None:
    assert is_int32(-(2**31))
    assert is_int32(2**31 - 1)
    assert not is_int32(-(2**31) - 1)
    assert not is_int32(2**31)


@given(IN_THIS_ERA)
def test_that_a_documented_time_is_read_to_the_second(moment: datetime) -> None:
    assert documented_time(f"{moment.year:04}{moment:%m%d%H%M%S}") == moment.timestamp()


@given(IN_THIS_ERA, st.sampled_from(["Z", "z", "", "+00:00", "-00:00", ".000", ".9999999Z", ",5Z"]))
def test_that_an_iso_time_is_read_with_its_fraction_cut_off(moment: datetime, ending: str) -> None:
    assert iso_time(f"{moment.replace(tzinfo=None).isoformat()}{ending}") == moment.timestamp()


@pytest.mark.parametrize(
    "spelling",
    [
        "2026-11-22T09:14:03Z",
        "2026-11-22t09:14:03z",
        "2026-11-22T09:14:03",
        "2026-11-22 09:14:03",
        "2026-11-22T09:14:03.999",
        "2026-11-22T09:14:03.1234567Z",
        "2026-11-22T10:44:03+01:30",
        "2026-11-22T04:14:03-0500",
        "20261122T091403Z",
        "2026-W47-7T09:14:03Z",
        " 2026-11-22T09:14:03Z ",
        20261122091403,
        20261122091403.0,
        " 20261122091403",
    ],
    ids=repr,
)
def test_that_a_time_is_read_in_every_spelling_beside_the_documented_one(spelling: object) -> None:
    assert other_time(spelling) == SECONDS == documented_time(TIME)


def test_that_the_epoch_itself_is_a_time_in_every_spelling() -> None:
    assert documented_time("19700101000000") == 0
    assert other_time("1970-01-01T00:00:00Z") == 0
    assert other_time(19700101000000) == 0


@pytest.mark.parametrize(
    "value",
    [
        "20261345000000",  # month 13
        "20260230000000",  # February 30
        "20261122240000",  # 24 o'clock
        "20261122096000",
        "00000101000000",  # no year 0
        "2026112209140",
        "202611220914030",
        "2026112209140٣",
        "2026-11-22",
        "20261122",
        "2026-11-22T",
        "2026-11-22T24:00:00Z",
        "2026-11-22x09:14:03",
        "2026-13-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",  # a year before the first
        "9999-12-31T23:59:59-14:00",
        "now",
        "",
        0,
        1795338843,
        1795338843000,
        -20261122091403,
        20261122091403.5,
        10**400,
        float("inf"),
        True,
        None,
        [],
        {},
    ],
    ids=repr,
)
def test_that_what_is_no_time_with_a_time_of_day_is_none(value: object) -> None:
    assert other_time(value) is None
    assert not isinstance(value, str) or documented_time(value) is None


@given(json_values)
def test_that_no_json_value_is_too_strange_to_be_judged(value: object) -> None:
    assert found(value).startswith("found ")
    assert len(found(value)) < 300
    whole_number(value)
    other_time(value)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("one", 'found "one"'),
        ("", 'found ""'),
        ('"', 'found "\\""'),
        (True, "found true"),
        (None, "found null"),
        (1.5, "found 1.5"),
        ([1], "found an array"),
        ({}, "found an object"),
        (float("inf"), "found a number too large to read"),
        ("x" * 100, f'found "{"x" * 39}…"'),
    ],
)
def test_that_what_was_found_is_told_short_and_as_json(value: object, words: str) -> None:
    assert found(value) == words
