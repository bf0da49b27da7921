"""Where a follower goes on."""

import pytest

from floorwalker.feed.publisher.since import NotAPlace, Since

HERE = "0d9a6f3e-2b5c-4c1d-8e7f-000000000003"
ELSEWHERE = "0d9a6f3e-2b5c-4c1d-8e7f-000000000004"


@pytest.mark.parametrize(
    ("query", "position"),
    [
        (b"", 0),
        (b"token=secret", 0),
        (b"since=now", 40),
        (f"since={HERE}:0".encode(), 0),
        (f"since={HERE}:12".encode(), 12),
        (f"since={HERE}%3A12".encode(), 12),
        (f"a=b&since={HERE.upper()}:40&c=d".encode(), 40),
        # The file may be an older copy of what was followed: what comes is new, whatever its number.
        (f"since={HERE}:41".encode(), 40),
        (f"since={HERE}:9223372036854775807".encode(), 40),
        (f"since={ELSEWHERE}:12".encode(), 0),
    ],
)
def test_that_a_follower_goes_on_behind_what_it_has_of_this_session(query: bytes, position: int) -> None:
    assert Since.of_query(query).position(HERE, newest=40) == position


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "12",
        ":12",
        f"{HERE}",
        f"{HERE}:",
        f"{HERE}:-1",
        f"{HERE}:1.0",
        f"{HERE}:9223372036854775808",
        f"{HERE}:{'9' * 5000}",
        f"{HERE}:%C2%B2",
        "banana:12",
        "Now",
    ],
)
def test_that_what_is_no_place_is_told_to_be_none(asked: str) -> None:
    with pytest.raises(NotAPlace, match="since="):
        Since.of_query(f"since={asked}".encode())


def test_that_two_places_are_none() -> None:
    with pytest.raises(NotAPlace, match="once"):
        Since.of_query(b"since=now&since=now")


def test_that_a_query_without_end_is_not_read() -> None:
    with pytest.raises(NotAPlace, match="parts"):
        Since.of_query(b"a=b&" * 100)
