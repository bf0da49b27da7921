"""The floor at a moment as a table for people."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final, NamedTuple

from floorwalker.session.floor.board import Board, Standing
from floorwalker.session.times import iso_seconds
from floorwalker.ui.floor.durations import ticking


class _Column(NamedTuple):
    """cell: of an agent at a moment in seconds."""

    title: str
    cell: Callable[[Standing, int], str]
    is_right: bool = False


_AGENT: Final = (_Column("Agent", lambda one, _: one.agent),)
_ROSTER: Final = (
    _Column("Name", lambda one, _: one.name or ""),
    _Column("Team", lambda one, _: one.team or ""),
)
_STATUS: Final = (
    _Column("Status", lambda one, _: f"{one.words} (stale)" if one.stale else one.words),
    _Column("For", lambda one, moment: _lasting(one.since, moment), is_right=True),
    _Column("Since (UTC)", lambda one, _: _utc(one.since or "")),
)
_SIGN_IN: Final = (
    _Column("Type", lambda one, _: one.session_type or ""),
    _Column("Phone", lambda one, _: one.phone or ""),
)
_WORK: Final = (
    _Column("Item", lambda one, moment: f"{one.item_step or ''} {_lasting(one.item_since, moment)}".strip()),
    _Column("Offered", lambda one, _: str(one.offered), is_right=True),
    _Column("Accepted", lambda one, _: str(one.accepted), is_right=True),
    _Column("Declined", lambda one, _: str(one.declined), is_right=True),
    _Column("Logged in", lambda one, _: ticking(one.logged_in), is_right=True),
)


def table(board: Board, *, named: bool, phone: bool) -> Iterator[str]:
    """The lines of a table, below what it is of. named: with the roster's names and teams. phone: with the phones, and
    what sessions they are of."""
    yield f"The floor at {_utc(iso_seconds(board.moment))}"
    if board.covers_from is not None:
        yield f"Counts and times are from {_utc(board.covers_from)} on: what the day had before is no longer kept."
    if not board.standings:
        yield "No agent matches this filter." if board.seen else "Nobody was seen in this session."
        return
    if len(board.standings) < board.seen:
        yield f"{len(board.standings):,} of {board.seen:,} agents match this filter."
    yield ""
    columns = (*_AGENT, *(_ROSTER if named else ()), *_STATUS, *(_SIGN_IN if phone else ()), *_WORK)
    yield from _lines(columns, board)


def _lines(columns: tuple[_Column, ...], board: Board) -> Iterator[str]:
    rows = [
        [column.title for column in columns],
        *([column.cell(one, board.moment) for column in columns] for one in board.standings),
    ]
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        cells = zip(columns, row, widths, strict=True)
        sided = (cell.rjust(width) if column.is_right else cell.ljust(width) for column, cell, width in cells)
        yield "  ".join(sided).rstrip()


def _lasting(since: str | None, moment: int) -> str:
    return "" if since is None else ticking(moment - datetime.fromisoformat(since).timestamp())


def _utc(iso: str) -> str:
    return iso.replace("T", " ").replace("Z", "")
