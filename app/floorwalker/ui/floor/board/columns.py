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
    WORK_TIME = 3
    OFFERED = 4
    ACCEPTED = 5
    DECLINED = 6
    LOGGED_IN = 7
    SHARE = 8
    TEAM = 9
    WORK_ITEM = 10
    SESSION_TYPE = 11
    PHONE = 12
    USERNAME = 13


TITLES: Final = {
    Column.AGENT: ("Agent", "The agent's name from the roster file, or else the Username of the events"),
    Column.STATUS: ("Status", "The status now, by the newest event, with its reason"),
    Column.TIME: ("For", "How long the agent has been in this status; in red with ⚠ where that is over its limit"),
    Column.WORK_TIME: ("Ring / Handle", "How long the agent's work item rang, and for how long it has been handled"),
    Column.OFFERED: ("Offered", "Work items offered to the agent since midnight"),
    Column.ACCEPTED: ("Accepted", "Work items that the agent accepted since midnight"),
    Column.DECLINED: ("Declined", "Work items that the agent declined since midnight"),
    Column.LOGGED_IN: ("Logged in", "How long events prove that the agent was signed in since midnight"),
    Column.SHARE: ("Share of time", "Which share of the time since midnight the agent spent in which status"),
    Column.TEAM: ("Team", "The agent's team, from the roster file"),
    Column.WORK_ITEM: ("Work item", "The id of the work item that the agent has now"),
    Column.SESSION_TYPE: ("Session type", "What the agent has signed in as"),
    Column.PHONE: ("Phone", "The phone that the agent has signed in with; hidden until you ask for it (Ctrl+Shift+P)"),
    Column.USERNAME: ("Username", "The agent's name in events"),
}

WIDEST: Final = {
    Column.AGENT: "firstname.lastname",
    Column.STATUS: "____ Accepting internal calls",
    Column.TIME: "00:00:00 ____",
    Column.WORK_TIME: "0:00 / 0:00:00",
    Column.OFFERED: "Offered ▾",
    Column.ACCEPTED: "Accepted ▾",
    Column.DECLINED: "Declined ▾",
    Column.LOGGED_IN: "Logged in ▾",
    Column.SHARE: "Share of time ____",
    Column.TEAM: "Technical support",
    Column.WORK_ITEM: "5f0c7d52-8d7e-4a1f",
    Column.SESSION_TYPE: "Session type ▾",
    Column.PHONE: "+44 1632 960123",
    Column.USERNAME: "firstname.lastname",
}
"""What each column has room for at first; the agent's name gets all that is left."""

LEAST_NAME: Final = 112
LEAST_STATUS: Final = 56
"""Pixels that the agent's name and the status have at least."""

CHART_WIDTH: Final = 400
"""Pixels that the chart has at least, where that is not more than half."""
_NARROWEST: Final = 288
"""Pixels in which who, which status and since when are seen; the chart may be smaller than they."""

COUNTS: Final = (Column.OFFERED, Column.ACCEPTED, Column.DECLINED)
"""Numbers of steps of work items."""

RIGHT: Final = frozenset({Column.TIME, Column.WORK_TIME, Column.LOGGED_IN, *COUNTS})
"""Those whose values are compared, and stand at the right."""

FALLING: Final = RIGHT
"""Those of which the first click brings the greatest to the top."""

UNSORTED: Final = frozenset({Column.SHARE, Column.PHONE})
"""A bar of many shares has no order of its own, and the order of hidden phones would tell something of them."""

_FEWEST: Final = frozenset({Column.AGENT, Column.STATUS, Column.TIME})
_FIRST: Final = _FEWEST | {Column.WORK_TIME}
_WIDE: Final = _FIRST | {*COUNTS}
_WIDER: Final = _WIDE | {Column.LOGGED_IN, Column.SHARE}
_STEPS: Final = ((2200, _WIDER), (1700, _WIDE), (896, _FIRST), (0, _FEWEST))


def room_beside_chart(width: int) -> int:
    """Pixels for the list where list and chart have so many together, while nobody has said how wide it is to be."""
    return max(1, width - CHART_WIDTH, width // 2, min(width * 7 // 10, _NARROWEST))


def first_columns(width: int, *, has_teams: bool) -> frozenset[Column]:
    """Those that are shown unless the user says otherwise, where list and chart have so many pixels together."""
    columns = next(columns for least, columns in _STEPS if width >= least)
    return columns | {Column.TEAM} if has_teams and width >= _STEPS[1][0] else columns


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
