import pytest

from floorwalker.ui.following.recent import Recent


@pytest.fixture
def recent() -> Recent[bytes]:
    """Room for ten bytes."""
    return Recent(10, len)


def test_that_what_was_used_longest_ago_goes_first(recent: Recent[bytes]) -> None:
    recent.update({1: b"aaaa", 2: b"bbbb"})
    recent.get(1)
    recent.update({3: b"cccc"})
    assert 2 not in recent
    assert recent.get(1) == b"aaaa"
    assert recent.get(3) == b"cccc"


def test_that_the_newest_stays_however_large_it_is(recent: Recent[bytes]) -> None:
    recent.update({1: b"a"})
    recent.update({2: b"b" * 1000})
    assert 1 not in recent
    assert recent.get(2) == b"b" * 1000


def test_that_a_value_that_comes_again_takes_its_room_once(recent: Recent[bytes]) -> None:
    for _ in range(10):
        recent.update({1: b"aaaa"})
    recent.update({2: b"bbbb"})
    assert 1 in recent
    assert 2 in recent


def test_that_what_is_known_to_be_missing_is_let_go_of_as_well(recent: Recent[bytes]) -> None:
    recent.update(dict.fromkeys(range(100)))
    assert len(recent) == 10
    assert recent.get(99) is None
