"""The thread that reads what is new in a session's file."""

from __future__ import annotations

import threading
import time
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from PySide6.QtCore import QObject, QThread, Signal

from floorwalker.event.statuses import Past, Statuses
from floorwalker.session.errors import SessionError
from floorwalker.session.gaps import unknown_times
from floorwalker.session.reader import Reader

if TYPE_CHECKING:
    from pathlib import Path

    from floorwalker.session.columns import Rows
    from floorwalker.session.records import Feed, FeedNews, Gap, LastCapture, Totals

_Told: TypeAlias = "tuple[Totals, list[Gap], dict[int, Feed], dict[int, FeedNews], LastCapture | None]"
_State: TypeAlias = "tuple[_Told, bool]"

BATCH = 20_000
"""Rows handed over at once while a session is loaded, so that a million take fifty steps and none of them is felt."""
STEP = 1_000
"""Rows handed over at once afterwards, when the window works out the statuses that they change: some 10 ms."""
FOLD = 50_000
"""Rows whose statuses are worked out at once while loading: far faster, each, than in steps of 2,000."""
PACE = 0.05
"""Seconds from one hand-over to the next while events trickle in."""
GLANCE = 0.25
"""Seconds until the file is looked at where nobody rings: it is captured by another program."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What was new: events, the names that they use, and the session's state as of then.

    oldest: the seq of the oldest event that is still in the file. past: what is left of all before the rows, where
    some that are gone were never handed over.
    is_last: whether this was everything there was to read. statuses: with the last batch of the first reading, those of
    everything up to here; the thread is done with them.
    """

    rows: Rows
    names: list[tuple[int, int, str]]
    totals: Totals
    gaps: list[Gap]
    feeds: dict[int, Feed]
    feed_news: dict[int, FeedNews]
    last_capture: LastCapture | None
    is_last: bool
    oldest: int = 1
    past: dict[int, Past] | None = None
    statuses: Statuses | None = None


class Tail(QThread):
    """Reads a session's file and hands it over in batches, at most one at a time.

    After each `batch_read` it waits for `take_next`, so that a busy window is never flooded: what arrives meanwhile
    waits in the file and comes in one larger batch. `ring` says that there is news. A file that is `awaited` may be
    missing or half made until `insist`. `failed` ends the thread; `retry` starts it again from where it was.
    """

    batch_read = Signal(object)
    failed = Signal(str, str)

    def __init__(self, path: Path, *, awaited: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"tail of {path.name}")
        self._path = path
        self._awaited = awaited
        self._condition = threading.Condition()
        self._rung = False
        self._in_flight = False
        self._stopping = False
        self._failed = False
        self._seq = 0
        self._name = 0
        self._handed_over: _State | None = None
        self._not_before = 0.0
        self._loading: _Loading | None = _Loading()

    def ring(self) -> None:
        """There is news in the file. Any thread."""
        self._tell(rung=True)

    def insist(self) -> None:
        """The file must be there now: from here on it is told where it cannot be read. Any thread."""
        self._awaited = False
        self._tell(rung=True)

    def take_next(self) -> None:
        """The last batch has been taken in. Any thread."""
        self._tell(in_flight=False)

    def retry(self) -> None:
        """Start again after `failed`."""
        if self._failed:
            self.wait()
            self._failed = False
            self.start()

    def stop(self) -> None:
        """End the thread and wait until it has ended: at most as long as it takes to read one batch."""
        self._tell(stopping=True)
        self.wait()

    def run(self) -> None:
        """The thread: wait for the file, then follow it until `stop`."""
        try:
            reader = self._open()
            if reader is not None:
                with closing(reader):
                    self._follow(reader)
        except SessionError as error:
            self._failed = True
            self.failed.emit(error.problem, error.remedy)

    def _open(self) -> Reader | None:
        while not self._stopping:
            try:
                return Reader.open(self._path)
            except SessionError:
                if not self._awaited:
                    raise
            self._sleep(GLANCE)
        return None

    def _follow(self, reader: Reader) -> None:
        seen: int | None = None
        while not self._stopping:
            version = reader.data_version()
            if version == seen:
                self._sleep(GLANCE)
                continue
            self._sleep_until(self._not_before)
            self._read_all(reader)
            seen = version

    def _read_all(self, reader: Reader) -> None:
        is_last = False
        while not (is_last or self._stopping):
            batch = self._read(reader, STEP if self._loading is None else BATCH)
            is_last = batch.is_last
            if self._loading is not None:
                batch = self._loaded(self._loading, batch)
            if self._is_news(batch):
                self._hand_over(batch)

    def _loaded(self, loading: _Loading, batch: Batch) -> Batch:
        loading.take(batch)
        if not batch.is_last:
            return batch
        self._loading = None
        return replace(batch, statuses=loading.statuses)

    def _read(self, reader: Reader, limit: int) -> Batch:
        # Rows first: names are stored with the rows that use them, so that those read after are all that are needed.
        rows, oldest, past = reader.portion_of_rows(self._seq, limit)
        names = reader.names_after(self._name)
        self._seq = max(self._seq, oldest - 1)
        if len(rows):
            self._seq = int(rows[-1, 0])
        if names:
            self._name = names[-1][0]
        return Batch(rows, names, *_told(reader), len(rows) < limit, oldest, past)

    def _is_news(self, batch: Batch) -> bool:
        return bool(len(batch.rows) or batch.names) or _state(batch) != self._handed_over

    def _hand_over(self, batch: Batch) -> None:
        with self._condition:
            self._in_flight = True
        self._handed_over = _state(batch)
        self._not_before = time.monotonic() + PACE
        self.batch_read.emit(batch)
        with self._condition:
            self._condition.wait_for(lambda: self._stopping or not self._in_flight)

    def _tell(self, *, rung: bool = False, stopping: bool = False, in_flight: bool = True) -> None:
        with self._condition:
            self._rung |= rung
            self._stopping |= stopping
            self._in_flight &= in_flight
            self._condition.notify_all()

    def _sleep(self, seconds: float) -> None:
        """Until rung, stopped, or the time is over."""
        with self._condition:
            self._condition.wait_for(lambda: self._rung or self._stopping, seconds)
            self._rung = False

    def _sleep_until(self, when: float) -> None:
        with self._condition:
            self._condition.wait_for(lambda: self._stopping, max(0.0, when - time.monotonic()))


class _Loading:
    """Works out the statuses of what is read at first, many rows at once."""

    def __init__(self) -> None:
        self.statuses = Statuses()
        self._rows: list[Rows] = []

    def take(self, batch: Batch) -> None:
        if batch.past is not None:
            self.statuses = Statuses(past=batch.past)
            self._rows.clear()
        self._rows.append(batch.rows)
        if batch.is_last or sum(map(len, self._rows)) >= FOLD:
            self.statuses.append(np.concatenate(self._rows))
            self._rows.clear()
        if batch.is_last:
            self.statuses.set_gaps(unknown_times(batch.gaps))


def _told(reader: Reader) -> _Told:
    return reader.totals(), reader.gaps(), reader.feeds(), reader.feed_news(), reader.last_capture()


def _state(batch: Batch) -> _State:
    """What is news even without an event. A full batch may have been the last one, which the next, empty one says."""
    return (batch.totals, batch.gaps, batch.feeds, batch.feed_news, batch.last_capture), batch.is_last
