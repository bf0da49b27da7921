"""What alerts are made of: what stands now by the rules, and what was told of it."""

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple, TypeAlias

from floorwalker.event.facts import Activity
from floorwalker.session.alerts.rules import Rule


class Kind(IntEnum):
    """What an alert is about."""

    STATUS = 1
    AVAILABLE = 2
    DECLINED = 3
    SILENT = 4
    LOST = 5
    FILTER = 6


class Moment(NamedTuple):
    """Now, in seconds since 1970. sender: by the clock of those who send events. ours: by ours. is_past: the newest
    event is of long ago, and so is what the sender's clock shows: nothing is known of the floor of now.
    """

    sender: float
    ours: float
    is_past: bool = False


Cause: TypeAlias = tuple[Kind, Rule | None, int, int, int]
"""What makes two alerts the same: the kind; the rule, None for a status, whose limits may change; the agent or the
feed; activity and reason. A status that began anew has stood for no time yet, so that its alert is over first."""


class Breach(NamedTuple):
    """A rule that is broken now, and by whom or what. stage: WARNS or ALERTS. since: when it began, by the sender's
    clock; of a feed by ours. whom: an agent's id, a feed's, or 0. seq: the event behind it, 0 where there is none.
    many: so many events, or agents who are available. limit: of a status, the seconds that it has passed.
    """

    kind: Kind
    stage: int
    since: float
    rule: Rule | None = None
    whom: int = 0
    activity: int = Activity.NONE
    reason: int = 0
    seq: int = 0
    many: int = 0
    limit: float = 0.0

    @property
    def cause(self) -> Cause:
        """What it is the same alert by."""
        return (self.kind, self.rule, self.whom, self.activity, self.reason)


@dataclass(slots=True, eq=False)
class Alert:
    """Something that was told. number: of all alerts, the order in which they were told. fired: when its stage was
    reached as far as was known, by our clock. cleared: when it was over, by our clock; None while it stands.
    """

    number: int
    about: Breach
    fired: float
    acknowledged: bool = False
    cleared: float | None = None
