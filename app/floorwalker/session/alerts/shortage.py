"""Whether too few agents are available."""

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from floorwalker.event.catalog import Catalog
from floorwalker.event.facts import Activity
from floorwalker.event.statuses import STALE_AFTER, Snapshot
from floorwalker.session.alerts.alert import Breach, Kind
from floorwalker.session.alerts.rules import AvailableRule

CALM: Final = 10.0
"""Seconds for which enough must be available until a shortage that was told is over: a call apart is the same one."""

_NEVER: Final = float("inf")

Meant: TypeAlias = Callable[[Snapshot, float], NDArray[np.bool_]]
"""Which agents a rule's filter means at a moment."""


class Shortage:
    """Watches one rule. meant: None for everyone."""

    def __init__(self, rule: AvailableRule, catalog: Catalog, meant: Meant | None) -> None:
        self._rule = rule
        self._meant = meant
        numbers = (catalog.activities_matching(name.strip()) for name in rule.status.split(","))
        self._able = np.array(sorted(set().union(*numbers)), np.int64)
        self._since: float | None = None
        self._calm: float | None = None
        self._doubt = _NEVER
        self._count = 0

    def look(self, agents: Snapshot, now: float) -> Iterator[Breach]:
        """The shortage, if there is one and has lasted. now: by the sender's clock."""
        self._judge(agents, now)
        if self._is_told(now) and self._since is not None:
            yield Breach(Kind.AVAILABLE, self._rule.stage, self._since, self._rule, many=self._count)

    def due(self, now: float) -> float:
        """When that may next be different, if nothing comes."""
        if self._since is None:
            return self._doubt
        wanted = self._since + self._rule.lasting if self._calm is None else self._calm + CALM
        return min(self._doubt, wanted if wanted > now else _NEVER)

    def _is_told(self, now: float) -> bool:
        return self._since is not None and self._since + self._rule.lasting <= now

    def _judge(self, agents: Snapshot, now: float) -> None:
        meant = np.ones(len(agents), np.bool_) if self._meant is None else self._meant(agents, now)
        out = agents.activity == Activity.SIGNED_OUT
        there = meant & ~out & ~agents.stale(now)
        unknown = there & (agents.activity == Activity.UNKNOWN)
        able = there & np.isin(agents.activity, self._able)
        self._count = int(able.sum())
        self._doubt = _next_doubt(agents, there, now)
        if (there & ~unknown).any() and self._count + int(unknown.sum()) < self._rule.fewer_than:
            self._begin(agents.since[meant], now)
        else:
            self._end(now)

    def _begin(self, since: NDArray[np.int64], now: float) -> None:
        """There are too few: since the last change of anyone, where that was not so before."""
        self._calm = None
        if self._since is None:
            self._since = min(now, float(since.max()))

    def _end(self, now: float) -> None:
        if not self._is_told(now):
            self._since = None
        elif self._calm is None:
            self._calm = now
        if self._calm is not None and now - self._calm >= CALM:
            self._since = self._calm = None


def _next_doubt(agents: Snapshot, there: NDArray[np.bool_], now: float) -> float:
    """When the next of them will not have been heard of for too long."""
    later = agents.heard[there] + float(STALE_AFTER)
    later = later[later > now]
    return float(later.min()) if len(later) else _NEVER
