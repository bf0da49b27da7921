import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.session.columns import FIELDS
from floorwalker.session.journal import Journal
from floorwalker.session.reader import Reader
from floorwalker.session.records import DeliveryView, Envelope, Totals
from floorwalker.session.rows import read_rows
from tests.session.made import CATALOG, ENVELOPE, delivery, micros, new_journal, payload, session_of

COUNT = 2500


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session of more events than are read at once, without the events 100 to 199."""
    path = session_of(tmp_path_factory.mktemp("large") / "session.fw", map(payload, range(COUNT)))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM events WHERE seq BETWEEN 100 AND 199")
        connection.execute("DELETE FROM payloads WHERE seq BETWEEN 100 AND 199")
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "session.fw"


@given(asked=st.lists(st.integers(-5, COUNT + 5), max_size=30))
def test_that_payloads_come_in_the_order_asked_for_without_those_that_are_gone(large: Path, asked: list[int]) -> None:
    with Reader.open(large) as reader:
        there = [seq for seq in asked if 1 <= seq <= COUNT and not 100 <= seq <= 199]
        assert list(reader.payloads(asked)) == [(seq, payload(seq - 1)) for seq in there]


@pytest.mark.parametrize("step", [1, 7, -1])
def test_that_more_payloads_than_are_read_at_once_come_all(large: Path, step: int) -> None:
    with Reader.open(large) as reader:
        asked = range(200, COUNT + 1)[::step]
        assert list(reader.payloads(asked)) == [(seq, payload(seq - 1)) for seq in asked]


def test_that_rows_come_in_portions(large: Path) -> None:
    with Reader.open(large) as reader:
        assert reader.rows_after(97, 4)[:, 0].tolist() == [98, 99, 200, 201]
        assert reader.rows_after(COUNT, 4).shape == (0, 11)
        assert len(reader.rows_after(0, 10_000)) == COUNT - 100


def test_that_an_event_that_is_gone_has_neither_payload_nor_delivery(large: Path) -> None:
    with Reader.open(large) as reader:
        assert reader.payload(150) is None
        assert reader.delivery(150) is None
        assert reader.payload(99) == payload(98)


def test_that_a_delivery_tells_how_an_event_arrived(path: Path) -> None:
    with new_journal(path) as journal, Reader.open(path) as reader:
        feed = journal.feed("connect", "ws://there/feed")
        frame = delivery(payload(2), at=7, feed=feed, peer="there")
        frame.envelope, frame.answer = Envelope("", "/feed", ()), None
        journal.append([delivery(payload(0), payload(1), at=5.25), frame])
        size = len(payload(0)) + len(payload(1))
        expected = DeliveryView(
            received=micros(5.25),
            feed="http://127.0.0.1:8787/events",
            peer="127.0.0.1:50000",
            method="POST",
            target="/events",
            headers=ENVELOPE.headers,
            size=size,
            answer=200,
        )
        assert reader.delivery(1) == reader.delivery(2) == expected
        assert reader.delivery(3) == DeliveryView(
            micros(7), "ws://there/feed", "there", "", "/feed", (), len(payload(2)), None
        )
        assert {seq: arrival.notes for seq, arrival in reader.arrivals([3, 9, 1]).items()} == {1: 0, 3: 0}


def test_that_refused_elements_are_kept_whole_with_their_problems(path: Path) -> None:
    element = b'{"Id": "1", "CreationDateUtc": "20261122120000", "Category": "\\ud800"}'
    with new_journal(path) as journal, Reader.open(path) as reader:
        journal.append([delivery(b"[" + payload(0) + b", " + element + b"]", b"17", at=3)])
        views = reader.refused()
        assert [(view.id, view.received, view.peer, view.body) for view in views] == [
            (1, micros(3), "127.0.0.1:50000", element),
            (2, micros(3), "127.0.0.1:50000", b"17"),
        ]
        assert [at for at, _ in views[0].problems] == ["/1/Category", "/1/Code"]
        assert all(problem for _, problem in views[0].problems)
        assert reader.refused(after_id=1) == views[1:]
        assert reader.refused(limit=1) == views[:1]


def test_that_a_delivery_turned_away_unread_is_kept_without_anything_refused(path: Path) -> None:
    with new_journal(path) as journal, Reader.open(path) as reader:
        turned_away = delivery()
        turned_away.answer = 401
        journal.append([turned_away])
        assert reader.refused() == []
        assert reader.totals() == Totals()


def test_that_a_change_shows_in_the_data_version(path: Path) -> None:
    with new_journal(path) as journal, Reader.open(path) as reader:
        before = reader.data_version()
        assert reader.data_version() == before
        journal.append([delivery(payload(0))])
        assert reader.data_version() != before


def test_that_a_reader_never_keeps_the_writer_from_beginning_its_wal_anew(path: Path) -> None:
    with new_journal(path) as journal, Reader.open(path) as reader:
        journal.append([delivery(*map(payload, range(1500)))])
        unfinished = reader.payloads(range(1, 1501))
        assert next(unfinished) == (1, payload(0))
        [(busy, _, _)] = journal._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        assert busy == 0
        assert len(list(unfinished)) == 1499


def test_that_readers_cannot_write(path: Path) -> None:
    new_journal(path).close()
    with Reader.open(path) as reader, pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader._connection.execute("DELETE FROM meta")


def test_that_the_last_reader_leaves_the_file_alone_and_untouched(path: Path) -> None:
    new_journal(path).close()
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    with Reader.open(path) as reader:
        assert reader.totals() == Totals()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert sorted(file.name for file in path.parent.iterdir()) == ["session.fw", "session.fw.lock"]


def test_that_a_session_tells_its_id_to_reader_and_journal_alike(path: Path) -> None:
    with Journal.open(path, CATALOG) as journal, Reader.open(path) as reader:
        assert reader.session == journal.session
        assert len(reader.session) == 36
        assert (reader.path, journal.path) == (path, path)


def test_that_a_session_opens_through_a_link(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.fw"
    with new_journal(path) as journal:
        journal.append([delivery(payload(0))])
        link.symlink_to(path)
        with Reader.open(link) as reader:
            assert reader.totals() == Totals(events=1)


NARROW = st.integers(-(2**31), 2**31 - 1)
WIDE = st.integers(-(2**63), 2**63 - 1)


@given(others=st.lists(st.tuples(WIDE, WIDE, *[NARROW] * 8), min_size=1, max_size=5))
def test_that_every_number_of_a_row_is_read_as_it_was_written(others: list[tuple[int, ...]]) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE TABLE events (seq INTEGER PRIMARY KEY, {', '.join(FIELDS[1:])})")
        places = ", ".join("?" * len(FIELDS))
        rows = [(seq, *numbers) for seq, numbers in enumerate(others, 1)]
        connection.executemany(f"INSERT INTO events VALUES ({places})", rows)  # noqa: S608
        assert read_rows(connection, 0, 10).tolist() == [list(row) for row in rows]
