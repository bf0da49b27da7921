"""The file that says what agents are called and which teams they are in."""

import os
from pathlib import Path

import pytest

from floorwalker.session.roster import LARGEST, Member, Roster, RosterError, read_roster


def file_of(folder: Path, text: str | bytes) -> Path:
    path = folder / "roster.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def told(folder: Path, text: str | bytes) -> list[tuple[str, str]]:
    """Name and team of ann and ben."""
    roster = read_roster(file_of(folder, text))
    return [(roster.name(agent), roster.team(agent)) for agent in ("ann", "ben")]


BOTH = [("Ann Lee", "Sales"), ("Ben Ray", "Support")]


@pytest.mark.parametrize(
    "text",
    [
        "Username,Name,Team\nann,Ann Lee,Sales\nben,Ben Ray,Support\n",
        "Username,Name,Team\r\nann,Ann Lee,Sales\r\nben,Ben Ray,Support",
        "\ufeffUsername;Name;Team\r\nann;Ann Lee;Sales\r\nben;Ben Ray;Support\r\n",
        "username\tNAME\tteam\nann\tAnn Lee\tSales\nben\tBen Ray\tSupport\n",
        "Team,Since,User_Name,Name\nSales,2020,ann,Ann Lee\nSupport,,ben,Ben Ray\n",
        "sep=;\nUsername;Name;Team\nann;Ann Lee;Sales\nben;Ben Ray;Support\n",
        '"Username";"Name";"Team"\r\n"ann";"Ann Lee";"Sales"\r\n"ben";"Ben Ray";"Support"\r\n',
        '\n\nUsername,Name,Team\n\n"ann","Ann Lee",Sales\n ben , Ben  Ray ,Support,,\n,,\n',
        "Username,Name,Team\nANN,Ann Lee,Sales\nben,Ben Ray,Support\nBen,Ben Ray,Support\n",
        "Username,Name,Team\nann,Ann Lee,Sales\nben,Ben Ray,Support\n".encode("utf-16"),
    ],
    ids=["commas", "Windows", "Excel", "tabs", "order", "sep", "quotes", "spaces", "twice the same", "UTF-16"],
)
def test_that_a_roster_is_read_as_spreadsheets_and_people_write_it(tmp_path: Path, text: str | bytes) -> None:
    assert told(tmp_path, text) == BOTH


def test_that_umlauts_are_read_in_utf_8_and_in_windows_1252(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        roster = read_roster(file_of(tmp_path, "Username,Name\nmüller,Jürgen Müller\n".encode(encoding)))
        assert roster.name("MÜLLER") == "Jürgen Müller"


def test_that_without_a_roster_agents_have_their_usernames_and_no_team() -> None:
    assert Roster().name("ann") == "ann"
    assert Roster().team("ann") == ""
    assert Roster().teams == ()


def test_that_an_agent_without_a_name_is_called_by_the_username(tmp_path: Path) -> None:
    assert told(tmp_path, "Username,Team\nann,Sales\n") == [("ann", "Sales"), ("ben", "")]


def test_that_everyone_with_a_name_is_told_as_the_file_spells_them() -> None:
    roster = Roster({"J.Smith": Member("Jo", ""), "ann": Member("", "A")})
    assert list(roster.names()) == [("J.Smith", "Jo")]
    assert roster.name("j.SMITH") == "Jo"


def test_that_teams_are_listed_once_in_their_natural_order(tmp_path: Path) -> None:
    roster = read_roster(file_of(tmp_path, "Username,Team\na,Team 10\nb,Team 2\nc,team 2\nd,\n"))
    assert [team.casefold() for team in roster.teams] == ["team 2", "team 10"]
    assert len(roster) == 4


def test_that_those_who_are_not_seen_are_counted_without_regard_to_case(tmp_path: Path) -> None:
    roster = read_roster(file_of(tmp_path, "Username,Team\nann,A\nben,B\ncy,C\n"))
    assert roster.unseen(["ANN", "dee"]) == 2
    assert "Cy" in roster
    assert "dee" not in roster


@pytest.mark.parametrize(
    ("text", "problem", "remedy"),
    [
        ("", "is empty.", "Write Username,Name,Team into its first line"),
        ("ann,Ann Lee,Sales\n", "Line 1", "Write Username,Name,Team there."),
        ("Username,Phone\nann,1\n", "neither “Name” nor “Team”", "Write Username,Name,Team there."),
        ("Username,Name,name\nann,1,2\n", "a title twice", "Write each of"),
        ("Username,Name,Team\n", "names nobody", "Write a line for each agent"),
        ("Username,Name\nann,Ann\n,Ben\n", "Line 3", "Write it in, or take the line out."),
        ("Username,Name\nann,Lee, Ann\n", "Line 2", "into quotes"),
        ("Username\tName\nann\tLee\tAnn\n", "3 values below 2 titles", "parted by tabs"),
        ('Username,Name\nann,"Ann\nben,Ben\n', "Line 2", "each needs its end"),
        ("Username,Name\nann,Ann\n\nANN,Anna\n", "Line 4", "Take one of the two lines out."),
        (f"Username,Name\nann,{'A' * 201}\n", "Line 2", "Write 200 at most."),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "is no text.", "Save the table as CSV"),
        (b"Username,Name\nann,\x81\n", "is no text.", "Save the table as CSV"),
    ],
)
def test_that_a_wrong_file_is_told_with_its_line_and_what_to_do(
    tmp_path: Path, text: str | bytes, problem: str, remedy: str
) -> None:
    path = file_of(tmp_path, text)
    with pytest.raises(RosterError) as told:
        read_roster(path)
    assert problem in told.value.problem
    assert str(path) in told.value.problem
    assert remedy in told.value.remedy


def test_that_a_file_that_is_missing_too_large_or_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match="is not there"):
        read_roster(tmp_path / "nowhere.csv")
    with pytest.raises(RosterError, match="is no file"):
        read_roster(tmp_path)
    with pytest.raises(RosterError, match="larger than 4 MiB"):
        read_roster(file_of(tmp_path, b"U" * (LARGEST + 1)))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names on this system")
def test_that_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "roster.csv")
    with pytest.raises(RosterError, match="is no file"):
        read_roster(tmp_path / "roster.csv")
