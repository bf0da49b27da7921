"""Saving the intervals of many agents, on a thread of its own."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, QThread, Signal

from floorwalker.files import whole_file
from floorwalker.session.errors import explained
from floorwalker.ui.floor.agent import interval_csv
from floorwalker.ui.floor.agent.intervals import intervals_of, statuses_told
from floorwalker.ui.floor.agent.text import BOM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from floorwalker.event.statuses.table import Status
    from floorwalker.ui.floor.agent.intervals import Interval, Kinds
    from floorwalker.ui.floor.timeline.spans import ShownSpans

_PACE: Final = 20
"""Agents from one word of progress to the next."""


class Line(NamedTuple):
    """One agent's spans."""

    starts: NDArray[np.int64]
    activity: NDArray[np.int64]
    reason: NDArray[np.int64]


class Stopped(Exception):
    """The user will not have it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to save; nothing in it changes any more. agents: their names. spans: a row each. times: of their items, as
    `WorkItems.times`. ordered: statuses as in the catalog; name: of one."""

    agents: Sequence[str]
    spans: ShownSpans
    times: Sequence[NDArray[np.int64]]
    edges: NDArray[np.float64]
    now: float
    kinds: Kinds
    ordered: Callable[[Iterable[Status]], Sequence[Status]]
    name: Callable[[Status], str]

    def intervals(self) -> Iterator[tuple[str, list[Interval]]]:
        """Each agent's."""
        for row, (agent, times) in enumerate(zip(self.agents, self.times, strict=True)):
            own = slice(*self.spans.offsets[row : row + 2].tolist())
            line = Line(self.spans.starts[own], self.spans.activity[own], self.spans.reason[own])
            yield agent, intervals_of(line, times, self.edges, self.now)

    def statuses(self) -> Sequence[Status]:
        """Those that occur, as in the catalog."""
        return self.ordered(statuses_told(self.spans))


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
            self.done.emit(len(self._wanted.agents))

    def _write(self) -> None:
        wanted = self._wanted
        statuses = wanted.statuses()
        with whole_file(self.path) as out:
            out.write((BOM + interval_csv.titles(statuses, wanted.name)).encode())
            for count, (agent, intervals) in enumerate(wanted.intervals(), 1):
                out.write(interval_csv.lines(agent, intervals, statuses, wanted.kinds).encode())
                self._go_on(count)

    def _go_on(self, count: int) -> None:
        if self._ended.is_set():
            raise Stopped
        if count % _PACE == 0:
            self.progress.emit(count)
