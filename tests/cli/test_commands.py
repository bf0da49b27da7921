"""The commands that need no window, as whoever types them sees them."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from floorwalker import __version__
from floorwalker.cli import main
from floorwalker.event.catalog import Catalog
from floorwalker.event.own_catalog import code_steps, lay, own_catalog
from floorwalker.session.journal import Journal
from floorwalker.session.marks import Mark, change_marks, marks_file
from floorwalker.session.reader import Reader
from tests.capture.events import payload
from tests.capture.running import FLOORWALKER, export, run
from tests.session.made import delivery

BODIES = [
    payload(1, Username="a.lopez", ActivityCode=33),
    payload(2, Code=5, Username="b.chen"),
    payload(3, Category=2, Code=12),
    payload(4, Code=2, ExitCode=3, Username="a.lopez"),
    payload(1, Username="a.lopez", ActivityCode=33),
]


@pytest.fixture(name="session")
def _session(tmp_path: Path) -> Path:
    """A session with five events, one of them a repeat, and one refused element."""
    path = tmp_path / "a.fw"
    with Journal.open(path, Catalog.load()) as journal:
        journal.feed("listen", "127.0.0.1:8787")
        journal.append([delivery(body) for body in BODIES])
        journal.append([delivery(b"[7]")])
    return path


@dataclass(frozen=True)
class Done:
    returncode: int
    output: bytes
    stderr: str

    @property
    def stdout(self) -> str:
        return self.output.decode()


Command = Callable[..., Done]


@pytest.fixture(name="command")
def _command(capfdbinary: pytest.CaptureFixture[bytes]) -> Command:
    """Runs a command in this process, which takes a tenth of the time that a process of its own would."""

    def command(*arguments: str) -> Done:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        output, complaint = capfdbinary.readouterr()
        assert isinstance(ended.value.code, int)
        return Done(ended.value.code, output, complaint.decode())

    return command


def test_that_the_version_is_told() -> None:
    assert run("--version").stdout == f"floorwalker {__version__}\n"


@pytest.mark.parametrize("name", [(), ("capture",), ("send",), ("export",), ("info",)])
def test_that_help_explains_each_command_with_examples(command: Command, name: tuple[str, ...]) -> None:
    done = command(*name, "--help")
    assert done.returncode == 0
    assert "Usage: floorwalker" in done.stdout
    assert "Examples:\n    floorwalker " in done.stdout
    assert "  -v, --verbose" in done.stdout


def test_that_the_windows_help_names_the_other_commands(command: Command) -> None:
    told = command("--help").stdout
    assert all(f"\n    {name} " in told for name in ("capture", "send", "export", "info"))


def test_that_info_tells_in_a_table(session: Path) -> None:
    done = run("info", str(session))
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert "events   5" in lines
    assert "repeats  1" in lines
    assert "refused  1" in lines
    assert "first    2026-11-22 12:00:01 UTC" in lines
    assert any(line.split() == ["Agent", "·", "StatusChanged", "1/3", "2"] for line in lines)


def test_that_info_tells_in_json(command: Command, session: Path) -> None:
    [line] = command("info", str(session), "--json").stdout.splitlines()
    told = json.loads(line)
    assert told.keys() == {
        "session",
        "format",
        "events",
        "duplicates",
        "rejected",
        "gaps",
        "first",
        "last",
        "bytes",
        "by",
    }
    assert (told["events"], told["duplicates"], told["rejected"], told["gaps"]) == (5, 1, 1, 0)
    assert told["by"] == {"1/2": 1, "1/3": 2, "1/5": 1, "2/12": 1}
    assert (told["first"], told["last"]) == ("2026-11-22T12:00:01Z", "2026-11-22T12:00:04Z")


def test_that_export_writes_every_payload_as_it_came(session: Path) -> None:
    assert export(session) == b"[\n" + b",\n".join(BODIES) + b"\n]\n"
    assert export(session, "--format", "ndjson") == b"".join(body + b"\n" for body in BODIES)


@pytest.mark.parametrize(
    ("expression", "numbers"),
    [
        ("category:agent code:StatusChanged,5", [0, 1, 4]),
        ("ExitCode:>2", [3]),
        ("agent:A.LOPEZ -is:duplicate", [0, 3]),
        ('"b.chen"', [1]),
        ("category:chat", []),
        ("", [0, 1, 2, 3, 4]),
    ],
)
def test_that_export_writes_exactly_what_the_filter_says(
    command: Command, session: Path, expression: str, numbers: list[int]
) -> None:
    exported = command("export", str(session), "--filter", expression).output
    assert exported == (b"[\n" + b",\n".join(BODIES[number] for number in numbers) + b"\n]\n" if numbers else b"[]\n")


def test_that_export_finds_teams_by_the_roster_and_asks_for_one(
    command: Command, session: Path, tmp_path: Path
) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("Username,Team\nB.CHEN,Sales\n")
    exported = command("export", str(session), "--filter", "team:sales", "--roster", str(roster)).output
    assert exported == b"[\n" + BODIES[1] + b"\n]\n"
    refused = command("export", str(session), "--filter", "team:sales")
    assert refused.returncode == 2
    assert "--roster FILE" in refused.stderr


def test_that_export_finds_the_events_that_were_marked_in_the_window(command: Command, session: Path) -> None:
    nothing = command("export", str(session), "--filter", "is:marked")
    assert nothing.output == b"[]\n"
    with Reader.open(session) as reader:
        change_marks(reader, {2: Mark(seq=2, note="odd"), 4: Mark(seq=4)})
    assert (
        command("export", str(session), "--filter", "is:marked").output
        == b"[\n" + BODIES[1] + b",\n" + BODIES[3] + b"\n]\n"
    )
    not_marked = command("export", str(session), "--filter", "-is:marked code:2", "--format", "ndjson")
    assert not_marked.output == b""


def test_that_export_tells_that_the_marks_cannot_be_read_where_the_filter_asks_for_them(
    command: Command, session: Path
) -> None:
    marks_file(session).write_text("[]")
    done = command("export", str(session), "--filter", "is:marked")
    assert done.returncode == 1
    assert "a.fw.marks.json is no file of marks" in done.stderr
    assert command("export", str(session), "--filter", "code:2").returncode == 0


def test_that_export_wraps_events_in_their_deliveries(command: Command, session: Path) -> None:
    wrapped = json.loads(command("export", str(session), "--with-delivery").output)
    assert [one["seq"] for one in wrapped] == [1, 2, 3, 4, 5]
    assert wrapped[0].keys() == {"seq", "received", "delivery", "notes", "event"}
    assert wrapped[4]["notes"][0] == "repeat"


def test_that_export_to_a_file_writes_all_or_leaves_it_alone(command: Command, session: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    assert command("export", str(session), "-o", str(target)).returncode == 0
    assert target.read_bytes() == command("export", str(session)).output
    assert command("export", str(tmp_path / "missing.fw"), "-o", str(target)).returncode == 1
    assert target.read_bytes() == command("export", str(session)).output


@pytest.mark.parametrize(
    ("expression", "place"),
    [("category:agent OR (code:3", "(code:3"), ("code:3 AND", "AND"), ("created:>yesterdayish", ">yesterdayish")],
)
def test_that_a_wrong_filter_is_wrong_use_with_its_place_marked(
    command: Command, session: Path, expression: str, place: str
) -> None:
    done = command("export", str(session), "--filter", expression)
    assert (done.returncode, done.stdout) == (2, "")
    said, shown, marked = done.stderr.splitlines()
    assert said.startswith("floorwalker: The filter is wrong: ")
    assert shown.strip() == expression
    assert shown.index(place) <= marked.index("^") <= shown.index(place) + len(place)


def test_that_a_pattern_that_runs_wild_is_wrong_use_with_its_place_marked(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.fw"
    with Journal.open(path, Catalog.load()) as journal:
        journal.feed("listen", "127.0.0.1:8787")
        journal.append([delivery(payload(1, Note="x" * 5000))])
    done = command("export", str(path), "--filter", 'Note:~"(x+x+)+y"')
    assert (done.returncode, done.stdout) == (2, "")
    said, shown, marked = done.stderr.splitlines()
    assert "100 ms" in said
    assert shown[marked.index("^") : marked.rindex("^") + 1] == '~"(x+x+)+y"'


def test_that_a_reader_who_has_seen_enough_is_no_trouble(tmp_path: Path) -> None:
    large = tmp_path / "large.fw"
    with Journal.open(large, Catalog.load()) as journal:
        journal.feed("listen", "127.0.0.1:8787")
        journal.append([delivery(*(payload(number) for number in range(3000)))])
    command = [*FLOORWALKER, "export", str(large)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_that_a_full_disk_is_told_in_one_line(session: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*FLOORWALKER, "export", str(session)], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("info",),
        ("export", "{}", "--format", "csv"),
        ("export", "{}", "--nonsense"),
        ("send", "{}", "http://127.0.0.1:1/", "--agents", "3"),
        ("send", "{}", "http://127.0.0.1:1/", "--rate", "1", "--pace", "1"),
        ("send", "{}", "http://127.0.0.1:1/", "--whole"),
        ("send", "{}", "http://127.0.0.1:1/", "--filter", "code:"),
        ("send", "{}", "http://"),
        ("send", "demo", "http://127.0.0.1:1/", "--json"),
        ("send", "-", "http://127.0.0.1:1/", "--control"),
        ("send", "-", "http://127.0.0.1:1/", "--filter", "code:3"),
        ("send", "demo", "ftp://127.0.0.1/"),
        ("send", "demo"),
        ("capture", "{}", "--max-body", "0"),
        ("capture", "{}", "--rate", "fast"),
        ("--after", "3"),
        ("--new", "{}"),
        ("--new", "--demo"),
        ("--seed", "3"),
        ("--view", "cellar"),
    ],
)
def test_that_wrong_use_is_told_with_exit_code_2(command: Command, session: Path, arguments: tuple[str, ...]) -> None:
    done = command(*[argument.format(session) for argument in arguments])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["info", "export"])
def test_that_what_is_no_session_is_told_in_one_line(command: Command, tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").write_text("shopping list")
    for path in (tmp_path / "notes.txt", tmp_path / "missing.fw"):
        done = command(name, str(path))
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
        assert str(path) in done.stderr


def test_that_v_may_stand_on_either_side_of_the_command(command: Command, session: Path) -> None:
    for arguments in (("-v", "info", str(session)), ("info", str(session), "-v")):
        assert "events   5" in command(*arguments).stdout


def test_that_no_command_but_the_windows_loads_qt(session: Path) -> None:
    program = """
import sys
from floorwalker.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    print([name for name in sys.modules if name.split(".")[0] in ("PySide6", "pyqtgraph", "qtawesome")])
"""
    for arguments in (("info", str(session)), ("export", str(session)), ("--help",), ("capture", "--help")):
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True, timeout=60
        )
        assert done.stdout.endswith("[]\n")


def test_that_the_users_own_names_are_used(command: Command, session: Path, home: Path) -> None:
    assert own_catalog().is_relative_to(home)
    lay(own_catalog(), code_steps(2, 12), {"name": "CallerLeft"})
    assert "IVR · CallerLeft" in command("info", str(session)).stdout
    assert json.loads(command("export", str(session), "--filter", "code:CallerLeft").output) == [json.loads(BODIES[2])]


def test_that_a_users_catalog_that_is_broken_is_told_in_one_line(command: Command, session: Path, home: Path) -> None:
    del home
    own_catalog().parent.mkdir(parents=True, exist_ok=True)
    own_catalog().write_text("{", "utf-8")
    done = command("info", str(session))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "is not JSON" in done.stderr
