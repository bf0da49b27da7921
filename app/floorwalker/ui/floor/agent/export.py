"""Saving the intervals of many agents, on a thread of its own."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QThread, Signal

from floorwalker.event.facts import Activity
from floorwalker.event.metrics import intervals_of
from floorwalker.files import whole_file
from floorwalker.session.csv_text import BOM
from floorwalker.session.errors import explained
from floorwalker.ui.floor.agent import interval_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from floorwalker.event.metrics import Interval, Kinds
    from floorwalker.event.statuses import SpanTable
    from floorwalker.event.statuses.table import Status


class Stopped(Exception):
    """The user will not have it."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some agents. agents: their names. table: their spans. times: of each one's items, as `WorkItems.times`."""

    agents: Sequence[str]
    table: SpanTable
    times: Sequence[NDArray[np.int64]]

    def statuses(self) -> set[Status]:
        """Those that the agents were ever in, but for the unknown one."""
        activity, reason = self.table.activity.astype(np.int64), self.table.reason
        told = (activity << 32) + reason * (activity == Activity.NAMED)
        found = {(code >> 32, code & 0xFFFFFFFF) for code in np.unique(told).tolist()}
        return found - {(int(Activity.UNKNOWN), 0)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to save; nothing in it changes any more. in_order: statuses as in the catalog; name: of one."""

    parts: Sequence[Part]
    edges: Sequence[float]
    now: float
    kinds: Kinds
    in_order: Callable[[Iterable[Status]], Sequence[Status]]
    name: Callable[[Status], str]

    @property
    def count(self) -> int:
        """Of agents."""
        return sum(len(part.agents) for part in self.parts)

    def statuses(self) -> Sequence[Status]:
        """Those that any of the agents was ever in."""
        return self.in_order(set().union(*(part.statuses() for part in self.parts)))

    def intervals(self) -> Iterator[tuple[str, list[Interval]]]:
        """Each agent's."""
        for part in self.parts:
            found = intervals_of(part.table, part.times, self.edges, self.now)
            yield from zip(part.agents, found, strict=True)


class Export(QThread):
    """Writes one file, which appears when it is whole. progress(agents so far); then done(agents), stopped, or
    failed(problem, remedy)."""

    progress = Signal(int)
    done = Signal(int)
    stopped = Signal()
    failed = Signal(str, str)

    def __init__(self, wanted: Wanted, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export of intervals")
        self._wanted = wanted
        self.path = path
        self._ended = threading.Event()

    def end(self) -> None:
        """Stop, and leave nothing behind. Any thread."""
        self._ended.set()

    def run(self) -> None:
        """The thread."""
        try:
            self._write()
        except Stopped:
            self.stopped.emit()
        except OSError as error:
            trouble = explained(error, self.path)
            self.failed.emit(trouble.problem, trouble.remedy)
        else:
            self.done.emit(self._wanted.count)

    def _write(self) -> None:
        wanted, statuses = self._wanted, self._wanted.statuses()
        with whole_file(self.path) as out:
            out.write((BOM + interval_csv.titles(statuses, wanted.name)).encode())
            for count, (agent, intervals) in enumerate(wanted.intervals(), 1):
                out.write(interval_csv.lines(agent, intervals, statuses, wanted.kinds).encode())
                if self._ended.is_set():
                    raise Stopped
                self.progress.emit(count)
