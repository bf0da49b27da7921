import json
from pathlib import Path

from floorwalker.session.info import Info
from floorwalker.session.reader import Reader
from tests.session.made import NOON, delivery, new_journal, payload, stamp


def info_of(path: Path) -> Info:
    with Reader.open(path) as reader:
        return reader.info()


def test_that_a_session_is_told_in_numbers(tmp_path: Path) -> None:
    path = tmp_path / "session.fw"
    with new_journal(path) as journal:
        journal.append([delivery(payload(7), payload(2, Category=3, Code=12), payload(7), b"[3]", payload(4))])
        info = info_of(path)
        assert json.loads(info.model_dump_json()) == {
            "session": journal.session,
            "format": 2,
            "events": 4,
            "duplicates": 1,
            "rejected": 1,
            "gaps": 0,
            "first": "2026-11-22T12:00:02Z",
            "last": "2026-11-22T12:00:07Z",
            "bytes": path.stat().st_size + path.with_name("session.fw-wal").stat().st_size,
            "by": {"1/3": 3, "3/12": 1},
        }
        assert list(info.by) == ["1/3", "3/12"]
    assert info_of(path).bytes == path.stat().st_size


def test_that_an_empty_session_has_neither_first_nor_last(tmp_path: Path) -> None:
    path = tmp_path / "session.fw"
    new_journal(path).close()
    info = info_of(path)
    assert (info.events, info.first, info.last, info.by) == (0, None, None, {})


def test_that_kinds_are_in_order_of_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "session.fw"
    with new_journal(path) as journal:
        kinds = [(10, 1), (2, 11), (2, 3), (-1, 5)]
        journal.append([delivery(*[payload(at, Category=one, Code=code) for at, (one, code) in enumerate(kinds)])])
    assert list(info_of(path).by) == ["-1/5", "2/3", "2/11", "10/1"]


def test_that_times_long_ago_and_far_ahead_are_told(tmp_path: Path) -> None:
    path = tmp_path / "session.fw"
    with new_journal(path) as journal:
        times = ("00010203040506", stamp(NOON), "99991231235959")
        journal.append([delivery(*[payload(at, CreationDateUtc=time) for at, time in enumerate(times)])])
    info = info_of(path)
    assert (info.first, info.last) == ("0001-02-03T04:05:06Z", "9999-12-31T23:59:59Z")
