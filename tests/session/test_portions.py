"""Events read to be handed on, a bounded portion at a time."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from floorwalker.session.portions import Stored
from floorwalker.session.reader import Reader
from tests.session.made import delivery, micros, new_journal, payload, session_of

LARGE = 10**9


def test_that_portions_hold_every_event_with_its_arrival_byte_for_byte(tmp_path: Path) -> None:
    bodies = [payload(number, Note="\N{GRINNING FACE}é" * number) for number in range(100)]
    bodies[7] = b'{"Id" : "2",\r\n "CreationDateUtc":20261122090000, "category":"1","CODE":"3", "n":1.50e1}'
    with Reader.open(session_of(tmp_path / "a.fw", bodies)) as reader:
        first, newest = reader.portion_after(0, 60, LARGE)
        rest, _ = reader.portion_after(first[-1].seq, 60, LARGE)
        assert reader.portion_after(100, 60, LARGE) == ([], 100)
    assert newest == 100
    assert (len(first), len(rest)) == (60, 40)
    assert first + rest == [Stored(at + 1, micros(at), body) for at, body in enumerate(bodies)]


@pytest.mark.parametrize(("size", "count"), [(0, 1), (1, 1), (2500, 2), (2999, 2), (3000, 3), (9999, 9), (10_000, 10)])
def test_that_a_portion_has_a_bound_in_bytes_and_one_event_at_least(tmp_path: Path, size: int, count: int) -> None:
    bare = len(payload(0, Note=""))
    bodies = [payload(number, Note="x" * (1000 - bare)) for number in range(10)]
    with Reader.open(session_of(tmp_path / "a.fw", bodies)) as reader:
        assert [event.seq for event in reader.portion_after(0, 100, size)[0]] == list(range(1, count + 1))


def test_that_a_large_event_comes_alone_and_those_behind_it_are_not_lost(tmp_path: Path) -> None:
    bodies = [payload(0), payload(1, Note="x" * 100_000), payload(2)]
    with Reader.open(session_of(tmp_path / "a.fw", bodies)) as reader:
        portions = [reader.portion_after(seq, 100, 1000)[0] for seq in range(3)]
    assert [[event.seq for event in portion] for portion in portions] == [[1], [2], [3]]


def test_that_what_is_there_no_more_is_left_out_and_the_bounds_tell_of_it(tmp_path: Path) -> None:
    path = session_of(tmp_path / "a.fw", [payload(number) for number in range(10)])
    with Reader.open(path) as reader:
        assert reader.bounds() == (1, 10)
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in ("DELETE FROM events WHERE ", "DELETE FROM payloads WHERE "):
            connection.execute(statement + "seq <= 4 OR seq = 7")
    with Reader.open(path) as reader:
        assert reader.bounds() == (5, 10)
        assert [event.seq for event in reader.portion_after(0, 100, LARGE)[0]] == [5, 6, 8, 9, 10]


def test_that_in_a_session_without_events_the_oldest_is_the_one_to_come(tmp_path: Path) -> None:
    path = session_of(tmp_path / "a.fw", [])
    with Reader.open(path) as reader:
        assert reader.bounds() == (1, 0)
        assert reader.portion_after(0, 100, LARGE) == ([], 0)


def test_that_a_portion_holds_only_what_is_committed_and_all_of_that(tmp_path: Path) -> None:
    journal = new_journal(tmp_path / "a.fw")
    with journal, Reader.open(tmp_path / "a.fw") as reader:
        for number in range(20):
            assert reader.portion_after(0, 100, LARGE)[1] == number
            journal.append([delivery(payload(number))])
            assert [event.payload for event in reader.portion_after(number, 100, LARGE)[0]] == [payload(number)]
