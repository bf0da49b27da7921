"""The list's columns: what each is called, what it tells, how much room it takes, and which are shown at first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final


class Column(IntEnum):
    """The columns, in their first order.

    Layouts that are remembered know them by these numbers: new ones go to the end.
    """

    AGENT = 0
    STATUS = 1
    TIME = 2
    LOGGED_IN = 3
    SHARE = 4
    TEAM = 5
    USERNAME = 6


TITLES: Final = {
    Column.AGENT: ("Agent", "The agent's name from the roster file, or else the Username of the events"),
    Column.STATUS: ("Status", "The status now, by the newest event, with its reason"),
    Column.TIME: ("For", "How long the agent has been in this status; ⚠ in red past its limit"),
    Column.LOGGED_IN: ("Logged in", "How long events prove that the agent was signed in since midnight"),
    Column.SHARE: ("Share of time", "Which share of the time since midnight the agent spent in which status"),
    Column.TEAM: ("Team", "The agent's team, from the roster file"),
    Column.USERNAME: ("Username", "The agent's name in events"),
}

WIDEST: Final = {
    Column.AGENT: "firstname.lastname",
    Column.STATUS: "____ Accepting internal calls",
    Column.TIME: "00:00:00 ____",
    Column.LOGGED_IN: "Logged in ▾",
    Column.SHARE: "Share of time ____",
    Column.TEAM: "Technical support",
    Column.USERNAME: "firstname.lastname",
}
"""What each column has room for at first; the agent's name gets all that is left."""

LEAST_NAME: Final = 112
"""Pixels that the agent's name has at least."""

RIGHT: Final = frozenset({Column.TIME, Column.LOGGED_IN})
"""Those whose values are compared, and stand at the right."""

FALLING: Final = RIGHT
"""Those of which the first click brings the greatest to the top."""

UNSORTED: Final = frozenset({Column.SHARE})
"""A bar of many shares has no order of its own."""

_FIRST: Final = frozenset({Column.AGENT, Column.STATUS, Column.TIME})
_WIDE: Final = _FIRST | {Column.LOGGED_IN, Column.SHARE}
_STEPS: Final = ((1700, _WIDE), (0, _FIRST))


def first_columns(width: int, *, has_teams: bool) -> frozenset[Column]:
    """Those that are shown unless the user says otherwise, where list and chart have so many pixels together."""
    columns = next(columns for least, columns in _STEPS if width >= least)
    return columns | {Column.TEAM} if has_teams and width >= _STEPS[0][0] else columns


@dataclass(frozen=True, slots=True)
class Sorting:
    """What rows are sorted by. column: None for what needs a supervisor first: most over its limit, then longest in the
    status. falling: from the greatest, or from Z."""

    column: Column | None = None
    falling: bool = False

    def after_click(self, column: Column) -> Sorting:
        """By a column, then the other way round, then by need again."""
        first = column in FALLING
        if self.column != column:
            return Sorting(column, first)
        return Sorting(column, not first) if self.falling == first else Sorting()
