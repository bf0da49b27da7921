"""Agents on a floor, and an engine that watches them, with a clock that is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from floorwalker.event.statuses import Snapshot
from floorwalker.session.alerts import Alert, AlertRules, Changes, Engine, Moment
from tests.event.made import CATALOG

if TYPE_CHECKING:
    from floorwalker.session.alerts import Rule

NOON: Final = 1_795_348_800
UNKNOWN, SIGNED_OUT = -(2**31) + 1, -(2**31) + 2
NOT_READY, AVAILABLE, INTERNAL, ON_CALL, ON_BREAK, WRAPUP, OTHER = 0, 16, 17, 33, 34, 35, 36
TRAINING: Final = 7
A, B, C = 101, 102, 103


class Watched:
    """An engine with rules, in a session that is captured since noon. Times are seconds since then, by both clocks."""

    def __init__(self, *rules: Rule) -> None:
        self.engine = Engine(CATALOG, {TRAINING: "Training"}.get, lambda _: lambda of, _now: of.agents != C)  # type: ignore[arg-type]
        self.set_rules(*rules)
        self.engine.begin(NOON)

    def set_rules(self, *rules: Rule) -> None:
        self.engine.set_rules(AlertRules(rules=rules), CATALOG)

    def tell(
        self, agent: int, activity: int, since: int, reason: int = 0, seq: int = 0, heard: int | None = None
    ) -> None:
        """An agent is in a status since then, and was heard of then unless told."""
        row = (agent, activity, reason, NOON + since, seq or since + 1, NOON + (since if heard is None else heard))
        self.engine.take_agents(Snapshot(*np.array([row], np.int64).T))

    def at(self, second: float) -> Changes:
        """What changes then."""
        return self.engine.look(Moment(NOON + second, NOON + second))

    def wait(self, second: float) -> float:
        """How long to wait from then on."""
        return self.engine.wait(Moment(NOON + second, NOON + second))

    def stages(self) -> list[tuple[int, int]]:
        """Whom alerts are about, and their stages."""
        return [(alert.about.whom, alert.about.stage) for alert in self.engine.standing()]


def told(alerts: list[Alert]) -> list[tuple[int, int]]:
    return [(alert.about.whom, alert.about.stage) for alert in alerts]
