import io
import json
import os
import stat
import sys
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from floorwalker.event.body import Accepted, read_body
from floorwalker.session.errors import SessionError
from floorwalker.session.export import ExportStopped, Layout, export_to_file, write_export
from floorwalker.session.journal import Journal
from floorwalker.session.reader import Reader
from tests.session.made import CATALOG, delivery, new_journal, payload, session_of

ODD = [
    b'{ "Id":"1",\n\t"CreationDateUtc":20261122120000 ,"Category":1.0,"Code":"3","Note":"a\\nb \xc3\xa9 \\ud83d" }',
    b'{"id":"2","CreationDateUtc":"2026-11-22T12:00:00Z","category":2,"code":9,\r\n"AdditionalFields":[]}',
    b'{"Id":"1","CreationDateUtc":"20261122120001","Category":3,"Code":1}',
]


@pytest.fixture
def odd(tmp_path: Path) -> Iterator[Reader]:
    """A session of three events in unusual spellings, the last of which is a repeat."""
    with Reader.open(session_of(tmp_path / "odd.fw", ODD)) as reader:
        yield reader


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Reader]:
    """A session of more events than are written at once."""
    with Reader.open(session_of(tmp_path / "many.fw", map(payload, range(2345)))) as reader:
        yield reader


def exported(reader: Reader, layout: Layout = "json", seqs: list[int] | None = None, *, wrapped: bool = False) -> bytes:
    """An export, whose events are as many as it says."""
    out = io.BytesIO()
    count = write_export(reader, out, seqs, layout, with_delivery=wrapped)
    events = json.loads(out.getvalue()) if layout == "json" else out.getvalue().splitlines()
    assert count == len(events)
    return out.getvalue()


def test_that_json_is_an_array_of_the_payloads_byte_for_byte(odd: Reader) -> None:
    assert exported(odd) == b"[\n" + b",\n".join(ODD) + b"\n]\n"


def test_that_ndjson_is_one_event_a_line(odd: Reader) -> None:
    lines = exported(odd, "ndjson").split(b"\n")
    assert lines == [ODD[0].replace(b"\n", b" "), ODD[1].replace(b"\r\n", b"  "), ODD[2], b""]
    assert [json.loads(line) for line in lines[:3]] == [json.loads(one) for one in ODD]


def test_that_events_come_in_the_order_asked_for(odd: Reader) -> None:
    assert exported(odd, seqs=[3, 1]) == b"[\n" + ODD[2] + b",\n" + ODD[0] + b"\n]\n"


@pytest.mark.parametrize(("layout", "nothing"), [("json", b"[]\n"), ("ndjson", b"")])
@pytest.mark.parametrize("seqs", [[], [17, 18]])
def test_that_nothing_is_an_empty_export(odd: Reader, layout: Layout, nothing: bytes, seqs: list[int]) -> None:
    assert exported(odd, layout, seqs) == nothing


def test_that_a_session_without_events_is_an_empty_export(tmp_path: Path) -> None:
    new_journal(tmp_path / "none.fw").close()
    with Reader.open(tmp_path / "none.fw") as reader:
        assert exported(reader) == b"[]\n"


def test_that_more_events_than_are_written_at_once_are_one_array(many: Reader) -> None:
    payloads = [payload(number) for number in range(2345)]
    assert exported(many) == b"[\n" + b",\n".join(payloads) + b"\n]\n"
    assert exported(many, "ndjson") == b"\n".join(payloads) + b"\n"


def test_that_events_that_are_gone_leave_no_trace(many: Reader) -> None:
    seqs = [*range(5000, 6001), 7, *range(8000, 10_000), 9]
    assert exported(many, seqs=seqs) == b"[\n" + payload(6) + b",\n" + payload(8) + b"\n]\n"


def test_that_an_export_gives_the_same_export_when_it_was_received_again(odd: Reader, tmp_path: Path) -> None:
    with new_journal(tmp_path / "again.fw") as journal, Reader.open(tmp_path / "again.fw") as again:
        journal.append([delivery(exported(odd))])
        assert exported(again) == exported(odd)
        assert again.totals() == odd.totals()


@pytest.mark.parametrize("layout", ["json", "ndjson"])
def test_that_a_wrapped_event_tells_how_it_arrived_and_has_its_exact_bytes(odd: Reader, layout: Layout) -> None:
    out = exported(odd, layout, wrapped=True)
    wrapped = json.loads(out) if layout == "json" else [json.loads(line) for line in out.splitlines()]
    assert wrapped[2] == {
        "seq": 3,
        "received": "2026-11-22T12:00:02.000000Z",
        "delivery": {
            "feed": "http://127.0.0.1:8787/events",
            "peer": "127.0.0.1:50000",
            "method": "POST",
            "target": "/events",
            "headers": [["Host", "127.0.0.1:8787"], ["Content-Type", "application/json"]],
            "size": len(ODD[2]),
            "answer": 200,
        },
        "notes": ["repeat", "Id is no GUID", "unknown code"],
        "event": json.loads(ODD[2]),
    }
    assert list(wrapped[2]) == ["seq", "received", "delivery", "notes", "event"]
    for one in ODD:
        assert (one if layout == "json" else one.replace(b"\n", b" ").replace(b"\r", b" ")) + b"}" in out


def test_that_progress_tells_what_is_written_and_can_stop_it(many: Reader) -> None:
    told: list[int] = []

    def until_2000(written: int) -> bool:
        told.append(written)
        return written < 2000

    out = io.BytesIO()
    with pytest.raises(ExportStopped):
        write_export(many, out, progress=until_2000)
    assert told[-1] >= 2000
    assert all(before < after for before, after in pairwise(told))
    assert out.getvalue().count(b'"Id"') == told[-1]


def test_that_a_file_is_replaced_when_the_export_is_whole(odd: Reader, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_bytes(b"old")
    path.chmod(0o640)
    assert export_to_file(path, odd) == 3
    assert path.read_bytes() == exported(odd)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert files_in(tmp_path) == {"odd.fw", "odd.fw.lock", "odd.fw-wal", "odd.fw-shm", "out.json"}


def files_in(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_that_a_new_file_has_the_users_usual_permissions(odd: Reader, tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    export_to_file(tmp_path / "out.json", odd)
    assert (tmp_path / "out.json").stat().st_mode == usual.stat().st_mode


def test_that_an_export_that_stops_leaves_the_old_file(odd: Reader, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_bytes(b"old")
    before = files_in(tmp_path)
    with pytest.raises(ExportStopped):
        export_to_file(path, odd, progress=lambda _: False)
    assert path.read_bytes() == b"old"
    assert files_in(tmp_path) == before


def test_that_a_link_stays_a_link(odd: Reader, tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    export_to_file(tmp_path / "link.json", odd)
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_bytes() == exported(odd)


def test_that_a_folder_that_is_not_there_is_told(odd: Reader, tmp_path: Path) -> None:
    with pytest.raises(SessionError, match="There is no folder"):
        export_to_file(tmp_path / "none" / "out.json", odd)


def test_that_a_folder_cannot_be_written_over(odd: Reader, tmp_path: Path) -> None:
    with pytest.raises(SessionError, match="is a folder"):
        export_to_file(tmp_path, odd)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes with a path in a folder")
def test_that_a_pipe_is_written_to_and_stays_a_pipe(odd: Reader, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    other_end = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    other_end.start()
    export_to_file(pipe, odd)
    other_end.join(30)
    assert read == [exported(odd)]
    assert pipe.is_fifo()


def test_that_events_appended_meanwhile_wait_for_the_next_export(tmp_path: Path) -> None:
    path = tmp_path / "session.fw"
    session_of(path, map(payload, range(1500)))
    with Journal.open(path, CATALOG) as journal, Reader.open(path) as reader:
        out = io.BytesIO()

        def append_another(written: int) -> bool:
            journal.append([delivery(payload(5000 + written))])
            return True

        assert write_export(reader, out, progress=append_another) == 1500
        items = read_body(out.getvalue(), CATALOG)
        assert [item.payload for item in items if isinstance(item, Accepted)] == [payload(n) for n in range(1500)]
