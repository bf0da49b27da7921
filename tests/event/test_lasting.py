import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.event.lasting import LONGEST, in_words, seconds_in


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90 s", 90), ("15min", 900), ("1 h 30 min", 5400), ("1.5 Hours", 5400), ("15:00", 900), ("1:00:05", 3605)],
)
def test_that_lengths_of_time_are_read_as_people_write_them(text: str, seconds: int) -> None:
    assert seconds_in(text) == seconds


@pytest.mark.parametrize("text", ["", "15", "min", "15 parsecs", "5 min, 3 s", "-5 min", "0 s", "8 d", "1:75"])
def test_that_what_is_no_length_of_time_is_told_what_to_write(text: str) -> None:
    with pytest.raises(ValueError, match="write a length of time such as 90 s"):
        seconds_in(text)


@given(st.integers(1, LONGEST))
def test_that_a_length_in_words_is_read_as_the_same(seconds: int) -> None:
    assert seconds_in(in_words(seconds)) == seconds
