"""A capture in bad surroundings: one line with the problem and the remedy, and what was acknowledged stays."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from floorwalker.capture.messages import Problem
from tests.capture.events import payload
from tests.capture.running import FLOORWALKER, Running, begun, capturing
from tests.capture.test_killed import stored
from tests.feed.publisher.followers import following
from tests.session.test_trouble import MOUNTED, OWN_MOUNTS, can_mount, read_only

needs_mounts = pytest.mark.skipif(not can_mount(), reason="no name spaces for users here")

EVENTS = 3000


@pytest.fixture(scope="module", name="taken")
def _taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session that was captured before."""
    session = tmp_path_factory.mktemp("taken") / "a.fw"
    with capturing(session) as capture:
        assert capture.post(b"\n".join(payload(number) for number in range(EVENTS))).status == 200
        assert capture.stop() == 0
    return session


def copied(session: Path, folder: Path) -> Path:
    return Path(shutil.copy(session, folder / session.name))


def trouble_at_the_start(session: Path, *wrapper: str) -> Problem:
    """What a capture that cannot begin tells, on both its outputs, in one line each."""
    command = [*wrapper, *FLOORWALKER, "capture", str(session), "--listen", "127.0.0.1:0"]
    with begun(command, session) as capture:
        assert capture.end() == 1
        [problem] = capture.messages
        assert isinstance(problem, Problem)
        assert capture.complaint() == f"floorwalker: {problem.problem} {problem.remedy}\n"
    assert str(session) in problem.problem
    assert problem.remedy
    return problem


def problems(capture: Running) -> list[Problem]:
    return [message for message in capture.messages if isinstance(message, Problem)]


@contextmanager
def locked(session: Path) -> Iterator[sqlite3.Connection]:
    """Another program holds the file for itself, until it lets go or the context ends."""
    with closing(sqlite3.connect(session, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


@needs_mounts
def test_that_a_folder_that_is_read_only_is_told_and_the_session_in_it_stays(tmp_path: Path, taken: Path) -> None:
    session = copied(taken, tmp_path)
    before = session.read_bytes()
    for one in (session, tmp_path / "new.fw"):
        assert "does not allow it" in trouble_at_the_start(one, *read_only(tmp_path)).problem
    assert (session.read_bytes(), list(tmp_path.iterdir())) == (before, [session])


def test_that_a_session_that_another_program_has_locked_is_told_and_stays(tmp_path: Path, taken: Path) -> None:
    session = copied(taken, tmp_path)
    with locked(session):
        assert "Another program has locked" in trouble_at_the_start(session).problem
    with capturing(session) as capture:
        assert capture.post(payload(0)).json["duplicates"] == 1
        assert capture.stop() == 0


def test_that_a_lock_taken_while_it_runs_is_told_once_and_survived(tmp_path: Path) -> None:
    with capturing(tmp_path / "a.fw") as capture:
        assert capture.post(payload(1)).status == 200
        with locked(tmp_path / "a.fw"):
            reply = capture.post(payload(2))
            assert (reply.status, int(reply.headers["retry-after"]) > 0) == (503, True)
            assert "Another program has locked" in str(reply.json["detail"])
        assert capture.post(payload(2)).json["accepted"] == 1
        assert capture.stop() == 0
        assert len(problems(capture)) == 1
    assert stored(tmp_path / "a.fw") == [payload(1), payload(2)]


@pytest.mark.parametrize("kept", [0.3, 0.7])
def test_that_a_session_that_was_cut_short_is_told_and_stays_as_it_is(tmp_path: Path, taken: Path, kept: float) -> None:
    session = copied(taken, tmp_path)
    whole = session.read_bytes()
    session.write_bytes(whole[: int(len(whole) * kept) // 4096 * 4096])
    problem = trouble_at_the_start(session)
    assert "is damaged" in problem.problem
    assert ".recover" in problem.remedy
    assert whole.startswith(session.read_bytes())


def test_that_damage_met_while_it_runs_is_told_and_what_can_be_read_stays(tmp_path: Path, taken: Path) -> None:
    session = copied(taken, tmp_path)
    with capturing(session) as capture:
        with session.open("r+b") as file:
            file.seek(session.stat().st_size // 2 // 4096 * 4096)
            file.write(bytes(40 * 4096))
        # To find out whether they are repeats, the ones before have to be read.
        replies = [capture.post(payload(number)) for number in range(0, EVENTS, 10)]
        refused = [reply for reply in replies if reply.status != 200]
        assert {reply.status for reply in refused} == {503}
        assert all("is damaged" in str(reply.json["detail"]) for reply in refused)
        assert len(refused) < len(replies)
        assert capture.post(payload(EVENTS)).json["accepted"] == 1
        with following(capture.url, "now") as follower:
            assert capture.post(payload(EVENTS + 1)).json["accepted"] == 1
            assert follower.events(1)[0][1] == payload(EVENTS + 1)
        capture.stop()
    assert {"is damaged" in problem.problem for problem in problems(capture)} == {True}


@needs_mounts
def test_that_a_disk_that_is_full_is_told_once_and_gone_on_with_when_there_is_room(tmp_path: Path) -> None:
    session = tmp_path / "a.fw"
    with capturing(session, wrapper=(*OWN_MOUNTS, MOUNTED, str(tmp_path))) as capture:
        filler = Path(f"/proc/{capture.process.pid}/root{tmp_path}/filler")
        filler.write_bytes(bytes(1_500_000))
        bodies = [payload(number, Note="x" * 20_000) for number in range(200)]
        replies = [capture.post(body) for body in bodies]
        acknowledged = [body for body, reply in zip(bodies, replies, strict=True) if reply.status == 200]
        refused = [reply for reply in replies if reply.status != 200]
        assert 0 < len(acknowledged) < 200
        assert {reply.status for reply in refused} == {503}
        assert all(int(reply.headers["retry-after"]) > 0 for reply in refused)
        assert all("is full" in str(reply.json["detail"]) for reply in refused)
        filler.unlink()
        assert capture.post(payload(1000)).json["accepted"] == 1
        with following(capture.url) as follower:
            got = [body for _, body in follower.events(len(acknowledged) + 1)]
        assert got == [*acknowledged, payload(1000)]
        assert capture.stop() == 0
        [problem] = problems(capture)
        assert "is full" in problem.problem
        assert capture.complaint() == ""
