"""The legend's totals: of the chosen time or of what is in sight, kept up to date, copied and saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from PySide6.QtCore import QObject, Signal

from floorwalker.session.csv_text import csv_text
from floorwalker.ui.floor import durations
from floorwalker.ui.floor.copy_and_save import ask_for_file, copy_table, save_csv
from floorwalker.ui.floor.timeline.totals import Totalling, Totals

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.floor.copies import Copies
    from floorwalker.ui.floor.timeline.chosen import ChosenTime
    from floorwalker.ui.floor.timeline.legend import Legend
    from floorwalker.ui.floor.timeline.timeline import Timeline
    from floorwalker.ui.following import LiveSession

Row: TypeAlias = tuple[str, str, int, str, int, str, float | None]
"""As in `_TITLES`."""
_TITLES: Final = ("From", "To", "Agents", "Status", "Seconds", "Time", "Share")


class Sums(QObject):
    """Fills the legend. told(str): one line on what came of copying or saving. `stop` ends its thread until `renew`."""

    told = Signal(str)

    def __init__(
        self,
        live: LiveSession,
        copies: Copies,
        timeline: Timeline,
        legend: Legend,
        chosen: ChosenTime,
        view: QWidget,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._timeline = timeline
        self._legend = legend
        self._chosen = chosen
        self._totalling = Totalling(live, copies, self)
        self._totalling.told.connect(self._on_told)
        timeline.ranging.changed.connect(self.renew)
        chosen.actions_.copy.triggered.connect(self.copy)
        chosen.actions_.save.triggered.connect(self._ask_where)
        legend.addActions([chosen.actions_.copy, chosen.actions_.save])

    def renew(self) -> None:
        """The content, the period or the chosen time are others; nothing is done while nobody looks, or where nobody
        is shown and the legend says so already."""
        content, chosen = self._timeline.content, self._chosen.range
        if (content.agents or self._legend.totals.agents) and self._legend.isVisible():
            self._totalling.ask(content, *(chosen or (content.start, content.end)))

    def stop(self) -> None:
        """Add up no more."""
        self._totalling.stop()

    def rows(self) -> list[Row]:
        """A row a status that any agent was in."""
        totals = self._legend.totals
        start, end = (durations.local(at).isoformat(timespec="seconds") for at in (totals.start, totals.end))
        rows: list[Row] = []
        for status in self._legend.statuses():
            if seconds := totals.seconds.get(status, 0.0):
                share = totals.share(status)
                told = round(seconds), durations.ticking(seconds), None if share is None else round(share, 4)
                rows.append((start, end, totals.agents, self._legend.words(status), *told))
        return rows

    def copy(self) -> None:
        """Onto the clipboard, between tabs."""
        rows = [["" if value is None else str(value) for value in row] for row in self.rows()]
        copy_table([_TITLES, *rows])
        self.told.emit(f"Totals of {len(rows)} statuses copied")

    def save_to(self, path: Path) -> None:
        """As CSV."""
        self.told.emit(save_csv(path, csv_text([_TITLES, *self.rows()]), "Totals"))

    def _ask_where(self) -> None:
        ask_for_file(self._view, "Save totals", "totals.csv", self.save_to)

    def _on_told(self, totals: Totals) -> None:
        self._legend.tell(totals, is_chosen=self._chosen.range is not None)
