"""An agent's statuses and work items as a list, with what is to be said where there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from floorwalker.ui.events.labels import centred_label, colour
from floorwalker.ui.floor.agent.listing import DayList
from floorwalker.ui.floor.agent.model import Column, DayModel
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from floorwalker.session.columns import Names
    from floorwalker.ui.floor.agent.day import Entry
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.look import Look

_Key = tuple[int, int, str | None]

UNHEARD: Final = "Nothing had been received about this agent by then."
QUIET: Final = "Nothing is known of this time.\nAlt+1 shows the day, Alt+2 what the chart shows."


class DayPane(QWidget):
    """event_asked(seq): the event behind a line. told(str): one line."""

    event_asked = Signal(int)
    told = Signal(str)

    def __init__(self, names: Names, paints: Paints, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.model = DayModel(names, paints, look, self)
        self.list = DayList(self.model, look)
        self.empty = centred_label()
        self._stack = QStackedWidget()
        for page in (self.list, self.empty):
            self._stack.addWidget(page)
        boxes.column(self, spacing=0).addWidget(self._stack)
        self.setFocusProxy(self.list)
        self.list.opened.connect(self._open)
        look.changed.connect(self._dress)
        self._dress()

    def show_entries(self, entries: Sequence[Entry], now: float, emptiness: str) -> None:
        """Show these as of now; emptiness: what is said where there are none. What is selected stays so."""
        kept = {_key(self.model.entry(row)) for row in self.list.rows()}
        if self.model.show(entries, now) and kept:
            for row, entry in enumerate(entries):
                if _key(entry) in kept:
                    self.list.add_to_selection(row)
        ends = [self.model.text(entry, Column.FROM) for entry in (*entries[:1], *entries[-1:])]
        self.list.make_room(ends)
        self.empty.setText(emptiness)
        self._stack.setCurrentWidget(self.list if entries else self.empty)

    def tick(self, now: float) -> None:
        """Time went by, and nothing else."""
        self.model.tick(now)

    def begin_again(self) -> None:
        """Another agent: nothing is selected, and the newest is in sight."""
        self.list.clearSelection()
        self.list.scrollToTop()

    def open_current(self) -> None:
        """The event behind the line that the user is at."""
        self._open(self.list.currentIndex().row())

    def choose_at(self, moment: float) -> None:
        """Select the span that lasts at a moment."""
        row = self.model.row_at(moment)
        if row is not None:
            self.list.choose(row)
            self.list.setFocus()

    def words_at(self, moment: float) -> str:
        """What lasts at a moment: `On call  09:14:03  6:12`; "" where nothing does."""
        row = self.model.row_at(moment)
        if row is None:
            return ""
        entry = self.model.entry(row)
        return "  ".join(self.model.text(entry, column) for column in (Column.WHAT, Column.FROM, Column.FOR))

    def texts(self) -> list[list[str]]:
        """Titles and the selected lines, or all where none is selected."""
        rows = self.list.rows() or range(self.model.rowCount())
        titles = [str(self.model.headerData(column, Qt.Orientation.Horizontal)) for column in Column]
        return [titles, *([self.model.text(self.model.entry(row), column) for column in Column] for row in rows)]

    def _open(self, row: int) -> None:
        if not 0 <= row < self.model.rowCount():
            self.told.emit("No line is chosen")
            return
        entry = self.model.entry(row)
        if entry.seq:
            self.event_asked.emit(entry.seq)
        else:
            self.told.emit("No event began this: nothing was received then")

    def _dress(self) -> None:
        colour(self.empty, self._look.colour("muted"))


def _key(entry: Entry) -> _Key:
    return entry.start, entry.seq, None if entry.item is None else entry.item.item
