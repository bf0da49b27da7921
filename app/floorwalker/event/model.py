"""What an event is, and how a decoded JSON value is read as one.

The vendor documents four properties (`Id`, `CreationDateUtc`, `Category`, `Code`) and "additional fields" without
saying how those lie in the JSON. By our decision three shapes mean the same: further properties beside `Id`; an object
under `AdditionalFields`; a list of pairs (`Name` or `Key`, and `Value`) under it. Names match without regard to case,
spaces or underscores; of two spellings of one name the exact one counts, else the first, and the other stays a field.

Pure functions and immutable values; any thread.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, JsonValue, SkipValidation

from floorwalker.event.names import HOLDER, PROPERTIES, normal, spelling_of
from floorwalker.event.notes import Note
from floorwalker.event.values import LEAST_INT32, MOST_INT32, documented_time, found, other_time, whole_number

if TYPE_CHECKING:
    from floorwalker.event.catalog import Catalog
    from floorwalker.event.rules import Sets
    from floorwalker.event.shapes import Shape

__all__ = [
    "Event",
    "Fault",
    "Fields",
    "Int32",
    "NotAnEvent",
    "Reading",
    "additional",
    "event_of",
    "identity",
    "is_guid",
    "normal",
    "notes_of_numbers",
    "pointer",
    "read_event",
    "the_four",
]

Fields: TypeAlias = dict[str, JsonValue]
Int32: TypeAlias = Annotated[int, Field(ge=LEAST_INT32, le=MOST_INT32)]

# As plain numbers: the operators of an enum take a microsecond.
_NUMBER_AS_TEXT: Final = int(Note.NUMBER_AS_TEXT)
_OTHER_TIME: Final = int(Note.OTHER_TIME)
_ID_NOT_GUID: Final = int(Note.ID_NOT_GUID)
_DOCUMENTED_LENGTH: Final = len("yyyyMMddHHmmss")
_HEX: Final = "[0-9a-fA-F]"
_GUID: Final = f"{_HEX}{{8}}(?:-{_HEX}{{4}}){{3}}-{_HEX}{{12}}"
_ANY_GUID: Final = re.compile(rf"{_GUID}|{{{_GUID}}}|\({_GUID}\)|{_HEX}{{32}}")
_NO_HEX: Final = str.maketrans("", "", "{}()-")


class Event(BaseModel):
    """One event of the contact centre.

    `created` is CreationDateUtc in seconds since the epoch, UTC, in the years 1 to 9999. `fields` are the additional
    ones, by their names as sent, whichever shape they lay in.
    """

    model_config = ConfigDict(frozen=True)

    id: Annotated[str, Field(min_length=1)]
    created: int
    category: Int32
    code: Int32
    # It comes from a JSON decoder, so it is JSON; to prove that again would cost more than all the rest.
    fields: Annotated[Fields, SkipValidation]
    notes: Note

    def field(self, name: str) -> JsonValue:
        """The additional field of that name, in any spelling of it; None where it is absent (or null)."""
        fields = self.fields
        if name in fields:
            return fields[name]
        sent = spelling_of(tuple(fields)).by_normal_name.get(normal(name))
        return None if sent is None else fields[sent]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something is no event: `at` is a JSON Pointer (RFC 6901), "" the whole; `problem` is for people."""

    at: str
    problem: str


class NotAnEvent(ValueError):
    """A JSON value is no event; `faults` are all the reasons, with pointers inside that value."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__()
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return "; ".join(f"{fault.at or 'it'}: {fault.problem}" for fault in self.faults)


def is_guid(sent: str) -> bool:
    """Whether *sent* is a GUID: with or without braces, in any case, or as 32 digits alone."""
    return _ANY_GUID.fullmatch(sent) is not None


def identity(sent: str) -> str:
    """What makes two Ids the same: a GUID's digits without case, braces and hyphens; any other Id as it is."""
    return sent.translate(_NO_HEX).lower() if _ANY_GUID.fullmatch(sent) else sent


class Reading(NamedTuple):
    """An event as it was read: the properties of `Event`, what its names tell, and the decoded fields, among which are
    the four properties where shape.is_plain.
    """

    id: str
    created: int
    category: int
    code: int
    notes: int
    sets: "Sets | None"
    shape: "Shape"
    fields: Fields


def read_event(value: object, catalog: "Catalog", notes: int = 0) -> Reading:
    """Read a JSON value, as `jsontext` decodes it, as an event, with *notes* added to those that it earns itself.

    Raises NotAnEvent with every fault found, not only the first.
    """
    if type(value) is not dict:
        raise NotAnEvent([Fault("", f"{found(value)}, expected an object")])
    shape = catalog.shape(tuple(value))
    if shape.is_plain:
        fields = value
        sent_id, sent_time, sent_category, sent_code = the_four(value)
    else:
        respelled = _respelled(value)
        sent_id, sent_time, sent_category, sent_code = (respelled.pop(name, None) for name in PROPERTIES)
        fields = additional(respelled)
        shape = catalog.shape_of_fields(tuple(fields))
    documented = _read_documented_time(sent_time)
    created = other_time(sent_time) if documented is None else documented
    event_id = _read_id(sent_id)
    category, code = _read_number(sent_category), _read_number(sent_code)
    if event_id is None or created is None or category is None or code is None:
        raise NotAnEvent(_faults(value))
    if _ANY_GUID.fullmatch(event_id) is None:
        notes |= _ID_NOT_GUID
    if documented is None:
        notes |= _OTHER_TIME
    sets, told, numbers = shape.told(category, code, catalog)
    if type(sent_category) is str or type(sent_code) is str or (numbers and _any_as_text(fields, numbers)):
        notes |= _NUMBER_AS_TEXT
    return Reading(event_id, created, category, code, notes | told, sets, shape, fields)


def event_of(value: object, catalog: "Catalog", notes: int = 0) -> Event:
    """As `read_event`, as the model."""
    reading = read_event(value, catalog, notes)
    return Event(
        id=reading.id,
        created=reading.created,
        category=reading.category,
        code=reading.code,
        fields={name: reading.fields[name] for name in reading.shape.fields},
        notes=Note(reading.notes),
    )


the_four: Final = itemgetter(*PROPERTIES)
"""The four properties of an object that has them, spelled exactly."""


def notes_of_numbers(objects: Sequence[Fields], numbers: Sequence[str], notes: int) -> Sequence[int]:
    """The notes of events with the same names, all of which earn *notes* by them. numbers: the names of fields whose
    values have to be numbers.
    """
    if any(str in set(map(type, map(itemgetter(name), objects))) for name in numbers):
        return [notes | _NUMBER_AS_TEXT if _any_as_text(fields, numbers) else notes for fields in objects]
    return [notes] * len(objects)


def _any_as_text(fields: Fields, numbers: Iterable[str]) -> bool:
    for name in numbers:
        value = fields[name]
        if type(value) is str and whole_number(value) is not None:
            return True
    return False


def _respelled(value: Mapping[str, JsonValue]) -> Fields:
    """A copy of *value* in which the four properties have their exact names, where they are there at all."""
    exact = {sent: name for name, sent in _spelled(value).items()}
    return {exact.get(name, name): field for name, field in value.items()}


def _spelled(value: Mapping[str, JsonValue]) -> dict[str, str]:
    """The name as sent of each of the four properties that is there: the exact one, else the first that means it."""
    spelling = spelling_of(tuple(value))
    return {name: sent for name in PROPERTIES if (sent := spelling.of(name, value)) is not None}


def _read_id(sent: object) -> str | None:
    if type(sent) is int:
        return str(sent)
    return sent if type(sent) is str and not (sent == "" or sent.isspace()) else None


def _read_documented_time(sent: object) -> int | None:
    return documented_time(sent) if type(sent) is str and len(sent) == _DOCUMENTED_LENGTH else None


def _read_time(sent: object) -> int | None:
    documented = _read_documented_time(sent)
    return other_time(sent) if documented is None else documented


def _read_number(sent: object) -> int | None:
    number = sent if type(sent) is int else whole_number(sent)
    return number if number is not None and LEAST_INT32 <= number <= MOST_INT32 else None


def _faults(value: Mapping[str, JsonValue]) -> Iterator[Fault]:
    spellings = _spelled(value)
    for name, (read, expected) in _EXPECTED.items():
        if name not in spellings:
            yield _MISSING[name]
        elif read(sent := value[spellings[name]]) is None:
            yield Fault(pointer(spellings[name]), f"{found(sent)}, expected {expected}")


_EXPECTED: Final[dict[str, tuple[Callable[[object], object], str]]] = {
    "Id": (_read_id, "a text that is not blank, such as a GUID"),
    "CreationDateUtc": (_read_time, "a time in UTC as yyyyMMddHHmmss"),
    "Category": (_read_number, "a whole number of 32 bits"),
    "Code": (_read_number, "a whole number of 32 bits"),
}
_MISSING: Final = {
    name: Fault(f"/{name}", f"missing, expected {expected}") for name, (_, expected) in _EXPECTED.items()
}


def pointer(*steps: str | int) -> str:
    """A JSON Pointer (RFC 6901) of these steps: `/2/Category`."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def additional(fields: Fields) -> Fields:
    """*fields* with what lies under AdditionalFields beside the others; those win where a name is there twice.

    *fields* may be a whole decoded object, too. Where nothing lies there, the result is *fields* itself.
    """
    holder = spelling_of(tuple(fields)).of(HOLDER, fields)
    held = None if holder is None else _held(fields[holder])
    return fields if held is None else held | {name: value for name, value in fields.items() if name != holder}


def _held(value: JsonValue) -> Fields | None:
    """The fields in the value of AdditionalFields; None where it is no holder of fields, but a field like any other."""
    if value is None:
        return {}
    if isinstance(value, list):
        pairs = [_pair(item) for item in value]
        return None if None in pairs else dict(pair for pair in pairs if pair is not None)
    return value if isinstance(value, dict) else None


def _pair(item: JsonValue) -> tuple[str, JsonValue] | None:
    """Name and value of `{"Name": …, "Value": …}` or `{"Key": …, "Value": …}`; a value left out is null."""
    if not isinstance(item, dict):
        return None
    parts = {normal(name): part for name, part in reversed(item.items())}
    name = parts.get("name", parts.get("key"))
    return (name, parts.get("value")) if isinstance(name, str) and name else None
