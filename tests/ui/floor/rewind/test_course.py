"""Where on the slider a moment is."""

import pytest

from floorwalker.ui.floor.rewind.course import SHORTEST, Course

T = 1_790_000_000.0


def test_that_the_first_event_is_at_the_left_and_the_newest_moment_at_the_right() -> None:
    course = Course.of(T, T + 1000, 500)
    assert (course.x(T), course.x(T + 500), course.x(T + 1000)) == (0, 250, 500)


def test_that_a_place_is_a_whole_second_and_the_right_end_is_live() -> None:
    course = Course.of(T, T + 1000, 300)
    assert course.moment(0) == T
    assert course.moment(1) == T + 3
    assert course.moment(299.99) == T + 999
    assert course.moment(300) is None
    assert course.moment(4000) is None


def test_that_what_lies_outside_is_at_its_ends() -> None:
    course = Course.of(T, T + 1000, 500)
    assert (course.x(T - 10**9), course.x(T + 10**9)) == (0, 500)
    assert course.moment(-50) == T


@pytest.mark.parametrize("begin", [None, T, T + 5])
def test_that_a_session_without_any_length_has_a_slider_all_the_same(begin: float | None) -> None:
    course = Course.of(begin, T, 0)
    assert course.latest - course.begin == SHORTEST
    assert course.x(T) == course.width
