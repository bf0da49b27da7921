"""Which colour each row that is looked at has by the rules."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from floorwalker.session.columns import Columns
from floorwalker.session.filter import FilterError, Scope, parse_filter
from floorwalker.session.filter.combined import Everything, Excluded
from floorwalker.ui.events.colouring.grounds import colour_of
from floorwalker.ui.events.judge import Job, Judge
from floorwalker.ui.events.visible import AGEING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from PySide6.QtGui import QColor

    from floorwalker.session.filter import Filter
    from floorwalker.ui.events.colouring.grounds import Ground
    from floorwalker.ui.events.colouring.rules import Rule, Rules
    from floorwalker.ui.events.marks.marks import SessionMarks
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look

REMEMBERED: Final = 4_000
"""Rows whose colour is known: some screens' worth."""
MOST_WAITING: Final = 1_000
"""Rows whose payloads wait to be read; those that were looked at before them have been scrolled away."""

_NOTHING: Final = Excluded.of(Everything())
_NONE: Final = -1
_ASKED: Final = -2


class _Wait(NamedTuple):
    """Rows that a rule is to be asked about on the thread."""

    number: int
    rows: NDArray[np.int64]


class RowColours(QObject):
    """Asks the rules, in their order, about rows that are looked at; for the window's thread only.

    What the numbers of events tell is known at once, for all rows of a screen together; where payloads decide, a thread
    reads them, and `changed` tells when there are other colours. failed(Rule, FilterError): a rule's pattern ran wild
    and is not asked any more. `stop` before it goes.
    """

    changed = Signal()
    failed = Signal(object, object)

    def __init__(self, live: LiveSession, marks: SessionMarks, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._marks = marks
        self._look = look
        self._all: Rules = ()
        self._rules: list[tuple[Rule, Filter]] = []
        self._found: dict[int, int] = {}
        self._waiting: deque[_Wait] = deque()
        self._job: Job | None = None
        self._asked: _Wait | None = None
        self._hits: list[NDArray[np.int64]] = []
        self._judge = Judge(live.path, self)
        self._ageing = QTimer(self, interval=AGEING)
        self._connect()

    def set_rules(self, rules: Rules) -> None:
        """Other rules from now on. Those that are off, or no filters, are passed over."""
        self._all = rules
        self._rules = [(rule, wanted) for rule in rules if rule.on and (wanted := self._filter(rule)) is not None]
        if any(wanted.moves for _, wanted in self._rules):
            self._ageing.start()
        else:
            self._ageing.stop()
        self.forget()

    def forget(self) -> None:
        """Ask again about every row that is looked at."""
        self._end_job()
        self._waiting.clear()
        self._found.clear()
        self.changed.emit()

    def look_at(self, rows: Iterable[int]) -> None:
        """These rows of the columns are about to be painted."""
        if not self._rules:
            return
        rows = set(rows)
        unknown = sorted(row for row in rows if row not in self._found)
        if unknown:
            if len(self._found) + len(unknown) > REMEMBERED:
                self._found = {row: found for row, found in self._found.items() if found == _ASKED or row in rows}
            self._decide(np.array(unknown, np.int64), 0)
            self._ask_next()

    def ground(self, row: int) -> QColor | None:
        """The colour behind a row that was looked at; None for none, or not known yet."""
        number = self._found.get(row, _NONE)
        return None if number < 0 else self._colour(self._rules[number][0].colour)

    def stop(self) -> None:
        """End the thread. Nothing is asked from here on."""
        self._live.rows_removed.disconnect(self.forget)
        self._ageing.stop()
        self._rules.clear()
        self._end_job()
        self._judge.stop()

    def _connect(self) -> None:
        queued = Qt.ConnectionType.QueuedConnection
        self._judge.found.connect(self._on_found, queued)
        self._judge.done.connect(self._on_done, queued)
        self._judge.failed.connect(self._on_failed, queued)
        self._ageing.timeout.connect(self.forget)
        self._live.rows_removed.connect(self.forget)
        self._live.catalog_changed.connect(self._on_catalog_changed)
        self._live.roster_changed.connect(self._on_roster_changed)
        self._marks.changed.connect(self._on_marks_changed)
        self._look.changed.connect(self.changed)

    def _filter(self, rule: Rule) -> Filter | None:
        try:
            return parse_filter(rule.expression, self._live.catalog) if rule.expression.strip() else None
        except FilterError:
            return None

    def _colour(self, ground: Ground) -> QColor:
        return colour_of(ground, dark=self._look.is_dark)

    def _decide(self, rows: NDArray[np.int64], first: int) -> None:
        """What the rules from that one on say of these rows by their numbers; payloads are asked for later."""
        for number in range(first, len(self._rules)):
            if not len(rows):
                return
            try:
                yes, open_ = self._rules[number][1].decide(self._numbers(rows), slice(0, len(rows)), self._scope())
            except FilterError as error:
                self._pass_over(number, error)
                continue
            self._found.update(dict.fromkeys(rows[yes].tolist(), number))
            if open_.any():
                self._wait_for(_Wait(number, rows[open_]))
            rows = rows[~(yes | open_)]
        self._found.update(dict.fromkeys(rows.tolist(), _NONE))

    def _numbers(self, rows: NDArray[np.int64]) -> Columns:
        """These rows alone."""
        columns = Columns()
        columns.append(self._live.columns.take(rows))
        return columns

    def _scope(self) -> Scope:
        return self._live.scope(time.time_ns() // 1000, self._marks.seqs)

    def _wait_for(self, wait: _Wait) -> None:
        self._found.update(dict.fromkeys(wait.rows.tolist(), _ASKED))
        self._waiting.append(wait)
        while len(self._waiting) > 1 and sum(len(one.rows) for one in self._waiting) > MOST_WAITING:
            for row in self._waiting.popleft().rows.tolist():
                del self._found[row]

    def _ask_next(self) -> None:
        if self._job is None and self._waiting:
            # What was looked at last is on the screen.
            self._asked = wait = self._waiting.pop()
            columns = self._numbers(wait.rows)
            self._job = Job(self._rules[wait.number][1], columns, slice(0, len(columns)), self._scope())
            self._judge.take(self._job)

    def _end_job(self) -> None:
        if self._job is not None:
            self._job.end()
        self._job = self._asked = None
        self._hits = []

    def _on_found(self, job: Job, hits: NDArray[np.int64], _judged: int) -> None:
        if job is self._job:
            self._hits.append(hits)

    def _on_done(self, job: Job) -> None:
        if job is self._job:
            self._take_answer()

    def _on_failed(self, job: Job, error: Exception) -> None:
        if job is not self._job or self._asked is None:
            return
        # A file that cannot be read is told by whoever shows it; its rows have no colour by this rule.
        if isinstance(error, FilterError):
            self._pass_over(self._asked.number, error)
        self._take_answer()

    def _take_answer(self) -> None:
        if self._asked is None:
            return
        number, rows = self._asked
        is_hit = np.zeros(len(rows), np.bool_)
        for hits in self._hits:
            is_hit[hits] = True
        self._end_job()
        self._found.update(dict.fromkeys(rows[is_hit].tolist(), number))
        self._decide(rows[~is_hit], number + 1)
        self._ask_next()
        self.changed.emit()

    def _pass_over(self, number: int, error: FilterError) -> None:
        rule, _ = self._rules[number]
        self._rules[number] = rule, _NOTHING
        self.failed.emit(rule, error)

    def _on_catalog_changed(self) -> None:
        self.set_rules(self._all)

    def _on_roster_changed(self) -> None:
        if any(wanted.needs_roster for _, wanted in self._rules):
            self.forget()

    def _on_marks_changed(self) -> None:
        if any(wanted.needs_marks for _, wanted in self._rules):
            self.forget()
