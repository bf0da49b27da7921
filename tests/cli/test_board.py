"""`floorwalker board`, as whoever types it sees it."""

import json
from pathlib import Path

import pytest

from floorwalker.cli import main
from tests.session.made import payload, session_of


@pytest.fixture(name="session")
def _session(tmp_path: Path) -> Path:
    """Two agents at noon: one available, then on break; one busy with something else."""
    return session_of(
        tmp_path / "a.fw",
        [
            payload(0, Username="b.chen"),
            payload(1, Username="a.lopez", ActivityCode=36, ActivityName="Training"),
            payload(75, Username="b.chen", ActivityCode=34),
        ],
    )


def _run(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        main(["board", *arguments])
    return ended.value.code


def test_that_the_board_is_a_table_for_people(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(str(session)) == 0
    assert capsys.readouterr().out.splitlines() == [
        "The floor at 2026-11-22 12:01:15",
        "",
        "Agent    Status             For  Since (UTC)",
        "a.lopez  Other · Training  1:14  2026-11-22 12:00:01",
        "b.chen   On break          0:00  2026-11-22 12:01:15",
    ]


def test_that_the_board_of_a_moment_is_json_for_programs(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(str(session), "--at", "2026-11-22T12:00:00Z", "--json") == 0
    lopez, chen = json.loads(capsys.readouterr().out)
    assert (lopez["agent"], lopez["status"], lopez["since"]) == ("a.lopez", "Unknown", None)
    assert (chen["agent"], chen["status"], chen["activity"]) == ("b.chen", "Available", 16)
    assert (chen["since"], chen["seq"], chen["stale"]) == ("2026-11-22T12:00:00Z", 1, False)


def test_that_a_session_in_which_nobody_was_seen_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session = session_of(tmp_path / "a.fw", [payload(0, Category=2, Code=12, Username=None)])
    assert _run(str(session)) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Nobody was seen in this session."
    assert _run(str(session), "--json") == 0
    assert capsys.readouterr().out == "[]\n"


def test_that_a_time_that_is_none_is_wrong_use(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(str(session), "--at", "noon") == 2
    assert "'noon' is no time" in capsys.readouterr().err


def test_that_a_file_that_is_no_session_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(str(tmp_path / "none.fw")) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
