import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from floorwalker.event.notes import Note
from floorwalker.session.columns import AGENT, AGENT_SESSION, FIELDS, REASON
from floorwalker.session.errors import SessionError
from floorwalker.session.journal import Journal
from floorwalker.session.reader import Reader
from floorwalker.session.records import Envelope, Totals
from floorwalker.session.schema import WAL_PAGES, wal_of
from tests.session.made import CATALOG, NOON, delivery, guid, micros, new_journal, payload


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "session.fw"


def test_that_what_is_appended_is_read_back(path: Path) -> None:
    with new_journal(path) as journal, Reader.open(path) as reader:
        [receipt] = journal.append([delivery(payload(0), payload(1), at=2.5)])
        assert (receipt.accepted, receipt.duplicates, receipt.rejected, receipt.seqs) == (2, 0, 0, range(1, 3))
        assert list(reader.payloads([1, 2])) == [(1, payload(0)), (2, payload(1))]
        names = {text: number for number, _, text in reader.names_after(0)}
        rows = reader.rows_after(0, 10)
    second = dict(zip(FIELDS, rows[1].tolist(), strict=True))
    assert second == {
        "seq": 2,
        "received": micros(2.5),
        "created": NOON + 1,
        "category": 1,
        "code": 3,
        "agent": names["agent.1"],
        "agent_session": names["session-1"],
        "activity": 16,
        "reason": 0,
        "notes": 0,
        "feed": 1,
    }


def test_that_a_receipt_comes_for_each_delivery_in_their_order(path: Path) -> None:
    bad = b'{"Id": "x"}'
    with new_journal(path) as journal:
        receipts = journal.append(
            [
                delivery(payload(0)),
                delivery(b"[" + payload(1) + b"," + bad + b"," + payload(0) + b"]"),
                delivery(bad),
                delivery(),
                delivery(payload(2)),
            ]
        )
        found = [(receipt.accepted, receipt.duplicates, receipt.rejected, list(receipt.seqs)) for receipt in receipts]
        assert found == [(1, 0, 0, [1]), (1, 1, 1, [2, 3]), (0, 0, 1, []), (0, 0, 0, []), (1, 0, 0, [4])]
        assert journal.totals == Totals(events=4, duplicates=1, rejected=2)
        assert journal.last_seq == 4


@pytest.mark.parametrize("size", [1, 3, 64, 65, 100, 257])
def test_that_batches_of_any_size_are_whole(path: Path, size: int) -> None:
    payloads = [payload(number) for number in range(size)]
    with new_journal(path) as journal, Reader.open(path) as reader:
        journal.append([delivery(*payloads)])
        assert [body for _, body in reader.payloads(range(1, size + 1))] == payloads
        assert reader.rows_after(0, size + 1)[:, 0].tolist() == list(range(1, size + 1))


def test_that_a_repeat_is_stored_and_marked(path: Path) -> None:
    with new_journal(path) as journal, Reader.open(path) as reader:
        journal.append([delivery(payload(0))])
        [receipt] = journal.append([delivery(payload(0, Note="again"), payload(1))])
        assert (receipt.accepted, receipt.duplicates, receipt.seqs) == (1, 1, range(2, 4))
        notes = reader.rows_after(0, 9)[:, FIELDS.index("notes")].tolist()
        assert notes == [0, Note.REPEAT | Note.UNKNOWN_FIELD, 0]
        assert reader.payload(2) == payload(0, Note="again")
        assert reader.totals() == journal.totals == Totals(events=3, duplicates=1)


def test_that_repeats_are_found_across_the_deliveries_of_one_batch(path: Path) -> None:
    with new_journal(path) as journal:
        receipts = journal.append([delivery(payload(0)), delivery(payload(0, Id=guid(0).upper()))])
        assert [receipt.duplicates for receipt in receipts] == [0, 1]


def test_that_repeats_are_found_after_the_session_was_closed(path: Path) -> None:
    with new_journal(path) as journal:
        journal.append([delivery(*[payload(number) for number in range(50)]), delivery(payload(3))])
    with Journal.open(path, CATALOG) as journal:
        [receipt] = journal.append([delivery(payload(49), payload(50), payload(3))])
        assert (receipt.accepted, receipt.duplicates, receipt.seqs) == (1, 2, range(52, 55))


def test_that_agents_are_one_whatever_the_case_and_sessions_and_reasons_are_not(path: Path) -> None:
    def other(reason: str) -> dict[str, object]:
        return {"ActivityCode": 36, "ActivityName": reason}

    with new_journal(path) as journal:
        journal.append([delivery(payload(0, Username="J.Smith", SessionId="a", **other("Lunch")))])
        journal.append([delivery(payload(1, Username="j.smith", SessionId="A", **other("lunch")))])
    with Journal.open(path, CATALOG) as journal, Reader.open(path) as reader:
        journal.append([delivery(payload(2, Username="J.SMITH", SessionId="a", **other("Lunch")))])
        assert reader.names_after(0) == [
            (1, AGENT, "J.Smith"),
            (2, AGENT_SESSION, "a"),
            (3, REASON, "Lunch"),
            (4, AGENT_SESSION, "A"),
            (5, REASON, "lunch"),
        ]
        columns = [FIELDS.index(name) for name in ("agent", "agent_session", "reason")]
        assert reader.rows_after(0, 9)[:, columns].tolist() == [[1, 2, 3], [1, 4, 5], [1, 2, 3]]


def test_that_an_event_without_agent_has_no_names(path: Path) -> None:
    ivr = b'{"Id":"1","CreationDateUtc":"20261122120000","Category":2,"Code":7}'
    with new_journal(path) as journal, Reader.open(path) as reader:
        journal.append([delivery(ivr)])
        assert reader.names_after(0) == []
        row = dict(zip(FIELDS, reader.rows_after(0, 1)[0].tolist(), strict=True))
        assert (row["agent"], row["agent_session"], row["reason"], row["activity"]) == (0, 0, 0, -(2**31))


def test_that_deliveries_addressed_alike_share_an_envelope(path: Path) -> None:
    with new_journal(path) as journal:
        journal.append([delivery(payload(number)) for number in range(10)])
        other = delivery(payload(10))
        other.envelope = Envelope("POST", "/other")
        journal.append([other, delivery(payload(11))])
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM envelopes").fetchall() == [(2,)]
        assert connection.execute("SELECT count(*) FROM deliveries").fetchall() == [(12,)]
    connection.close()


def test_that_a_feed_has_one_id(path: Path) -> None:
    with new_journal(path) as journal:
        assert journal.feed("connect", "ws://there/feed") == 2
        assert journal.feed("listen", "ws://there/feed") == 3
    with Journal.open(path, CATALOG) as journal, Reader.open(path) as reader:
        assert journal.feed("connect", "ws://there/feed") == 2
        assert reader.feeds() == {
            1: ("listen", "http://127.0.0.1:8787/events"),
            2: ("connect", "ws://there/feed"),
            3: ("listen", "ws://there/feed"),
        }


def test_that_a_session_is_continued(path: Path) -> None:
    with new_journal(path) as journal:
        journal.append([delivery(payload(0), b"[]"), delivery(b'{"Id": 1}')])
        session = journal.session
    with Journal.open(path, CATALOG) as journal:
        assert journal.session == session
        assert journal.totals == Totals(events=1, rejected=1)
        assert journal.append([delivery(payload(1))])[0].seqs == range(2, 3)


def test_that_two_sessions_have_different_ids(path: Path) -> None:
    with new_journal(path) as one, new_journal(path.with_name("other.fw")) as other:
        assert one.session != other.session


def test_that_nothing_to_append_is_no_commit(path: Path) -> None:
    with new_journal(path) as journal, Reader.open(path) as reader:
        before = reader.data_version()
        assert journal.append([]) == []
        assert reader.data_version() == before


def test_that_an_empty_file_becomes_a_session(path: Path) -> None:
    path.touch()
    with new_journal(path) as journal:
        journal.append([delivery(payload(0))])
    with Reader.open(path) as reader:
        assert reader.totals() == Totals(events=1)


def test_that_a_commit_is_synced_and_the_wal_stays_small(path: Path) -> None:
    with new_journal(path) as journal, Reader.open(path) as reader:
        assert journal._connection.execute("PRAGMA synchronous").fetchall() == [(2,)]
        for number in range(100):
            journal.append([delivery(payload(number, Note="x" * 300_000))])
            assert len(reader.rows_after(number, 10)) == 1
        assert path.with_name(path.name + "-wal").stat().st_size < 12_000_000
        assert path.stat().st_size > 15_000_000


def test_that_a_wal_that_is_tidied_in_time_grows_no_further(path: Path) -> None:
    with new_journal(path) as journal:
        sizes: list[int] = []
        for _ in range(3):
            while not journal.is_untidy:
                first = journal.last_seq
                journal.append([delivery(*[payload(first + number) for number in range(20)])])
            journal.tidy()
            assert not journal.is_untidy
            sizes.append(wal_of(path).stat().st_size)
        assert sizes == [sizes[0]] * 3
        assert WAL_PAGES / 2 < sizes[0] / 4096 < WAL_PAGES
        assert journal.append([delivery(payload(3))])[0].duplicates == 1


def test_that_a_reader_that_keeps_the_wal_from_ending_disturbs_no_tidying(path: Path) -> None:
    with new_journal(path) as journal, closing(sqlite3.connect(path, isolation_level=None)) as other:
        journal.append([delivery(payload(1))])
        other.execute("BEGIN").execute("SELECT count(*) FROM events").fetchall()
        journal.append([delivery(payload(2))])
        journal.tidy()
        assert journal.append([delivery(payload(3), payload(2))])[0].duplicates == 1


def test_that_the_file_alone_is_the_session_after_the_end(path: Path) -> None:
    with Reader.open(_closed(path)) as reader:
        assert reader.totals() == Totals(events=100)
    assert [file.name for file in path.parent.iterdir() if "-" in file.name] == []


def _closed(path: Path) -> Path:
    with new_journal(path) as journal:
        journal.append([delivery(*[payload(number) for number in range(100)])])
    assert [file.name for file in path.parent.iterdir() if "-" in file.name] == []
    alone = path.parent / "elsewhere" / "copied.fw"
    alone.parent.mkdir()
    alone.write_bytes(path.read_bytes())
    return alone


def test_that_the_file_alone_is_the_session_though_a_reader_looks_on(path: Path) -> None:
    journal = new_journal(path)
    with Reader.open(path) as reader:
        journal.append([delivery(payload(0))])
        journal.close()
        assert path.with_name(path.name + "-wal").stat().st_size == 0
        copy = path.with_name("copy.fw")
        copy.write_bytes(path.read_bytes())
        assert reader.totals() == Totals(events=1)
    with Reader.open(copy) as reader:
        assert reader.payload(1) == payload(0)


def test_that_a_second_journal_is_told_of_the_first(path: Path) -> None:
    with new_journal(path), pytest.raises(SessionError) as told:
        Journal.open(path, CATALOG)
    assert told.value.problem == f"Another capture is writing to {path}."
    with Journal.open(path, CATALOG) as journal:
        assert journal.totals == Totals()


def test_that_the_time_of_the_last_sign_of_life_is_kept(path: Path) -> None:
    journal = new_journal(path, at=0)
    journal.append([delivery(payload(0), at=5), delivery(payload(1), at=3)])
    assert _captures(path) == [(micros(0), micros(5), None)]
    journal.heartbeat(micros(15))
    assert _captures(path) == [(micros(0), micros(15), None)]
    journal.heartbeat(micros(11))
    assert _captures(path) == [(micros(0), micros(15), None)]
    journal.feed_state(1, micros(16), "stopped")
    assert _captures(path) == [(micros(0), micros(16), None)]
    journal.close(micros(20))
    assert _captures(path) == [(micros(0), micros(20), micros(20))]


def _captures(path: Path) -> list[tuple[int, int, int | None]]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT started, seen, ended FROM captures").fetchall()
    connection.close()
    return rows


def test_that_a_session_whose_making_was_cut_short_is_made_anew(path: Path) -> None:
    path.with_name(f".{path.name}.making").write_bytes(b"half a session")
    with new_journal(path) as journal:
        journal.append([delivery(payload(0))])
    assert sorted(file.name for file in path.parent.iterdir()) == ["session.fw", "session.fw.lock"]
