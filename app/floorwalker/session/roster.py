"""Who the agents are: names and teams by Username, from a CSV file that the user keeps. Any thread.

The file has titles in its first line, of which `Username`, `Name` and `Team` count, in any order and spelled as any
field may be; other columns are passed over. Commas, semicolons or tabs part the values, as spreadsheets write them, in
UTF-8, in UTF-16 with its mark, or in Windows-1252.
"""

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from floorwalker.event.names import normal
from floorwalker.event.natural import natural
from floorwalker.trouble import Trouble

LARGEST: Final = 4 * 1024 * 1024
"""Bytes: some 100,000 agents."""
LONGEST: Final = 200
"""Characters of a value."""
TITLES: Final = "Username,Name,Team"
_SEPARATORS: Final = ",;\t"
_USERNAME, _NAME, _TEAM = "username", "name", "team"


class RosterError(Trouble):
    """What keeps a roster file from being read."""


class Member(NamedTuple):
    """Someone in the roster; "" where the file says nothing."""

    name: str
    team: str


class Roster:
    """Names and teams by Username, without regard to case. It never changes."""

    __slots__ = ("_members", "_usernames", "teams")

    def __init__(self, members: Mapping[str, Member] | None = None) -> None:
        self._members = {key_of(username): member for username, member in (members or {}).items()}
        self._usernames = {key_of(username): username for username in members or {}}
        teams = {member.team.casefold(): member.team for member in self._members.values() if member.team}
        self.teams = tuple(sorted(teams.values(), key=natural))
        """All teams, once each, in their natural order."""

    def __len__(self) -> int:
        return len(self._members)

    def __contains__(self, username: str) -> bool:
        return key_of(username) in self._members

    def names(self) -> Iterator[tuple[str, str]]:
        """Everyone who has a name: Username and name."""
        return ((self._usernames[key], member.name) for key, member in self._members.items() if member.name)

    def name(self, username: str) -> str:
        """What an agent is called; the Username where the roster does not say."""
        member = self._members.get(key_of(username))
        return member.name if member is not None and member.name else username

    def team(self, username: str) -> str:
        """The team of an agent, "" for none."""
        member = self._members.get(key_of(username))
        return "" if member is None else member.team

    def unseen(self, usernames: Iterable[str]) -> int:
        """How many in the roster are not among those."""
        return len(self._members.keys() - set(map(key_of, usernames)))


NO_ROSTER: Final = Roster()


def key_of(username: str) -> str:
    """What two spellings of a Username have in common."""
    return username.strip().casefold()


def read_roster(path: Path) -> Roster:
    """The roster in a file. Raises RosterError, with the line where there is one."""
    lines = _Lines(path, _text(path))
    at = {normal(title): place for place, title in enumerate(lines.titles)}
    members: dict[str, Member] = {}
    first: dict[str, tuple[int, str]] = {}
    for number, values in lines:
        cells = {title: _cell(path, number, values, at.get(title)) for title in (_USERNAME, _NAME, _TEAM)}
        key, member = key_of(cells[_USERNAME]), Member(cells[_NAME], cells[_TEAM])
        if not key:
            raise RosterError(f"Line {number} of {path} has no Username.", "Write it in, or take the line out.")
        if members.setdefault(key, member) != member:
            raise RosterError(
                f"Line {number} of {path} says of {cells[_USERNAME]} something else than line {first[key][0]}.",
                "Take one of the two lines out.",
            )
        first.setdefault(key, (number, cells[_USERNAME]))
    if not members:
        raise RosterError(f"{path} names nobody.", f"Write a line for each agent below {TITLES}.")
    return Roster({first[key][1]: member for key, member in members.items()})


class _Lines:
    """The lines below the titles: each line's number and values, empty lines left out."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._first, head = _head(path, text)
        self._separator, self.titles = _titled(path, head, self._first)
        self._text = text

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        lines = csv.reader(io.StringIO(self._text, newline=""), delimiter=self._separator, strict=True)
        number = 1
        try:
            for values in lines:
                if number > self._first and any(map(str.strip, values)):
                    self._check(number, values)
                    yield number, values
                number = lines.line_num + 1
        except csv.Error as error:
            raise RosterError(
                f"Line {number} of {self._path} cannot be read: {error}.",
                "Look at the quotes there: each needs its end.",
            ) from error

    def _check(self, number: int, values: list[str]) -> None:
        if any(map(str.strip, values[len(self.titles) :])):
            sign = "tabs" if self._separator == "\t" else f"“{self._separator}”"
            raise RosterError(
                f"Line {number} of {self._path} has {len(values)} values below {len(self.titles)} titles.",
                f"Values are parted by {sign} there: put a value that has it inside into quotes.",
            )


def _text(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():
            raise RosterError(f"{path} is no file.", "Choose a CSV file.")
        with path.open("rb") as file:
            body = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise RosterError(f"{path} is not there.", "Put it back, or choose another roster file.") from error
    except OSError as error:
        raise RosterError(f"{path} cannot be read: {error.strerror}.", "Allow it for your user.") from error
    if len(body) > LARGEST:
        raise RosterError(f"{path} is larger than {LARGEST // 1024**2} MiB.", f"Choose a CSV file with {TITLES}.")
    return _decoded(path, body)


def _decoded(path: Path, body: bytes) -> str:
    if body.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = [] if b"\0" in body else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RosterError(f"{path} is no text.", "Save the table as CSV, in UTF-8, and choose that file.")


def _head(path: Path, text: str) -> tuple[int, str]:
    """The number and text of the line with the titles: the first that is not empty, behind Excel's `sep=;`."""
    for number, line in enumerate(io.StringIO(text, newline=None), start=1):
        if line.strip() and not line.casefold().startswith("sep="):
            return number, line
    raise RosterError(f"{path} is empty.", f"Write {TITLES} into its first line, and a line for each agent.")


def _titled(path: Path, head: str, number: int) -> tuple[str, list[str]]:
    """What parts the values, and the titles."""
    for separator in sorted(_SEPARATORS, key=head.count, reverse=True):
        titles = next(csv.reader([head], delimiter=separator))
        found = [normal(title) for title in titles if normal(title) in {_USERNAME, _NAME, _TEAM}]
        if _USERNAME in found:
            break
    else:
        raise RosterError(f"Line {number} of {path} has no title “Username”.", f"Write {TITLES} there.")
    if len(found) != len(set(found)):
        raise RosterError(f"Line {number} of {path} has a title twice.", f"Write each of {TITLES} once.")
    if len(found) == 1:
        raise RosterError(f"Line {number} of {path} has neither “Name” nor “Team”.", f"Write {TITLES} there.")
    return separator, titles


def _cell(path: Path, number: int, values: list[str], place: int | None) -> str:
    """A value on one line, "" where there is none."""
    text = "" if place is None or place >= len(values) else " ".join(values[place].split())
    if len(text) > LONGEST:
        raise RosterError(
            f"Line {number} of {path} has a value of {len(text):,} characters.", f"Write {LONGEST} at most."
        )
    return text
