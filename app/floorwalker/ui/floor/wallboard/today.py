"""How many work items were offered, accepted and declined on the day of a moment. Nothing here is of Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from floorwalker.event.notes import Note
from floorwalker.event.work import Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from floorwalker.session.columns import Columns

TOLD: Final = (Step.OFFERED, Step.ACCEPTED, Step.DECLINED)
_AGENT: Final = 1


class StepsToday:
    """Keeps when events told each step, and of whom; repeats don't count. A million events take some 10 ms."""

    def __init__(self) -> None:
        self._created: dict[Step, list[NDArray[np.int64]]] = {step: [] for step in TOLD}
        self._agents: dict[Step, list[NDArray[np.int32]]] = {step: [] for step in TOLD}

    def take(self, columns: Columns, rows: slice) -> None:
        """Take in rows that are new."""
        first = columns.category[rows] == _AGENT
        first &= (columns.notes[rows] & Note.REPEAT) == 0
        codes = columns.code[rows]
        for step in TOLD:
            meant = first & (codes == step)
            if meant.any():
                self._created[step].append(columns.created[rows][meant])
                self._agents[step].append(columns.agent[rows][meant])

    def counts(self, start: float, end: float, agents: NDArray[np.int64] | None) -> Mapping[Step, int]:
        """From one moment to another, both included, in seconds. agents: only theirs, None for all."""
        return {step: self._count(step, start, end, agents) for step in TOLD}

    def _count(self, step: Step, start: float, end: float, agents: NDArray[np.int64] | None) -> int:
        created, of = self._joined(step)
        meant = (created >= start) & (created <= end)
        if agents is not None:
            meant &= np.isin(of, agents)
        return int(np.count_nonzero(meant))

    def _joined(self, step: Step) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """All pieces as one, which they are from then on."""
        created = np.concatenate([np.empty(0, np.int64), *self._created[step]])
        agents = np.concatenate([np.empty(0, np.int32), *self._agents[step]])
        self._created[step], self._agents[step] = [created], [agents]
        return created, agents
