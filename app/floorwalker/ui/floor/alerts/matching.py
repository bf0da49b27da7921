"""Which events the rules that count events mean, of those that arrive: each is judged once."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal

from floorwalker.session.alerts import CountingRule, DeclinedRule, FilterRule
from floorwalker.session.alerts.counted import MOST
from floorwalker.session.filter import FilterError, parse_filter, select
from floorwalker.ui.events.judge import Job, Judge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from floorwalker.session.filter import Filter
    from floorwalker.ui.following import LiveSession

_DECLINES: Final = "event:agent/6 agent:* -is:duplicate"
_AT_ONCE: Final = 100_000
"""Rows that are judged at once on the window's thread where their numbers are enough: half a millisecond."""
_SLACK: Final = 120
"""Seconds by which clocks may differ: so much more than a rule's time is judged when it is new."""


@dataclass(slots=True, eq=False)
class _Task:
    """A rule, and up to which row of the columns it has been asked."""

    rule: CountingRule
    filter: Filter
    judged: int


class Matching(QObject):
    """Asks rules of the rows that arrive, and of those in the time before that still counts; for the window's thread.

    What the events' numbers tell is known at once, the rest by a thread. matched(rule, [(agent or 0, when created in
    seconds, seq)]). failed(rule, FilterError or SessionError): it is not asked any more. `stop` before it goes.
    """

    matched = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, live: LiveSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._tasks: list[_Task] = []
        self._job: Job | None = None
        self._asked: _Task | None = None
        self._judge = Judge(live.path, self)
        queued = Qt.ConnectionType.QueuedConnection
        self._judge.found.connect(self._on_found, queued)
        self._judge.done.connect(self._on_done, queued)
        self._judge.failed.connect(self._on_failed, queued)
        live.about_to_remove_rows.connect(self._end_job)
        live.rows_removed.connect(self._on_removed)

    def set_rules(self, rules: Iterable[CountingRule]) -> None:
        """Ask these from now on; those that were there go on where they were."""
        judged = {task.rule: task.judged for task in self._tasks}
        self._end_job()
        self._tasks = [_Task(rule, self._filter(rule), judged.get(rule, self._recent(rule))) for rule in rules]
        self.catch_up()

    def catch_up(self) -> None:
        """Judge the rows that have not been, unless that is being done."""
        for task in list(self._tasks):
            rows = slice(task.judged, len(self._live.columns))
            if rows.start == rows.stop or task is self._asked:
                continue
            if not task.filter.needs_payload and rows.stop - rows.start <= _AT_ONCE:
                self._judge_at_once(task, rows)
            elif self._job is None:
                self._begin_job(task, rows)

    def stop(self) -> None:
        """End the thread. Nothing is judged from here on."""
        self._tasks = []
        self._end_job()
        self._judge.stop()

    def _filter(self, rule: CountingRule) -> Filter:
        return parse_filter(_DECLINES if isinstance(rule, DeclinedRule) else rule.filter, self._live.catalog)

    def _recent(self, rule: CountingRule) -> int:
        """The first row that may still count."""
        since = (time.time() - rule.within - _SLACK) * 1_000_000
        return int(np.searchsorted(self._live.columns.received, since))

    def _judge_at_once(self, task: _Task, rows: slice) -> None:
        task.judged = rows.stop
        try:
            hits = select(task.filter, self._live.columns, rows, None, self._live.scope(time.time_ns() // 1000))
        except FilterError as error:
            self._give_up(task, error)
            return
        self._tell(task, hits)

    def _begin_job(self, task: _Task, rows: slice) -> None:
        self._asked = task
        scope = self._live.scope(time.time_ns() // 1000)
        self._job = Job(task.filter, self._live.columns.as_now(), rows, scope)
        self._judge.take(self._job)

    def _end_job(self) -> None:
        if self._job is not None:
            self._job.end()
        self._job = self._asked = None

    def _tell(self, task: _Task, hits: NDArray[np.int32]) -> None:
        columns = self._live.columns
        if isinstance(task.rule, FilterRule) and len(hits) > MOST:
            hits = hits[np.argpartition(columns.created[hits], -MOST)[-MOST:]]
        if len(hits):
            whom = columns.agent[hits] if isinstance(task.rule, DeclinedRule) else np.zeros(len(hits), np.int32)
            told = zip(whom.tolist(), columns.created[hits].tolist(), columns.seq[hits].tolist(), strict=True)
            self.matched.emit(task.rule, list(told))

    def _give_up(self, task: _Task, error: Exception) -> None:
        self._tasks.remove(task)
        self.failed.emit(task.rule, error)

    def _on_removed(self, count: int) -> None:
        for task in self._tasks:
            task.judged = max(0, task.judged - count)
        self.catch_up()

    def _on_found(self, job: Job, hits: NDArray[np.int32], judged: int) -> None:
        if job is self._job and self._asked is not None:
            self._asked.judged = judged
            self._tell(self._asked, hits)

    def _on_done(self, job: Job) -> None:
        if job is self._job:
            self._end_job()
            self.catch_up()

    def _on_failed(self, job: Job, error: Exception) -> None:
        if job is self._job and self._asked is not None:
            task = self._asked
            self._end_job()
            self._give_up(task, error)
            self.catch_up()
