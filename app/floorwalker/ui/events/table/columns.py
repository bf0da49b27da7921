"""The table's columns: what each is called, what it tells, and how much room it takes at first."""

from __future__ import annotations

from enum import IntEnum
from typing import Final


class Column(IntEnum):
    """The columns that every session has, in their first order. Fields of payloads stand behind them.

    Layouts that are remembered know them by these numbers: new ones go to the end.
    """

    TIME = 0
    EVENT = 1
    AGENT = 2
    SAYS = 3
    NOTES = 4
    LAG = 5
    SEQ = 6
    CREATED = 7
    STATUS = 8
    SESSION = 9
    FEED = 10
    CATEGORY = 11
    CODE = 12
    REPEAT = 13


COUNT: Final = len(Column)
"""The first column of a payload's field has this number."""

AT_FIRST: Final = frozenset({Column.TIME, Column.EVENT, Column.AGENT, Column.SAYS, Column.NOTES, Column.LAG})
"""Those that are shown unless the user says otherwise."""

TITLES: Final = {
    Column.TIME: ("Time", "When it arrived here, in your time zone"),
    Column.EVENT: ("Event", "Category, name of the Code, and its number"),
    Column.AGENT: ("Agent", "Whose event it is"),
    Column.SAYS: ("What it says", "A sentence from its fields"),
    Column.NOTES: ("Notes", "What is odd about it; the tip of each says why"),
    Column.LAG: ("Lag", "From its CreationDateUtc to its arrival"),
    Column.SEQ: ("No.", "The event's number in the session, in order of arrival"),
    Column.CREATED: ("Created (UTC)", "Its CreationDateUtc: whole seconds, by the sender's clock"),
    Column.STATUS: ("Status", "The status that it sets"),
    Column.SESSION: ("Agent session", "The session that its agent had signed in to (SessionId)"),
    Column.FEED: ("Feed", "The receiver or feed that it came by"),
    Column.CATEGORY: ("Category", "The number of its Category"),
    Column.CODE: ("Code", "The number of its Code"),
    Column.REPEAT: ("Repeat", "Whether an event with this Id had come before"),
}

WIDEST: Final = {
    Column.TIME: "00:00:00.000",
    Column.EVENT: "▎ Agent · ReceivingWorkItem 4",
    Column.AGENT: "firstname.lastname",
    Column.NOTES: "repeat  number as text",
    Column.LAG: "−119 min",
    Column.SEQ: "1,000,000",
    Column.CREATED: "2026-11-22 09:00:00",
    Column.STATUS: "AcceptInternalCalls",
    Column.SESSION: "5f0c7d52-8d7e-4a1f",
    Column.FEED: "127.0.0.1:8787/events",
    Column.CATEGORY: "Category ▾",
    Column.CODE: "Code ▾",
    Column.REPEAT: "Repeat ▾",
}
"""What each column has room for at first; what an event says gets all the rest."""

WIDEST_FIELD: Final = "a value of a field"

RIGHT: Final = frozenset({Column.TIME, Column.LAG, Column.SEQ, Column.CATEGORY, Column.CODE})
"""Those whose values are compared, and stand at the right."""
