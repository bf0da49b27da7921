"""`floorwalker board SESSION`: who is in which status, since when."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from floorwalker.cli.filtering import checked_filter, filter_faults_told, roster_for
from floorwalker.cli.moments import moment_of
from floorwalker.cli.options import RosterFile, Verbose
from floorwalker.cli.trouble import start_log, told

if TYPE_CHECKING:
    from floorwalker.session.board import Board

EXAMPLES = """\b
Examples:
  floorwalker board morning.fw
  floorwalker board morning.fw --at 2026-11-22T09:30
  floorwalker board morning.fw --filter 'status:BusyOnBreak created:<-15m'
  floorwalker board morning.fw --format csv > morning.csv
  floorwalker board morning.fw --at -15m --json | jq '.[] | select(.status == "BusyOnBreak")'
"""


class Format(StrEnum):
    """How the board is written."""

    table = "table"
    csv = "csv"
    json = "json"


def command(
    session: Annotated[Path, typer.Argument(metavar="SESSION", show_default=False, help="The session to read.")],
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="TIME",
            show_default=False,
            help="The moment, which is included: 2026-11-22T09:30, in UTC unless it has an offset, or -15m. Without it"
            " now, or after the last event of a session that nobody sends to any more.",
        ),
    ] = None,
    filter_: Annotated[
        str,
        typer.Option(
            "--filter",
            metavar="EXPR",
            show_default=False,
            help="Only agents whose status at that moment matches, as in status:BusyOnBreak.",
        ),
    ] = "",
    format_: Annotated[
        Format | None, typer.Option("--format", show_default=False, help="A table for people, or one for programs.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json: one array.")] = False,
    phone: Annotated[
        bool, typer.Option("--phone", help="Show with which phone, and in which type of session, agents are signed in.")
    ] = False,
    roster: RosterFile = None,
    verbose: Verbose = 0,
) -> None:
    """Tell who is in which status and since when, and what they did that day (UTC), by the sender's clock."""
    start_log(verbose)
    form = _format(format_, as_json=as_json)
    moment = None if at is None else _moment(at)
    moment = None if at is None else moment_of(at)
    with told():
        board = _read(session, moment, filter_, roster)
    typer.echo(_written(board, form, phone=phone, named=roster is not None), nl=form is not Format.csv)


def _format(chosen: Format | None, *, as_json: bool) -> Format:
    if as_json and chosen not in (None, Format.json):
        wrong_use(f"--json and --format {chosen} ask for two things; give one of them.")
    return Format.json if as_json else chosen or Format.table


def _read(session: Path, moment: int | None, expression: str, roster: Path | None) -> "Board":
    from floorwalker.event.catalog import Catalog
    from floorwalker.event.own_catalog import own_catalog
    from floorwalker.session.board import read_board
    from floorwalker.session.reader import Reader

    wanted = checked_filter(expression) if expression.strip() else None
    people = roster_for(wanted, roster)
    with Reader.open(session) as reader, filter_faults_told(expression):
        return read_board(reader, Catalog.load(own_catalog()), moment, people, wanted)


def _written(board: "Board", form: Format, *, phone: bool, named: bool) -> str:
    if form is Format.json:
        hidden = None if phone else {"phone"}
        return f"[{','.join(one.model_dump_json(exclude=hidden) for one in board.standings)}]"
    if form is Format.csv:
        from floorwalker.session.standings_csv import standings_csv

        return standings_csv(board.standings, named=named, phones=phone)
    from floorwalker.cli.board_table import table

    return "\n".join(table(board, named=named, phone=phone))


def _moment(text: str) -> int:
    """In whole seconds, as events have them."""
    from floorwalker.session.filter.instants import HOW_TO_WRITE, read_instant
    from floorwalker.session.journal import clock

    instant = read_instant(text)
    if instant is None:
        wrong_use(f"--at {text!r} is no time. {HOW_TO_WRITE}.")
    return instant.at(clock()) // 1_000_000
def _table(board: "Board", *, named: bool) -> list[str]:
    """named: with the roster's names and teams."""
    from floorwalker.session.times import iso_seconds
    head = f"The floor at {_utc(iso_seconds(board.moment))}"
    if not board.standings:
        return [head, "Nobody was seen in this session."]
    titles = (*_WHO, *_TITLES[1:]) if named else _TITLES
    rows = [titles, *(_cells(one, board.moment, named=named) for one in board.standings)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(titles))]
    return [head, "", *(_line(row, widths, titles) for row in rows)]
def _cells(one: "Standing", moment: int, *, named: bool) -> tuple[str, ...]:
    who = (one.agent, one.name or "", one.team or "") if named else (one.agent,)
    words = f"{one.words} (stale)" if one.stale else one.words
    lasting, since = ("", "") if one.since is None else (_lasting(one.since, moment), _utc(one.since))
    counts = (str(one.offered), str(one.accepted), str(one.declined))
    return *who, words, lasting, since, _item(one, moment), *counts, _ticking(one.logged_in)
def _item(one: "Standing", moment: int) -> str:
    """`accepted 2:05`: its last step, and how long ago that was."""
    return "" if one.item_since is None else f"{one.item_step} {_lasting(one.item_since, moment)}"
def _lasting(since: str, moment: int) -> str:
    from datetime import datetime
    return _ticking(moment - datetime.fromisoformat(since).timestamp())
def _ticking(seconds: float) -> str:
    from floorwalker.ui.floor.durations import ticking
    return ticking(seconds)
def _utc(iso: str) -> str:
    return iso.replace("T", " ").replace("Z", "")
def _line(cells: tuple[str, ...], widths: list[int], titles: tuple[str, ...]) -> str:
    sided = (
        f"{cell:<{width}}" if title in _LEFT else f"{cell:>{width}}"
        for title, cell, width in zip(titles, cells, widths, strict=True)
    )
    return "  ".join(sided).rstrip()
