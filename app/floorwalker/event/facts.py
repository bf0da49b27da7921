"""What an event says about its agent: whose it is, and which status it sets.

The vendor's documentation (Agent Events) gives `Username`, `SessionId` and, for StatusChanged, `ActivityCode` with an
`ActivityName` for BusyOther alone. By our decision a status without a readable `ActivityCode` is read from the first of
`ActivityName`, `Status` and `NewStatus` that is there. Which fields these are is the catalog's to say.
"""

from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from pydantic import JsonValue

from floorwalker.event.values import MOST_INT32, whole_number

if TYPE_CHECKING:
    from collections.abc import Sequence

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


FactColumns: TypeAlias = (
    "tuple[Sequence[str | None], Sequence[str | None], Sequence[int], Sequence[str | None]]"  # the properties of Facts
)


def fact_columns(objects: "Sequence[Fields]", shape: "Shape", sets: "Sets | None", catalog: "Catalog") -> "FactColumns":
    """As `facts_of`, of many events with the same names, Category and Code; column by column where values are as
    documented.
    """
    agents, sessions = _first_texts(objects, shape.agent), _first_texts(objects, shape.session)
    nothing = [None] * len(objects)
    if sets != "status":
        return agents, sessions, [_SET[sets]] * len(objects), nothing
    activities = _activities(objects, shape)
    if activities is None:
        statuses = [_status(fields, shape, catalog) for fields in objects]
        return agents, sessions, [number for number, _ in statuses], [reason for _, reason in statuses]
    with_reason = {number for number in set(activities) if catalog.has_reason(number)}
    if not with_reason:
        return agents, sessions, activities, nothing
    each = zip(objects, activities, strict=True)
    reasons = [_first_text(fields, shape.reason) if number in with_reason else None for fields, number in each]
    return agents, sessions, activities, reasons


def _activities(objects: "Sequence[Fields]", shape: "Shape") -> list[int] | None:
    """The status that each event sets; None where it is no plain number in the first field that may hold it."""
    if not shape.status:
        return None
    numbers = list(map(itemgetter(shape.status[0]), objects))
    if set(map(type, numbers)) != {int} or not (min(numbers) > Activity.NAMED and max(numbers) <= MOST_INT32):
        return None
    return numbers


def _first_texts(objects: "Sequence[Fields]", names: "Names") -> "Sequence[str | None]":
    """As `_first_text`, of many."""
    if not names:
        return [None] * len(objects)
    texts = list(map(itemgetter(names[0]), objects))
    if set(map(type, texts)) == {str} and all(texts := list(map(str.strip, texts))):
        return texts
    return [_first_text(fields, names) for fields in objects]


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
