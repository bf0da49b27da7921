"""`floorwalker board`, as whoever types it sees it."""

import json
from pathlib import Path

import pytest

from floorwalker.cli import main
from floorwalker.session.keeping import Retention
from tests.session.made import delivery, micros, new_journal, payload, session_of


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
        "Agent    Status             For  Since (UTC)          Item  Offered  Accepted  Declined  Logged in",
        "a.lopez  Other · Training  1:14  2026-11-22 12:00:01              0         0         0       1:14",
        "b.chen   On break          0:00  2026-11-22 12:01:15              0         0         0       1:15",
    ]


def test_that_the_board_tells_names_and_teams_by_the_roster(
    session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("Username;Name;Team\nB.Chen;Bo Chen;Sales\nc.diaz;Carla;Sales\n")
    assert _run(str(session), "--roster", str(roster)) == 0
    titles, lopez, chen = capsys.readouterr().out.splitlines()[2:]
    assert titles.split()[:4] == ["Agent", "Name", "Team", "Status"]
    assert lopez.split()[:2] == ["a.lopez", "Other"]
    assert chen.split()[:6] == ["b.chen", "Bo", "Chen", "Sales", "On", "break"]
    assert lopez.index("Other") == chen.index("On break") == titles.index("Status")
    assert _run(str(session), "--roster", str(roster), "--json") == 0
    lopez, chen = json.loads(capsys.readouterr().out)
    assert (lopez["name"], lopez["team"], chen["name"], chen["team"]) == (None, None, "Bo Chen", "Sales")


def test_that_the_board_of_a_moment_is_json_for_programs(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(str(session), "--at", "2026-11-22T12:00:00Z", "--json") == 0
    lopez, chen = json.loads(capsys.readouterr().out)
    assert (lopez["agent"], lopez["status"], lopez["since"]) == ("a.lopez", "Unknown", None)
    assert (chen["agent"], chen["status"], chen["activity"]) == ("b.chen", "Available", 16)
    assert (chen["since"], chen["seq"], chen["stale"]) == ("2026-11-22T12:00:00Z", 1, False)


def test_that_the_board_tells_the_current_item_and_the_day_in_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = {"Username": "a.lopez", "workitemid": "W-7"}
    session = session_of(
        tmp_path / "a.fw", [payload(0, Code=4, **common), payload(8, Code=5, **common), payload(75, **common)]
    )
    assert _run(str(session)) == 0
    row = capsys.readouterr().out.splitlines()[-1]
    assert row.split()[-5:] == ["1:07", "1", "1", "0", "1:15"]
    assert "accepted" in row
    assert _run(str(session), "--json") == 0
    [one] = json.loads(capsys.readouterr().out)
    assert (one["item"], one["item_step"], one["item_since"]) == ("W-7", "accepted", "2026-11-22T12:00:08Z")
    assert (one["ring"], one["handle"], one["logged_in"]) == (8.0, None, 75)
    assert one["times"] == {"Unknown": 75}


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


def test_that_a_filter_asks_for_the_status_at_the_moment(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(str(session), "--filter", "status:BusyOnBreak", "--json") == 0
    assert [one["agent"] for one in json.loads(capsys.readouterr().out)] == ["b.chen"]
    assert _run(str(session), "--filter", "status:Available", "--at", "2026-11-22T12:00:30Z") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["The floor at 2026-11-22 12:00:30", "1 of 2 agents match this filter.", ""]
    assert lines[4].startswith("b.chen")
    assert _run(str(session), "--filter", "status:Available") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "No agent matches this filter."


def test_that_times_in_a_filter_count_from_the_moment(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expression = ("--filter", "created:<-1m", "--json")
    assert _run(str(session), "--at", "2026-11-22T12:02:10Z", *expression) == 0
    assert [one["agent"] for one in json.loads(capsys.readouterr().out)] == ["a.lopez"]
    assert _run(str(session), "--at", "2026-11-22T12:03:10Z", *expression) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2


def test_that_a_wrong_filter_is_told_with_its_place(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(str(session), "--filter", "status:(") == 2
    assert capsys.readouterr().err.splitlines()[-1].strip() == "^"


def test_that_no_phone_is_told_unless_it_is_asked_for(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = ""
    for form in ("table", "csv", "json"):
        assert _run(str(session), "--format", form) == 0
        told = capsys.readouterr().out
        assert "phone" not in told.casefold()
        assert _run(str(session), "--format", form, "--phone") == 0
        told = capsys.readouterr().out
        assert "phone" in told.casefold()
        assert "100" in told
    assert json.loads(told)[0]["phone"] == "100"


def test_that_the_session_type_is_told_to_programs(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(str(session), "--json") == 0
    assert [one["session_type"] for one in json.loads(capsys.readouterr().out)] == ["CCA", "CCA"]


def test_that_csv_has_a_line_an_agent_with_the_names_of_a_roster(
    session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "team.csv").write_text("Username,Name,Team\na.lopez,Ana López,Sales\n", "utf-8")
    assert _run(str(session), "--format", "csv", "--roster", str(tmp_path / "team.csv"), "--phone") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Agent,Name,Team,Status,Reason,Since,Stale,Session type,Phone,Item,")
    assert lines[0].endswith(",Logged in (s),BusyOther (s),Available (s)")
    assert lines[1:] == [
        "a.lopez,Ana López,Sales,BusyOther,Training,2026-11-22T12:00:01Z,,CCA,100,,,,0,0,0,0,,,74,74,0",
        "b.chen,,,BusyOnBreak,,2026-11-22T12:01:15Z,,CCA,100,,,,0,0,0,0,,,75,0,75",
    ]


def test_that_two_formats_at_once_are_wrong_use(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(str(session), "--json", "--format", "csv") == 2
    assert "--json and --format csv" in capsys.readouterr().err
    assert _run(str(session), "--json", "--format", "json") == 0


def test_that_the_table_says_from_when_on_counts_are_where_older_events_have_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with new_journal(tmp_path / "a.fw") as journal:
        journal.append([delivery(payload(second), at=second) for second in (0, 60)])
        while journal.keep_within(Retention(age=1), micros(30)):
            pass
    assert _run(str(tmp_path / "a.fw")) == 0
    assert capsys.readouterr().out.splitlines()[1] == (
        "Counts and times are from 2026-11-22 12:01:00 on: what the day had before is no longer kept."
    )
