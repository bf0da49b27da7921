"""A capture that is killed, or loses its power, keeps all that it had acknowledged."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from floorwalker.event.notes import Note
from floorwalker.session.columns import FIELDS
from floorwalker.session.journal import Journal
from floorwalker.session.reader import Reader
from floorwalker.session.records import Totals
from tests.session.made import CATALOG, delivery, payload

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no signals to stop and to kill")


def append_for_ever(path: Path, first: int) -> None:
    """Appends batches of new events and one repeat, and prints the last event's number after each."""
    journal = Journal.open(path, CATALOG)
    journal.feed("listen", "http://127.0.0.1:8787/events")
    for start in count(first, 20):
        journal.append(
            [delivery(payload(start)), delivery(*map(payload, range(start + 1, start + 20)), payload(start))]
        )
        sys.stdout.write(f"{start + 19}\n")
        sys.stdout.flush()


@contextmanager
def appending(path: Path, first: int) -> Iterator[subprocess.Popen[str]]:
    """A process that appends, killed at the end."""
    code = f"from tests.session.test_killed import *; append_for_ever(Path({str(path)!r}), {first})"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    with process:
        try:
            yield process
        finally:
            process.kill()


def acknowledged(process: subprocess.Popen[str], lines: int) -> int:
    """The newest number of so many that were acknowledged."""
    assert process.stdout
    return [int(process.stdout.readline()) for _ in range(lines)][-1]


def stored(path: Path) -> list[bytes]:
    """All payloads of a session, in order."""
    with Reader.open(path) as reader:
        rows = reader.rows_after(0, 1_000_000)
        bodies = list(reader.payloads(rows[:, 0].tolist()))
        assert [seq for seq, _ in bodies] == rows[:, 0].tolist() == list(range(1, len(rows) + 1))
        repeats = int((rows[:, FIELDS.index("notes")] & Note.REPEAT).sum())
        assert reader.totals() == Totals(events=len(rows), duplicates=repeats)
        return [body for _, body in bodies]


def batches_up_to(first: int, last: int) -> list[bytes]:
    """What `append_for_ever` stores for the numbers from first to last."""
    starts = range(first, last + 1, 20)
    return [payload(number) for start in starts for number in (*range(start, start + 20), start)]


def test_that_every_acknowledged_event_is_there_after_each_of_several_kills(tmp_path: Path) -> None:
    path = tmp_path / "session.fw"
    expected: list[bytes] = []
    first = 0
    for lines in (1, 7, 2, 30, 11, 3, 60, 5):
        with appending(path, first) as process:
            last = acknowledged(process, lines)
        expected += batches_up_to(first, last)
        found = stored(path)
        assert found[: len(expected)] == expected
        # A batch that was on its way may be there, whole, though nobody was told.
        more = found[len(expected) :]
        first = last + 1 + len(more) // 21 * 20
        assert more == batches_up_to(last + 1, first - 1)
        expected = found


def test_that_a_session_copied_while_its_capture_stands_still_has_all_that_was_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "session.fw"
    with appending(path, 0) as process:
        for lines in (1, 40, 90):
            last = acknowledged(process, lines)
            process.send_signal(signal.SIGSTOP)
            _, status = os.waitpid(process.pid, os.WUNTRACED)
            assert os.WIFSTOPPED(status)
            copy = tmp_path / f"copy-{lines}" / "session.fw"
            copy.parent.mkdir()
            for suffix in ("", "-wal"):
                shutil.copy(path.with_name(path.name + suffix), copy.parent)
            process.send_signal(signal.SIGCONT)
            found, expected = stored(copy), batches_up_to(0, last)
            assert found[: len(expected)] == expected
            with Journal.open(copy, CATALOG) as journal:
                [receipt] = journal.append([delivery(payload(last))])
                assert (receipt.accepted, receipt.duplicates) == (0, 1)


def append_one(path: Path, number: int) -> None:
    """A capture of one event."""
    with Journal.open(path, CATALOG) as journal:
        journal.append([delivery(payload(number))])


def test_that_a_reader_follows_the_next_capture_whoever_else_has_read_the_file_in_its_process(tmp_path: Path) -> None:
    path = tmp_path / "session.fw"
    append_one(path, 1)
    with Reader.open(path) as reader:
        Reader.open(path).close()
        for number in (2, 3):
            code = f"from tests.session.test_killed import *; append_one(Path({str(path)!r}), {number})"
            subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
            assert reader.totals() == Totals(events=number)


def test_that_what_a_capture_acknowledges_is_seen_by_readers_that_come_after_one_in_its_own_process_has_gone(
    tmp_path: Path,
) -> None:
    path = tmp_path / "session.fw"
    with Journal.open(path, CATALOG) as journal:
        journal.append([delivery(payload(1))])
        Reader.open(path).close()
        code = f"from tests.session.test_killed import *; Reader.open(Path({str(path)!r})).close()"
        subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
        journal.append([delivery(payload(2))])
        code = f"from tests.session.test_killed import *; print(len(stored(Path({str(path)!r}))))"
        told = subprocess.run([sys.executable, "-c", code], check=True, timeout=60, capture_output=True, text=True)
        assert told.stdout == "2\n"
