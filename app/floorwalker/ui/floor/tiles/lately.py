"""How many agents were in each status in the last half hour, worked out a little at a time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from floorwalker.event.statuses import Statuses
from floorwalker.event.statuses.copies import SpanCopy, table_of
from floorwalker.ui.floor.tiles.figures import SIGNED_IN, SIGNED_OUT, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from floorwalker.event.statuses import SpanTable
    from floorwalker.event.statuses.table import Status
    from floorwalker.ui.following import LiveSession

SECONDS: Final = 1800
"""How far back it goes."""
STEP: Final = 60
_AT_ONCE: Final = 150
"""Agents whose spans are looked at in one go: a millisecond."""

Lately = dict["Status", "NDArray[np.int64]"]


class _Tail(NamedTuple):
    """An agent's spans from one moment to another, in seconds."""

    since: float
    until: float
    spans: SpanCopy


class HalfHour(QObject):
    """Counts for the window's thread, which it never holds up for longer than two milliseconds with 2,000 agents.

    counted(Lately): of each status that anybody was in, the agents in it at the end of each minute of the half hour
    before the moment that was asked for, that moment at the end; `SIGNED_IN` among them. Whoever had not been heard of
    is Unknown then.
    """

    counted = Signal(object)

    def __init__(self, live: LiveSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._statuses = Statuses()
        self._tails: dict[int, _Tail] = {}
        self._waiting: list[int] = []
        self._table: SpanTable | None = None
        self._now = 0.0
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._go_on)
        live.agents_changed.connect(self._on_agents_changed)
        live.gaps_changed.connect(self._tails.clear)

    def ask(self, now: float) -> None:
        """Count the half hour before a moment, in seconds; what is being counted for another moment is given up."""
        self._now = now
        if self._statuses is not self._live.statuses:
            self._statuses = self._live.statuses
            self._tails.clear()
        self._waiting = [agent for agent in self._statuses.agents() if not self._has(agent, now)]
        self._table = None
        self._go_on()

    def stop(self) -> None:
        """Give up what is being counted, and let the copies go."""
        self._turn.stop()
        self._waiting, self._table = [], None
        self._tails.clear()

    def _has(self, agent: int, now: float) -> bool:
        """Whether what is known of an agent covers the half hour before a moment, and not much more."""
        tail = self._tails.get(agent)
        return tail is not None and now - 2 * SECONDS <= tail.since <= now - SECONDS and now <= tail.until

    def _go_on(self) -> None:
        """One step: spans are copied, then put together, then counted."""
        if self._statuses is not self._live.statuses:
            self.ask(self._now)
        elif self._waiting:
            for agent in self._waiting[:_AT_ONCE]:
                self._tails[agent] = self._tail(agent)
            del self._waiting[:_AT_ONCE]
            self._turn.start()
        elif self._table is None:
            self._table = table_of(
                [self._tails[agent].spans for agent in self._statuses.agents() if agent in self._tails]
            )
            self._turn.start()
        else:
            self.counted.emit(_counted(self._table, self._now))

    def _tail(self, agent: int) -> _Tail:
        starts, since, until = self._statuses.spans(agent).starts, self._now - SECONDS, self._now + SECONDS
        if not len(starts) or starts[-1] <= until:
            until = math.inf
        return _Tail(since, until, SpanCopy.of(self._statuses, agent, since, until))

    def _on_agents_changed(self, agents: set[int]) -> None:
        for agent in agents:
            self._tails.pop(agent, None)
        if self._waiting:
            self._waiting += agents


def most(lately: Mapping[Status, NDArray[np.int64]]) -> dict[Status, int]:
    """The most agents at once in each status."""
    return {status: int(values.max(initial=0)) for status, values in lately.items()}


def _counted(table: SpanTable, now: float) -> Lately:
    moments = np.arange(now - SECONDS, now + STEP / 2, STEP)
    counts = table.counts(moments)
    found: Lately = dict(zip(counts.statuses, counts.values, strict=True))
    nobody = np.zeros(len(moments), np.int64)
    heard = counts.values.sum(axis=0) if len(counts.values) else nobody
    found[UNKNOWN] = found.get(UNKNOWN, nobody) + len(table) - heard
    found[SIGNED_IN] = len(table) - found[UNKNOWN] - found.get(SIGNED_OUT, nobody)
    return found
