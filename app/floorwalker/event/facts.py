"""What an event says about its agent: whose it is, and which status it sets.

The vendor's documentation (Agent Events) gives `Username`, `SessionId` and, for StatusChanged, `ActivityCode` with an
`ActivityName` for BusyOther alone. By our decision a status without a readable `ActivityCode` is read from the first of
`ActivityName`, `Status` and `NewStatus` that is there. Which fields these are is the catalog's to say.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

from pydantic import JsonValue

from floorwalker.event.values import MOST_INT32, whole_number

if TYPE_CHECKING:
    from floorwalker.event.catalog import Catalog
    from floorwalker.event.model import Fields
    from floorwalker.event.names import Names
    from floorwalker.event.rules import Sets
    from floorwalker.event.shapes import Shape


class Activity:
    """What stands in for an ActivityCode where there is none. Stored in session files: never renumber."""

    NONE: Final = -(2**31)
    """The event sets no status."""
    UNKNOWN: Final = -(2**31) + 1
    """The agent has a status, but nothing says which: after SignedIn, or a StatusChanged without a readable status."""
    SIGNED_OUT: Final = -(2**31) + 2
    NAMED: Final = -(2**31) + 3
    """A status known only by its text, which is the reason then."""


_SET: Final[dict["Sets | None", int]] = {
    None: Activity.NONE,
    "signed in": Activity.UNKNOWN,
    "signed out": Activity.SIGNED_OUT,
}


class Facts(NamedTuple):
    """`activity` is an ActivityCode or one of Activity's; `reason` is only where that has one, or the text of NAMED."""

    agent: str | None
    agent_session: str | None
    activity: int
    reason: str | None


def facts_of(fields: "Fields", shape: "Shape", sets: "Sets | None", catalog: "Catalog") -> Facts:
    """The facts of one event. shape: of its fields; sets: what its Category and Code do to a status."""
    agent, session = _first_text(fields, shape.agent), _first_text(fields, shape.session)
    if sets == "status":
        activity, reason = _status(fields, shape, catalog)
        return Facts(agent, session, activity, reason)
    return Facts(agent, session, _SET[sets], None)


def as_text(value: JsonValue) -> str | None:
    """A text without the blanks around it, or a number as text; None for a blank one and for everything else."""
    if type(value) is str:
        return value.strip() or None
    number = None if value is None else whole_number(value)
    return None if number is None else str(number)


def _status(fields: "Fields", shape: "Shape", catalog: "Catalog") -> tuple[int, str | None]:
    for name in shape.status:
        value = fields[name]
        number = value if type(value) is int else whole_number(value)
        if number is None and type(value) is str and (text := value.strip()):
            number = catalog.activity_called(text)
            if number is None:
                return Activity.NAMED, text
        if number is not None and Activity.NAMED < number <= MOST_INT32:
            return number, _first_text(fields, shape.reason) if catalog.has_reason(number) else None
    return Activity.UNKNOWN, None


def _first_text(fields: "Fields", names: "Names") -> str | None:
    for name in names:
        value = fields[name]
        # What nearly all are comes first: the other way costs a call.
        text = (value.strip() or None) if type(value) is str else as_text(value)
        if text is not None:
            return text
    return None
