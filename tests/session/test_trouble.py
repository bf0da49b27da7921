"""What can be wrong with a session's file, each with its own problem and remedy."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from floorwalker.session.errors import SessionError, known_trouble
from floorwalker.session.journal import Journal
from floorwalker.session.reader import Reader
from floorwalker.session.records import Totals
from floorwalker.session.schema import FORMAT
from tests.session.made import CATALOG, delivery, new_journal, payload, session_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return session_of(tmp_path / "session.fw", [payload(number) for number in range(200)])


def open_journal(path: Path) -> None:
    Journal.open(path, CATALOG).close()


def open_reader(path: Path) -> None:
    Reader.open(path).close()


either = pytest.mark.parametrize("opens", [open_journal, open_reader])


def told(opens: Callable[[Path], None], path: Path) -> SessionError:
    """The trouble with a session: two sentences."""
    with pytest.raises(SessionError) as raised:
        opens(path)
    error = raised.value
    assert error.problem.endswith(".")
    assert error.remedy.endswith(".")
    assert str(error) == f"{error.problem} {error.remedy}"
    assert str(path) in error.problem or str(path.parent) in error.problem
    return error


@either
@pytest.mark.parametrize("content", [b"hello", b"SQLite format 3\0" + bytes(4000), b"\0" * 100_000])
def test_that_another_file_is_no_session_and_stays_as_it_is(
    tmp_path: Path, content: bytes, opens: Callable[[Path], None]
) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    assert "is not a Floorwalker session" in told(opens, path).problem
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@either
def test_that_another_programs_database_is_no_session(tmp_path: Path, opens: Callable[[Path], None]) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode = WAL; CREATE TABLE events (seq)")
    assert "is not a Floorwalker session" in told(opens, path).problem


@either
def test_that_a_folder_is_no_session(tmp_path: Path, opens: Callable[[Path], None]) -> None:
    assert "is not a Floorwalker session" in told(opens, tmp_path).problem


@either
def test_that_a_newer_format_needs_a_newer_program(path: Path, opens: Callable[[Path], None]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    error = told(opens, path)
    assert f"has format {FORMAT + 1}" in error.problem
    assert "newer Floorwalker" in error.remedy


@either
def test_that_a_session_without_a_table_is_damaged(path: Path, opens: Callable[[Path], None]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("DROP TABLE payloads; DROP TABLE names")
    assert told(opens, path).problem == f"{path} is damaged (it has lost its names, payloads)."


@either
def test_that_a_cut_file_is_damaged(path: Path, opens: Callable[[Path], None]) -> None:
    os.truncate(path, 5000)
    assert "is damaged" in told(opens, path).problem


def test_that_a_file_into_which_its_wal_is_copied_is_not_called_damaged(path: Path) -> None:
    with Journal.open(path, CATALOG) as journal, ThreadPoolExecutor() as apart:
        growing = apart.submit(grow, journal)
        opened = 0
        while not growing.done():
            open_reader(path)
            opened += 1
        growing.result()
    assert opened > 20


def grow(journal: Journal) -> None:
    """Appends, and has each event copied into the file at once."""
    with closing(sqlite3.connect(journal.path, isolation_level=None)) as copying:
        for number in range(1000, 1200):
            journal.append([delivery(big(number))])
            copying.execute("PRAGMA wal_checkpoint").fetchall()


def test_that_damage_met_while_reading_is_told(path: Path) -> None:
    spoil_pages_of(path, "payloads")
    with Reader.open(path) as reader, pytest.raises(SessionError) as raised:
        list(reader.payloads(range(1, 201)))
    assert "is damaged" in raised.value.problem


def test_that_damage_met_while_writing_is_told(path: Path) -> None:
    spoil_pages_of(path, "payloads")
    with Journal.open(path, CATALOG) as journal:
        with pytest.raises(SessionError) as raised:
            journal.append([delivery(payload(1000))])
        assert "is damaged" in raised.value.problem
        assert journal.totals == Totals(events=200)


def spoil_pages_of(path: Path, table: str) -> None:
    """Overwrites the root page of a table, as a failing disk may."""
    with closing(sqlite3.connect(path)) as connection:
        [(root,)] = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,))
        [(size,)] = connection.execute("PRAGMA page_size")
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)


def test_that_a_session_that_is_not_there_is_only_made_by_a_journal(tmp_path: Path) -> None:
    path = tmp_path / "none.fw"
    assert told(open_reader, path).problem == f"{path} is not there."
    open_journal(path)
    open_reader(path)


def test_that_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "none" / "session.fw"
    assert told(open_journal, path).problem == f"There is no folder {path.parent}."
    assert "is not there" in told(open_reader, path).problem


def test_that_a_database_locked_by_another_program_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("floorwalker.session.schema._PATIENCE", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as browser:
        browser.execute("BEGIN IMMEDIATE")
        assert "Another program has locked" in told(open_journal, path).problem
        browser.execute("ROLLBACK")
    open_journal(path)


def test_that_a_journal_goes_on_when_another_program_lets_go(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("floorwalker.session.schema._PATIENCE", 0.05)
    with Journal.open(path, CATALOG) as journal, closing(sqlite3.connect(path, isolation_level=None)) as browser:
        browser.execute("BEGIN IMMEDIATE")
        with pytest.raises(SessionError, match="Another program has locked"):
            journal.append([delivery(payload(300, Username="never.stored"), payload(301))])
        browser.execute("ROLLBACK")
        [receipt] = journal.append([delivery(payload(301), payload(302))])
        assert (receipt.accepted, receipt.duplicates, receipt.seqs) == (2, 0, range(201, 203))
        with Reader.open(path) as reader:
            assert "never.stored" not in {name for _, _, name in reader.names_after(0)}


def command_for(function: str, path: Path, *wrapper: str) -> list[str]:
    """The command that runs a function of this module in a process of its own."""
    code = f"from pathlib import Path; from tests.session.test_trouble import *; {function}(Path({str(path)!r}))"
    return [*wrapper, sys.executable, "-c", code]


def run_apart(function: str, path: Path, *wrapper: str) -> str:
    """Runs a function of this module in a process of its own; what it prints."""
    command = command_for(function, path, *wrapper)
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def append_until_full(path: Path) -> None:
    """Appends until the limit is met, lifts it, and goes on."""
    import resource  # not on Windows

    journal = new_journal(path)
    journal.append([delivery(payload(0))])
    limit = 600_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    number, error = fill(journal)
    before = (journal.totals, journal.last_seq)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    go_on(journal, number, before)
    sys.stdout.write(str(error))


def fill(journal: Journal) -> tuple[int, SessionError]:
    """Appends until it fails, twice, to see that a failure leaves nothing behind; the number that failed first."""
    for number in range(1, 1000):
        before = (journal.totals, journal.last_seq)
        try:
            journal.append([delivery(big(number))])
        except SessionError as error:
            assert (journal.totals, journal.last_seq) == before
            with pytest.raises(SessionError):
                journal.append([delivery(big(number))])
            assert (journal.totals, journal.last_seq) == before
            return number, error
    raise AssertionError("it was never full")


def big(number: int) -> bytes:
    """An event of 20 kB with a new agent."""
    return payload(number, Username=f"new.{number}", Note="x" * 20_000)


def go_on(journal: Journal, number: int, before: tuple[Totals, int]) -> None:
    """Appends what failed: it is no repeat, has the seq that would have been its own, and its agent's name is there."""
    [receipt] = journal.append([delivery(big(number), payload(0))])
    assert (receipt.accepted, receipt.duplicates, receipt.seqs.start) == (1, 1, before[1] + 1)
    journal.close()
    with Reader.open(journal.path) as reader:
        assert list(reader.payloads(range(1, 1000))) == [
            (1, payload(0)),
            *((seq, big(seq - 1)) for seq in range(2, number + 2)),
            (number + 2, payload(0)),
        ]
        rows = reader.rows_after(0, 1000)
        names = {seq: name for seq, _, name in reader.names_after(0)}
        agents = rows[1 : number + 1, 5].tolist()
        assert [names[agent] for agent in agents] == [f"new.{one}" for one in range(1, number + 1)]
        assert reader.totals() == Totals(events=number + 2, duplicates=1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit for the size of files")
def test_that_a_journal_survives_a_limit_for_the_size_of_files(tmp_path: Path) -> None:
    told = run_apart("append_until_full", tmp_path / "session.fw")
    assert "session.fw cannot be read or written (disk I/O error)." in told
    assert "Check the disk, its quota and the limit for the size of files" in told


def append_until_the_disk_is_full(path: Path) -> None:
    """The same on a file system of 3 MB."""
    filler = path.with_name("filler")
    filler.write_bytes(bytes(2_000_000))
    journal = new_journal(path)
    journal.append([delivery(payload(0))])
    number, error = fill(journal)
    before = (journal.totals, journal.last_seq)
    filler.unlink()
    go_on(journal, number, before)
    sys.stdout.write(str(error))


OWN_MOUNTS = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c")


def can_mount() -> bool:
    """Whether this user may mount a file system in a name space of their own."""
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run([*OWN_MOUNTS, "mount -t tmpfs tmpfs /mnt"], check=False, capture_output=True)
    return tried.returncode == 0


MOUNTED = 'mount -t tmpfs -o size=3m tmpfs "$0" && exec "$@"'


@pytest.mark.skipif(not can_mount(), reason="no name spaces for users here")
def test_that_a_journal_survives_a_full_disk(tmp_path: Path) -> None:
    told = run_apart("append_until_the_disk_is_full", tmp_path / "session.fw", *OWN_MOUNTS, MOUNTED, str(tmp_path))
    assert told.startswith(f"The disk that holds {tmp_path / 'session.fw'} is full. Make room on it")


READ_ONLY = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'


def read_only(folder: Path) -> tuple[str, ...]:
    """What to put before a command for which a folder is to be read-only."""
    return (*OWN_MOUNTS, READ_ONLY, str(folder))


def look_at_a_read_only_medium(path: Path) -> None:
    """A closed session can be read; a journal says why it cannot be written."""
    with Reader.open(path) as reader:
        assert reader.totals() == Totals(events=200)
        assert reader.payload(200) == payload(199)
        assert reader.info().events == 200
    sys.stdout.write(str(told(open_journal, path)))


def look_at_a_read_only_medium_with_a_wal(path: Path) -> None:
    sys.stdout.write(str(told(open_reader, path)))


@pytest.mark.skipif(not can_mount(), reason="no name spaces for users here")
def test_that_a_session_on_read_only_media_opens(path: Path) -> None:
    path.with_name(path.name + ".lock").unlink()
    told = run_apart("look_at_a_read_only_medium", path, *read_only(path.parent))
    assert "does not allow it" in told


@pytest.mark.skipif(not can_mount(), reason="no name spaces for users here")
def test_that_a_session_on_read_only_media_that_was_not_closed_is_to_be_copied(tmp_path: Path, path: Path) -> None:
    medium = tmp_path / "medium"
    medium.mkdir()
    with Journal.open(path, CATALOG) as journal:
        journal.append([delivery(payload(1000))])
        for suffix in ("", "-wal"):
            shutil.copy(path.with_name(path.name + suffix), medium)
    told = run_apart("look_at_a_read_only_medium_with_a_wal", medium / path.name, *read_only(medium))
    assert "was not closed" in told
    assert f"Copy it together with {path.name}-wal" in told
    with Reader.open(medium / path.name) as reader:
        assert reader.totals() == Totals(events=201)


def look_again_and_again(path: Path) -> None:
    """Tells how many events there are, each time that it is asked."""
    with Reader.open(path) as reader:
        for _ in sys.stdin:
            sys.stdout.write(f"{reader.totals().events} {len(list(reader.payloads(range(1, 1000))))}\n")
            sys.stdout.flush()


@pytest.mark.skipif(not can_mount(), reason="no name spaces for users here")
def test_that_whoever_may_only_read_the_folder_follows_a_capture_that_starts_later(path: Path) -> None:
    command = command_for("look_again_and_again", path, *read_only(path.parent))
    looking = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with looking:
        assert look(looking) == "200 200\n"
        with Journal.open(path, CATALOG) as journal:
            journal.append([delivery(payload(300))])
            assert look(looking) == "201 201\n"
            journal.append([delivery(payload(301))])
            assert look(looking) == "202 202\n"
        assert look(looking) == "202 202\n"
        looking.communicate(timeout=60)
    assert looking.returncode == 0


def look(looking: subprocess.Popen[str]) -> str:
    """Asks `look_again_and_again` for a line."""
    assert looking.stdin is not None
    assert looking.stdout is not None
    looking.stdin.write("\n")
    looking.stdin.flush()
    return looking.stdout.readline()


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        (errno.ENOSPC, "The disk that holds /there/s.fw is full."),
        (errno.EACCES, "/there/s.fw cannot be opened or written: its folder or the file itself does not allow it."),
        (errno.ENOENT, "There is no folder /there."),
        (errno.EIO, "/there/s.fw cannot be read or written (Input/output error)."),
    ],
)
def test_that_an_error_of_the_system_is_a_problem_with_a_remedy(number: int, problem: str) -> None:
    path = Path("/there/s.fw")
    with pytest.raises(SessionError) as raised, known_trouble(path):
        raise OSError(number, os.strerror(number))
    assert raised.value.problem == problem
    assert raised.value.remedy


def test_that_a_fault_of_ours_is_no_trouble_of_the_file(path: Path) -> None:
    reader = Reader.open(path)
    reader.close()
    with pytest.raises(sqlite3.ProgrammingError):
        reader.totals()
