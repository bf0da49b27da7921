"""What an event says about its agent: whose it is, and which status it sets.

The vendor's documentation (Agent Events) gives `Username`, `SessionId` and, for StatusChanged, `ActivityCode` with an
`ActivityName` for BusyOther alone. By our decision a status without a readable `ActivityCode` is read from the first of
`ActivityName`, `Status` and `NewStatus` that is there. Which fields these are is the catalog's to say.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

from pydantic import JsonValue

from floorwalker.event.model import Event
from floorwalker.event.values import MOST_INT32, whole_number

if TYPE_CHECKING:
    from floorwalker.event.catalog import Catalog


class Activity:
    """What stands in for an ActivityCode where there is none. Stored in session files: never renumber."""

    NONE: Final = -(2**31)
    """The event sets no status."""
    UNKNOWN: Final = -(2**31) + 1
    """The agent has a status, but nothing says which: after SignedIn, or a StatusChanged without a readable status."""
    SIGNED_OUT: Final = -(2**31) + 2
    NAMED: Final = -(2**31) + 3
    """A status known only by its text, which is the reason then."""


class Facts(NamedTuple):
    """`activity` is an ActivityCode or one of Activity's; `reason` is only where that has one, or the text of NAMED."""

    agent: str | None
    agent_session: str | None
    activity: int
    reason: str | None


def facts_of(event: Event, catalog: "Catalog") -> Facts:
    """The facts of one event, by the names in *catalog*."""
    agent = _first_text(event, catalog.agent_fields)
    session = _first_text(event, catalog.session_fields)
    sets = catalog.rules(event.category, event.code).sets
    if sets is None:
        return Facts(agent, session, Activity.NONE, None)
    if sets == "status":
        return Facts(agent, session, *_status(event, catalog))
    return Facts(agent, session, Activity.UNKNOWN if sets == "signed in" else Activity.SIGNED_OUT, None)


def as_text(value: JsonValue) -> str | None:
    """A text without the blanks around it, or a number as text; None for a blank one and for everything else."""
    if type(value) is str:
        return value.strip() or None
    number = None if value is None else whole_number(value)
    return None if number is None else str(number)


def _status(event: Event, catalog: "Catalog") -> tuple[int, str | None]:
    fields = event.fields
    for name in catalog.status_fields:
        value = fields[name] if name in fields else event.field(name)
        number = whole_number(value)
        if number is None and type(value) is str and (text := value.strip()):
            number = catalog.activity_called(text)
            if number is None:
                return Activity.NAMED, text
        if number is not None and Activity.NAMED < number <= MOST_INT32:
            return number, _first_text(event, catalog.reason_fields) if catalog.has_reason(number) else None
    return Activity.UNKNOWN, None


def _first_text(event: Event, names: tuple[str, ...]) -> str | None:
    fields = event.fields
    for name in names:
        value = fields[name] if name in fields else event.field(name)
        if (text := as_text(value)) is not None:
            return text
    return None
