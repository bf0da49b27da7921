"""A session as the window holds it: its numbers in memory, growing as its file does."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal

from floorwalker.event.statuses import Statuses
from floorwalker.session.columns import Columns, Names
from floorwalker.session.filter import Scope
from floorwalker.session.floor.floor import kept_from
from floorwalker.session.gaps import unknown_times
from floorwalker.session.records import Feed, FeedNews, Gap, LastCapture, Totals
from floorwalker.session.roster import NO_ROSTER
from floorwalker.ui.following.details import Details
from floorwalker.ui.following.tail import Batch, Tail

if TYPE_CHECKING:
    from pathlib import Path

    from floorwalker.event.catalog import Catalog
    from floorwalker.session.roster import Roster


_STEPS = 50
"""Old rows go when they are one of so many: seldom, and the rest is little."""
_AGENTS = 100
"""Agents whose old spans are let go of with one batch: a millisecond or two."""
_SILENT = 30_000_000
"""Microseconds without a sign of life, of which a capture gives one every ten, until it counts as gone."""


class LiveSession(QObject):
    """What is known of a session by now, for the window's thread only.

    rows_appended(first, end): `columns` has new rows. about_to_remove_rows(count) and rows_removed(count) stand around
    the loss of the oldest ones, which the file does not have any more: those that stay have lower rows by as many.
    names_added: `names` has new names (told before the rows that use
    them). agents_changed(set of agents' ids): `statuses` says something else of them. totals_changed(Totals).
    gaps_changed: `gaps` are others. feeds_changed: `feeds` or `feed_news` are. load_progress(done, total): events,
    until `loaded`: everything that was in the file at the start is here. Until then `statuses` is empty; it comes
    whole, as another object, just before. failed(problem, remedy): the file cannot be read; `retry` tries again.
    roster_changed: `roster` is another, so that agents are called otherwise, or are in other teams.
    catalog_changed(Catalog): `catalog` is another, which names things otherwise; whoever keeps it, or a name from it,
    asks again. details: what only payloads tell; it follows what is here.
    """

    rows_appended = Signal(int, int)
    about_to_remove_rows = Signal(int)
    rows_removed = Signal(int)
    names_added = Signal()
    agents_changed = Signal(object)
    totals_changed = Signal(object)
    gaps_changed = Signal()
    feeds_changed = Signal()
    load_progress = Signal(int, int)
    loaded = Signal()
    catalog_changed = Signal(object)
    roster_changed = Signal()
    failed = Signal(str, str)

    def __init__(self, path: Path, catalog: Catalog, *, awaited: bool = False, parent: QObject | None = None) -> None:
        """awaited: the file may yet be missing or half made, until `insist`."""
        super().__init__(parent)
        self.path = path
        self.catalog = catalog
        self.roster = NO_ROSTER
        self.columns = Columns()
        self.names = Names()
        self.statuses = Statuses()
        self.totals = Totals()
        self.gaps: list[Gap] = []
        self._passed: list[tuple[int, int]] = []
        self.feeds: dict[int, Feed] = {}
        self.feed_news: dict[int, FeedNews] = {}
        self.last_capture: LastCapture | None = None
        self.is_loaded = False
        self._is_stopped = False
        self.details = Details(path, catalog, self)
        self.details.failed.connect(self.failed)
        self._tail = Tail(path, awaited=awaited, parent=self)
        self._tail.batch_read.connect(self._on_batch_read, Qt.ConnectionType.QueuedConnection)
        self._tail.failed.connect(self.failed, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin to read."""
        self._tail.start()

    def stop(self) -> None:
        """Read no more; what is here stays. Nothing is told from here on."""
        self._is_stopped = True
        self._tail.stop()
        self.details.stop()

    def retry(self) -> None:
        """Read on after `failed`."""
        self._tail.retry()
        self.details.retry()

    def ring(self) -> None:
        """The capture says that there is news."""
        self._tail.ring()

    def insist(self) -> None:
        """The capture says that the file is there."""
        self._tail.insist()

    def set_catalog(self, catalog: Catalog) -> None:
        """Name things as that does, from now on and everywhere."""
        self.catalog = catalog
        self.details.set_catalog(catalog, self.columns)
        self.catalog_changed.emit(catalog)

    def set_roster(self, roster: Roster) -> None:
        """Take names and teams from that, from now on."""
        self.roster = roster
        self.roster_changed.emit()

    def scope(self, now: int, marked: frozenset[int] = frozenset()) -> Scope:
        """What filters have to know of the session now. now: microseconds since 1970. marked: the marked seqs."""
        feeds = {number: feed.address for number, feed in self.feeds.items()}
        return Scope(names=self.names, now=now, marked=marked, feeds=feeds, roster=self.roster)

    def kept_from(self) -> int | None:
        """When the oldest event that is still there was created, in seconds; None where none has gone."""
        columns = self.columns
        has_lost = len(columns) and columns.seq[0] > 1
        return kept_from(columns.created, columns.notes) if has_lost else None

    def is_captured(self, ours: float) -> bool:
        """Whether somebody captures it while our clock shows that, in seconds: a capture that was killed could not
        write down its end."""
        last = self.last_capture
        return last is not None and not last.has_ended and ours * 1_000_000 - last.seen < _SILENT

    def _on_batch_read(self, batch: Batch) -> None:
        if self._is_stopped:
            return
        try:
            self._take(batch)
        finally:
            # Also after a bug on the way: it is told once, and what comes next may still be shown.
            self._tail.take_next()

    def _take(self, batch: Batch) -> None:
        self._let_go(batch)
        self._take_names(batch)
        self._take_rows(batch)
        self._take_statuses(batch.statuses)
        self._take_state(batch)
        self._tell_progress(batch)

    def _let_go(self, batch: Batch) -> None:
        """What the file does not have any more goes from here too, when it is enough to be worth a step."""
        if batch.past is not None and self.is_loaded:
            self.statuses = Statuses(past=batch.past)
            self.statuses.set_gaps(self._passed)
            self.agents_changed.emit(set(batch.past))
        gone = int(np.searchsorted(self.columns.seq, batch.oldest))
        if gone and gone * _STEPS >= len(self.columns):
            self.about_to_remove_rows.emit(gone)
            self.columns.forget(gone)
            self.rows_removed.emit(gone)
            self.details.forget(self.kept_from())
        if self.is_loaded and batch.oldest > 1:
            self.statuses.forget(batch.oldest, _AGENTS)

    def _take_names(self, batch: Batch) -> None:
        if batch.names:
            self.names.add(batch.names)
            self.names_added.emit()

    def _take_rows(self, batch: Batch) -> None:
        if not len(batch.rows):
            return
        if not self.is_loaded:
            self.columns.reserve(batch.totals.events)
        added = self.columns.append(batch.rows)
        changed = self.statuses.append(batch.rows) if self.is_loaded else set()
        self.rows_appended.emit(added.start, added.stop)
        if changed:
            self.agents_changed.emit(changed)
        if self.is_loaded:
            self.details.look(self.columns)

    def _take_statuses(self, statuses: Statuses | None) -> None:
        if statuses is None:
            return
        self.statuses = statuses
        if agents := set(statuses.agents()):
            self.agents_changed.emit(agents)

    def _take_state(self, batch: Batch) -> None:
        self.last_capture = batch.last_capture
        if (batch.feeds, batch.feed_news) != (self.feeds, self.feed_news):
            self.feeds, self.feed_news = batch.feeds, batch.feed_news
            self.feeds_changed.emit()
        if batch.gaps != self.gaps:
            self.gaps = batch.gaps
            self.statuses.set_gaps(self._unknown_times())
            self.gaps_changed.emit()
        if batch.totals != self.totals:
            self.totals = batch.totals
            self.totals_changed.emit(batch.totals)

    def _unknown_times(self) -> list[tuple[int, int]]:
        """Those of the gaps, and of gaps that have gone with their events: nobody is known again because of that."""
        times = unknown_times(self.gaps)
        since = int(self.columns.received[0]) if len(self.columns) else math.inf
        self._passed = sorted({*times, *(time for time in self._passed if time[0] < since)})
        return self._passed

    def _tell_progress(self, batch: Batch) -> None:
        if self.is_loaded:
            return
        self.load_progress.emit(len(self.columns), batch.totals.events)
        if batch.is_last:
            self.is_loaded = True
            self.loaded.emit()
            self.details.look(self.columns)
