"""`floorwalker board SESSION`: who is in which status, since when."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from floorwalker.cli.filtering import roster_for
from floorwalker.cli.moments import moment_of
from floorwalker.cli.options import RosterFile, Verbose
from floorwalker.cli.trouble import start_log, told

if TYPE_CHECKING:
    from floorwalker.session.board import Board, Standing

EXAMPLES = """\b
Examples:
  floorwalker board morning.fw
  floorwalker board morning.fw --at 2026-11-22T09:30
  floorwalker board morning.fw --at -15m --json | jq '.[] | select(.status == "BusyOnBreak")'
"""

_TITLES = ("Agent", "Status", "For", "Since (UTC)", "Item", "Offered", "Accepted", "Declined", "Logged in")
_WHO = ("Agent", "Name", "Team")
_LEFT = {*_WHO, "Status", "Since (UTC)", "Item"}


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
    roster: RosterFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON array instead.")] = False,
    verbose: Verbose = 0,
) -> None:
    """Tell who is in which status and since when, and what they did that day (UTC), by the sender's clock."""
    start_log(verbose)
    moment = None if at is None else moment_of(at)
    with told():
        from floorwalker.event.catalog import Catalog
        from floorwalker.session.board import read_board
        from floorwalker.session.reader import Reader

        catalog, people = Catalog.load(), roster_for(None, roster)
        with Reader.open(session) as reader:
            board = read_board(reader, catalog, moment, people)
    if as_json:
        typer.echo(f"[{','.join(one.model_dump_json() for one in board.standings)}]")
    else:
        typer.echo("\n".join(_table(board, named=roster is not None)))


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
