"""The thread that reads what only payloads tell of the agents: the newest first, then the past."""

from __future__ import annotations

import copy
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from floorwalker.event.agent_sessions import AgentSession, sessions_in
from floorwalker.event.row import FIELDS
from floorwalker.event.work import WorkItems, steps_in
from floorwalker.session.errors import SessionError
from floorwalker.session.floor.in_payloads import InPayloads, SignIn
from floorwalker.session.reader import Reader
from floorwalker.ui.waiting_thread import WaitingThread

if TYPE_CHECKING:
    from pathlib import Path

    from floorwalker.event.catalog import Catalog
    from floorwalker.session.columns import Columns, Rows

PORTION = 20_000
"""Older rows looked through at once: what has just arrived waits for that, a tenth of a second."""
STEP = 1_000
"""New rows looked through at once: the window's thread adds what they tell, some 5 ms."""
GROWTH = 4
"""Each time so many times as many rows are looked through, the items of all of them are handed over."""
SETTLED = 4
"""Portions after which items are worked out in any case: a tenth of a second each time, while what waits for it takes
several times the memory of what comes out."""
_REMEMBERED = 100_000
"""Sessions that are known to be told; of one that was forgotten a payload is read again, which does no harm."""
_SEQ = FIELDS.index("seq")


@dataclass(frozen=True, slots=True)
class Found:
    """What a portion of rows told.

    steps: rows as `steps_in` gives them, those that arrived since the last portion and whose payloads are there. named:
    the item by seq, where there is one. work: all items by now, those of the steps too, where it is time to take these
    instead of what was there. sessions: what the rows tell of them. sign_ins: by agent and session. done, total: rows
    looked through, and all of them.
    """

    steps: Rows
    named: dict[int, str]
    work: WorkItems | None
    sessions: list[AgentSession]
    sign_ins: dict[tuple[int, int], SignIn]
    done: int
    total: int

    @property
    def is_last(self) -> bool:
        """Whether nothing is left to look through."""
        return self.done == self.total


class DetailsReader(WaitingThread):
    """Reads payloads of rows that it is shown, and hands over what they tell: `found` (Found), at most one at a time,
    each to be answered by `take_next`.

    What comes after the first look is told before anything older. The thread starts with that look. `failed` ends it;
    `retry` starts it again from where it was.
    """

    found = Signal(object)
    failed = Signal(str, str)

    def __init__(self, path: Path, catalog: Catalog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"details of {path.name}")
        self._path = path
        self._in = InPayloads(catalog)
        self._columns: Columns | None = None
        self._is_begun = False
        self._newest = 0
        self._oldest = 0
        self._known: set[tuple[int, int]] = set()
        self._work: WorkItems | None = WorkItems()
        self._due = 0
        self._portions = 0
        self._in_flight = False
        self._failed = False

    def look(self, columns: Columns) -> None:
        """There are new rows, or the first ones, in columns that nobody changes (see `Columns.as_now`). Any thread."""
        with self._condition:
            self._columns = columns
            if not self._is_begun and len(columns):
                self._newest = self._oldest = int(columns.seq[-1]) + 1
            self._is_begun |= bool(len(columns))
            self._condition.notify_all()
        if self._is_begun and not (self._stopping or self._failed or self.isRunning()):
            self.start()

    def take_next(self) -> None:
        """The last that was found has been taken in. Any thread."""
        with self._condition:
            self._in_flight = False
            self._condition.notify_all()

    def retry(self) -> None:
        """Go on after `failed`."""
        if self._failed:
            self.wait()
            self._failed = False
            self.start()

    def run(self) -> None:
        """The thread: read what there is until `stop`, or until reading fails."""
        try:
            with closing(Reader.open(self._path)) as reader:
                while self._wait_for_rows():
                    self._read(reader)
        except SessionError as error:
            self._failed = True
            self.failed.emit(error.problem, error.remedy)

    def _wait_for_rows(self) -> bool:
        """Until there are rows to read, and the last that was found has been taken in. False where the thread ends."""
        with self._condition:
            self._condition.wait_for(lambda: self._stopping or (self._columns is not None and not self._in_flight))
            return not self._stopping

    def _read(self, reader: Reader) -> None:
        columns = self._columns
        if columns is None:
            return
        seqs = columns.seq
        newer, older = len(seqs) - int(np.searchsorted(seqs, self._newest)), int(np.searchsorted(seqs, self._oldest))
        rows = columns.take(_next_of(newer, older, len(seqs)))
        found = self._found(reader, rows, len(seqs) - newer - older + len(rows), len(seqs), is_new=bool(newer))
        if newer:
            self._newest = int(rows[-1, _SEQ]) + 1
        elif older:
            self._oldest = int(rows[0, _SEQ])
        if found.is_last:
            self._let_go_of(columns)
        self._hand_over(found)

    def _found(self, reader: Reader, rows: Rows, done: int, total: int, *, is_new: bool) -> Found:
        steps, named = self._steps(reader, rows)
        sessions = list(sessions_in(rows))
        sign_ins = self._sign_ins(reader, sessions)
        work = None if self._work is None else self._worked_out(self._work, steps, named, done, total)
        return Found(steps if is_new else steps[:0], named if is_new else {}, work, sessions, sign_ins, done, total)

    def _steps(self, reader: Reader, rows: Rows) -> tuple[Rows, dict[int, str]]:
        steps = steps_in(rows)
        read = dict(self._in.items(reader.payloads_in_order(steps[:, _SEQ].tolist())))
        # A step whose payload has gone goes too in a moment, and without its item it would be taken for another's.
        there = np.isin(steps[:, _SEQ], np.fromiter(read, np.int64, len(read)))
        texts: dict[str, str] = {}
        return steps[there], {seq: texts.setdefault(item, item) for seq, item in read.items() if item}

    def _sign_ins(self, reader: Reader, sessions: list[AgentSession]) -> dict[tuple[int, int], SignIn]:
        new = {one.seq: one.key for one in sessions if one.key not in self._known}
        told = {new[seq]: self._in.sign_in(payload) for seq, payload in reader.payloads_in_order(new)}
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        self._known |= told.keys()
        return told

    def _worked_out(
        self, work: WorkItems, steps: Rows, named: dict[int, str], done: int, total: int
    ) -> WorkItems | None:
        """All items by now, where it is time to hand them over. It is worked out here, because older steps change much
        of what was there; what arrives after the last of the past is for the window's thread to add."""
        work.append(steps, named)
        self._portions += 1
        is_due = done == total or done >= self._due
        if is_due or self._portions % SETTLED == 0:
            work.settle()
        if not is_due:
            return None
        self._due = GROWTH * done
        self._work = None if done == total else copy.deepcopy(work)
        return work

    def _let_go_of(self, columns: Columns) -> None:
        """All is read. They would keep arrays alive that are long since others."""
        with self._condition:
            if self._columns is columns:
                self._columns = None

    def _hand_over(self, found: Found) -> None:
        with self._condition:
            self._in_flight = True
        self.found.emit(found)


def _next_of(newer: int, older: int, length: int) -> slice:
    """The oldest of the newer rows, else the newest of the older ones."""
    if newer:
        return slice(length - newer, length - newer + min(newer, STEP))
    return slice(max(0, older - PORTION), older)
