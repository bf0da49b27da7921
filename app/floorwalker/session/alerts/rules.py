"""The rules that alerts go by, as they stand in the user's file.

Where the vendor's documentation is silent, our decisions:

- How long a status lasts is told by the sender's clock, as everywhere on the floor; so is when something was declined
  or matched a filter, so that what arrives late or is replayed counts for when it happened. Whether a feed brings
  anything is told by ours.
- An agent whose status is unknown may be available: an alert that too few are is told only where events prove it, and
  only while somebody is signed in.
- What counts events in a time stands until none has come for as long, so that it is told once.
"""

from typing import Annotated, Final, Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from floorwalker.event.entries import Name
from floorwalker.event.lasting import Lasting
from floorwalker.event.limits import ALERTS, DEFAULTS, WARNS, Limit

MOST: Final = 100
"""Rules."""
LONGEST: Final = 10_000
"""Characters of a filter."""

Severity: TypeAlias = Literal["warns", "alerts"]
Times: TypeAlias = Annotated[int, Field(ge=1, le=1000)]
Expression: TypeAlias = Annotated[str, Field(max_length=LONGEST)]


class _Rule(BaseModel):
    """What all rules have. severity: whether it is worth a look soon, or over the limit. on: whether it counts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    severity: Severity = "alerts"
    on: bool = True

    @property
    def stage(self) -> int:
        """The same as limits tell it."""
        return WARNS if self.severity == "warns" else ALERTS


class StatusRule(Limit):
    """Someone is too long in a status; see `Limit`."""

    kind: Literal["status"] = "status"
    on: bool = True


class AvailableRule(_Rule):
    """Fewer than so many agents are in one of the statuses, for so long. status: as `status:` takes it, several with a
    comma. filter: only the agents that it means, as on the floor; "" for all."""

    kind: Literal["available"] = "available"
    fewer_than: Times = 1
    status: Name = "Available"
    lasting: Lasting = 30
    filter: Expression = ""


class DeclinedRule(_Rule):
    """An agent has declined so many work items within a time."""

    kind: Literal["declined"] = "declined"
    times: Times = 3
    within: Lasting = 600


class FeedRule(_Rule):
    """silent: nothing has come from a source for so long, while its session is captured. lost: a feed has not been
    connected for so long. Either may be missing."""

    kind: Literal["feed"] = "feed"
    silent: Lasting | None = None
    lost: Lasting | None = None

    @model_validator(mode="after")
    def _tells_something(self) -> Self:
        if self.silent is None and self.lost is None:
            raise ValueError("it needs a time after which a feed is silent, or lost")
        return self


class FilterRule(_Rule):
    """So many events that a filter shows, repeats too, within a time. name: what the alert is called, "" for the
    filter itself."""

    kind: Literal["filter"] = "filter"
    name: Annotated[str, Field(max_length=80)] = ""
    filter: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    times: Times = 1
    within: Lasting = 600


Rule: TypeAlias = Annotated[
    StatusRule | AvailableRule | DeclinedRule | FeedRule | FilterRule, Field(discriminator="kind")
]
Rules: TypeAlias = tuple[Rule, ...]
CountingRule: TypeAlias = DeclinedRule | FilterRule
"""Of events that come so many times within a time."""

BEGINNING: Final[Rules] = (
    *(StatusRule(**limit.model_dump()) for limit in DEFAULTS),
    AvailableRule(),
    DeclinedRule(severity="warns"),
    FeedRule(silent=300, lost=10),
    FilterRule(name="Sign-outs with an exit code", filter="event:agent/2 ExitCode:>0", severity="warns", on=False),
)
"""What a user begins with. The numbers are ours."""


class AlertRules(BaseModel):
    """All of the user's settings for alerts. notifications: on the desktop. sound: with each of them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1] = 1
    notifications: bool = True
    sound: bool = False
    rules: Annotated[Rules, Field(max_length=MOST)] = BEGINNING

    def limits(self) -> tuple[Limit, ...]:
        """Those for statuses that are on."""
        return tuple(rule for rule in self.rules if isinstance(rule, StatusRule) and rule.on)
