"""`floorwalker send` from beginning to end, to the project's own receiver and to one that answers as told."""

import json
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from floorwalker.answers import Answer, Done, decode
from tests.capture.running import FLOORWALKER, capturing, export
from tests.cli.test_secrets import _REPLACES, started, title
from tests.feed.receivers import answering
from tests.session import made


@pytest.fixture
def session(tmp_path: Path) -> Path:
    return made.session_of(tmp_path / "five.fw", [made.payload(number) for number in range(5)])


def send(*arguments: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run([*FLOORWALKER, "send", *arguments], input=given, capture_output=True, check=False, timeout=60)


def told(done: "subprocess.CompletedProcess[bytes]") -> tuple[list[Answer], Done]:
    *answers, end = map(decode, done.stdout.splitlines())
    assert isinstance(end, Done)
    assert all(isinstance(answer, Answer) for answer in answers)
    return [answer for answer in answers if isinstance(answer, Answer)], end


def test_that_a_session_that_was_sent_is_the_same_again(session: Path, tmp_path: Path) -> None:
    with capturing(tmp_path / "new.fw") as capture:
        done = send(str(session), capture.url)
        assert done.returncode == 0
        assert done.stdout.startswith(b"5 sent in ")
        assert b"5 taken." in done.stdout
        capture.stop()
    assert sorted(json.loads(export(tmp_path / "new.fw")), key=lambda event: event["Id"]) == json.loads(export(session))


def test_that_an_export_can_be_piped_into_it_and_filtered_ones_sent_alone(session: Path) -> None:
    with answering() as receiver:
        assert send("-", receiver.url, given=export(session)).returncode == 0
        assert sorted(receiver.bodies) == [made.payload(number) for number in range(5)]
        receiver.bodies.clear()
        assert send(str(session), receiver.url, "--filter", "agent:agent.1").returncode == 0
        assert receiver.bodies == [made.payload(1), made.payload(4)]


def test_that_each_answer_is_one_line_of_json(session: Path) -> None:
    with answering((401, {"X-Realm": "floor"}), (200, {})) as receiver:
        done = send(str(session), receiver.url, "--filter", "seq:1,4", "--json")
    answers, end = told(done)
    assert done.returncode == 1
    assert {answer.number for answer in answers} == {1, 4}
    assert sorted(str(answer.status) for answer in answers) == ["200", "401"]
    assert (end.taken, end.refused, end.lost) == (1, 1, 0)
    assert b"Set the token" in done.stderr


def test_that_the_answer_to_one_body_is_shown(tmp_path: Path) -> None:
    with capturing(tmp_path / "new.fw") as capture:
        done = send("-", capture.url, "--whole", given=b'{"Id": 1')
        capture.stop()
    assert done.returncode == 1
    answer, summary = done.stdout.splitlines()
    assert json.loads(answer)["status"] == 400
    assert summary.endswith(b"1 refused.")


def test_that_a_receiver_that_is_not_there_is_one_clear_line(session: Path) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        done = send(str(session), f"http://127.0.0.1:{nobody.getsockname()[1]}/")
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert b"Nobody takes events there" in line
    assert b"Start the receiver" in line


@pytest.mark.parametrize(
    ("content", "words"), [(b"[{]", b"line 1, column 3"), (b"\xff\xfe", b"UTF-8"), (None, b"cannot be read")]
)
def test_that_a_file_that_cannot_be_sent_is_one_clear_line(tmp_path: Path, content: bytes | None, words: bytes) -> None:
    if content is not None:
        (tmp_path / "a.json").write_bytes(content)
    done = send(str(tmp_path / "a.json"), "http://127.0.0.1:1/")
    assert (done.returncode, done.stdout) == (1, b"")
    [line] = done.stderr.splitlines()
    assert words in line


def test_that_a_token_and_headers_are_sent_and_let_it_in(
    tmp_path: Path, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK", "sesame")
    with capturing(tmp_path / "new.fw", "--token", "env:HOOK") as capture:
        assert send(str(session), capture.url).returncode == 1
        assert send(str(session), capture.url, "--token", "env:HOOK").returncode == 0
        assert send(str(session), capture.url, "--header", "Authorization: env:HOOK").returncode == 1
        capture.stop()


@_REPLACES
def test_that_no_secret_of_a_sender_stays_in_its_title(session: Path) -> None:
    options = ("--token", "s3same", "--header", "X-Key: s3same", "--rate", "0.1")
    with answering() as receiver, started("send", str(session), receiver.url, *options) as process:
        assert receiver.came.acquire(timeout=60)
        shown = title(process.pid)
        process.send_signal(signal.SIGTERM)
        process.wait()
    assert "--rate" in shown
    assert "s3same" not in shown


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals")
def test_that_ctrl_c_ends_it_with_a_summary_and_no_traceback(session: Path) -> None:
    command = [*FLOORWALKER, "send", str(session), "", "--rate", "0.1", "--json"]
    with answering() as receiver:
        command[len(FLOORWALKER) + 2] = receiver.url
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert receiver.came.acquire(timeout=60)
            process.send_signal(signal.SIGINT)
            out, complaint = process.communicate(timeout=60)
    end = decode(out.splitlines()[-1])
    assert isinstance(end, Done)
    assert (process.returncode, complaint, end.stopped, end.sent) == (0, b"", True, 1)


def test_that_pauses_are_shortened_and_said(tmp_path: Path) -> None:
    file = tmp_path / "two.ndjson"
    file.write_bytes(made.payload(0) + b"\n" + made.payload(3600))
    with answering() as receiver:
        done = send(str(file), receiver.url, "--pace", "100")
    assert b"1 pause shortened to 5 s, 31 s in all" in done.stdout
