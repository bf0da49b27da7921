"""Counts for each facet the events that the rest of the filter leaves, so that its numbers tell what a click gives."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from floorwalker.session.filter import All, Filter, FilterError, Scope, conjuncts
from floorwalker.ui.events.facets.counts import Counts
from floorwalker.ui.events.facets.facet import Facet
from floorwalker.ui.events.visible import VisibleRows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from floorwalker.ui.following import LiveSession

STEP: Final = 65_536
"""Rows of the session that are counted at once: some three milliseconds, so that a million are counted in slices."""


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
        self._source = visible
        self._terms: dict[Facet, Filter] = {}
        self._next: Counts | None = Counts()
        self._counted = 0
        self._has_shifted = False
        self.counts = Counts()
        self.session = Counts()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._catch_up)
        # Before the rows' own reaction, which is told only afterwards.
        live.rows_appended.connect(self._on_rows_appended)
        live.about_to_remove_rows.connect(self._on_about_to_remove)
        live.feeds_changed.connect(self._on_feeds_changed)
        self._follow(visible)
        self._on_rows_appended(0, len(live.columns))
        self._timer.start()

    def show(self, parts: dict[Facet, list[Filter]]) -> None:
        """Count by another filter: that of the table, in which these parts are the facets' own."""
        terms = {facet: All.of(own) for facet, own in parts.items()}
        rest = self._rest_of(parts)
        is_same = terms == self._terms and (not terms or (self._rest is not None and rest == self._rest.filter))
        if is_same:
            return
        self._terms = terms
        if terms:
            self._judge_rest(rest)
        else:
            self._drop_rest()
        self._begin_again()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()
        self._live.rows_appended.disconnect(self._on_rows_appended)
        self._live.about_to_remove_rows.disconnect(self._on_about_to_remove)
        self._drop_rest()

    def _rest_of(self, parts: dict[Facet, list[Filter]]) -> Filter:
        own = [part for of_facet in parts.values() for part in of_facet]
        return All.of(part for part in conjuncts(self._visible.filter) if part not in own)

    def _judge_rest(self, rest: Filter) -> None:
        if self._rest is None:
            self._rest = self._source = VisibleRows(self._live, self)
            self._follow(self._rest)
        if rest != self._rest.filter:
            self._rest.set_filter(rest)

    def _drop_rest(self) -> None:
        self._source = self._visible
        if self._rest is not None:
            self._rest.stop()
            self._rest.deleteLater()
            self._rest = None

    def _follow(self, rows: VisibleRows) -> None:
        rows.appended.connect(lambda _first, _end: self._go_on(rows))
        rows.shifted.connect(lambda _count: self._on_shifted(rows))
        rows.reset.connect(lambda: self._on_reset(rows))

    def _begin_again(self) -> None:
        """What was counted stays to be seen until the new counts are complete."""
        self._next = Counts()
        self._counted = 0
        self._timer.start()

    def _go_on(self, rows: VisibleRows) -> None:
        if rows is self._source and not self._timer.isActive():
            self._catch_up()

    def _catch_up(self) -> None:
        """Count one slice, and the next when the window has had its turn."""
        target = self._next or self.counts
        if self._counted < len(self._source):
            end = self._end_of_step(self._counted)
            self._count(target, slice(self._counted, end))
            self._counted = end
        if self._counted < len(self._source):
            self._timer.start()
            return
        self.counts, self._next = target, None
        self.changed.emit()

    def _end_of_step(self, position: int) -> int:
        return max(position + 1, self._source.position_before(self._source.row(position) + STEP))

    def _count(self, counts: Counts, positions: slice, sign: int = 1) -> None:
        """Count what is at some positions of the source, which are at least one."""
        columns, rows = self._live.columns, self._source.rows[positions]
        span = slice(int(rows[0]), int(rows[-1]) + 1)
        inside = None if len(rows) == span.stop - span.start else rows - rows[0]
        masks = self._masks(span)
        for facet, count in (
            (Facet.KIND, counts.count_kinds),
            (Facet.AGENT, counts.count_agents),
            (Facet.FEED, counts.count_feeds),
            (Facet.NOTE, counts.count_notes),
        ):
            others = [mask for of, mask in masks.items() if of is not facet]
            count(columns, _chosen(span, rows, inside, others), sign)

    def _masks(self, span: slice) -> dict[Facet, NDArray[np.bool_]]:
        """Which rows each facet's own terms mean."""
        if not self._terms:
            return {}
        feeds = {number: feed.address for number, feed in self._live.feeds.items()}
        scope = Scope(names=self._live.names, now=time.time_ns() // 1000, feeds=feeds)
        try:
            return {facet: term.decide(self._live.columns, span, scope).yes for facet, term in self._terms.items()}
        except FilterError:
            # The table's own rows tell it: a pattern that runs wild leaves nothing to count by.
            return {facet: np.zeros(span.stop - span.start, np.bool_) for facet in self._terms}

    def _on_rows_appended(self, first: int, end: int) -> None:
        self.session.count_kinds(self._live.columns, slice(first, end))

    def _on_about_to_remove(self, count: int) -> None:
        self.session.count_kinds(self._live.columns, slice(0, count), sign=-1)
        gone = self._source.position_before(count)
        counted = min(gone, self._counted)
        if counted * 2 > self._counted or counted > STEP:
            self._next, self._counted = Counts(), 0
        elif counted:
            self._count(self._next or self.counts, slice(0, counted), sign=-1)
            self._counted -= counted

    def _on_shifted(self, rows: VisibleRows) -> None:
        self._has_shifted |= rows is self._source

    def _on_reset(self, rows: VisibleRows) -> None:
        if rows is not self._source:
            return
        if self._has_shifted:
            self._has_shifted = False
            self._timer.start()
        else:
            self._begin_again()

    def _on_feeds_changed(self) -> None:
        if Facet.FEED in self._terms:
            self._begin_again()


def _chosen(
    span: slice, rows: NDArray[np.int32], inside: NDArray[np.int32] | None, masks: list[NDArray[np.bool_]]
) -> slice | NDArray[Any]:
    """The rows that all of the masks, which cover the span, mean. inside: their places in it, None for all of it."""
    if not masks:
        return span if inside is None else rows
    mask = np.logical_and.reduce(masks)
    return rows[mask if inside is None else mask[inside]]
