"""Numbers of things in English."""

import pytest

from floorwalker.event.plural import counted


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 events"), (1, "1 event"), (2, "2 events"), (88_210, "88,210 events")]
)
def test_that_every_number_says_its_unit(number: int, words: str) -> None:
    assert counted(number, "event") == words
