"""Saving what an agent's page lists, and the intervals of all agents shown, to files that the user chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from floorwalker.ui.floor.agent.exporting import Exporting
from floorwalker.ui.floor.agent.interval_pane import TOO_MANY
from floorwalker.ui.floor.agent.saver import Saver, file_name
from floorwalker.ui.floor.copy_and_save import ask_for_file, save_csv

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from floorwalker.ui.floor.agent.page import AgentPage
    from floorwalker.ui.floor.clock import Clock
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look


class PageSaving(QObject):
    """told(str): one line on what came of it. exporting: the line that tells how far it is. `stop` ends it."""

    told = Signal(str)

    def __init__(self, page: AgentPage, live: LiveSession, clock: Clock, paints: Paints, look: Look) -> None:
        super().__init__(page)
        self._page = page
        self._live = live
        self._clock = clock
        self._saver = Saver(live, paints)
        self.exporting = Exporting(look)
        self.exporting.told.connect(self.told)
        page.actions_.save.triggered.connect(self._ask_where)
        page.actions_.save_all.triggered.connect(self._ask_where_all)

    def save_to(self, path: Path) -> None:
        """What is listed, to a file."""
        page = self._page
        if page.agent is None:
            return
        if page.actions_.intervals.isChecked():
            self._save_intervals([page.agent], path)
        else:
            text = self._saver.of_day(page.agent, page.day.model.entries, self._clock.now())
            self.told.emit(save_csv(path, text, "Statuses"))

    def save_all_to(self, path: Path) -> None:
        """The intervals of all agents that the filter shows, over the same time, to a file."""
        there = set(self._live.statuses.agents())
        self._save_intervals([agent for agent in self._page.shown() if agent in there], path)

    def stop(self) -> None:
        """Save no more."""
        self.exporting.stop()

    def _ask_where(self) -> None:
        page = self._page
        if page.agent is not None:
            what = "intervals" if page.actions_.intervals.isChecked() else "statuses"
            ask_for_file(page, f"Save {what}", file_name(self._live.names.text(page.agent), what), self.save_to)

    def _ask_where_all(self) -> None:
        if self._page.shown():
            ask_for_file(self._page, "Save intervals of all agents shown", "intervals.csv", self.save_all_to)
        else:
            self.told.emit("No agent is shown: another filter shows some")

    def _save_intervals(self, agents: Sequence[int], path: Path) -> None:
        page, now = self._page, self._clock.now()
        firsts = [int(starts[0]) for starts in map(self._starts, agents) if len(starts)]
        start, end = page.times(min(firsts, default=now), now)
        wanted = self._saver.of_intervals(agents, page.work(), (start, min(end, now), now), page.numbers.minutes)
        if wanted is None:
            self.told.emit(TOO_MANY.replace("\n", " "))
        else:
            self.exporting.save(wanted, path)

    def _starts(self, agent: int) -> NDArray[np.int64]:
        return self._live.statuses.spans(agent).starts
