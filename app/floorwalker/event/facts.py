"""What an event says about its agent: whose it is, and which status it sets.

The vendor's documentation (Agent Events) gives `Username`, `SessionId` and, for StatusChanged, `ActivityCode` with an
`ActivityName` for BusyOther alone. By our decision a status without a readable `ActivityCode` is read from the first of
`ActivityName`, `Status` and `NewStatus` that is there. Which fields these are is the catalog's to say.
"""

from functools import partial
from itertools import repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from pydantic import JsonValue

from floorwalker.event.values import MOST_INT32, whole_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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


# They are made here by the thousand: without a call of Python's own for each.
_facts: Final = cast("Callable[[tuple[Any, ...]], Facts]", partial(tuple.__new__, Facts))


def facts_of_each(
    objects: "Sequence[Fields]", shape: "Shape", sets: "Sets | None", catalog: "Catalog"
) -> "Iterable[Facts]":
    """As `facts_of`, of many events with the same names, Category and Code; column by column where values are as
    documented.
    """
    agents, sessions = _first_texts(objects, shape.agent), _first_texts(objects, shape.session)
    if sets != "status":
        return map(_facts, zip(agents, sessions, repeat(_SET[sets]), repeat(None), strict=False))
    activities = _activities(objects, shape)
    if activities is None:
        return [facts_of(fields, shape, sets, catalog) for fields in objects]
    with_reason = {number for number in set(activities) if catalog.has_reason(number)}
    reasons: Iterable[str | None] = repeat(None)
    if with_reason:
        each = zip(objects, activities, strict=True)
        reasons = [_first_text(fields, shape.reason) if number in with_reason else None for fields, number in each]
    return map(_facts, zip(agents, sessions, activities, reasons, strict=False))


def _activities(objects: "Sequence[Fields]", shape: "Shape") -> list[int] | None:
    """The status that each event sets; None where it is no plain number in the first field that may hold it."""
    if not shape.status:
        return None
    numbers = list(map(itemgetter(shape.status[0]), objects))
    if set(map(type, numbers)) != {int} or not (min(numbers) > Activity.NAMED and max(numbers) <= MOST_INT32):
        return None
    return numbers


def _first_texts(objects: "Sequence[Fields]", names: "Names") -> "Iterable[str | None]":
    """As `_first_text`, of many."""
    if not names:
        return repeat(None, len(objects))
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
