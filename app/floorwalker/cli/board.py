"""`floorwalker board SESSION`: who is in which status, since when."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from floorwalker.cli.filtering import checked_filter, filter_faults_told, roster_for
from floorwalker.cli.moments import moment_of
from floorwalker.cli.options import RosterFile, Verbose
from floorwalker.cli.trouble import start_log, told, wrong_use

if TYPE_CHECKING:
    from floorwalker.session.floor.board import Board

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
    moment = None if at is None else moment_of(at)
    with told():
        board = _read(session, moment, filter_, roster)
    written = _written(board, form, phone=phone, named=roster is not None)
    # CSV has line ends of its own, which no system shall change.
    typer.echo(written.encode() if form is Format.csv else written, nl=form is not Format.csv)


def _format(chosen: Format | None, *, as_json: bool) -> Format:
    if as_json and chosen not in (None, Format.json):
        wrong_use(f"--json and --format {chosen} ask for two things; give one of them.")
    return Format.json if as_json else chosen or Format.table


def _read(session: Path, moment: int | None, expression: str, roster: Path | None) -> "Board":
    from floorwalker.event.catalog import Catalog
    from floorwalker.event.own_catalog import own_catalog
    from floorwalker.session.floor.board import read_board
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
        from floorwalker.session.floor.standings_csv import standings_csv

        return standings_csv(board.standings, named=named, phones=phone)
    from floorwalker.cli.board_table import table

    return "\n".join(table(board, named=named, phone=phone))
