"""Counts for each facet the events that the rest of the filter leaves, so that its numbers tell what a click gives."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from floorwalker.session.filter import All, Filter, conjuncts
from floorwalker.ui.events.facets.counts import Counts
from floorwalker.ui.events.facets.facet import Facet
from floorwalker.ui.events.sliced import CountedRows, Sliced
from floorwalker.ui.events.visible import VisibleRows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from floorwalker.ui.following import LiveSession

_AFTER: Final = 40
"""Milliseconds by which a new filter's counts let its rows go first: both want the same memory and processor."""


class Counting(QObject):
    """Keeps `counts` up to date as events arrive and leave and filters change; for the window's thread only.

    A facet's own terms do not count for it: with `event:agent/3 agent:x` kinds are counted among the events of x, and
    agents among the StatusChanged. What all facets' terms leave open (the rest of the filter) is judged apart, by rows
    of its own, while there are such terms; without any, it is what the table shows. changed: `counts` has news, or is
    another object. `session` counts the kinds of all events, whatever the filter says. `stop` ends the thread of the
    rest.
    """

    changed = Signal()

    def __init__(self, live: LiveSession, visible: VisibleRows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._visible = visible
        self._rest: VisibleRows | None = None
        self._terms: dict[Facet, Filter] = {}
        self._parts: dict[Facet, list[Filter]] = {}
        self._is_halted = False
        self.session = Counts()
        self._sliced = Sliced(live, Counts, self._count, self)
        self._sliced.changed.connect(self.changed)
        self._soon = QTimer(self, singleShot=True, interval=_AFTER)
        self._soon.timeout.connect(self._begin)
        live.rows_appended.connect(self._on_rows_appended)
        live.about_to_remove_rows.connect(self._on_about_to_remove)
        live.feeds_changed.connect(self._on_feeds_changed)
        visible.stopped.connect(self._on_stopped)
        visible.working_changed.connect(self._on_working_changed)
        self._on_rows_appended(0, len(live.columns))
        self._sliced.follow(visible)

    @property
    def counts(self) -> Counts:
        """The counts of now."""
        return self._sliced.counts

    def show(self, parts: dict[Facet, list[Filter]]) -> None:
        """Count by another filter: that of the table, in which these parts are the facets' own. The table's rows go
        first; until then the counts are as they were."""
        self._parts = parts
        self._sliced.wait()
        self._soon.start()

    def _begin(self) -> None:
        parts = self._parts
        terms = {facet: All.of(own) for facet, own in parts.items()}
        rest = self._rest_of(parts)
        is_same = terms == self._terms and (not terms or (self._rest is not None and rest == self._rest.filter))
        if is_same:
            self._sliced.begin_again()
            return
        self._terms = terms
        if terms:
            self._judge_rest(rest)
        else:
            self._drop_rest()
        self._sliced.follow(self._visible if self._rest is None else self._rest)

    def stop(self) -> None:
        """Count no more."""
        self._soon.stop()
        self._sliced.stop()
        self._live.rows_appended.disconnect(self._on_rows_appended)
        self._live.about_to_remove_rows.disconnect(self._on_about_to_remove)
        self._drop_rest()

    def _rest_of(self, parts: dict[Facet, list[Filter]]) -> Filter:
        own = [part for of_facet in parts.values() for part in of_facet]
        return All.of(part for part in conjuncts(self._visible.filter) if part not in own)

    def _judge_rest(self, rest: Filter) -> None:
        if self._rest is None:
            self._rest = VisibleRows(self._live, self, wanted=rest)
            self._rest.set_marked(self._visible.marked)
            self._visible.marked_changed.connect(self._rest.set_marked)
        elif rest != self._rest.filter:
            self._rest.set_filter(rest)

    def _on_stopped(self) -> None:
        """The user will not have it searched to the end."""
        if self._rest is not None:
            self._is_halted = True
            self._rest.stop_working()

    def _on_working_changed(self, is_working: bool) -> None:
        if is_working and self._is_halted:
            self._is_halted = False
            if self._rest is not None:
                self._rest.set_filter(self._rest.filter)

    def _drop_rest(self) -> None:
        if self._rest is not None:
            self._visible.marked_changed.disconnect(self._rest.set_marked)
            self._rest.stop()
            self._rest.deleteLater()
            self._rest = None

    def _count(self, counts: Counts, rows: CountedRows, sign: int) -> None:
        columns, masks = self._live.columns, self._masks(rows.span)
        for facet, count in (
            (Facet.KIND, counts.count_kinds),
            (Facet.AGENT, counts.count_agents),
            (Facet.FEED, counts.count_feeds),
            (Facet.NOTE, counts.count_notes),
        ):
            others = [mask for of, mask in masks.items() if of is not facet]
            count(columns, rows.among(np.logical_and.reduce(others)) if others else rows.picked, sign)

    def _masks(self, span: slice) -> dict[Facet, NDArray[np.bool_]]:
        """Which rows each facet's own terms mean."""
        if not self._terms:
            return {}
        scope = self._live.scope(time.time_ns() // 1000)
        return {facet: term.decide(self._live.columns, span, scope).yes for facet, term in self._terms.items()}

    def _on_rows_appended(self, first: int, end: int) -> None:
        self.session.count_kinds(self._live.columns, slice(first, end))

    def _on_about_to_remove(self, count: int) -> None:
        self.session.count_kinds(self._live.columns, slice(0, count), sign=-1)

    def _on_feeds_changed(self) -> None:
        if Facet.FEED in self._terms:
            self._sliced.begin_again()
