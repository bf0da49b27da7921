import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from floorwalker.session import same_id
from floorwalker.session.reader import Reader
from floorwalker.session.same_id import others_with_id_of
from tests.session import made


def test_that_all_events_with_an_id_are_found_in_any_spelling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(same_id, "_STEP", 2)
    bodies = [made.payload(0), made.payload(1), made.payload(0, Id="{" + made.guid(0).upper() + "}"), made.payload(2)]
    with Reader.open(made.session_of(tmp_path / "s.fw", [*bodies, made.payload(0)])) as reader:
        assert list(others_with_id_of(1, reader, made.CATALOG)) == [3, 5]
        assert list(others_with_id_of(3, reader, made.CATALOG)) == [1, 5]
        assert list(others_with_id_of(2, reader, made.CATALOG)) == []
        assert list(others_with_id_of(99, reader, made.CATALOG)) == []


def test_that_an_event_of_the_same_hash_but_another_id_is_none(tmp_path: Path) -> None:
    path = made.session_of(tmp_path / "s.fw", [made.payload(0), made.payload(1)])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE events SET id_hash = (SELECT id_hash FROM events WHERE seq = 1)")
    with Reader.open(path) as reader:
        assert list(others_with_id_of(1, reader, made.CATALOG)) == []


def test_that_the_search_ends_when_nobody_wants_it_any_more(tmp_path: Path) -> None:
    with Reader.open(made.session_of(tmp_path / "s.fw", [made.payload(0), made.payload(0)])) as reader:
        assert list(others_with_id_of(1, reader, made.CATALOG, lambda: False)) == []
