"""Keeps the list of agents up to date: with the session, with the filter, with the order, and as time goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from floorwalker.session.filter import FilterError, parse_filter
from floorwalker.session.floor_judge import Judge
from floorwalker.ui.floor.board.roster import Order, Roster

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from floorwalker.session.filter import Filter
    from floorwalker.ui.floor.board.model import RosterModel
    from floorwalker.ui.floor.clock import Clock
    from floorwalker.ui.following import LiveSession

PAUSE: Final = 200
"""Milliseconds in which changes are gathered: more often than that nobody can read them."""


class Board(QObject):
    """Fills a roster and its model. refreshed: they are as of `now`. faulty(FilterError): the filter ran wild.

    While `holds_order` says so, rows stay where they are for as long as the same agents are shown.
    """

    refreshed = Signal()
    faulty = Signal(object)

    def __init__(self, live: LiveSession, clock: Clock, roster: Roster, model: RosterModel) -> None:
        super().__init__(model)
        self._live = live
        self._clock = clock
        self._roster = roster
        self._model = model
        self._wanted = parse_filter("", live.catalog)
        self._judge = self._judge_of(self._wanted)
        self._order, self._falling = Order.TIME, True
        self._is_watched = False
        self.now = clock.now()
        self.holds_order: Callable[[], bool] = lambda: False
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self.refresh)
        for news in (live.agents_changed, live.names_added, live.gaps_changed, live.loaded, clock.ticked):
            news.connect(self.refresh_soon)
        live.roster_changed.connect(self._on_roster_changed)

    def watch(self, *, is_watched: bool) -> None:
        """Whether anybody looks; nothing is done while nobody does."""
        self._is_watched = is_watched
        if is_watched:
            self.refresh()
        else:
            self._soon.stop()

    def set_filter(self, wanted: Filter) -> None:
        """Show the agents that it means."""
        self._wanted = wanted
        self._judge = self._judge_of(wanted)
        self.refresh()

    def set_order(self, order: Order, *, falling: bool) -> None:
        """Show them in that order."""
        self._order, self._falling = order, falling
        self.refresh(anew=True)

    def refresh_soon(self) -> None:
        """Something has changed."""
        if self._is_watched and not self._soon.isActive():
            self._soon.start()

    def refresh(self, *, anew: bool = False) -> None:
        """Take in what is new now. anew: put rows in order even if they are to be held."""
        self._soon.stop()
        self.now = self._clock.now()
        self._roster.take(self._live.statuses, self.now, self._clock.moment)
        places = self._roster.ordered(self._meant(), self._order, falling=self._falling)
        if not anew and self.holds_order():
            places = self._held(places)
        self._model.show(places, self.now)
        self.refreshed.emit()

    def _on_roster_changed(self) -> None:
        self._judge = self._judge_of(self._wanted)
        self.refresh_soon()

    def _meant(self) -> NDArray[np.bool_]:
        agents = self._roster.present()
        try:
            return self._judge.meant(agents, self.now)
        except FilterError as error:
            self._wanted = parse_filter("", self._live.catalog)
            self._judge = self._judge_of(self._wanted)
            self.faulty.emit(error)
            return np.ones(len(agents), np.bool_)

    def _held(self, places: NDArray[np.intp]) -> NDArray[np.intp]:
        """The same places in the order in which their agents are shown; unless there are others."""
        rows = {agent: row for row, agent in enumerate(self._roster.agents)}
        agents = self._roster.agents_at(places)
        if len(rows) != len(agents) or any(agent not in rows for agent in agents):
            return places
        return places[np.argsort([rows[agent] for agent in agents])]

    def _judge_of(self, wanted: Filter) -> Judge:
        return Judge(wanted, self._live.catalog, self._live.names, self._live.roster)
