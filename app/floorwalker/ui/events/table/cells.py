"""What stands in the cells of the table, and what their tips tell."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from floorwalker.event.notes import Note, reasons
from floorwalker.ui.events import moments

if TYPE_CHECKING:
    from collections.abc import Mapping

    from floorwalker.session.marks import Mark
    from floorwalker.ui.events.said import Said
    from floorwalker.ui.following import LiveSession

REMEMBERED: Final = 4_000


class Column(IntEnum):
    """The columns, in their first order."""

    TIME = 0
    EVENT = 1
    AGENT = 2
    SAYS = 3
    NOTES = 4
    LAG = 5


TITLES: Final = {
    Column.TIME: ("Time", "When it arrived here, in your time zone"),
    Column.EVENT: ("Event", "Category, name of the Code, and its number"),
    Column.AGENT: ("Agent", "Whose event it is"),
    Column.SAYS: ("What it says", "A sentence from its fields"),
    Column.NOTES: ("Notes", "What is odd about it; the tip of each says why"),
    Column.LAG: ("Lag", "From its CreationDateUtc to its arrival"),
}


class Kind(NamedTuple):
    """What happened: the number of the category, the names, and the code's number where its name does not tell it."""

    category: int
    label: str
    code: str


class Facts(NamedTuple):
    """What of a row never changes."""

    time: str
    kind: Kind
    agent: str
    notes: tuple[str, ...]
    lag: str


class Cells:
    """The texts of the rows that are looked at; for the window's thread only."""

    def __init__(self, live: LiveSession, said: Said) -> None:
        self._live = live
        self._said = said
        self._facts: dict[int, Facts] = {}
        self._kinds: dict[tuple[int, int], Kind] = {}
        self._day = _now()
        self.marks: Mapping[int, Mark] = {}

    def forget(self) -> None:
        """Rows have other numbers now."""
        self._facts.clear()

    def rename(self) -> None:
        """The catalog is another."""
        self._kinds.clear()
        self._facts.clear()

    def facts(self, row: int) -> Facts:
        """Everything but the sentence."""
        facts = self._facts.get(row)
        if facts is None:
            if len(self._facts) >= REMEMBERED:
                self._facts.clear()
            self._look_at_calendar()
            facts = self._facts[row] = self._made(row)
        return facts

    def mark(self, row: int) -> Mark | None:
        """The user's mark of a row's event."""
        return self.marks.get(int(self._live.columns.seq[row])) if self.marks else None

    def text(self, row: int, column: int) -> str:
        """A cell as text."""
        if column == Column.SAYS:
            return self._said.of_row(row) or ""
        facts = self.facts(row)
        if column == Column.EVENT:
            return f"{facts.kind.label} {facts.kind.code}".rstrip()
        if column == Column.NOTES:
            mark = self.mark(row)
            return ", ".join((*([mark.note or "marked"] if mark else []), *facts.notes))
        return (facts.time, "", facts.agent or "—", "", "", facts.lag)[column]

    def tip(self, row: int, column: int) -> str:
        """What the pointer over a cell tells."""
        match column:
            case Column.TIME | Column.LAG:
                return self._times(row)
            case Column.EVENT:
                return self._numbers(row)
            case Column.NOTES:
                mark = self.mark(row)
                told = [f"Marked: {mark.note}" if mark.note else "Marked"] if mark else []
                return "\n".join([*told, *reasons(int(self._live.columns.notes[row]))])
            case _:
                return self.text(row, column)

    def kind(self, category: int, code: int) -> Kind:
        """What happened, by its numbers."""
        kind = self._kinds.get((category, code))
        if kind is None:
            catalog = self._live.catalog
            shown = str(code) if catalog.known_code(category, code) else ""
            kind = self._kinds[category, code] = Kind(category, catalog.event_label(category, code), shown)
        return kind

    def _made(self, row: int) -> Facts:
        columns = self._live.columns
        received = int(columns.received[row])
        return Facts(
            moments.clock(received, self._day),
            self.kind(int(columns.category[row]), int(columns.code[row])),
            self._live.names.text(int(columns.agent[row])),
            tuple(note.label for note in Note(int(columns.notes[row]))),
            moments.span(moments.lag(received, int(columns.created[row]))),
        )

    def _times(self, row: int) -> str:
        columns = self._live.columns
        received, created = int(columns.received[row]), int(columns.created[row])
        lag = moments.lag(received, created)
        return (
            f"Arrived {moments.full(received)}\n"
            f"that is {moments.full_utc(received)}\n"
            f"Created {moments.seconds_utc(created)} (CreationDateUtc, whole seconds)\n"
            f"Lag {lag:,} s, by two clocks"
        )

    def _numbers(self, row: int) -> str:
        columns = self._live.columns
        category, code = int(columns.category[row]), int(columns.code[row])
        label = self._live.catalog.event_label(category, code)
        return f"{label}\nCategory {category}, Code {code}\nEvent {int(columns.seq[row]):,} of the session"

    def _look_at_calendar(self) -> None:
        """After midnight, yesterday's events show their date."""
        now = _now()
        if now.date() != self._day.date():
            self._facts.clear()
            self._day = now


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
