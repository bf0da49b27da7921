"""A capture from beginning to end, as a process of its own."""

import re
import resource
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from floorwalker.capture.messages import Ended, Problem, Ready, Stored
from floorwalker.session.columns import FIELDS
from floorwalker.session.reader import Reader
from tests.capture.events import payload
from tests.capture.running import FLOORWALKER, Running, begun, capturing, export, run, send


def payloads(session: Path) -> list[bytes]:
    with Reader.open(session) as reader:
        return [body for _, body in reader.payloads(range(1, reader.last_seq() + 1))]


def assert_handed_over(session: Path) -> None:
    """The file alone is the session."""
    left = {file.name for file in session.parent.iterdir()} - {session.name, f"{session.name}.lock"}
    assert left == set()


def test_that_it_tells_when_it_is_ready_what_it_stores_and_when_it_ends(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw") as capture:
        assert re.fullmatch(r"http://127\.0\.0\.1:[1-9]\d*/events", capture.url)
        for number in range(3):
            assert capture.post(payload(number)).status == 200
        capture.post(payload(0))
        capture.post(b"nonsense")
        assert capture.stop() == 0
        assert capture.complaint() == ""
    ready, *stored, ended = capture.messages
    with Reader.open(tmp_path / "a.fw") as reader:
        assert ready == Ready(session=reader.session, url=capture.url)
    assert stored[-1] == Stored(seq=4, events=4, duplicates=1, rejected=1)
    assert ended == Ended(events=4)
    counts = [message.seq for message in stored if isinstance(message, Stored)]
    assert counts == sorted(counts)
    assert_handed_over(tmp_path / "a.fw")


def test_that_what_it_has_told_can_be_read(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw") as capture:
        capture.post(b"[" + b",".join(payload(number) for number in range(50)) + b"]")
        told = capture.wait_for(lambda message: isinstance(message, Stored))
        assert isinstance(told, Stored)
        assert len(payloads(tmp_path / "a.fw")) == told.events == 50
        assert capture.stop() == 0


@pytest.mark.parametrize("way", [signal.SIGTERM, signal.SIGINT, "stop", "end"])
def test_that_it_ends_in_order_when_it_is_told_to(tmp_path: Path, way: signal.Signals | str) -> None:
    with capturing(tmp_path / "a.fw") as capture:
        assert capture.post(payload(1)).status == 200
        if isinstance(way, signal.Signals):
            capture.process.send_signal(way)
        elif way == "stop":
            capture.tell("something else\n stop \n")
        else:
            assert capture.process.stdin is not None
            capture.process.stdin.close()
        assert capture.end() == 0
        assert capture.messages[-1] == Ended(events=1)
    assert_handed_over(tmp_path / "a.fw")


def test_that_without_control_it_outlives_its_standard_input(tmp_path: Path) -> None:
    command = [*FLOORWALKER, "capture", str(tmp_path / "a.fw"), "--listen", "127.0.0.1:0"]
    with begun(command, tmp_path / "a.fw") as capture:
        assert capture.process.stdin is not None
        capture.process.stdin.close()
        capture.wait_for(lambda message: isinstance(message, Ready))
        assert capture.post(payload(1)).status == 200
        capture.process.terminate()
        assert capture.end() == 0


def test_that_a_session_is_continued_and_repeats_of_before_are_known(tmp_path: Path) -> None:
    for round_ in range(2):
        with capturing(tmp_path / "a.fw") as capture:
            assert capture.post(payload(7)).json["duplicates"] == round_
            assert capture.stop() == 0
            assert capture.messages[-1] == Ended(events=round_ + 1)


def test_that_several_listeners_feed_one_session_and_each_event_knows_its_own(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw", "--listen", "127.0.0.1:0", "--listen", "[::1]:0") as capture:
        second = capture.wait_for(lambda message: isinstance(message, Ready))
        assert isinstance(second, Ready)
        assert send("POST", second.url, payload(1)).status == 200
        assert capture.post(payload(2)).status == 200
        assert capture.stop() == 0
    with Reader.open(tmp_path / "a.fw") as reader:
        feeds = [view.feed for view in (reader.delivery(1), reader.delivery(2)) if view]
    assert [f"http://{feed}/events" for feed in feeds] == [second.url, capture.url]


def refused(command: list[str], session: Path) -> tuple[int, str, str]:
    """Exit code, error message and complaint of a capture that cannot begin, which tells both in one line each."""
    with begun(command, session) as capture:
        code = capture.end()
        [message] = capture.messages
        assert isinstance(message, Problem)
        complaint = capture.complaint()
    assert complaint == f"floorwalker: {message.problem} {message.remedy}\n"
    assert message.problem
    assert message.remedy
    return code, message.problem, message.remedy


def capture_command(session: Path, *options: str) -> list[str]:
    return [*FLOORWALKER, "capture", str(session), *options]


def test_that_a_port_that_is_taken_is_told_and_leaves_no_session(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        code, problem, remedy = refused(capture_command(tmp_path / "a.fw", "--listen", address), tmp_path)
    assert code == 1
    assert "taken" in problem
    assert "--listen" in remedy
    assert list(tmp_path.iterdir()) == []


def test_that_a_second_capture_of_a_session_is_refused_and_harms_nothing(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw") as first:
        assert refused(capture_command(tmp_path / "a.fw", "--listen", "127.0.0.1:0"), tmp_path)[0] == 1
        assert first.post(payload(1)).status == 200
        assert first.stop() == 0


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("banana", 2),
        ("127.0.0.1:99999", 2),
        ("203.0.113.7:8787", 1),
        ("0.0.0.0:0", 1),
        ("[::]:0", 1),
        ("no-such-host.invalid:8787", 1),
    ],
)
def test_that_an_address_that_cannot_be_or_reaches_too_far_is_refused(tmp_path: Path, address: str, code: int) -> None:
    assert refused(capture_command(tmp_path / "a.fw", "--listen", address), tmp_path)[0] == code
    assert list(tmp_path.iterdir()) == []


def test_that_a_listener_may_be_reached_by_others_if_that_is_wanted(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw", "--listen", "0.0.0.0:0", "--insecure") as capture:
        assert capture.url.startswith("http://127.0.0.1:")
        assert capture.post(payload(1)).status == 200
        assert capture.stop() == 0


def test_that_what_is_no_session_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"shopping list\n" * 100)
    assert refused(capture_command(tmp_path / "notes.txt", "--listen", "127.0.0.1:0"), tmp_path)[0] == 1
    assert (tmp_path / "notes.txt").read_bytes() == b"shopping list\n" * 100


def test_that_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere" / "a.fw"
    assert refused(capture_command(missing, "--listen", "127.0.0.1:0"), tmp_path)[0] == 1


def test_that_it_goes_on_when_nobody_listens_to_it_any_more(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw") as capture:
        assert capture.process.stdout is not None
        capture.process.stdout.close()
        for number in range(5):
            assert capture.post(payload(number)).status == 200
        capture.tell("stop\n")
        assert capture.process.wait() == 0
    assert payloads(tmp_path / "a.fw") == [payload(number) for number in range(5)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux changes the limits of another process")
def test_that_a_full_disk_is_told_once_answered_503_and_survived(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw") as capture:
        assert capture.post(payload(1)).status == 200
        # As if the disk were full: no file may grow.
        limit(capture, 1000)
        replies = [capture.post(payload(number, Note="x" * 5000)) for number in range(2, 6)]
        assert {reply.status for reply in replies} == {503}
        assert all(int(reply.headers["retry-after"]) > 0 for reply in replies)
        assert send("GET", capture.url, path="/health").json["state"] == "failing"
        limit(capture, resource.RLIM_INFINITY)
        assert capture.post(payload(6)).status == 200
        assert send("GET", capture.url, path="/health").json["state"] == "storing"
        assert capture.stop() == 0
        problems = [message for message in capture.messages if isinstance(message, Problem)]
        assert len(problems) == 1
        assert capture.complaint() == ""
    assert payloads(tmp_path / "a.fw") == [payload(1), payload(6)]


def limit(capture: Running, size: int) -> None:
    resource.prlimit(capture.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def test_that_the_simulated_centre_posts_over_http_and_ends_with_the_capture(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw", "--demo", "--agents", "12", "--seed", "3") as capture:
        capture.wait_for(lambda message: isinstance(message, Stored) and message.events > 500)
        [child] = psutil.Process(capture.process.pid).children()
        assert "send" in child.cmdline()
        assert capture.stop() == 0
        assert not child.is_running()
        assert capture.complaint() == ""
    with Reader.open(tmp_path / "a.fw") as reader:
        view = reader.delivery(1)
    assert view is not None
    assert dict(view.headers)["user-agent"].startswith("floorwalker/")


def test_that_a_session_that_goes_on_is_not_given_the_simulated_past_again(tmp_path: Path) -> None:
    options = ("--demo", "--agents", "12", "--rate", "100")
    with capturing(tmp_path / "a.fw", *options) as capture:
        capture.wait_for(lambda message: isinstance(message, Stored) and message.events > 100)
        assert capture.stop() == 0
    with Reader.open(tmp_path / "a.fw") as reader:
        before = reader.last_seq()
    with capturing(tmp_path / "a.fw", *options) as capture:
        capture.wait_for(lambda message: isinstance(message, Stored) and message.seq > before + 20)
        assert capture.stop() == 0
    with Reader.open(tmp_path / "a.fw") as reader:
        rows = reader.rows_after(before, 20)
    received, created = rows[:, FIELDS.index("received")], rows[:, FIELDS.index("created")]
    assert (received / 1_000_000 - created).max() < 120


def test_that_the_simulated_centre_ends_when_the_capture_is_killed(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw", "--demo", "--agents", "3") as capture:
        capture.wait_for(lambda message: isinstance(message, Stored))
        children = psutil.Process(capture.process.pid).children()
        capture.kill()
        gone, alive = psutil.wait_procs(children, timeout=10)
    assert (len(gone), alive) == (1, [])


def test_that_a_demo_finds_another_port_if_the_usual_one_is_taken(tmp_path: Path) -> None:
    try:
        usual = socket.create_server(("127.0.0.1", 8787))
    except OSError:
        usual = socket.socket()  # somebody else has it, which is as good
    command = capture_command(tmp_path / "a.fw", "--demo", "--agents", "2", "--control")
    with usual, begun(command, tmp_path / "a.fw") as capture:
        ready = capture.wait_for(lambda message: isinstance(message, Ready))
        assert isinstance(ready, Ready)
        assert ":8787/" not in ready.url
        assert capture.stop() == 0


def test_that_export_and_capture_again_give_the_same_bytes(tmp_path: Path) -> None:
    shapes = [
        payload(1),
        b' {"Id" : "2",\r\n "creation date UTC":20261122090000, "category":"1","CODE":"3", "n":1.50e1}\n',
        b'{"Id":"{0D9A6F3E-2B5C-4C1D-8E7F-000000000003}","CreationDateUtc":"2026-11-22T09:00:00Z","Category":2,"Code":1}',
        b'{"Id":"3","CreationDateUtc":20261122090000,\t"Category":2,"Code":12,"AdditionalFields":[{"Name":"\xc3\xa9"}]}',
        payload(4, AdditionalFields={"a": None}),
        payload(1),
    ]
    with capturing(tmp_path / "a.fw") as capture:
        for body in shapes:
            assert capture.post(body).status == 200
        assert capture.stop() == 0
    first = export(tmp_path / "a.fw")
    assert first == b"[\n" + b",\n".join(shape.strip() for shape in shapes) + b"\n]\n"
    with capturing(tmp_path / "b.fw") as capture:
        assert capture.post(first).json["accepted"] == 5
        assert capture.stop() == 0
    assert export(tmp_path / "b.fw") == first


def test_that_rates_and_seeds_without_a_demo_are_wrong_use(tmp_path: Path) -> None:
    for option in (("--rate", "5"), ("--seed", "1"), ("--agents", "9")):
        done = run("capture", str(tmp_path / "a.fw"), *option)
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert list(tmp_path.iterdir()) == []


def test_that_verbose_logs_to_standard_error_only(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw", "-v") as capture:
        assert capture.stop() == 0
        assert "INFO" in capture.complaint()


def test_that_a_capture_needs_no_qt(tmp_path: Path) -> None:
    program = (
        "import sys, floorwalker.cli, floorwalker.capture.process; print([m for m in sys.modules if 'PySide' in m])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout == "[]\n"
