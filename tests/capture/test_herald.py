"""Telling what happens, to readers that read, and to those that don't."""

import os
import time
from collections.abc import Iterator

import pytest

from floorwalker.capture.herald import PACE, Herald
from floorwalker.capture.messages import Ended, Problem, Stored, decode


@pytest.fixture(name="pipe")
def _pipe() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    yield reading, writing
    for end in (reading, writing):
        try:
            os.close(end)
        except OSError:
            continue  # the test has closed it


def counts(number: int) -> Stored:
    return Stored(seq=number, events=number, duplicates=0, rejected=0)


def all_of(reading: int, writing: int) -> list[object]:
    os.close(writing)
    with os.fdopen(os.dup(reading)) as lines:
        return [decode(line) for line in lines]


def test_that_counts_after_quiet_are_written_at_once(pipe: tuple[int, int]) -> None:
    herald = Herald(pipe[1])
    herald.stored(counts(1))
    assert decode(os.read(pipe[0], 1000)) == counts(1)
    herald.close()


def test_that_counts_in_quick_succession_become_few_lines_and_the_newest_is_among_them(pipe: tuple[int, int]) -> None:
    herald = Herald(pipe[1])
    until, number = time.monotonic() + 6.5 * PACE, 0
    while time.monotonic() < until:
        number += 1
        herald.stored(counts(number))
    herald.close(Ended(events=number))
    told = all_of(*pipe)
    assert 2 <= len(told) <= 9
    assert told[-2:] == [counts(number), Ended(events=number)]


def test_that_counts_are_told_even_if_nothing_follows_them(pipe: tuple[int, int]) -> None:
    herald = Herald(pipe[1])
    herald.stored(counts(1))
    assert decode(os.read(pipe[0], 1000)) == counts(1)
    herald.stored(counts(2))
    herald.stored(counts(3))
    assert decode(os.read(pipe[0], 1000)) == counts(3)
    herald.close()


def test_that_other_messages_do_not_wait_for_their_turn(pipe: tuple[int, int]) -> None:
    herald = Herald(pipe[1])
    herald.say(Problem(problem="one", remedy=""))
    herald.say(Problem(problem="two", remedy=""))
    herald.close()
    assert [message.problem for message in all_of(*pipe) if isinstance(message, Problem)] == ["one", "two"]


def test_that_nobody_waits_for_a_reader_that_does_not_read(pipe: tuple[int, int]) -> None:
    herald = Herald(pipe[1])
    began = time.monotonic()
    for number in range(20_000):
        herald.say(Problem(problem=str(number), remedy="x" * 100))
    assert time.monotonic() - began < 2
    os.close(pipe[0])
    herald.close()


def test_that_a_reader_that_is_gone_harms_nobody(pipe: tuple[int, int]) -> None:
    os.close(pipe[0])
    herald = Herald(pipe[1])
    herald.stored(counts(1))
    herald.say(Problem(problem="still there", remedy=""))
    herald.close(Ended(events=1))
