"""Keeps the list of agents up to date: with the session, with the filter, with the order, and as time goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from floorwalker.event.facts import Activity
from floorwalker.session.filter import FilterError, parse_filter
from floorwalker.session.floor.judge import Judge
from floorwalker.ui.floor.board.columns import Sorting
from floorwalker.ui.floor.board.fields import NewestFields
from floorwalker.ui.floor.board.groups import Arrangement, By, Grouping, Groups
from floorwalker.ui.floor.board.labels import Labels
from floorwalker.ui.floor.board.ordering import Ordering

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from floorwalker.event.catalog import Catalog
    from floorwalker.session.filter import Filter
    from floorwalker.ui.floor.board.facts import Facts
    from floorwalker.ui.floor.board.model import RosterModel
    from floorwalker.ui.floor.board.roster import Roster
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

    def __init__(self, live: LiveSession, clock: Clock, facts: Facts, roster: Roster, model: RosterModel) -> None:
        super().__init__(model)
        self._live = live
        self._clock = clock
        self._facts = facts
        self._roster = roster
        self._model = model
        self._wanted = parse_filter("", live.catalog)
        self._judge = self._judge_of(self._wanted)
        self._sorting, self.grouping = Sorting(), Grouping()
        self.hides_signed_out = False
        self._ordering = Ordering(live.catalog, facts)
        self._fields = NewestFields(live, self)
        self._fields.changed.connect(self.refresh_soon)
        self._labels = Labels(live.names, facts, self._fields, self._ordering)
        self.groups = Groups()
        self._is_watched = False
        self.now = clock.now()
        self.holds_order: Callable[[], bool] = lambda: False
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self.refresh)
        for news in (live.agents_changed, live.names_added, live.gaps_changed, live.loaded, clock.ticked):
            news.connect(self.refresh_soon)
        live.details.changed.connect(self.refresh_soon)
        live.roster_changed.connect(self._on_roster_changed)

    def watch(self, *, is_watched: bool) -> None:
        """Whether anybody looks; nothing is done while nobody does."""
        self._is_watched = is_watched
        self._fields.use(self.grouping.field if is_watched else "")
        if is_watched:
            self.refresh()
        else:
            self._soon.stop()

    def set_catalog(self, catalog: Catalog) -> None:
        """Statuses are called as they are there, and in its order."""
        self._ordering.catalog = self._model.cells.catalog = catalog

    def set_filter(self, wanted: Filter) -> None:
        """Show the agents that it means."""
        self._wanted = wanted
        self._judge = self._judge_of(wanted)
        self.refresh()

    def set_sorting(self, sorting: Sorting) -> None:
        """Show them in that order."""
        self._sorting = sorting
        self._model.tell_order(sorting)
        self.refresh(anew=True)

    def set_grouping(self, grouping: Grouping) -> None:
        """Show them in those groups, all of them unfolded."""
        self.grouping = grouping
        self.groups = Groups()
        self._fields.use(grouping.field if self._is_watched else "")
        self.refresh(anew=True)

    def hide_signed_out(self, *, hidden: bool) -> None:
        """Whether who has signed out is shown."""
        self.hides_signed_out = hidden
        self.refresh(anew=True)

    def fold(self, key: int, *, folded: bool) -> None:
        """Fold a group or unfold it."""
        self.groups.fold(key, folded=folded)
        self.refresh(anew=True)

    def fold_all(self, *, folded: bool) -> None:
        """Fold all groups that there are, or unfold them."""
        for group in self._roster.groups:
            self.groups.fold(group.key, folded=folded)
        self.refresh(anew=True)

    def refresh_soon(self) -> None:
        """Something has changed."""
        if self._is_watched and not self._soon.isActive():
            self._soon.start()

    def refresh(self, *, anew: bool = False) -> None:
        """Take in what is new now. anew: put rows in order even if they are to be held."""
        self._soon.stop()
        self.now, moment = self._clock.now(), self._clock.moment
        self._roster.take(self._live.statuses, self.now, moment)
        present = self._roster.present()
        self._facts.begin(self.now, moment, dict(zip(self._roster.everyone, present.heard.tolist(), strict=True)))
        self._model.show(self._arranged(anew=anew))
        self.refreshed.emit()

    def _arranged(self, *, anew: bool) -> Arrangement:
        meant = self._meant()
        if self.hides_signed_out:
            meant &= self._roster.present().activity != Activity.SIGNED_OUT
        if not anew and self.holds_order() and (held := self._roster.held(np.flatnonzero(meant))) is not None:
            return held
        places = self._ordering.ordered(self._roster, meant, self._sorting)
        if self.grouping.by == By.NOTHING:
            return Arrangement.flat(places)
        labels = self._labels.of(self._roster, places, self.grouping, self._clock.moment)
        return self.groups.arranged(places, labels, self._roster.stage)

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

    def _judge_of(self, wanted: Filter) -> Judge:
        return Judge(wanted, self._live.catalog, self._live.names, self._live.roster)
