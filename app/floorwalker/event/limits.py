"""How long an agent may be in a status: limits in two stages per status, and per reason where a status has reasons.

The vendor's own monitoring turns an agent's name and time red past a limit for Not Ready, On Call, Wrap-up, On Break
and Other (its Status time-outs). So do ours, with a quieter stage before that; which numbers of seconds stand there at
first is our decision, for the vendor publishes none. A limit never changes; any thread may ask.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final, NamedTuple, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, model_validator

from floorwalker.event.catalog import Catalog
from floorwalker.event.entries import Name
from floorwalker.event.facts import Activity
from floorwalker.event.lasting import Lasting
from floorwalker.event.names import normal

if TYPE_CHECKING:
    from floorwalker.event.statuses import Snapshot

WARNS, ALERTS = 1, 2
"""The stages: worth a look soon, and over the limit."""

_NEVER: Final = float("inf")
_Stages: TypeAlias = tuple[float, float]
_NO_LIMIT: Final[_Stages] = (_NEVER, _NEVER)


class Limit(BaseModel):
    """status: as `status:` in a filter takes it, a name, its words or a number. reason: of the status with that reason
    alone, "" for any that has no limit of its own. warns, alerts: seconds until each stage, either may be missing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    status: Name
    reason: str = ""
    warns: Lasting | None = None
    alerts: Lasting | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.warns is None and self.alerts is None:
            raise ValueError("a limit needs a time after which it warns, or alerts")
        if self.warns is not None and self.alerts is not None and self.warns >= self.alerts:
            raise ValueError("it must warn before it alerts")
        return self

    @property
    def stages(self) -> _Stages:
        """Seconds until each; what does not warn before has its first stage with its second."""
        alerts = _NEVER if self.alerts is None else float(self.alerts)
        return (alerts if self.warns is None else float(self.warns), alerts)


DEFAULTS: Final = (
    Limit(status="NotReady", warns=5 * 60, alerts=10 * 60),
    Limit(status="BusyOnCall", warns=10 * 60, alerts=20 * 60),
    Limit(status="Wrapup", warns=2 * 60, alerts=5 * 60),
    Limit(status="BusyOnBreak", warns=15 * 60, alerts=20 * 60),
    Limit(status="BusyOther", warns=45 * 60, alerts=60 * 60),
)
"""What a user begins with: the statuses are the vendor's, the seconds are ours."""


class Judged(NamedTuple):
    """stage: 0, WARNS or ALERTS. over: seconds past the first stage, negative before it, -inf where there is no
    limit."""

    stage: NDArray[np.int8]
    over: NDArray[np.float64]


class Limits:
    """Limits put to use on numbers. text: of a reason's id, as `Names.text`. Of two limits for one thing the first
    counts; one for a reason counts before one for its status.
    """

    def __init__(self, limits: Iterable[Limit], catalog: Catalog, text: Callable[[int], str]) -> None:
        self._text = text
        self._stages: dict[tuple[int, str], _Stages] = {}
        self._known: dict[tuple[int, int], _Stages] = {}
        for limit in limits:
            for key in limited(limit, catalog):
                self._stages.setdefault(key, limit.stages)

    def stages(self, activity: NDArray[np.int64], reason: NDArray[np.int64]) -> tuple[NDArray[np.float64], ...]:
        """Seconds until each stage, inf for never. activity, reason: of equal length, as in a `Snapshot`."""
        pairs, places = np.unique(activity.astype(np.int64) << 32 | reason, return_inverse=True)
        found = [self.stages_of(pair >> 32, pair & 0xFFFF_FFFF) for pair in pairs.tolist()]
        warns, alerts = np.array(found, np.float64).reshape(-1, 2)[places].T
        return warns, alerts

    def judge(self, activity: NDArray[np.int64], reason: NDArray[np.int64], seconds: NDArray[np.float64]) -> Judged:
        """How statuses stand that have lasted so long; arrays of equal length, or *seconds* one number for all."""
        warns, alerts = self.stages(activity, reason)
        stage = (seconds >= warns).astype(np.int8) + (seconds >= alerts)
        return Judged(stage, seconds - warns)

    def judge_all(self, agents: "Snapshot", now: float) -> Judged:
        """How everyone's status stands at a moment, in seconds."""
        return self.judge(agents.activity, agents.reason, np.float64(now) - agents.since)

    def stages_of(self, activity: int, reason: int) -> _Stages:
        """The same of one status."""
        known = self._known.get((activity, reason))
        if known is None:
            text = normal(self._text(reason)) if reason else ""
            known = self._stages.get((activity, text)) or self._stages.get((activity, ""), _NO_LIMIT)
            self._known[activity, reason] = known
        return known


def limited(limit: Limit, catalog: Catalog) -> list[tuple[int, str]]:
    """What it is for: activities, each with the reason in normal form, "" for any.

    A status that the catalog does not know is told by its text, which is its reason then.
    """
    numbers = catalog.activities_matching(limit.status)
    reason = normal(limit.reason)
    return [(number, reason) for number in numbers] or [(int(Activity.NAMED), normal(limit.status))]
