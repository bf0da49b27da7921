"""A session of an older format is read as it is, and migrated by the next writer."""

import hashlib
import sqlite3
from pathlib import Path

import pytest

from floorwalker.session.journal import Journal
from floorwalker.session.reader import Reader
from floorwalker.session.records import Sent
from floorwalker.session.schema import FORMAT
from tests.session.made import CATALOG, delivery, micros, payload, session_of

OLDER = """
PRAGMA journal_mode = DELETE;
ALTER TABLE deliveries DROP COLUMN verdict;
ALTER TABLE deliveries DROP COLUMN sent_seq;
ALTER TABLE deliveries DROP COLUMN sent_received;
ALTER TABLE feed_states DROP COLUMN whole;
DROP TABLE positions;
DROP TABLE floor;
DROP TABLE departed;
PRAGMA user_version = 1;
"""


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A session of format 1 with three events."""
    path = session_of(tmp_path / "a.fw", map(payload, range(3)))
    connection = sqlite3.connect(path)
    connection.executescript(OLDER)
    connection.close()
    return path


def format_of(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def test_that_a_reader_reads_an_older_session_and_leaves_its_bytes_alone(older: Path) -> None:
    before = hashlib.sha256(older.read_bytes()).digest()
    with Reader.open(older) as reader:
        assert [body for _, body in reader.payloads(range(1, 4))] == [payload(number) for number in range(3)]
        arrived = reader.delivery(2)
        assert arrived is not None
        assert (arrived.answer, arrived.verdict, arrived.sent_seq) == (200, "", None)
        assert reader.info().format == 1
    assert hashlib.sha256(older.read_bytes()).digest() == before


def test_that_a_writer_migrates_an_older_session_and_goes_on(older: Path) -> None:
    sent = Sent("there", 17, micros(4))
    with Journal.open(older, CATALOG, micros(10)) as journal:
        feed = journal.feed("connect", "ws://there/feed")
        assert journal.position(feed) is None
        handed_on = delivery(payload(3), at=11, feed=feed)
        handed_on.sent = sent
        journal.append([delivery(payload(1), at=10), handed_on])
        assert journal.position(feed) == ("there", 17)
        assert journal.totals == (5, 1, 0)
    assert format_of(older) == FORMAT
    with Reader.open(older) as reader:
        arrived = reader.delivery(5)
        assert arrived is not None
        assert (arrived.sent_seq, arrived.sent_received) == (17, micros(4))
        assert [body for _, body in reader.payloads((1, 2, 3))] == [payload(number) for number in range(3)]
