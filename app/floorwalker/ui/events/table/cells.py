"""What stands in the cells of the table, and what their tips tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from floorwalker.event.notes import Note, reasons
from floorwalker.ui.events import moments
from floorwalker.ui.events.table.columns import AT_FIRST, COUNT, RIGHT, TITLES, Column
from floorwalker.ui.events.table.fields import FieldCells
from floorwalker.ui.events.table.rest import RestCells
from floorwalker.ui.events.table.times import Times

if TYPE_CHECKING:
    from collections.abc import Mapping

    from floorwalker.session.marks import Mark
    from floorwalker.ui.events.order.shown import ShownRows
    from floorwalker.ui.events.said import Said
    from floorwalker.ui.following import LiveSession, PayloadSource

REMEMBERED: Final = 4_000


__all__ = ["Cells", "Column", "Facts", "Kind"]


class Kind(NamedTuple):
    """What happened: the number of the category, the names, and the code's number where its name does not tell it."""

    category: int
    label: str
    code: str


class Facts(NamedTuple):
    """What of a row never changes."""

    kind: Kind
    agent: str
    notes: tuple[str, ...]
    lag: str


class Cells:
    """The texts of the rows that are looked at; for the window's thread only."""

    def __init__(self, live: LiveSession, shown: ShownRows, payloads: PayloadSource, said: Said) -> None:
        self._live = live
        self._said = said
        self.times = Times(shown, live, shown)
        self.fields = FieldCells(live, payloads)
        self.rest = RestCells(live)
        self._facts: dict[int, Facts] = {}
        self._kinds: dict[tuple[int, int], Kind] = {}
        self.marks: Mapping[int, Mark] = {}

    @property
    def count(self) -> int:
        """How many columns there are."""
        return COUNT + len(self.fields.names)

    def forget(self) -> None:
        """Rows have other numbers now, or things have other names."""
        self._facts.clear()
        self._kinds.clear()

    def facts(self, row: int) -> Facts:
        """Everything of the first columns but the time and the sentence."""
        facts = self._facts.get(row)
        if facts is None:
            if len(self._facts) >= REMEMBERED:
                self._facts.clear()
            facts = self._facts[row] = self._made(row)
        return facts

    def mark(self, row: int) -> Mark | None:
        """The user's mark of a row's event."""
        return self.marks.get(int(self._live.columns.seq[row])) if self.marks else None

    def title(self, column: int) -> tuple[str, str]:
        """A column's title, and what it means."""
        if column == Column.TIME:
            return self.times.title()
        if column >= COUNT:
            name = self.fields.names[column - COUNT]
            return name, f"The field {name} of each payload"
        return TITLES[Column(column)]

    def is_right(self, column: int) -> bool:
        """Whether a column's texts stand at the right."""
        return column in RIGHT

    def text(self, row: int, column: int) -> str:
        """A cell as text."""
        if column >= COUNT:
            return self.fields.text(row, column - COUNT)
        if column == Column.SAYS:
            return self._said.of_row(row) or ""
        if column == Column.TIME:
            return self.times.text(row)
        if column not in AT_FIRST:
            return self.rest.text(row, column)
        return self._facts_text(row, column)

    def tip(self, row: int, column: int) -> str:
        """What the pointer over a cell tells."""
        match column:
            case Column.TIME | Column.LAG | Column.CREATED:
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

    def _facts_text(self, row: int, column: int) -> str:
        facts = self.facts(row)
        if column == Column.EVENT:
            return f"{facts.kind.label} {facts.kind.code}".rstrip()
        if column == Column.NOTES:
            mark = self.mark(row)
            return ", ".join((*([mark.note or "marked"] if mark else []), *facts.notes))
        return facts.lag if column == Column.LAG else facts.agent or "—"

    def _made(self, row: int) -> Facts:
        columns = self._live.columns
        received = int(columns.received[row])
        return Facts(
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
