"""Who is over the limit of their status, and who will be next."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from floorwalker.event.facts import Activity
from floorwalker.event.limits import Limits
from floorwalker.event.statuses import STALE_AFTER, Snapshot
from floorwalker.session.alerts.alert import Breach, Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NEVER = float("inf")


class Overtime:
    """Watches the time in status. When each stage is due is worked out when statuses change, not as time goes by."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._agents: Snapshot | None = None
        self._due: NDArray[np.float64] = np.empty((3, 0))

    def set_limits(self, limits: Limits) -> None:
        """Other limits, from now on."""
        self._limits = limits
        if self._agents is not None:
            self.take(self._agents)

    def take(self, agents: Snapshot) -> None:
        """Everyone as they are now."""
        self._agents = agents
        warns, alerts = self._limits.stages(agents.activity, agents.reason)
        # A status that cannot be believed any more is over no limit.
        doubted = np.where(agents.activity == Activity.SIGNED_OUT, _NEVER, agents.heard + float(STALE_AFTER))
        self._due = np.stack([agents.since + warns, agents.since + alerts, doubted])

    def standing(self, now: float) -> Iterator[Breach]:
        """Whoever is over a limit. now: by the sender's clock."""
        agents = self._agents
        if agents is None:
            return
        warned, alerted, doubted = self._due <= now
        for place in np.flatnonzero(warned & ~doubted).tolist():
            yield Breach(
                Kind.STATUS,
                1 + int(alerted[place]),
                float(agents.since[place]),
                None,
                int(agents.agents[place]),
                int(agents.activity[place]),
                int(agents.reason[place]),
                int(agents.seq[place]),
                limit=float(self._due[int(alerted[place]), place] - agents.since[place]),
            )

    def due(self, now: float) -> float:
        """When that will next be different, if nothing comes; inf for never."""
        later = self._due[self._due > now]
        return float(later.min()) if len(later) else _NEVER
